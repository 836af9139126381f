import Foundation
import Model

/// The head of an audit, kept apart from the ledger in a file (0600) beside it, so that a cut tail and an old copy of the
/// ledger show.
///
/// Before a transaction that adds rows is committed the file names two tips, the one before and the one to come;
/// afterwards only the latter. Whenever a process or the machine stops, the ledger's tip is one of those named.
package struct AuditHead: Sendable, Hashable {
  package let path: String

  package init(ledger: String) { path = ledger + ".audit-head" }

  /// What the file says.
  package enum State: Sendable, Hashable {
    case missing
    case unreadable
    /// The tips that the ledger may have, the latest last; never empty.
    case tips([AuditTip])
  }

  private struct Content: Codable { var tips: [AuditTip] }
  /// More than two tips take.
  private static let longest = 16_384

  /// Throws ``StorageError`` when the file is there and cannot be read.
  package func read() throws -> State {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return .missing }
      throw failure(path)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    var length = 0
    while length < bytes.count {
      let count = bytes[length...].withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { break }
      length += count
    }
    return Self.state(Data(bytes[..<length]))
  }

  /// What a file of these bytes says.
  package static func state(_ data: Data) -> State {
    guard let content = try? JSONDecoder().decode(Content.self, from: data), !content.tips.isEmpty else {
      return .unreadable
    }
    return .tips(content.tips)
  }

  /// Replaces the head, durably and whole or not at all, while no other process does.
  ///
  /// - Parameters:
  ///   - patience: how long to wait, real time, for another process that does; after it ``StorageError/busy(file:)``.
  ///   - change: from what the file says to the tips it is to name; nil leaves it as it is.
  package func update(
    patience: Duration = SQLiteEngine.patience, _ change: (State) throws -> [AuditTip]?
  ) throws {
    let descriptor = try lock(patience)
    defer {
      // Closing alone would leave the lock with a child that is between its fork and its exec.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    guard let tips = try change(read()) else { return }
    try replace(by: tips)
  }

  /// The file itself is replaced by each change and cannot carry the lock; it is held for two writes to the disk.
  /// - Returns: the descriptor that holds it.
  private func lock(_ patience: Duration) throws -> Int32 {
    let file = path + ".lock"
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure(file) }
    let limit = ContinuousClock.now + patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      let isHeld = reason == EWOULDBLOCK || reason == EINTR
      guard isHeld, ContinuousClock.now < limit else {
        close(descriptor)
        throw isHeld ? StorageError.busy(file: path) : StorageError(systemError: reason, file: file)
      }
      // Whoever has it writes twice and lets go; `flock` itself can only wait without an end.
      usleep(5000)
    }
    return descriptor
  }

  private func replace(by tips: [AuditTip]) throws {
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure(path) }
    defer { close(folder) }
    let new = path + ".new"
    try write(Array(JSONOutput.text(Content(tips: tips), isPretty: false).utf8), to: new)
    guard rename(new, path) == 0, fsync(folder) == 0 else { throw failure(path) }
  }

  /// Durably, to a file of its owner's only.
  private func write(_ bytes: [UInt8], to file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure(file) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw failure(file)
      }
      rest = rest.dropFirst(count)
    }
    guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else { throw failure(file) }
  }

  private func failure(_ file: String) -> StorageError { StorageError(systemError: errno, file: file) }

  /// Whether it was the head, not the ledger, that could not be read or written.
  func isCause(of error: StorageError) -> Bool {
    switch error {
    case .notPermitted(let file, _), .inputOutput(let file, _), .diskFull(let file): file.hasPrefix(path)
    default: false
    }
  }
}

extension AuditHead.State {
  /// The latest tip named, if the file names any.
  package var latest: AuditTip? {
    if case .tips(let tips) = self { tips.last } else { nil }
  }

  /// What is wrong with a ledger whose last row is `tip`, as far as the head can tell; nil when it names that tip.
  func fault(of tip: AuditTip, in connection: any SQLConnection) throws -> AuditFault? {
    switch self {
    case .unreadable: return .headUnreadable
    case .missing: return try AuditLog.start(in: connection).matches(tip) ? nil : .headMissing
    case .tips(let tips):
      if tips.contains(where: tip.matches) { return nil }
      guard let latest = tips.last, latest.hash != AuditTip.lost else { return .headMissing }
      if tip.count < latest.count { return .cut(first: tip.count + 1, last: latest.count) }
      let row = try connection.query("SELECT hash FROM audit WHERE seq = $1", [.integer(latest.count)]).first
      return try row?.text("hash") == latest.hash
        ? .headBehind(count: latest.count) : .headDiffers(count: latest.count)
    }
  }
}

extension AuditTip {
  /// Stands in the head for a hash nobody knows any more.
  static let lost = "lost"

  func matches(_ other: AuditTip) -> Bool { count == other.count && hash == other.hash }
}
