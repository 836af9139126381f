import Synchronization

/// Carries a path out of the closure that opens a database.
final class Opened: Sendable {
  private let path = Mutex<String?>(nil)
  var kept: String? { path.withLock { $0 } }
  func set(_ kept: String) { path.withLock { $0 = kept } }
}
