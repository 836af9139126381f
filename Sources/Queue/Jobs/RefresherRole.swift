import Storage
import Synchronization

/// The refresher role as a runner wants it: asked for when a job needs it, given up when none does.
final class RefresherRole: Sendable {
  private let role: SharedRole?
  private let state = Mutex(State())

  private struct State {
    var lock: RoleLock?
    var asking: Task<Void, Never>?
    /// Counts the questions: an answer to one that was given up changes nothing.
    var question = 0
  }

  init(_ role: SharedRole?) { self.role = role }

  var isHeld: Bool { state.withLock { $0.lock != nil } }

  /// Calls `granted` once the role is held; does nothing while it is asked for already.
  func ask(granted: @escaping @Sendable () -> Void) {
    guard let role else { return }
    state.withLock { state in
      guard state.asking == nil, state.lock == nil else { return }
      state.question += 1
      let question = state.question
      state.asking = Task {
        let lock = try? await role.acquire()
        let isWanted = self.state.withLock { state in
          guard state.question == question, state.asking != nil else { return false }
          state.asking = nil
          state.lock = lock
          return lock != nil
        }
        if isWanted { granted() }
      }
    }
  }

  func giveUp() {
    state.withLock { state in
      state.asking?.cancel()
      state.asking = nil
      state.lock = nil
    }
  }
}
