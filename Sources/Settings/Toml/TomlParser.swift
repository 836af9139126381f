/// Reads TOML 1.0 front to back. Bounded in depth, and linear in the length of the document.
struct TomlParser {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// - Parameter document: lines end with LF; no byte order mark.
  static func parse(_ document: String) throws(TomlFault) -> TomlTable {
    var parser = TomlParser(bytes: Array(document.utf8))
    let root = TomlTable(.header)
    var current = root
    while try parser.skipBlankLines() {
      if parser.here == UInt8(ascii: "[") {
        current = try parser.header(of: root)
      } else {
        try parser.pair(into: current)
      }
      try parser.endLine()
    }
    return root
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  // MARK: Tables

  private mutating func header(of root: TomlTable) throws(TomlFault) -> TomlTable {
    let start = line
    position += 1
    let isElement = take("[")
    skipSpace()
    let path = try path()
    guard take("]"), !isElement || take("]") else { throw fault("expected ]") }
    return try root.opened(path, isElement: isElement, line: start)
  }

  private mutating func pair(into table: TomlTable, depth: Int = 0) throws(TomlFault) {
    let start = line
    let path = try path()
    guard take("=") else { throw fault("expected = after the key") }
    skipSpace()
    try table.put(try value(depth: depth), at: path, line: start)
  }

  /// A key, dotted or not, and the space around it.
  private mutating func path() throws(TomlFault) -> [String] {
    var path: [String] = []
    repeat {
      skipSpace()
      guard path.count < TomlTable.deepest else { throw fault("nested too deeply") }
      path.append(try key())
      skipSpace()
    } while take(".")
    return path
  }

  private mutating func key() throws(TomlFault) -> String {
    switch here {
    case UInt8(ascii: "\""): return try quoted(isMultiline: false)
    case UInt8(ascii: "'"): return try literal(isMultiline: false)
    default:
      let start = position
      while let byte = here, Self.isBare(byte) { position += 1 }
      guard position > start else { throw fault("expected a key") }
      return text(start..<position)
    }
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(TomlFault) -> TomlValue {
    guard depth < TomlTable.deepest else { throw fault("nested too deeply") }
    switch here {
    case UInt8(ascii: "\""): return .text(try quoted(isMultiline: starts(with: "\"\"\"")))
    case UInt8(ascii: "'"): return .text(try literal(isMultiline: starts(with: "'''")))
    case UInt8(ascii: "["): return .list(try list(depth: depth))
    case UInt8(ascii: "{"): return .table(try inlineTable(depth: depth))
    default: return try plainValue()
    }
  }

  private mutating func list(depth: Int) throws(TomlFault) -> [TomlValue] {
    position += 1
    var values: [TomlValue] = []
    while true {
      _ = try skipBlankLines()
      if take("]") { return values }
      values.append(try value(depth: depth + 1))
      _ = try skipBlankLines()
      if take("]") { return values }
      guard take(",") else { throw fault("expected , or ]") }
    }
  }

  private mutating func inlineTable(depth: Int) throws(TomlFault) -> TomlTable {
    position += 1
    let table = TomlTable(.inline)
    try skipSpaceInTable()
    if take("}") { return table }
    while true {
      try pair(into: table, depth: depth + 1)
      try skipSpaceInTable()
      if take("}") { return table }
      guard take(",") else { throw fault("expected , or }") }
      try skipSpaceInTable()
      guard here != UInt8(ascii: "}") else { throw fault("no comma stands before }") }
    }
  }

  private mutating func skipSpaceInTable() throws(TomlFault) {
    skipSpace()
    guard here != 0x0A, here != UInt8(ascii: "#") else { throw fault("a table in { } stands on one line") }
  }

  /// What stands without quotes: truth, numbers, dates.
  private mutating func plainValue() throws(TomlFault) -> TomlValue {
    let start = position
    while let byte = here, Self.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
    // A date and its time may be apart by a space.
    if position - start == 10, here == 0x20, position + 1 < bytes.count, (0x30...0x39).contains(bytes[position + 1]),
      TomlPlain.isDate(text(start..<position))
    {
      position += 1
      while let byte = here, Self.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
    }
    if let value = TomlPlain.value(text(start..<position)) { return value }
    let isNothing = position == start && (here.map { "\n#,]}".utf8.contains($0) } ?? true)
    throw fault(isNothing ? "expected a value" : "expected a value; a text stands in quotes")
  }

  // MARK: Texts

  /// A text in `"`, its escapes resolved.
  private mutating func quoted(isMultiline: Bool) throws(TomlFault) -> String {
    let start = line
    try open(isMultiline ? 3 : 1)
    var content: [UInt8] = []
    while let byte = here {
      if byte == UInt8(ascii: "\""), let end = closing(byte, isMultiline) {
        content += repeatElement(byte, count: end)
        return String(decoding: content, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        position += 1
        if isMultiline, try skipLineEnd() { continue }
        guard let letter = here else { break }
        content.append(contentsOf: UTF8.encode(try escape(letter)) ?? UTF8.encodedReplacementCharacter)
      } else {
        content.append(try character(isMultiline))
      }
    }
    throw TomlFault(line: start, what: Self.unclosed)
  }

  /// A text in `'`, as it stands.
  private mutating func literal(isMultiline: Bool) throws(TomlFault) -> String {
    let start = line
    try open(isMultiline ? 3 : 1)
    var content: [UInt8] = []
    while let byte = here {
      if byte == UInt8(ascii: "'"), let end = closing(byte, isMultiline) {
        content += repeatElement(byte, count: end)
        return String(decoding: content, as: UTF8.self)
      }
      content.append(try character(isMultiline))
    }
    throw TomlFault(line: start, what: Self.unclosed)
  }

  private static let unclosed = "a text that is not closed"

  /// The opening quotes; a line break right behind three of them does not count.
  private mutating func open(_ quotes: Int) throws(TomlFault) {
    position += quotes
    if quotes == 3, here == 0x0A { _ = try character(true) }
  }

  /// Passes the closing quotes if they stand here. Up to two more in front of three are text: how many.
  private mutating func closing(_ quote: UInt8, _ isMultiline: Bool) -> Int? {
    guard isMultiline else {
      position += 1
      return 0
    }
    let count = bytes[position...].prefix(5).prefix { $0 == quote }.count
    guard count >= 3 else { return nil }
    position += count
    return count - 3
  }

  private mutating func character(_ isMultiline: Bool) throws(TomlFault) -> UInt8 {
    let byte = bytes[position]
    if byte == 0x0A, isMultiline {
      line += 1
    } else if byte == 0x0A {
      throw fault(Self.unclosed)
    } else if Self.isControl(byte) {
      throw fault("a control character")
    }
    position += 1
    return byte
  }

  /// A backslash at the end of a line joins it with the next text: passes both and what is blank between.
  private mutating func skipLineEnd() throws(TomlFault) -> Bool {
    var end = position
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard end < bytes.count, bytes[end] == 0x0A else { return false }
    position = end
    while let byte = here, byte == 0x20 || byte == 0x09 || byte == 0x0A { _ = try character(true) }
    return true
  }

  private mutating func escape(_ letter: UInt8) throws(TomlFault) -> Unicode.Scalar {
    position += 1
    switch letter {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return Unicode.Scalar(letter)
    case UInt8(ascii: "u"): return try scalar(digits: 4)
    case UInt8(ascii: "U"): return try scalar(digits: 8)
    default: throw fault("an escape that TOML does not know")
    }
  }

  private mutating func scalar(digits: Int) throws(TomlFault) -> Unicode.Scalar {
    let digits = bytes[position...].prefix(digits)
    let isHex = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard isHex, let value = UInt32(text(digits.indices), radix: 16), let scalar = Unicode.Scalar(value) else {
      throw fault("a character that is none")
    }
    position += digits.count
    return scalar
  }

  // MARK: Places

  private var here: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func fault(_ what: String) -> TomlFault { TomlFault(line: line, what: what) }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = here, Unicode.Scalar(byte) == character else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = here, byte == 0x20 || byte == 0x09 { position += 1 }
  }

  private mutating func skipComment() throws(TomlFault) {
    guard here == UInt8(ascii: "#") else { return }
    while let byte = here, byte != 0x0A {
      if Self.isControl(byte) { throw fault("a control character") }
      position += 1
    }
  }

  /// Passes space, comments and line breaks; false at the end.
  private mutating func skipBlankLines() throws(TomlFault) -> Bool {
    while true {
      skipSpace()
      try skipComment()
      guard here == 0x0A else { return here != nil }
      position += 1
      line += 1
    }
  }

  /// Nothing else may stand on the line.
  private mutating func endLine() throws(TomlFault) {
    skipSpace()
    try skipComment()
    guard here == nil || here == 0x0A else { throw fault("expected the end of the line") }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }
}
