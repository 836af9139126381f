/// A colour of text, or of what it stands on.
package enum Colour: Sendable, Hashable {
  /// One of the terminal's own, whose looks the person chose there.
  case named(NamedColour)
  case exact(RGB)

  /// Reads the name of one of the 16, or `#rrggbb`.
  package init?(_ text: String) {
    if let named = NamedColour.allCases.first(where: { $0.name == text }) {
      self = .named(named)
    } else if let exact = RGB(text) {
      self = .exact(exact)
    } else {
      return nil
    }
  }

  package var exact: RGB? { if case .exact(let colour) = self { colour } else { nil } }
}

/// The terminal's own 16 colours; the raw value is a colour's number there.
package enum NamedColour: UInt8, Sendable, Hashable, CaseIterable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite

  /// As themes call it: `bright-red`.
  package var name: String { Self.names[Int(rawValue)] }

  private static let names = {
    let dark = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return dark + dark.map { "bright-\($0)" }
  }()
}
