import Storage
import Synchronization

/// What it takes to refresh, as a runner wants it: asked for when a job needs it, given up when none does.
final class RefresherRole: Sendable {
  private let roles: [SharedRole]
  private let state = Mutex(State())

  private struct State {
    /// Empty, or all of them.
    var locks: [RoleLock] = []
    var asking: Task<Void, Never>?
    /// Counts the questions: an answer to one that was given up changes nothing.
    var question = 0
  }

  /// - Parameter roles: taken in this order; every process has to name the same one.
  init(_ roles: [SharedRole]) { self.roles = roles }

  var isHeld: Bool { state.withLock { !$0.locks.isEmpty } }

  /// Calls `granted` once the role is held; does nothing while it is asked for already.
  func ask(granted: @escaping @Sendable () -> Void) {
    guard !roles.isEmpty else { return }
    state.withLock { state in
      guard state.asking == nil, state.locks.isEmpty else { return }
      state.question += 1
      let question = state.question
      state.asking = Task {
        let locks = (try? await self.acquire()) ?? []
        let isWanted = self.state.withLock { state in
          guard state.question == question, state.asking != nil else { return false }
          state.asking = nil
          state.locks = locks
          return !locks.isEmpty
        }
        if isWanted { granted() }
      }
    }
  }

  func giveUp() {
    state.withLock { state in
      state.asking?.cancel()
      state.asking = nil
      state.locks = []
    }
  }

  private func acquire() async throws -> [RoleLock] {
    var locks: [RoleLock] = []
    for role in roles { locks.append(try await role.acquire()) }
    return locks
  }
}
