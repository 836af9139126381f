import Foundation
import Storage
import Synchronization

/// A role that one process on this host holds at a time: a kernel lock (`flock`) on a file beside the database. The
/// kernel frees it when the process ends, however it ends, so there is neither heartbeat nor expiry.
package final class RoleLock: Sendable {
  /// What the holder may do.
  package enum Role: String, Sendable, Hashable {
    /// Runs jobs.
    case worker
    /// Writes the replica.
    case refresher
  }

  package let role: Role
  private let descriptor: Mutex<Int32?>

  private init(_ role: Role, _ descriptor: Int32) {
    self.role = role
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// The role, or nil while another holder has it. Does not block. Throws ``StorageError/notPermitted(file:reason:)``.
  /// - Parameter file: the ledger's path for the worker, the replica's for the refresher.
  package static func tryAcquire(_ role: Role, beside file: String) throws -> RoleLock? {
    let (descriptor, path) = try open(role, beside: file)
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return RoleLock(role, descriptor) }
    let reason = errno
    close(descriptor)
    guard reason == EWOULDBLOCK else { throw StorageError.notPermitted(file: path, reason: reason) }
    return nil
  }

  /// The role, as soon as whoever holds it lets go or dies. Throws ``StorageError/notPermitted(file:reason:)``, and
  /// `CancellationError` at once when cancelled.
  package static func acquire(_ role: Role, beside file: String) async throws -> RoleLock {
    if let free = try tryAcquire(role, beside: file) { return free }
    let (descriptor, path) = try open(role, beside: file)
    let waiter = Waiter()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        waiter.start(continuation)
        let thread = Thread {
          var code = flock(descriptor, LOCK_EX)
          while code != 0 && errno == EINTR { code = flock(descriptor, LOCK_EX) }
          guard code == 0 else {
            let reason = errno
            close(descriptor)
            waiter.end(.failure(StorageError.notPermitted(file: path, reason: reason)))
            return
          }
          // Given up meanwhile: the lock is dropped here, and with it freed.
          waiter.end(.success(RoleLock(role, descriptor)))
        }
        thread.name = "role \(role.rawValue)"
        thread.stackSize = 1 << 17
        thread.start()
      }
    } onCancel: {
      waiter.end(.failure(CancellationError()))
    }
  }

  /// Gives the role up before this value ends; doing so again changes nothing.
  package func release() {
    descriptor.withLock { descriptor in
      if let open = descriptor {
        // Closing alone would leave the role with a child that is between its fork and its exec.
        flock(open, LOCK_UN)
        close(open)
      }
      descriptor = nil
    }
  }

  /// `O_CLOEXEC`, because a child process that inherited the descriptor would keep the role after our death.
  private static func open(_ role: Role, beside file: String) throws -> (descriptor: Int32, path: String) {
    let path = "\(file).\(role.rawValue).lock"
    try PrivateFile.prepareFolder(of: path)
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StorageError.notPermitted(file: path, reason: errno) }
    return (descriptor, path)
  }
}

/// Resumes one continuation exactly once, whether the lock or the cancellation comes first.
private final class Waiter: Sendable {
  private enum Phase {
    case new
    case waiting(CheckedContinuation<RoleLock, any Error>)
    case ended
  }
  private let phase = Mutex(Phase.new)

  func start(_ continuation: CheckedContinuation<RoleLock, any Error>) {
    let isCancelled = phase.withLock { phase in
      if case .ended = phase { return true }
      phase = .waiting(continuation)
      return false
    }
    if isCancelled { continuation.resume(throwing: CancellationError()) }
  }

  func end(_ result: Result<RoleLock, any Error>) {
    let continuation: CheckedContinuation<RoleLock, any Error>? = phase.withLock { phase in
      defer { phase = .ended }
      if case .waiting(let continuation) = phase { return continuation }
      return nil
    }
    continuation?.resume(with: result)
  }
}
