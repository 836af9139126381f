import Synchronization

/// A role that several parts of one process use at a time: whoever comes first takes it, whoever drops it last gives it
/// up. To the parts it is one ``RoleLock``, which none of them releases by itself.
package final class SharedRole: Sendable {
  private struct Held {
    weak var lock: RoleLock?
  }

  private let role: RoleLock.Role
  private let file: String
  private let held = Mutex(Held())

  /// - Parameter file: the ledger's path for the worker, the replica's for the refresher.
  package init(_ role: RoleLock.Role, beside file: String) {
    self.role = role
    self.file = file
  }

  /// The role, or nil while another process has it. Does not block. Throws ``StorageError/notPermitted(file:reason:)``.
  package func tryAcquire() throws -> RoleLock? {
    try held.withLock { held in
      if let lock = held.lock { return lock }
      let lock = try RoleLock.tryAcquire(role, beside: file)
      held.lock = lock
      return lock
    }
  }

  /// The role, as soon as no other process has it. Of two that wait at a time the second gets it when the first is done
  /// with it. Throws ``StorageError/notPermitted(file:reason:)``, and `CancellationError` at once when cancelled.
  package func acquire() async throws -> RoleLock {
    if let lock = try tryAcquire() { return lock }
    let lock = try await RoleLock.acquire(role, beside: file)
    held.withLock { $0.lock = lock }
    return lock
  }
}
