/// A name the vendor gave to something: never empty, never longer than 256 bytes, never with a control character or
/// white space in it, and never to be mixed up with the name of something else.
///
/// `init?(_:)` is the only door: what holds an identifier holds a checked one. Encodes as a plain JSON string;
/// decoding anything else throws.
package protocol Identifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible, LosslessStringConvertible
{
  /// The vendor's spelling, exactly as received.
  var rawValue: String { get }
  /// For the conforming type's own use, after `isValid` said yes.
  init(unchecked rawValue: String)
}

/// The longest identifier accepted, in UTF-8 bytes. The vendor's own limit for a userid is 64; encrypted ids are longer.
package let longestIdentifier = 256

extension Identifier {
  package init?(_ text: String) {
    guard Self.isValid(text) else { return nil }
    self.init(unchecked: text)
  }

  package var description: String { rawValue }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard Self.isValid(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a \(Self.self)")
    }
    self.init(unchecked: text)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  private static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard !bytes.isEmpty, bytes.count <= longestIdentifier else { return false }
    return bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
