/// How much of a theme an output gets.
package enum ColourDepth: Sendable, Hashable, CaseIterable, Comparable {
  /// No sequence at all: a pipe, a file, a terminal that knows none.
  case none
  /// Bold, dim and the like, no colour: `NO_COLOR`.
  case attributes
  /// The old terminals' (`TERM=linux`, `screen`): bright colours are the dark ones in bold.
  case eight
  case sixteen
  case twoHundredFiftySix

  /// What an output may get: nothing unless it is a terminal that is not `dumb`; no colours where `NO_COLOR` is set to
  /// anything but the empty text; 256 where `TERM` or `COLORTERM` tells of as many or more.
  package init(isTerminal: Bool, environment: [String: String]) {
    let terminal = environment["TERM", default: ""]
    if !isTerminal || terminal == "dumb" {
      self = .none
    } else if !environment["NO_COLOR", default: ""].isEmpty {
      self = .attributes
    } else if terminal.contains("256color") || terminal.hasSuffix("-direct")
      || ["truecolor", "24bit"].contains(environment["COLORTERM"])
    {
      self = .twoHundredFiftySix
    } else {
      self = .sixteen
    }
  }
}
