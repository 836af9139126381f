/// Reads one JSON document front to back, for the answers of this API: strict about structure, lenient about what the
/// vendor may do (a byte order mark, `null` for absent, raw control characters and broken UTF-8 inside strings,
/// members nobody asked for).
///
/// A hundred-member group takes it an eighth of what `JSONDecoder` needs, and refreshing 20 000 groups is mostly this.
/// Nothing recurses on the document's own depth but the caller's handlers; what is skipped is checked as strictly as
/// what is read, so a truncated answer is never taken for a whole one.
package struct JSONReader {
  private let bytes: [UInt8]
  private var position: Int
  /// The member read last, for faults.
  private var member = ""

  /// How deeply skipped values may nest.
  static let deepest = 512

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  package enum Kind: Sendable, Hashable { case object, array, string, number, boolean, null }

  /// What stands next, without reading it.
  package mutating func next() throws(JSONFault) -> Kind {
    switch try peek() {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    case UInt8(ascii: "n"): .null
    default: throw .notJSON
    }
  }

  /// Calls `handler` at every member's value, which it must read or ``skip()``. `null` has no members.
  package mutating func object(
    _ handler: (String, inout JSONReader) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    guard try expect(.object) else { return }
    position += 1
    if try take(UInt8(ascii: "}")) { return }
    repeat {
      guard try peek() == UInt8(ascii: "\"") else { throw .notJSON }
      let key = try readString()
      guard try take(UInt8(ascii: ":")) else { throw .notJSON }
      member = key
      try handler(key, &self)
    } while try another(closing: UInt8(ascii: "}"))
  }

  /// Calls `handler` at every element, which it must read or ``skip()``. `null` has no elements.
  package mutating func array(_ handler: (inout JSONReader) throws(JSONFault) -> Void) throws(JSONFault) {
    guard try expect(.array) else { return }
    position += 1
    if try take(UInt8(ascii: "]")) { return }
    repeat { try handler(&self) } while try another(closing: UInt8(ascii: "]"))
  }

  /// Nil for `null`.
  package mutating func string() throws(JSONFault) -> String? {
    try expect(.string) ? try readString() : nil
  }

  /// A whole number, `1.0` and `1e3` included; nil for `null`.
  package mutating func integer() throws(JSONFault) -> Int? {
    guard try expect(.number) else { return nil }
    let number = try readNumber()
    if let exact = number.whole { return exact }
    let text = String(decoding: bytes[number.range], as: UTF8.self)
    guard let value = Double(text), let whole = Int(exactly: value) else { throw .wrongType(member: member) }
    return whole
  }

  /// Nil for `null`; 0 and 1 are taken too.
  package mutating func boolean() throws(JSONFault) -> Bool? {
    if try next() == .number {
      guard let number = try integer(), number == 0 || number == 1 else { throw .wrongType(member: member) }
      return number == 1
    }
    guard try expect(.boolean) else { return nil }
    return try readBoolean()
  }

  /// A number of any kind; nil for `null`.
  mutating func double() throws(JSONFault) -> Double? {
    guard try expect(.number) else { return nil }
    let range = try readNumber().range
    guard let value = Double(String(decoding: bytes[range], as: UTF8.self)) else { throw .wrongType(member: member) }
    return value
  }

  /// Passes over one value of any kind.
  package mutating func skip() throws(JSONFault) {
    var open: [Kind] = []
    while true {
      let kind = try next()
      switch kind {
      case .object, .array:
        guard open.count < Self.deepest else { throw .tooDeep }
        position += 1
        if try take(kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")) { break }
        open.append(kind)
        if kind == .object { try skipKey() }
        continue
      case .string: try skipString()
      case .number: _ = try readNumber()
      case .boolean: _ = try readBoolean()
      case .null: try readWord("null")
      }
      // The value is over; so may be any number of those around it.
      while true {
        guard let container = open.last else { return }
        if try another(closing: container == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          if container == .object { try skipKey() }
          break
        }
        open.removeLast()
      }
    }
  }

  /// Throws unless nothing but white space is left.
  package mutating func finish() throws(JSONFault) {
    skipSpace()
    guard position == bytes.count else { throw .notJSON }
  }
}

extension JSONReader {
  private mutating func skipSpace() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  private mutating func peek() throws(JSONFault) -> UInt8 {
    skipSpace()
    guard position < bytes.count else { throw .truncated }
    return bytes[position]
  }

  private mutating func take(_ byte: UInt8) throws(JSONFault) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  /// Whether a comma follows; if not, the closing bracket must, and is read.
  private mutating func another(closing bracket: UInt8) throws(JSONFault) -> Bool {
    if try take(UInt8(ascii: ",")) { return true }
    guard try take(bracket) else { throw .notJSON }
    return false
  }

  /// False, and `null` read, when `null` stands there; throws for any other kind.
  private mutating func expect(_ kind: Kind) throws(JSONFault) -> Bool {
    let found = try next()
    if found == kind { return true }
    guard found == .null else { throw .wrongType(member: member) }
    try readWord("null")
    return false
  }

  private mutating func readWord(_ word: StaticString) throws(JSONFault) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard position < bytes.count else { throw .truncated }
      guard bytes[position] == word.utf8Start[offset] else { throw .notJSON }
      position += 1
    }
  }

  private mutating func readBoolean() throws(JSONFault) -> Bool {
    let value = bytes[position] == UInt8(ascii: "t")
    if value { try readWord("true") } else { try readWord("false") }
    return value
  }

  /// The number's place, and its value where it is whole, has no exponent and fits.
  private mutating func readNumber() throws(JSONFault) -> (range: Range<Int>, whole: Int?) {
    let start = position
    let negative = bytes[position] == UInt8(ascii: "-")
    if negative { position += 1 }
    let first = position
    var whole: Int? = 0
    while let digit = digitHere() {
      let (shifted, tooLong) = (whole ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, tooLarge) = shifted.addingReportingOverflow(digit)
      whole = whole == nil || tooLong || tooLarge ? nil : sum
      position += 1
    }
    try requireDigits(since: first)
    guard position - first == 1 || bytes[first] != UInt8(ascii: "0") else { throw .notJSON }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      whole = nil
      position += 1
      try readDigits()
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      whole = nil
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      try readDigits()
    }
    return (start..<position, negative ? whole.map { -$0 } : whole)
  }

  private func digitHere() -> Int? {
    guard position < bytes.count else { return nil }
    let digit = bytes[position] &- UInt8(ascii: "0")
    return digit < 10 ? Int(digit) : nil
  }

  private mutating func readDigits() throws(JSONFault) {
    let first = position
    while digitHere() != nil { position += 1 }
    try requireDigits(since: first)
  }

  private func requireDigits(since first: Int) throws(JSONFault) {
    guard position > first else { throw position == bytes.count ? .truncated : .notJSON }
  }

  private mutating func skipKey() throws(JSONFault) {
    guard try peek() == UInt8(ascii: "\"") else { throw .notJSON }
    try skipString()
    guard try take(UInt8(ascii: ":")) else { throw .notJSON }
  }

  private mutating func skipString() throws(JSONFault) {
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"):
        // Escapes are checked by the one function that knows them.
        _ = try readEscape()
      default: position += 1
      }
    }
    throw .truncated
  }

  private mutating func readString() throws(JSONFault) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        return try readEscapedString(from: start)
      default: position += 1
      }
    }
    throw .truncated
  }

  private mutating func readEscapedString(from start: Int) throws(JSONFault) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: UTF8.encode(try readEscape()) ?? UTF8.encodedReplacementCharacter)
      default:
        text.append(bytes[position])
        position += 1
      }
    }
    throw .truncated
  }

  /// One escape, a pair of surrogates included; half a pair becomes U+FFFD.
  private mutating func readEscape() throws(JSONFault) -> Unicode.Scalar {
    guard position + 1 < bytes.count else { throw .truncated }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw .notJSON
    }
    let unit = try readHex()
    guard 0xD800..<0xDC00 ~= unit else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let afterFirst = position
    position += 2
    let second = try readHex()
    guard 0xDC00..<0xE000 ~= second else {
      position = afterFirst
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func readHex() throws(JSONFault) -> UInt32 {
    guard position + 4 <= bytes.count else { throw .truncated }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else { throw .notJSON }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
