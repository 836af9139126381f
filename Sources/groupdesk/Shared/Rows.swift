import Model
import Screen

extension Output {
  /// Data on standard output in the form a person asked for.
  ///
  /// - Parameters:
  ///   - rows: what scripts get.
  ///   - csv: where a spreadsheet is to get something else than a column for each property, in the order they are
  ///     declared.
  ///   - table: what people get; an empty one is not shown, whoever calls says why nothing is there.
  func rows<Row: Encodable & Sendable>(
    _ rows: [Row], form: Form, csv: (() -> CSVWriter)? = nil, table: () -> TextTable
  ) {
    switch form {
    case .table:
      let table = table()
      if !table.isEmpty { self.table(table) }
    case .json: json(rows)
    case .jsonLines: for row in rows { json(row, isPretty: false) }
    case .csv: document((csv?() ?? CSVWriter(rows)).text)
    }
  }

  /// One JSON document.
  func json(_ value: some Encodable, isPretty: Bool = true) {
    // Texts, whole numbers, yes and no can always be written, and rows hold nothing else.
    document((try? JSONOutput.text(value, isPretty: isPretty)) ?? "null")
  }
}

extension CSVWriter {
  fileprivate init<Row: Encodable>(_ rows: [Row]) {
    self.init()
    guard let first = rows.first else { return }
    add(row: Mirror(reflecting: first).children.map { .id(snakeCase($0.label ?? "")) })
    for row in rows { add(row: Mirror(reflecting: row).children.map { Self.field($0.value) }) }
  }

  private static func field(_ value: Any) -> Field {
    switch value {
    case let text as String: return .id(text)
    case let number as Int: return .number(number)
    case let number as Int64: return .number(Int(number))
    case let flag as Bool: return .id(String(flag))
    case let texts as [String]: return .id(texts.joined(separator: " "))
    case let optional as any OptionalValue: return optional.wrapped.map(field) ?? .empty
    case let value as any Encodable: return (try? JSONOutput.text(value, isPretty: false)).map(Field.id) ?? .empty
    default: return .empty
    }
  }
}

/// Lets a value of any optional type be looked into.
private protocol OptionalValue { var wrapped: Any? { get } }
extension Optional: OptionalValue { fileprivate var wrapped: Any? { self } }

/// `chatID` as JSON calls it: `chat_id`.
private func snakeCase(_ name: String) -> String {
  var words = ""
  var isInsideCapitals = true
  for character in name {
    if character.isUppercase, !isInsideCapitals { words.append("_") }
    isInsideCapitals = character.isUppercase
    words += character.lowercased()
  }
  return words
}
