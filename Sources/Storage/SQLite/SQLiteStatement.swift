import GRDB
import GRDBSQLite
import Model

/// A prepared statement of ours: GRDB's, plus which `$n` stands at which position, and its columns.
///
/// Binding and stepping go straight to SQLite: GRDB's own way validates the arguments through a dictionary of names,
/// which costs more than the insert itself when a sweep stores millions of memberships.
final class PreparedSQL {
  private let statement: Statement
  private let handle: OpaquePointer
  /// For each SQLite position, the index into the values.
  private let order: [Int]
  let columns: SQLColumns
  private let columnCount: Int32

  /// Throws GRDB's error for SQL that does not compile, and ``StorageError`` for a placeholder that is not `$n`.
  init(_ sql: String, in database: Database, file: String) throws {
    statement = try database.makeStatement(sql: sql)
    handle = statement.sqliteStatement
    var order: [Int] = []
    for position in 0..<sqlite3_bind_parameter_count(handle) {
      guard let name = sqlite3_bind_parameter_name(handle, position + 1).map({ String(cString: $0) }),
        name.first == "$", let number = Int(name.dropFirst()), number > 0
      else { throw StorageError.failed(file: file, code: SQLITE_MISUSE, message: "placeholders are $1, $2 …: \(sql)") }
      order.append(number - 1)
    }
    self.order = order
    columns = SQLColumns(file: file, names: statement.columnNames)
    columnCount = Int32(columns.names.count)
  }

  /// It changes nothing in the database.
  var isReading: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Runs to the end, handing each row on. Returns SQLite's result code, `SQLITE_DONE` on success.
  func run(_ values: [SQLValue], _ onRow: ([SQLValue]) -> Void = { _ in }) -> Int32 {
    visit(values) { _ in onRow((0..<columnCount).map(value(at:))) }
  }

  /// Like ``run(_:_:)``, without a copy of the row.
  func visit(_ values: [SQLValue], _ onRow: (SQLiteCursor) throws -> Void) rethrows -> Int32 {
    defer {
      // Without the reset a finished statement would keep its read lock.
      sqlite3_reset(handle)
    }
    for (position, index) in order.enumerated() {
      guard index < values.count else { return SQLITE_RANGE }
      let code = bind(values[index], at: Int32(position + 1))
      guard code == SQLITE_OK else { return code }
    }
    while true {
      let code = sqlite3_step(handle)
      guard code == SQLITE_ROW else { return code }
      try onRow(SQLiteCursor(handle: handle))
    }
  }

  private func bind(_ value: SQLValue, at position: Int32) -> Int32 {
    switch value {
    case .integer(let number): return sqlite3_bind_int64(handle, position, number)
    case .null: return sqlite3_bind_null(handle, position)
    case .text(var text):
      return text.withUTF8 { bytes in
        // An empty buffer may have no address, which SQLite would take for NULL.
        guard let start = bytes.baseAddress else { return sqlite3_bind_text(handle, position, "", 0, copied) }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          sqlite3_bind_text(handle, position, $0, Int32(bytes.count), copied)
        }
      }
    }
  }

  private func value(at column: Int32) -> SQLValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(handle, column) else { return .text("") }
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
      return .text(String(decoding: bytes, as: UTF8.self))
    default: return .null
    }
  }
}

/// SQLite's own row.
struct SQLiteCursor: SQLCursor {
  fileprivate let handle: OpaquePointer

  func integer(at position: Int) -> Int64? {
    let column = Int32(position)
    return sqlite3_column_type(handle, column) == SQLITE_INTEGER ? sqlite3_column_int64(handle, column) : nil
  }

  func withText<T>(at position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    let column = Int32(position)
    // Any other kind would be converted to text, in place.
    let start = sqlite3_column_type(handle, column) == SQLITE_TEXT ? sqlite3_column_text(handle, column) : nil
    return try body(
      UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column))))
  }
}

/// `SQLITE_TRANSIENT`: SQLite takes its own copy. The macro is a cast that Swift does not import; the value is
/// documented as -1.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
