/// The name of a profile: it becomes part of file names and command lines, so it is a letter or digit followed by at most
/// 63 letters, digits and `._-`.
package struct ProfileName: Hashable, Comparable, Sendable, LosslessStringConvertible {
  package let text: String

  package init?(_ text: String) {
    guard Self.isPlain(text) else { return nil }
    self.text = text
  }

  package var description: String { text }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  /// Whether a text is a plain name; themes follow the same rule.
  static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count <= 64, isLetterOrDigit(first) else { return false }
    return bytes.allSatisfy { isLetterOrDigit($0) || ".-_".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
