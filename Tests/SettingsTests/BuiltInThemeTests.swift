import Screen
import Testing

@testable import Settings

@Suite("The themes that are compiled in", .timeLimit(.minutes(5)))
struct BuiltInThemeTests {
  static let names = ["dark", "default", "high-contrast", "light", "mono"]
  static let exact = ["dark", "light", "high-contrast"]
  private static let looks = Role.allCases.flatMap { role in Layer.allCases.map { Look(role, on: $0) } }

  private let home: TemporaryHome
  init() throws { home = try TemporaryHome() }

  private func theme(_ name: String) throws -> Theme {
    try ThemeStore(folders: try home.folders, executable: nil).load(name)
  }

  @Test("all five are there without any file")
  func list() throws {
    let entries = try ThemeStore(folders: try home.folders, executable: nil).list()
    #expect(entries.map(\.name) == Self.names)
    #expect(entries.allSatisfy { $0.origin == .builtIn && $0.path == nil })
  }

  @Test("every text on every layer of a theme with exact colours can be read", arguments: exact)
  func contrast(_ name: String) throws {
    let theme = try theme(name)
    for look in Self.looks {
      let contrast = try #require(theme.style(of: look).contrast, "\(look): a colour is the terminal's own")
      let needed = look.role == .border ? 3 : name == "high-contrast" ? 7 : 4.5
      #expect(contrast >= needed, "\(look)")
      #expect(!theme.style(of: look).attributes.contains(.dim), "\(look): how dim is dim?")
    }
    #expect(theme.poorContrasts().isEmpty)
  }

  @Test("the cursor differs from the page and from the faint row at every depth, without colours too", arguments: names)
  func cursor(_ name: String) throws {
    let theme = try theme(name)
    for depth in ColourDepth.allCases.dropFirst() {
      let (page, faint, cursor) = (
        theme.style(of: Look(.text, on: .page), depth: depth), theme.style(of: Look(.text, on: .faint), depth: depth),
        theme.style(of: Look(.text, on: .cursor), depth: depth)
      )
      for (one, other) in [(page, faint), (page, cursor), (faint, cursor)] {
        #expect(one.background != other.background || one.attributes != other.attributes, "\(depth)")
      }
    }
  }

  @Test("no two states look the same", arguments: names)
  func states(_ name: String) throws {
    let theme = try theme(name)
    let states: [Role] = [.text, .done, .progress, .warning, .error]
    #expect(Set(states.map { theme.style(of: Look($0)) }).count == states.count)
  }

  @Test("no text disappears in what it stands on, however few colours there are", arguments: exact)
  func quantised(_ name: String) throws {
    let theme = try theme(name)
    for depth in [ColourDepth.eight, .sixteen, .twoHundredFiftySix] {
      for look in Self.looks {
        let style = theme.style(of: look, depth: depth)
        #expect(style.foreground != nil && style.foreground != style.background, "\(look) \(depth)")
      }
    }
  }

  @Test("the standard theme leaves the background to the terminal, mono the colours too")
  func ownBackground() throws {
    let (standard, mono) = (try theme("default"), try theme("mono"))
    for look in Self.looks {
      let style = standard.style(of: look)
      #expect(style.background == nil && style.colour?.exact == nil)
      #expect(mono.style(of: look).colour == nil && mono.style(of: look).background == nil)
    }
  }
}
