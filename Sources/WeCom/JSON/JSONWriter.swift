/// Writes a request's JSON, byte for byte the same for the same values: the ledger keeps a hash of what is sent.
///
/// Members come in the order they are added; nothing is escaped that need not be.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// One object and what `members` adds to it.
  static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.braced(members)
    return writer.bytes
  }

  mutating func member(_ name: String, _ text: String) {
    key(name)
    quote(text)
  }

  mutating func member(_ name: String, _ number: Int) {
    key(name)
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      quote(text)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func member(_ name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    braced(members)
  }

  private mutating func braced(_ members: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    members(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  private mutating func key(_ name: String) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    quote(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x00..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 0xF)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
