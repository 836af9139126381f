import Model
import Screen
import Testing

@testable import Settings

@Suite("Themes", .timeLimit(.minutes(5)))
struct ThemeTests {
  private let home: TemporaryHome
  init() throws { home = try TemporaryHome() }

  private func store(executable: String? = nil) throws -> ThemeStore {
    ThemeStore(folders: try home.folders, executable: executable)
  }

  @Test("the standard theme is compiled in and gives what matters a look of its own")
  func standard() throws {
    let theme = try store().load()
    #expect(theme[.text] == .plain)
    #expect(theme[.error] == Style(colour: .named(.red), attributes: [.bold]))
    let looks = Set([Role.done, .progress, .warning, .error, .dim, .title].map { theme[$0] })
    #expect(looks.count == 6)
  }

  @Test("the person's own theme comes before the installed one, and that before the one compiled in")
  func order() throws {
    let program = "\(home.path)/usr/bin/groupdesk"
    try home.write("roles.error = { colour = \"blue\" }", to: "usr/share/groupdesk/themes/default.toml")
    #expect(try store(executable: program).load()[.error].colour == .named(.blue))
    try home.write("[roles]\nerror = { colour = \"green\" }", to: "config/themes/default.toml")
    #expect(try store(executable: program).load()[.error].colour == .named(.green))
    try home.write("", to: "config/themes/night.toml")
    let entries = try store(executable: program).list()
    #expect(entries.map(\.name) == BuiltInThemeTests.names + ["night"])
    #expect(entries.map(\.origin) == [.builtIn, .own, .builtIn, .builtIn, .builtIn, .own])
    #expect(entries[1].path == "\(home.path)/config/themes/default.toml")
  }

  @Test("a theme with faults names line, key and what is allowed")
  func faults() throws {
    let path = try home.write(
      "[roles]\nerrror = {}\nerror = { colour = \"rde\" }\ndim = { atributes = [\"dim\"] }", to: "config/themes/x.toml")
    let expected = SettingsError.configuration([
      ConfigurationFault(file: path, line: 2, key: "roles.errror", problem: .unknownKey(suggestion: "roles.error")),
      ConfigurationFault(
        file: path, line: 3, key: "roles.error.colour", problem: .notAllowed(value: "rde"), allowed: .colour),
      ConfigurationFault(
        file: path, line: 4, key: "roles.dim.atributes",
        problem: .unknownKey(suggestion: "roles.dim.attributes")),
    ])
    #expect(throws: expected) { try store().load("x") }
  }

  @Test("a theme that is not there, or whose name leads elsewhere, is an error")
  func unknown() throws {
    #expect(throws: SettingsError.noSuchTheme(name: "night", known: BuiltInThemeTests.names)) {
      try store().load("night")
    }
    #expect(throws: SettingsError.badName("../x")) { try store().load("../x") }
  }

  @Test("colours are names, exact ones or names of the palette; layers and backgrounds are read")
  func colours() throws {
    try home.write(
      """
      [palette]
      night = "#1e1e2e"
      [roles]
      error = { colour = "#ff0000", background = "night" }
      [layers]
      page = { colour = "white", background = "night" }
      bar = { attributes = ["underline"] }
      """, to: "config/themes/x.toml")
    let theme = try store().load("x")
    let night = Colour.exact(RGB(0x1E, 0x1E, 0x2E))
    #expect(theme[.error] == Style(colour: .exact(RGB(255, 0, 0)), background: night))
    #expect(theme[.bar] == Style(colour: .named(.white), background: night, attributes: [.underline]))
  }

  @Test("a colour's name is one key, whatever stands in its quotes")
  func badNames() throws {
    let path = try home.write(
      "[palette]\n\"a.b\" = \"red\"\n\"\" = \"red\"\nc = \"red\"", to: "config/themes/x.toml")
    let expected = SettingsError.configuration([
      ConfigurationFault(file: path, line: 2, key: "palette.\"a.b\"", problem: .unknownKey(suggestion: nil)),
      ConfigurationFault(file: path, line: 3, key: "palette.\"\"", problem: .unknownKey(suggestion: nil)),
    ])
    #expect(throws: expected) { try store().load("x") }
  }

  @Test("a colour that is none is told where it stands")
  func badColours() throws {
    let path = try home.write(
      "[palette]\na = \"#12345\"\nb = \"a\"\n[layers]\nbar = { background = \"nihgt\" }\npaeg = {}",
      to: "config/themes/x.toml")
    let expected = SettingsError.configuration([
      ConfigurationFault(
        file: path, line: 2, key: "palette.a", problem: .notAllowed(value: "#12345"), allowed: .paletteColour),
      ConfigurationFault(
        file: path, line: 3, key: "palette.b", problem: .notAllowed(value: "a"), allowed: .paletteColour),
      ConfigurationFault(
        file: path, line: 5, key: "layers.bar.background", problem: .notAllowed(value: "nihgt"), allowed: .colour),
      ConfigurationFault(file: path, line: 6, key: "layers.paeg", problem: .unknownKey(suggestion: "layers.page")),
    ])
    #expect(throws: expected) { try store().load("x") }
  }

  @Test(
    "where a theme cannot be used the compiled-in standard one is, with what is wrong", arguments: ["x", "default"])
  func fallback(_ name: String) throws {
    let path = try home.write("[roles]\nerror = 7\n", to: "config/themes/\(name).toml")
    let (theme, fault) = try store().loadOrStandard(name)
    #expect(theme[.error] == Style(colour: .named(.red), attributes: [.bold]))
    guard case .configuration(let faults) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(faults.map(\.file) == [path] && faults.map(\.key) == ["roles.error"] && faults.map(\.line) == [2])
    #expect(try store().loadOrStandard("light").fault == nil)
    #expect(
      try store().loadOrStandard("nihgt").fault == .noSuchTheme(name: "nihgt", known: try store().list().map(\.name)))
  }
}
