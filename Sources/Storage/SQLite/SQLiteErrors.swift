import Foundation
import GRDB
import GRDBSQLite

extension Database {
  /// The `errno` behind the last failure, 0 if unknown. Rolling back may have cleared the connection's; the file keeps
  /// its own.
  var systemError: Int32 {
    let handle = sqliteConnection
    let ofConnection = sqlite3_system_errno(handle)
    guard ofConnection == 0 else { return ofConnection }
    var ofFile: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &ofFile) == SQLITE_OK ? ofFile : 0
  }
}

extension StorageError {
  /// What the last failure on this connection means.
  init(code: Int32, on database: Database, file: String) {
    let handle = database.sqliteConnection
    self.init(
      code: sqlite3_extended_errcode(handle), systemError: database.systemError,
      message: sqlite3_errmsg(handle).map { String(cString: $0) } ?? "", file: file, fallback: code)
  }

  /// What GRDB's error means; `systemError` is SQLite's last `errno`, 0 if unknown.
  init(_ error: DatabaseError, systemError: Int32, file: String) {
    self.init(
      code: error.extendedResultCode.rawValue, systemError: systemError, message: error.message ?? "", file: file,
      fallback: error.resultCode.rawValue)
  }

  private init(code extended: Int32, systemError: Int32, message: String, file: String, fallback: Int32) {
    // A misuse (a missing value, say) is not recorded on the connection; its own code then stands.
    let code = extended & 0xFF == SQLITE_OK || extended & 0xFF >= SQLITE_ROW ? fallback : extended
    switch code & 0xFF {
    case SQLITE_NOTADB, SQLITE_CORRUPT: self = .damaged(file: file)
    case SQLITE_FULL: self = .diskFull(file: file)
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(file: file)
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
      self = .notPermitted(file: file, reason: systemError)
    // SQLite calls only ENOSPC full. A quota or a limit on file sizes is a failed write to it, whose `errno` is lost by
    // the time the rollback is done.
    case SQLITE_IOERR where code == failedWrite && [0, EDQUOT, EFBIG].contains(systemError):
      self = .diskFull(file: file)
    case SQLITE_IOERR: self = .inputOutput(file: file, reason: systemError)
    case SQLITE_CONSTRAINT:
      self = .constraint(name: message.components(separatedBy: "failed: ").last ?? message)
    default: self = .failed(file: file, code: code, message: message)
    }
  }
}

/// `SQLITE_IOERR_WRITE`, a macro Swift does not import.
private let failedWrite = SQLITE_IOERR | 3 << 8
