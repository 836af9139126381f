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
    // Whether the field holds nothing but spaces; a quote after those opens it.
    var isBlank = true

    func append(_ scalar: Unicode.Scalar) {
      field.append(scalar)
      if scalar != " " { isBlank = false }
    }
    func endField() {
      fields.append(wasQuoted ? String(field) : trimmed(String(field)))
      field = .init()
      wasQuoted = false
      isBlank = true
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
          append("\"")
          scalars.removeFirst()
        } else {
          quotedAt = nil
        }
      case _ where quotedAt != nil: append(scalar)
      case "\"" where isBlank:
        field = .init()
        quotedAt = line
        wasQuoted = true
      case ",", "\t": endField()
      case "\n":
        endRow()
        start = line
      case "\r": break
      default: append(scalar)
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
