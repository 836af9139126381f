import Model

/// The columns of a statement's rows, shared by all of them.
package final class SQLColumns: Sendable {
  package let file: String
  package let names: [String]
  private let positions: [String: Int]

  /// - Parameter file: the database the rows come from, for the error about a wrong one.
  package init(file: String, names: [String]) {
    self.file = file
    self.names = names
    positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func position(_ column: String) -> Int? { positions[column] }
}

/// One row of an answer. Reading a column that is missing, or that holds another kind than asked for, throws
/// ``StorageError/damaged(file:)``: such a row was not written by this program.
package struct SQLRow: Sendable {
  package let columns: SQLColumns
  package let values: [SQLValue]

  package init(columns: SQLColumns, values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  package func text(_ column: String) throws -> String { try text(at: position(column)) }
  package func integer(_ column: String) throws -> Int64 { try integer(at: position(column)) }
  /// Nil for NULL, and for what is no text.
  package func optionalText(_ column: String) -> String? { columns.position(column).flatMap { optionalText(at: $0) } }
  /// Nil for NULL, and for what is no number.
  package func optionalInteger(_ column: String) -> Int64? {
    columns.position(column).flatMap { optionalInteger(at: $0) }
  }

  /// By position from 0, for loops over many rows.
  package subscript(_ position: Int) -> SQLValue { values[position] }

  package func text(at position: Int) throws -> String {
    guard let text = optionalText(at: position) else { throw damage }
    return text
  }

  package func integer(at position: Int) throws -> Int64 {
    guard let number = optionalInteger(at: position) else { throw damage }
    return number
  }

  package func optionalText(at position: Int) -> String? {
    guard values.indices.contains(position), case .text(let text) = values[position] else { return nil }
    return text
  }

  package func optionalInteger(at position: Int) -> Int64? {
    guard values.indices.contains(position), case .integer(let number) = values[position] else { return nil }
    return number
  }

  private func position(_ column: String) throws -> Int {
    guard let position = columns.position(column) else { throw damage }
    return position
  }

  /// What a reader throws that finds a value it never wrote.
  package var damage: StorageError { .damaged(file: columns.file) }
}

extension SQLRow {
  package func identifier<ID: Identifier>(_ column: String) throws -> ID {
    guard let identifier = ID(try text(column)) else { throw damage }
    return identifier
  }

  /// Nil for NULL; throws for text that is no such identifier.
  package func optionalIdentifier<ID: Identifier>(_ column: String) throws -> ID? {
    guard let text = optionalText(column) else { return nil }
    guard let identifier = ID(text) else { throw damage }
    return identifier
  }

  /// One of the codes of an enumeration.
  package func code<Code: RawRepresentable<String>>(_ column: String) throws -> Code {
    guard let code = Code(rawValue: try text(column)) else { throw damage }
    return code
  }

  /// Nil for NULL; throws for text that is no such code.
  package func optionalCode<Code: RawRepresentable<String>>(_ column: String) throws -> Code? {
    guard let text = optionalText(column) else { return nil }
    guard let code = Code(rawValue: text) else { throw damage }
    return code
  }

  package func timestamp(_ column: String) throws -> Timestamp { Timestamp(milliseconds: try integer(column)) }
  package func optionalTimestamp(_ column: String) -> Timestamp? {
    optionalInteger(column).map(Timestamp.init(milliseconds:))
  }
  package func day(_ column: String) throws -> Day { Day(number: try integer(column)) }
  package func flag(_ column: String) throws -> Bool { try integer(column) != 0 }
}
