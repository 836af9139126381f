/// A bracketed paste on its way in. Keeps at most ``limit`` bytes; what is longer is cut.
struct Paste {
  static let limit = 1 << 20
  private static let end = Array("\u{1B}[201~".utf8)

  private(set) var bytes: [UInt8] = []
  /// How much of the closing mark the last bytes are.
  private var matched = 0
  private var isCut = false
  /// Nothing came for a while: the end may never come.
  var isQuiet = false

  /// True when the byte was the last of the closing mark.
  mutating func add(_ byte: UInt8) -> Bool {
    if byte == Self.end[matched] {
      matched += 1
      return matched == Self.end.count
    }
    // Only an escape begins the mark, so what matched until now is text.
    Self.end.prefix(matched).forEach { keep($0) }
    matched = byte == Self.end[0] ? 1 : 0
    if matched == 0 { keep(byte) }
    return false
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < Self.limit { bytes.append(byte) } else { isCut = true }
  }

  /// What was pasted. Bytes that are no UTF-8 become U+FFFD; a character that the limit cuts is left out.
  var text: String {
    guard isCut, let last = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[last] >= 0x80 else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: bytes[..<last], as: UTF8.self)
  }
}
