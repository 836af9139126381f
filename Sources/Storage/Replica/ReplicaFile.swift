import Foundation

/// The replica's file with its companions.
enum ReplicaFile {
  /// Renames the database to `NAME.unusable-N` and removes its journal; returns the new path.
  static func moveAside(_ path: String) throws -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).unusable-\(number)") { number += 1 }
    let kept = "\(path).unusable-\(number)"
    guard rename(path, kept) == 0 else { throw StorageError.notPermitted(file: path, reason: errno) }
    for suffix in ["-wal", "-shm"] {
      guard unlink(path + suffix) == 0 || errno == ENOENT else {
        throw StorageError.notPermitted(file: path + suffix, reason: errno)
      }
    }
    return kept
  }
}
