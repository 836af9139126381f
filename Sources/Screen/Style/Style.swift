/// How a piece of text looks. Colour never carries a meaning alone: the words say it too.
package struct Style: Sendable, Hashable {
  /// What a terminal can do to text besides colouring it.
  package enum Attribute: String, Sendable, Hashable, CaseIterable {
    case bold, dim, italic, underline, reverse
  }

  /// Nil is the terminal's own.
  package var colour: Colour?
  /// What it stands on; nil is the terminal's own.
  package var background: Colour?
  package var attributes: Set<Attribute>

  package init(colour: Colour? = nil, background: Colour? = nil, attributes: Set<Attribute> = []) {
    self.colour = colour
    self.background = background
    self.attributes = attributes
  }

  package static let plain = Style()

  /// How well it can be read, from 1 to 21; nil where a colour is the terminal's own, whose looks are not known here.
  package var contrast: Double? {
    guard let text = colour?.exact, let ground = background?.exact else { return nil }
    return text.contrast(with: ground)
  }
}
