/// On which line each key of a TOML document stands. The parser tells lines for syntax errors only.
///
/// It reads documents the parser has accepted, so it need not be strict: tables, dotted and quoted keys and strings of
/// several lines are known; what stands inside an inline table or array is found by its outer key.
struct KeyLines {
  private var lines: [String: Int] = [:]

  init(_ document: String) {
    var table: [String] = []
    var openString: String?
    for (index, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let delimiter = openString {
        if line.contains(delimiter) { openString = nil }
        continue
      }
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("[") {
        table = Self.path(text.drop { $0 == "[" }, until: "]")
        note(table, index + 1)
      } else if !text.hasPrefix("#"), text.contains("=") {
        note(table + Self.path(text, until: "="), index + 1)
        openString = ["\"\"\"", "'''"].first { Self.occurrences(of: $0, in: text) % 2 == 1 }
      }
    }
  }

  /// The line of `key` (dotted), or of the nearest key around it.
  subscript(key: String) -> Int? {
    var path = key.split(separator: ".")
    while !path.isEmpty {
      if let line = lines[path.joined(separator: ".")] { return line }
      path.removeLast()
    }
    return nil
  }

  private mutating func note(_ path: [String], _ line: Int) {
    for length in path.indices.map({ $0 + 1 }) {
      let key = path.prefix(length).joined(separator: ".")
      if lines[key] == nil { lines[key] = line }
    }
  }

  private static func path(_ text: Substring, until end: Character) -> [String] {
    var parts: [String] = []
    var part = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { part.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == end {
        break
      } else if character == "." {
        parts.append(part)
        part = ""
      } else if character != " ", character != "\t" {
        part.append(character)
      }
    }
    return parts + [part]
  }

  private static func occurrences(of needle: String, in text: Substring) -> Int {
    text.split(separator: needle, omittingEmptySubsequences: false).count - 1
  }
}
