import CTerminal
import Screen

/// What ncurses is told for a look.
struct Ink {
  var attributes: UInt16
  /// 0 is the terminal's own colours.
  var pair: UInt16
}

/// Mixes the ink of each look once, when it is first used: a terminal has few pairs of colours.
struct InkPot {
  private struct Pair: Hashable {
    let foreground: Int
    let background: Int
  }

  private let theme: Theme
  private let depth: ColourDepth
  private var inks: [Look: Ink] = [:]
  private var pairs = [Pair(foreground: -1, background: -1): UInt16(0)]

  init(theme: Theme, depth: ColourDepth) {
    self.theme = theme
    self.depth = depth
  }

  mutating func ink(for look: Look) -> Ink {
    if let ink = inks[look] { return ink }
    let style = theme.style(of: look, depth: depth)
    let colours = Pair(
      foreground: style.foreground.map(Int.init) ?? -1, background: style.background.map(Int.init) ?? -1)
    let ink = Ink(attributes: style.attributes.reduce(0) { $0 | $1.bit }, pair: pair(colours))
    inks[look] = ink
    return ink
  }

  /// The number of a pair; that of the terminal's own colours when there is no room for another.
  private mutating func pair(_ pair: Pair) -> UInt16 {
    if let number = pairs[pair] { return number }
    let number = pairs.count
    guard cterminal_define_pair(Int32(number), Int32(pair.foreground), Int32(pair.background)) else { return 0 }
    pairs[pair] = UInt16(number)
    return UInt16(number)
  }
}

extension Style.Attribute {
  fileprivate var bit: UInt16 {
    switch self {
    case .bold: UInt16(CTERMINAL_BOLD.rawValue)
    case .dim: UInt16(CTERMINAL_DIM.rawValue)
    case .italic: UInt16(CTERMINAL_ITALIC.rawValue)
    case .underline: UInt16(CTERMINAL_UNDERLINE.rawValue)
    case .reverse: UInt16(CTERMINAL_REVERSE.rawValue)
    }
  }
}

extension ColourDepth {
  /// - Parameter colours: what the terminal's description says. More than 256 means that numbers are colours in
  ///   themselves, of which only the first eight are the terminal's own.
  init(colours: Int) {
    self =
      switch colours {
      case ..<8: .attributes
      case 8..<16: .eight
      case 16..<256: .sixteen
      case 256: .twoHundredFiftySix
      default: .eight
      }
  }
}
