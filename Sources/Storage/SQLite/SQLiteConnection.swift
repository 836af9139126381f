import GRDB
import GRDBSQLite

/// A transaction on SQLite.
struct SQLiteConnection: SQLConnection {
  let database: Database
  let statements: StatementCache
  let file: String
  /// Refused statement by statement: `PRAGMA query_only` would have every prepared one prepared anew.
  var mayWrite = true

  func query(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
    let prepared = try prepare(sql)
    var rows: [SQLRow] = []
    try check(prepared.run(values) { rows.append(SQLRow(columns: prepared.columns, values: $0)) })
    return rows
  }

  func forEach(_ sql: String, _ values: [SQLValue], _ body: (any SQLCursor) throws -> Void) throws {
    try check(try prepare(sql).visit(values, body))
  }

  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
    let prepared = try prepare(sql)
    let before = sqlite3_total_changes(database.sqliteConnection)
    try check(prepared.run(values))
    return Int(sqlite3_total_changes(database.sqliteConnection) - before)
  }

  func execute(_ sql: String, rows: [[SQLValue]]) throws {
    let prepared = try prepare(sql)
    for values in rows { try check(prepared.run(values)) }
  }

  private func prepare(_ sql: String) throws -> PreparedSQL {
    let prepared = try cached(sql)
    guard mayWrite || prepared.isReading else { throw StorageError.notPermitted(file: file, reason: 0) }
    return prepared
  }

  private func cached(_ sql: String) throws -> PreparedSQL {
    if let known = statements[sql] { return known }
    do {
      let prepared = try PreparedSQL(sql, in: database, file: file)
      statements[sql] = prepared
      return prepared
    } catch is DatabaseError {
      throw StorageError(code: SQLITE_ERROR, on: database, file: file)
    }
  }

  private func check(_ code: Int32) throws {
    guard code != SQLITE_DONE else { return }
    throw StorageError(code: code, on: database, file: file)
  }
}

/// The statements prepared so far on one connection.
///
/// Unchecked, because every access happens inside `DatabaseQueue`'s serial access to the one connection (see
/// ``SQLiteEngine``), and the last, which empties it, right before the connection closes.
final class StatementCache: @unchecked Sendable {  // proven above
  /// Every statement of this program is a literal; the bound is for those with lists of varying length.
  private static let limit = 512
  private var prepared: [String: PreparedSQL] = [:]

  subscript(sql: String) -> PreparedSQL? {
    get { prepared[sql] }
    set {
      if prepared.count >= Self.limit { prepared.removeAll() }
      prepared[sql] = newValue
    }
  }

  /// Finalizes all of them; SQLite closes no connection that has some left.
  func removeAll() { prepared.removeAll() }
}
