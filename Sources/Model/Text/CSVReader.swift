/// Reads a table as spreadsheets and people write it: with or without BOM, LF or CRLF, quoted or not (RFC 4180).
package struct CSVReader: Sendable {
  /// The rows that are not empty, each with the line it starts on (1…).
  package private(set) var rows: [Row] = []

  package struct Row: Sendable, Hashable {
    package var line: Int
    package var fields: [String]
  }

  /// What makes a file unreadable.
  package enum Problem: Error, Hashable, Sendable {
    case notUTF8
    /// A quote that is never closed, opened on this line.
    case openQuote(line: Int)
  }

  package init(_ bytes: some Collection<UInt8>) throws(Problem) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var line = 1
    var start = 1
    var quotedAt: Int?
    var wasQuoted = false

    func endField() {
      fields.append(wasQuoted ? String(field) : trimmed(String(field)))
      field = .init()
      wasQuoted = false
    }
    func endRow() {
      endField()
      if fields.contains(where: { !$0.isEmpty }) { rows.append(Row(line: start, fields: fields)) }
      fields = []
    }

    while let scalar = scalars.popFirst() {
      if scalar == "\n" { line += 1 }
      switch scalar {
      case "\"" where quotedAt != nil:
        if scalars.first == "\"" {
          field.append("\"")
          scalars.removeFirst()
        } else {
          quotedAt = nil
        }
      case _ where quotedAt != nil: field.append(scalar)
      case "\"" where field.allSatisfy({ $0 == " " }):
        field = .init()
        quotedAt = line
        wasQuoted = true
      case ",", "\t": endField()
      case "\n":
        endRow()
        start = line
      case "\r": break
      default: field.append(scalar)
      }
    }
    if let quotedAt { throw .openQuote(line: quotedAt) }
    endRow()
  }

  private func trimmed(_ text: String) -> String {
    var slice = text[...]
    while slice.first == " " { slice.removeFirst() }
    while slice.last == " " { slice.removeLast() }
    return String(slice)
  }
}
