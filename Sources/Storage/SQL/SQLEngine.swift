/// One open transaction, the only place where SQL runs.
///
/// The text is the same for every engine: `$1`, `$2` … as placeholders (each may occur several times, in any order),
/// TEXT and BIGINT columns, `ON CONFLICT … RETURNING`, partial unique indexes; no triggers, sequences or `now()`.
/// A connection must not outlive the closure it was handed to.
package protocol SQLConnection {
  /// All rows of a statement. Throws ``StorageError``.
  func query(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow]
  /// Hands each row of a statement on where it stands, for answers too long to be kept; what `body` throws ends it.
  /// `body` must not run the same statement. Throws ``StorageError``.
  func forEach(_ sql: String, _ values: [SQLValue], _ body: (any SQLCursor) throws -> Void) throws
  /// Runs a statement and returns how many rows it inserted, changed or deleted. Throws ``StorageError``.
  @discardableResult
  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int
  /// Runs one statement once for each row of values, looked up and prepared once.
  func execute(_ sql: String, rows: [[SQLValue]]) throws
}

extension SQLConnection {
  package func query(_ sql: String) throws -> [SQLRow] { try query(sql, []) }
  @discardableResult
  package func execute(_ sql: String) throws -> Int { try execute(sql, []) }
}

/// The row a statement stands on, read in place by position from 0; not to be kept.
package protocol SQLCursor {
  /// Nil for NULL, and for what is no number.
  func integer(at position: Int) -> Int64?
  /// The text's UTF-8 bytes, valid until `body` returns; none for NULL, and for what is no text.
  func withText<T>(at position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T
}

/// A database, synchronous: every call blocks its thread, so it is reached through a ``Store`` only.
package protocol SQLEngine: Sendable {
  /// A writing transaction that nobody else writes beside (`BEGIN IMMEDIATE`): commits when `body` returns, rolls back
  /// when it throws. Throws `body`'s error or ``StorageError``. Not to be nested.
  @discardableResult
  func transaction<T>(_ body: (any SQLConnection) throws -> T) throws -> T
  /// One consistent view in which writing is refused.
  func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T
  /// Ends the connection; calling it again does nothing. Every later call throws ``StorageError/closed(file:)``.
  func close()
}
