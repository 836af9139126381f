import Foundation
import Testing

/// The folder of a run, gone when the test is over.
final class Home: Sendable {
  let path: String

  init() throws {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("groupdesk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: made, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = made.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file below the folder and returns its path.
  @discardableResult
  func write(_ content: String, to name: String, mode: Int = 0o600) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    // One that may not be written is replaced all the same.
    try? FileManager.default.removeItem(atPath: file)
    try Data(content.utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  /// The one database in a folder.
  static func database(in folder: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sqlite") }
    return "\(folder)/\(try #require(names.first))"
  }

  var ledger: String { get throws { try Self.database(in: "\(path)/data/ledgers") } }
  var replica: String { get throws { try Self.database(in: "\(path)/state/replicas") } }

  func bytes(of file: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file)) }
}
