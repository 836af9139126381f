/// One of the terminal's own 16 colours, whose looks the person chose there.
package enum Colour: String, Sendable, Hashable, CaseIterable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack = "bright-black"
  case brightRed = "bright-red"
  case brightGreen = "bright-green"
  case brightYellow = "bright-yellow"
  case brightBlue = "bright-blue"
  case brightMagenta = "bright-magenta"
  case brightCyan = "bright-cyan"
  case brightWhite = "bright-white"

  /// The number of the SGR sequence that makes it the foreground.
  fileprivate var foreground: Int {
    // The cases stand in the order of the codes, so `allCases` has the position.
    let position = Self.allCases.firstIndex(of: self) ?? 7
    return position < 8 ? 30 + position : 90 + position - 8
  }
}

/// How a piece of text looks. Colour never carries a meaning alone: the words say it too.
package struct Style: Sendable, Hashable {
  /// What a terminal can do to text besides colouring it.
  package enum Attribute: String, Sendable, Hashable, CaseIterable {
    case bold, dim, italic, underline, reverse

    fileprivate var number: Int {
      switch self {
      case .bold: 1
      case .dim: 2
      case .italic: 3
      case .underline: 4
      case .reverse: 7
      }
    }
  }

  /// Nil is the terminal's own.
  package var colour: Colour?
  package var attributes: Set<Attribute>

  package init(colour: Colour? = nil, attributes: Set<Attribute> = []) {
    self.colour = colour
    self.attributes = attributes
  }

  package static let plain = Style()

  /// The SGR sequence that turns the style on, empty for the plain one. With `colours` false only the attributes count.
  package func sequence(colours: Bool) -> String {
    var numbers = Attribute.allCases.filter(attributes.contains).map(\.number)
    if colours, let colour { numbers.append(colour.foreground) }
    return numbers.isEmpty ? "" : "\u{1B}[\(numbers.map(String.init).joined(separator: ";"))m"
  }

  package static let reset = "\u{1B}[0m"
}
