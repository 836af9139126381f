import Model
import Screen
import Testing

@testable import Settings

@Suite("Themes", .timeLimit(.minutes(1)))
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
    #expect(theme[.error] == Style(colour: .red, attributes: [.bold]))
    let looks = Set([Role.done, .progress, .warning, .error, .dim, .title].map { theme[$0] })
    #expect(looks.count == 6)
  }

  @Test("the person's own theme comes before the installed one, and that before the one compiled in")
  func order() throws {
    let program = "\(home.path)/usr/bin/groupdesk"
    try home.write("roles.error = { colour = \"blue\" }", to: "usr/share/groupdesk/themes/default.toml")
    #expect(try store(executable: program).load()[.error].colour == .blue)
    try home.write("[roles]\nerror = { colour = \"green\" }", to: "config/themes/default.toml")
    #expect(try store(executable: program).load()[.error].colour == .green)
    try home.write("", to: "config/themes/night.toml")
    #expect(try store(executable: program).list() == ["default", "night"])
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
    #expect(throws: SettingsError.noSuchTheme(name: "night", known: ["default"])) { try store().load("night") }
    #expect(throws: SettingsError.badName("../x")) { try store().load("../x") }
  }
}
