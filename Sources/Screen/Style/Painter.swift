import Model

/// Makes the bytes of text on the way to a terminal or a pipe.
package struct Painter: Sendable, Hashable {
  /// How much of a theme the output gets.
  package enum Depth: Sendable, Hashable {
    /// No sequence at all: a pipe, a file, a terminal that knows none.
    case none
    /// Bold, dim and the like, no colour: `NO_COLOR`.
    case attributes
    case colours
  }

  private let theme: Theme
  private let depth: Depth

  package init(theme: Theme, depth: Depth) {
    self.theme = theme
    self.depth = depth
  }

  /// For output that is not a terminal.
  package static let plain = Painter(theme: .plain, depth: .none)

  /// What an output may get: nothing unless it is a terminal that is not `dumb`; no colours where `NO_COLOR` is set to
  /// anything but the empty text.
  package static func depth(isTerminal: Bool, environment: [String: String]) -> Depth {
    guard isTerminal, environment["TERM"] != "dumb" else { return .none }
    return environment["NO_COLOR", default: ""].isEmpty ? .colours : .attributes
  }

  package func paint(_ text: SafeText, _ role: Role) -> String {
    guard depth != .none else { return text.text }
    let start = theme[role].sequence(colours: depth == .colours)
    return start.isEmpty || text.isEmpty ? text.text : start + text.text + Style.reset
  }
}
