/// Tables that Excel opens: UTF-8 with a BOM, CRLF, every field quoted, nothing that a spreadsheet would run as a formula
/// or turn from an id into a number.
package struct CSVWriter: Sendable {
  package private(set) var text = "\u{FEFF}"

  package init() {}

  /// One field of a row.
  package enum Field: Sendable {
    /// Words or a stranger's text.
    case text(SafeText)
    /// An id, which stays text.
    case id(String)
    case number(Int)
    case empty
  }

  package mutating func add(row: [Field]) {
    text += row.map(Self.quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: Field) -> String {
    switch field {
    case .text(let text): return quote(defused(text.text))
    case .id(let id): return looksNumeric(id) ? quote("=\"\(id)\"") : quote(defused(SafeText(id).text))
    case .number(let number): return quote(String(number))
    case .empty: return "\"\""
    }
  }

  private static func quote(_ text: String) -> String {
    // By scalars: with a mark behind it, a quote is no `"` among characters, and a quote to whoever reads the table.
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }

  /// A leading apostrophe keeps a spreadsheet from running what strangers wrote.
  private static func defused(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else { return text }
    return "'" + text
  }

  private static func looksNumeric(_ id: String) -> Bool {
    id.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && id.utf8.allSatisfy { "0123456789.eE+-/:".utf8.contains($0) }
  }
}
