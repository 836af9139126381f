/// Finds the error codes at the top of a JSON object without the reader that is under test: a plain walk over bytes
/// that knows strings and depth.
enum ErrorCodeScan {
  /// The literals behind every `"errcode":` of the outermost object; nil where an escape in a key makes that doubtful.
  static func literals(in bytes: [UInt8]) -> [String]? {
    var found: [String] = []
    var depth = 0
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let start = place + 1
        place = end(ofStringAt: place, in: bytes)
        guard depth == 1, let value = valueAfter(place, in: bytes) else { break }
        let key = bytes[start..<min(place, bytes.count)]
        if key.contains(UInt8(ascii: "\\")) { return nil }
        if key.elementsEqual("errcode".utf8) { found.append(literal(at: value, in: bytes)) }
      default: break
      }
      place += 1
    }
    return found
  }

  /// Whether a literal is a number, and that number is zero.
  static func isZero(_ literal: String) -> Bool { Double(literal) == 0 }

  /// The closing quote's place.
  private static func end(ofStringAt start: Int, in bytes: [UInt8]) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return place
  }

  /// Where the value begins, if the string that ends there is a key.
  private static func valueAfter(_ end: Int, in bytes: [UInt8]) -> Int? {
    guard let colon = bytes[min(end + 1, bytes.count)...].firstIndex(where: { !isSpace($0) }),
      bytes[colon] == UInt8(ascii: ":")
    else { return nil }
    return bytes[(colon + 1)...].firstIndex { !isSpace($0) }
  }

  private static func literal(at start: Int, in bytes: [UInt8]) -> String {
    String(decoding: bytes[start...].prefix { !isSpace($0) && !"{}[],\"".utf8.contains($0) }, as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B && byte != 0x0C
  }
}
