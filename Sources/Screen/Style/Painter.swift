import Model

/// Makes the bytes of text on the way to a terminal or a pipe.
package struct Painter: Sendable, Hashable {
  private let theme: Theme
  /// How much of a look the output gets.
  package let depth: ColourDepth

  package init(theme: Theme, depth: ColourDepth) {
    self.theme = theme
    self.depth = depth
  }

  /// For output that is not a terminal.
  package static let plain = Painter(theme: .plain, depth: .none)

  /// Text in the look of its role, on the terminal's own background.
  package func paint(_ text: SafeText, _ role: Role) -> String {
    let start = theme.styleWithoutPage(of: role).quantised(to: depth).sequence
    return start.isEmpty || text.isEmpty ? text.text : "\(start)\(text.text)\u{1B}[0m"
  }

  /// A line of a code that cameras read, its characters the black part (``Layer/code``).
  package func paintCode(_ line: SafeText) -> String {
    let start = theme.style(of: Look(.text, on: .code), depth: depth).sequence
    return start.isEmpty ? line.text : "\(start)\(line.text)\u{1B}[0m"
  }
}

extension TerminalStyle {
  /// The SGR sequence that turns it on, empty for the plain one.
  package var sequence: String {
    let codes =
      Style.Attribute.allCases.filter(attributes.contains).map { String($0.code) }
      + [foreground.map { Self.code($0, base: 30) }, background.map { Self.code($0, base: 40) }].compactMap(\.self)
    return codes.isEmpty ? "" : "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func code(_ number: UInt8, base: Int) -> String {
    switch number {
    case ..<8: "\(base + Int(number))"
    case ..<16: "\(base + 60 + Int(number) - 8)"
    default: "\(base + 8);5;\(number)"
    }
  }
}

extension Style.Attribute {
  fileprivate var code: Int {
    switch self {
    case .bold: 1
    case .dim: 2
    case .italic: 3
    case .underline: 4
    case .reverse: 7
    }
  }
}
