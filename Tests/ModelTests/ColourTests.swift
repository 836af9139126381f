import Screen
import Testing

@Suite("Colours", .timeLimit(.minutes(5)))
struct ColourTests {
  private func exact(_ text: String) throws -> Colour { .exact(try #require(RGB(text))) }

  @Test("a colour is one of 16 names or #rrggbb, and nothing else")
  func reading() throws {
    #expect(Colour("bright-red") == .named(.brightRed))
    #expect(Colour("#1E1e2e") == .exact(RGB(0x1E, 0x1E, 0x2E)))
    #expect(RGB("#0a0b0c")?.text == "#0a0b0c")
    for text in ["", "rde", "#12345", "#1234567", "123456", "#+12345", "#12345g", "#１２３４５６", "Red"] {
      #expect(Colour(text) == nil, "\(text)")
    }
  }

  @Test("contrast is WCAG's: 21 for black on white, 1 for a colour on itself, and this grey is the darkest that passes")
  func contrast() throws {
    let white = RGB(255, 255, 255)
    #expect(abs(RGB(0, 0, 0).contrast(with: white) - 21) < 0.001)
    #expect(RGB(9, 8, 7).contrast(with: RGB(9, 8, 7)) == 1)
    #expect(RGB(0x76, 0x76, 0x76).contrast(with: white) >= 4.5)
    #expect(white.contrast(with: RGB(0x77, 0x77, 0x77)) < 4.5)
  }

  @Test("of 256 colours the nearest is taken, never one of the 16 whose looks the person chose")
  func of256() throws {
    #expect(try exact("#000000").quantised(to: .twoHundredFiftySix) == 16)
    #expect(try exact("#ff0000").quantised(to: .twoHundredFiftySix) == 196)
    #expect(try exact("#5f87af").quantised(to: .twoHundredFiftySix) == 67)
    #expect(try exact("#1e1e1e").quantised(to: .twoHundredFiftySix) == 234)
    #expect(Colour.named(.brightBlue).quantised(to: .twoHundredFiftySix) == 12)
  }

  @Test("of 16 colours the nearest is taken; without colours there is none")
  func of16() throws {
    #expect(try exact("#fafafa").quantised(to: .sixteen) == 15)
    #expect(try exact("#16181d").quantised(to: .sixteen) == 0)
    #expect(try exact("#16181d").quantised(to: .attributes) == nil)
    #expect(Colour.named(.red).quantised(to: .none) == nil)
  }

  @Test(
    "pale text keeps its hue among 16 colours, if that can be read",
    arguments: [
      ("#86d18f", "#16181d", UInt8(2)), ("#ff9d97", "#16181d", 9), ("#7cc0ff", "#16181d", 12),
      ("#a9b1bf", "#16181d", 8),
      ("#176029", "#fafafa", 0), ("#a0141e", "#fafafa", 1), ("#ffe45c", "#0000ee", 11),
    ])
  func hue(_ text: String, _ ground: String, _ number: UInt8) throws {
    let style = Style(colour: try exact(text), background: try exact(ground))
    #expect(style.quantised(to: .sixteen).foreground == number)
  }

  @Test("of 256 colours text gets one that can be read on what its ground has become")
  func readable() throws {
    // This blue becomes a brighter one, on which the nearest grey would have a contrast of 3.2.
    let style = Style(colour: try exact("#a9b1bf"), background: try exact("#213a7a"))
    let ground = RGB(0x00, 0x5F, 0x87)
    #expect(style.quantised(to: .twoHundredFiftySix).background == 24)
    #expect(style.colour?.quantised(to: .twoHundredFiftySix) == 145)
    #expect(RGB(0xAF, 0xAF, 0xAF).contrast(with: ground) < 4.5)
    #expect(style.quantised(to: .twoHundredFiftySix).foreground == 152)
    #expect(RGB(0xAF, 0xD7, 0xD7).contrast(with: ground) >= 4.5)
  }

  @Test("of 8 colours a bright one is the dark one in bold")
  func of8() throws {
    let style = Style(colour: .named(.brightRed), background: .named(.brightBlack))
    let eight = style.quantised(to: .eight)
    #expect(eight.foreground == 1 && eight.background == 0 && eight.attributes == [.bold])
    #expect(style.quantised(to: .sixteen).attributes.isEmpty)
    #expect(try exact("#ff9d97").quantised(to: .eight).map { $0 < 8 } == true)
  }

  @Test(
    "text never gets the number of what it stands on", arguments: [ColourDepth.eight, .sixteen, .twoHundredFiftySix])
  func different(_ depth: ColourDepth) throws {
    var random = SeededNumbers(7)
    for _ in 0..<2_000 {
      let number = random.next()
      let ground = RGB(UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number >> 16 & 0xFF))
      // Neighbours: what is most likely to become the same.
      let text = RGB(ground.red ^ UInt8(number >> 24 & 7), ground.green ^ UInt8(number >> 27 & 7), ground.blue)
      let style = Style(colour: .exact(text), background: .exact(ground)).quantised(to: depth)
      #expect(style.foreground != nil && style.foreground != style.background, "\(text.text) on \(ground.text)")
    }
    for colour in NamedColour.allCases {
      let style = Style(colour: .named(colour), background: .named(colour)).quantised(to: depth)
      #expect(style.foreground != style.background)
    }
  }

  @Test(
    "an output gets what it can show: nothing in a pipe or on a dumb terminal, no colours with NO_COLOR",
    arguments: [
      (false, [:], ColourDepth.none), (true, ["TERM": "dumb"], .none), (true, ["NO_COLOR": "1"], .attributes),
      (true, ["NO_COLOR": "", "TERM": "linux"], .sixteen), (true, ["TERM": "tmux-256color"], .twoHundredFiftySix),
      (true, ["TERM": "xterm", "COLORTERM": "truecolor"], .twoHundredFiftySix), (true, [:], .sixteen),
      (true, ["TERM": "xterm-256color", "NO_COLOR": "1"], .attributes),
    ])
  func depth(_ isTerminal: Bool, _ environment: [String: String], _ depth: ColourDepth) {
    #expect(ColourDepth(isTerminal: isTerminal, environment: environment) == depth)
  }

  @Test("the sequence of a style names its attributes, its colour and its background")
  func sequence() throws {
    let named = Style(colour: .named(.brightRed), background: .named(.blue), attributes: [.bold])
    #expect(named.quantised(to: .sixteen).sequence == "\u{1B}[1;91;44m")
    #expect(named.quantised(to: .attributes).sequence == "\u{1B}[1m")
    #expect(named.quantised(to: .none).sequence.isEmpty)
    let exact = Style(colour: try exact("#ff0000"), background: try exact("#000000"))
    #expect(exact.quantised(to: .twoHundredFiftySix).sequence == "\u{1B}[38;5;196;48;5;16m")
  }
}

@Suite("Themes and layers", .timeLimit(.minutes(5)))
struct ThemeLayerTests {
  private let red = Colour.named(.red)
  private let dark = Colour.exact(RGB(0, 0, 0))
  private let blue = Colour.exact(RGB(0, 40, 100))

  @Test(
    "a code is black on white whatever the theme, and reversed where there are no colours",
    arguments: [
      (.none, ""), (.attributes, "7"), (.eight, "30;47"), (.sixteen, "30;107"),
      (.twoHundredFiftySix, "38;5;16;48;5;231"),
    ] as [(ColourDepth, String)])
  func code(_ depth: ColourDepth, _ codes: String) {
    let page = Style(colour: .named(.white), background: .exact(RGB(1, 2, 3)), attributes: [.bold])
    let sequence = codes.isEmpty ? "" : "\u{1B}[\(codes)m"
    for theme in [Theme([.text: page, .error: page], layers: [.page: page, .cursor: page]), .plain] {
      for role in [Role.text, .error] {
        #expect(theme.style(of: Look(role, on: .code), depth: depth).sequence == sequence)
      }
      let line = Painter(theme: theme, depth: depth).paintCode("█▀")
      #expect(line == (codes.isEmpty ? "█▀" : "\(sequence)█▀\u{1B}[0m"))
    }
  }

  @Test("what a layer leaves out it has from the page, and a role's colours come before its layer's")
  func inheritance() {
    let theme = Theme(
      [.error: Style(colour: red, background: dark)],
      layers: [.page: Style(colour: .named(.white), background: .named(.black)), .bar: Style(background: blue)])
    #expect(theme.style(of: Look(.text, on: .bar)) == Style(colour: .named(.white), background: blue))
    #expect(theme.style(of: Look(.error, on: .bar)) == Style(colour: red, background: dark))
    #expect(theme.style(of: Look(.text, on: .dialog)) == Style(colour: .named(.white), background: .named(.black)))
  }

  @Test("the row of the cursor keeps its background through every role")
  func row() {
    let theme = Theme([.error: Style(background: dark)], layers: [.cursor: Style(background: blue)])
    #expect(theme.style(of: Look(.error, on: .cursor)).background == blue)
  }

  @Test("a cursor that no background shows is reversed, unless the theme gives it other attributes")
  func withoutBackground() {
    #expect(Theme.plain.style(of: Look(.text, on: .cursor)).attributes == [.reverse])
    #expect(Theme.plain.style(of: Look(.text, on: .field)).attributes == [.underline])
    let bold = Theme([:], layers: [.cursor: Style(attributes: [.bold])])
    #expect(bold.style(of: Look(.text, on: .cursor)).attributes == [.bold])
  }

  @Test("with 16 colours exact backgrounds are the page's and the cursor is reversed; a named one is kept")
  func sixteen() {
    let page = Style(colour: .named(.white), background: dark)
    let shaded = Theme([:], layers: [.page: page, .cursor: Style(background: blue)])
    #expect(
      shaded.style(of: Look(.text, on: .cursor), depth: .sixteen)
        == Style(colour: .named(.white), background: dark, attributes: [.reverse]).quantised(to: .sixteen))
    #expect(shaded.style(of: Look(.text, on: .cursor), depth: .twoHundredFiftySix).attributes.isEmpty)
    let named = Theme([:], layers: [.page: page, .cursor: Style(background: .named(.blue))])
    #expect(named.style(of: Look(.text, on: .cursor), depth: .sixteen).background == 4)
    #expect(named.style(of: Look(.text, on: .cursor), depth: .attributes).attributes == [.reverse])
  }

  @Test("on the terminal's own background only the hue of a theme with a page of its own is kept")
  func withoutPage() throws {
    let roles = [
      Role.error: Style(colour: .exact(RGB(0xFF, 0x9D, 0x97)), background: dark, attributes: [.bold]),
      .title: Style(colour: .exact(RGB(255, 255, 255))), .done: Style(colour: .named(.brightGreen)),
    ]
    let paged = Theme(roles, layers: [.page: Style(background: dark)])
    #expect(paged.styleWithoutPage(of: .error) == Style(colour: red, attributes: [.bold]))
    #expect(paged.styleWithoutPage(of: .title) == .plain)
    #expect(paged.styleWithoutPage(of: .done) == roles[.done])
    #expect(Theme(roles).styleWithoutPage(of: .error) == roles[.error])
  }

  @Test("a role that is hard to read is found with the layer where it is worst, lines at 3, text at 4.5")
  func contrast() throws {
    let grey = Style(colour: .exact(RGB(0x80, 0x80, 0x80)))
    let theme = Theme(
      [.text: Style(colour: .exact(RGB(255, 255, 255))), .dim: grey, .border: grey, .error: Style(colour: red)],
      layers: [.page: Style(background: dark), .bar: Style(background: .exact(RGB(0x30, 0x30, 0x30)))])
    let poor = theme.poorContrasts()
    #expect(poor.map(\.look) == [Look(.dim, on: .bar)])
    #expect(poor[0].needed == 4.5 && poor[0].contrast < 4.5 && poor[0].contrast > 3)
  }
}

/// Numbers that look random and are the same in every run.
private struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
