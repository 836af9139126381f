import Model
import Synchronization

/// Company time that stands still until somebody moves it.
final class ManualClock: CompanyClock {
  private struct State {
    var now: Timestamp
    var sleepers: [(id: Int, deadline: Timestamp, wake: CheckedContinuation<Void, any Error>)] = []
    var cancelled: Set<Int> = []
    var watchers: [(count: Int, wake: CheckedContinuation<Void, Never>)] = []
    var lastID = 0
  }
  private let state: Mutex<State>

  init(_ now: Timestamp = Timestamp(seconds: 1_763_686_800)) { state = Mutex(State(now: now)) }

  var now: Timestamp { state.withLock { $0.now } }
  var speed: Double { 1 }

  func advance(by span: TimeSpan) {
    let due = state.withLock { state in
      state.now = state.now + span
      let due = state.sleepers.filter { $0.deadline <= state.now }
      state.sleepers.removeAll { $0.deadline <= state.now }
      return due
    }
    for sleeper in due { sleeper.wake.resume() }
  }

  /// Returns once that many tasks sleep.
  func waitForSleepers(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isReached = state.withLock { state in
        if state.sleepers.count >= count { return true }
        state.watchers.append((count, continuation))
        return false
      }
      if isReached { continuation.resume() }
    }
  }

  func sleep(until deadline: Timestamp) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enum Next { case wake, cancel, sleep([CheckedContinuation<Void, Never>]) }
        let next: Next = state.withLock { state in
          if state.cancelled.remove(id) != nil { return .cancel }
          if state.now >= deadline { return .wake }
          state.sleepers.append((id, deadline, continuation))
          let ready = state.watchers.filter { state.sleepers.count >= $0.count }.map(\.wake)
          state.watchers.removeAll { state.sleepers.count >= $0.count }
          return .sleep(ready)
        }
        switch next {
        case .wake: continuation.resume()
        case .cancel: continuation.resume(throwing: CancellationError())
        case .sleep(let ready): for watcher in ready { watcher.resume() }
        }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil as CheckedContinuation<Void, any Error>?
        }
        return state.sleepers.remove(at: index).wake
      }
      sleeper?.resume(throwing: CancellationError())
    }
  }
}

/// Company time that passes only while somebody sleeps, and then at once.
final class JumpingClock: CompanyClock {
  private let moment: Mutex<Timestamp>
  init(_ now: Timestamp = Timestamp(seconds: 1_763_686_800)) { moment = Mutex(now) }
  var now: Timestamp { moment.withLock { $0 } }
  var speed: Double { 1 }
  func sleep(until deadline: Timestamp) async throws {
    try Task.checkCancellation()
    moment.withLock { $0 = max($0, deadline) }
  }
}
