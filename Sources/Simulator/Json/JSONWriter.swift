/// Writes JSON straight into bytes; puts the commas itself.
///
/// The caller closes what it opens. Text goes out as raw UTF-8, as the vendor sends it; only what JSON demands is
/// escaped, so hostile names arrive as hostile as they are.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  mutating func beginObject() { open(UInt8(ascii: "{")) }
  mutating func endObject() { close(UInt8(ascii: "}")) }
  mutating func beginArray() { open(UInt8(ascii: "[")) }
  mutating func endArray() { close(UInt8(ascii: "]")) }

  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(quote)
    bytes += UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    bytes.append(quote)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func integer(_ value: Int64) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
    needsComma = true
  }

  mutating func number(_ value: Double) {
    separate()
    bytes += (value.isFinite ? "\(value)" : "0").utf8
    needsComma = true
  }

  mutating func boolean(_ value: Bool) {
    separate()
    bytes += (value ? "true" : "false").utf8
    needsComma = true
  }

  mutating func null() {
    separate()
    bytes += "null".utf8
    needsComma = true
  }

  mutating func string(_ value: String) {
    separate()
    bytes.append(quote)
    appendEscaped(value, to: &bytes)
    bytes.append(quote)
    needsComma = true
  }

  /// A string of parts that are escaped already or need no escaping.
  mutating func string(_ first: [UInt8], _ second: [UInt8] = []) {
    separate()
    bytes.append(quote)
    bytes += first
    bytes += second
    bytes.append(quote)
    needsComma = true
  }

  /// A string whose inside, free of characters to escape, `body` appends.
  mutating func string(_ body: (inout [UInt8]) -> Void) {
    separate()
    bytes.append(quote)
    body(&bytes)
    bytes.append(quote)
    needsComma = true
  }

  mutating func member(_ name: StaticString, _ value: Int64) {
    key(name)
    integer(value)
  }
  mutating func member(_ name: StaticString, _ value: Int) { member(name, Int64(value)) }
  mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }
  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    boolean(value)
  }
  mutating func array<Elements: Sequence>(_ name: StaticString, _ elements: Elements) where Elements.Element == String {
    key(name)
    beginArray()
    for element in elements { string(element) }
    endArray()
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}

/// The inside of a JSON string for that text.
func escapedForJSON(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  appendEscaped(text, to: &bytes)
  return bytes
}

private let quote = UInt8(ascii: "\"")
private let hexadecimal = Array("0123456789abcdef".utf8)

private func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
  for byte in text.utf8 {
    switch byte {
    case quote, UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A:
      bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
    case 0..<0x20:
      bytes += "\\u00".utf8
      bytes.append(hexadecimal[Int(byte >> 4)])
      bytes.append(hexadecimal[Int(byte & 15)])
    default:
      bytes.append(byte)
    }
  }
}
