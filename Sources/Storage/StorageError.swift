import Foundation

/// Why a database could not do what was asked. `file` is its path, to be shown to a person.
package enum StorageError: Error, Hashable, Sendable {
  /// Not a database, or one whose contents contradict themselves.
  case damaged(file: String)
  /// Written by a newer version of this program: `found` and `known` are schema versions.
  case newerVersion(file: String, found: Int64, known: Int64)
  /// The disk, or the quota on it, is full. Nothing of the transaction was kept.
  case diskFull(file: String)
  /// Somebody else has been writing for longer than the busy time-out.
  case busy(file: String)
  /// The file or its folder may not be read or written; `reason` is the system's `errno`, 0 when it told none.
  case notPermitted(file: String, reason: Int32)
  /// The disk failed; `reason` is the system's `errno`.
  case inputOutput(file: String, reason: Int32)
  /// Opened for reading only, and nobody has made it yet, or only an older version has.
  case notReady(file: String)
  /// Another process holds the role that this act needs.
  case lockedOut(file: String)
  /// A unique index, a check or a foreign key refused a row; `name` is the engine's name for it.
  case constraint(name: String)
  /// Used after it was closed.
  case closed(file: String)
  /// Anything else, a mistake in the SQL included: SQLite's extended code and its message.
  case failed(file: String, code: Int32, message: String)
}

extension StorageError {
  /// What a failed call of the system on `file` means; `reason` is its `errno`.
  init(systemError reason: Int32, file: String) {
    self =
      switch reason {
      case ENOSPC, EDQUOT, EFBIG: .diskFull(file: file)
      case EIO: .inputOutput(file: file, reason: reason)
      default: .notPermitted(file: file, reason: reason)
      }
  }
}
