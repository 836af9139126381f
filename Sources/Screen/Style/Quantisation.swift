/// A style in the numbers of a terminal's colours.
package struct TerminalStyle: Sendable, Hashable {
  /// Nil is the terminal's own.
  package let foreground: UInt8?
  /// Nil is the terminal's own.
  package let background: UInt8?
  package let attributes: Set<Style.Attribute>
}

extension Colour {
  /// The number of the colour that looks most like it, by distance in OKLab; nil where there are no colours.
  ///
  /// Of 256 colours only the last 240 are compared, because the first 16 look as the person chose. Where there are no
  /// more than those, they are taken to look as xterm has them.
  package func quantised(to depth: ColourDepth) -> UInt8? {
    switch self {
    case .named(let colour): Xterm.number(of: colour, depth)
    case .exact(let colour): Xterm.nearest(to: colour, among: Xterm.numbers(depth))
    }
  }

  /// The number for text that can be read on a ground: the nearest colour with a contrast of 4.5 or more, among 16 and
  /// fewer of 3 or more and of the same hue; black or white if there is none, or if a named colour is the ground's own.
  fileprivate func quantised(to depth: ColourDepth, on ground: UInt8) -> UInt8 {
    var number = quantised(to: depth)
    if let exact {
      let needed = depth > .sixteen ? 4.5 : 3
      let readable = Xterm.numbers(depth, hueOf: exact).filter { Xterm.contrast($0, ground) >= needed }
      number = Xterm.nearest(to: exact, among: readable)
    }
    guard let number, number != ground else { return Xterm.blackOrWhite(on: ground) }
    return number
  }
}

extension NamedColour {
  /// The terminal's own colour of that hue, which suits its own background; nil for a grey.
  init?(hueOf colour: RGB) {
    guard let hue = Xterm.hue(of: colour) else { return nil }
    self.init(rawValue: hue)
  }
}

extension Style {
  /// The style as a terminal of that depth can show it. Text never gets the number of what it stands on.
  package func quantised(to depth: ColourDepth) -> TerminalStyle {
    let ground = background?.quantised(to: depth)
    let text = colour.flatMap { colour in
      ground.map { colour.quantised(to: depth, on: $0) } ?? colour.quantised(to: depth)
    }
    var attributes = depth == .none ? [] : attributes
    if depth == .eight, case .named(let bright) = colour, bright.rawValue >= 8 { attributes.insert(.bold) }
    return TerminalStyle(foreground: text, background: ground, attributes: attributes)
  }
}

/// The colours of a terminal of 256, as xterm has them if nobody changed them.
private enum Xterm {
  /// Those that are looked at for an exact colour: the ones a person can choose the looks of, or the 240 others.
  static func numbers(_ depth: ColourDepth) -> [UInt8] {
    switch depth {
    case .none, .attributes: []
    case .eight: Array(0..<8)
    case .sixteen: Array(0..<16)
    case .twoHundredFiftySix: Array(16...255)
    }
  }

  /// Those for text: of 16 and fewer the ones that keep its hue, the greys for a grey.
  static func numbers(_ depth: ColourDepth, hueOf colour: RGB) -> [UInt8] {
    guard depth <= .sixteen else { return numbers(depth) }
    let hue = hue(of: colour)
    return numbers(depth).filter { $0 % 8 == hue || hue == nil && [0, 7].contains($0 % 8) }
  }

  static func number(of colour: NamedColour, _ depth: ColourDepth) -> UInt8? {
    switch depth {
    case .none, .attributes: nil
    case .eight: colour.rawValue % 8
    case .sixteen, .twoHundredFiftySix: colour.rawValue
    }
  }

  private static let colours: [RGB] = {
    let chosen = [
      RGB(0x00, 0x00, 0x00), RGB(0xCD, 0x00, 0x00), RGB(0x00, 0xCD, 0x00), RGB(0xCD, 0xCD, 0x00),
      RGB(0x00, 0x00, 0xEE), RGB(0xCD, 0x00, 0xCD), RGB(0x00, 0xCD, 0xCD), RGB(0xE5, 0xE5, 0xE5),
      RGB(0x7F, 0x7F, 0x7F), RGB(0xFF, 0x00, 0x00), RGB(0x00, 0xFF, 0x00), RGB(0xFF, 0xFF, 0x00),
      RGB(0x5C, 0x5C, 0xFF), RGB(0xFF, 0x00, 0xFF), RGB(0x00, 0xFF, 0xFF), RGB(0xFF, 0xFF, 0xFF),
    ]
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { red in steps.flatMap { green in steps.map { RGB(red, green, $0) } } }
    let greys = (0..<24).map { UInt8(8 + 10 * $0) }.map { RGB($0, $0, $0) }
    return chosen + cube + greys
  }()
  private static let seen = colours.map(OKLab.init)

  /// The one that looks most like a colour; nil if there are no candidates.
  static func nearest(to colour: RGB, among candidates: [UInt8]) -> UInt8? {
    let wanted = OKLab(colour)
    return candidates.min { wanted.distance(to: seen[Int($0)]) < wanted.distance(to: seen[Int($1)]) }
  }

  /// From red, 1, to cyan, 6; nil for a grey.
  static func hue(of colour: RGB) -> UInt8? {
    let wanted = OKLab(colour)
    guard wanted.chroma > 0.04 else { return nil }
    return (1...6).min { wanted.hueDistance(to: seen[Int($0)]) < wanted.hueDistance(to: seen[Int($1)]) }
  }

  static func contrast(_ one: UInt8, _ other: UInt8) -> Double {
    colours[Int(one)].contrast(with: colours[Int(other)])
  }

  /// The two numbers every depth has.
  static func blackOrWhite(on ground: UInt8) -> UInt8 {
    let (black, white) = (NamedColour.black.rawValue, NamedColour.white.rawValue)
    return contrast(black, ground) > contrast(white, ground) ? black : white
  }
}
