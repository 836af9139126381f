/// Something that must appear nowhere: an application's secret, a token, a URL that carries one. It prints as `•••`
/// in every way Swift prints a value, and is neither `Encodable` nor comparable by accident.
package struct Secret: Sendable, Hashable {
  private let text: String

  /// Nil for an empty text, for white space or control characters inside, and above 4 KiB.
  package init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= 4096, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    self.text = text
  }

  /// The text itself, for the one function that builds the wire URL.
  package func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "•••" }
  package var debugDescription: String { "•••" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
