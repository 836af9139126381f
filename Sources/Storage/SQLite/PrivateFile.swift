import Foundation

/// Files that only their owner may read.
package enum PrivateFile {
  /// Makes the file (0600) and the folders above it that are missing (0700), and tightens a file that others may read.
  /// SQLite gives its journals the mode of the database. Throws ``StorageError``.
  package static func prepare(_ file: String) throws {
    try prepareFolder(of: file)
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure(file) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(file) }
    if status.st_mode & 0o077 != 0 { guard fchmod(descriptor, 0o600) == 0 else { throw failure(file) } }
  }

  /// Makes the folders above a file that are missing.
  package static func prepareFolder(of file: String) throws {
    let folder = (file as NSString).deletingLastPathComponent
    guard !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) else { return }
    try prepareFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(folder) }
  }

  private static func failure(_ file: String) -> StorageError { StorageError(systemError: errno, file: file) }
}
