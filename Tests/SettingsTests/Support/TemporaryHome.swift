import Foundation
import Testing

@testable import Settings

/// A folder that is gone when the test is over.
final class TemporaryHome: Sendable {
  let path: String

  init() throws {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("groupdesk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: made, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = made.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var folders: Folders {
    get throws { try Folders(home: path, environment: [:]) }
  }

  var store: ProfileStore {
    get throws { ProfileStore(folders: try folders) }
  }

  /// Writes a file below the folder and returns its path.
  @discardableResult
  func write(_ content: String, to name: String, mode: Int = 0o600) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(content.utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  func mode(of file: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int)
  }
}
