import Synchronization

/// The last thing that went wrong inside a worker, for whoever waits for it.
final class Trouble: Sendable {
  private let last = Mutex<(any Error)?>(nil)
  var error: (any Error)? { last.withLock { $0 } }
  func set(_ error: any Error) { last.withLock { $0 = error } }
}
