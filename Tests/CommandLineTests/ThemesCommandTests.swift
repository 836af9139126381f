import Foundation
import Testing

@Suite("Themes on the command line", .timeLimit(.minutes(5)))
struct ThemesCommandTests {
  private struct Row: Decodable, Equatable {
    let name: String
    let origin: String
    let path: String?
    let inUse: Bool

    enum CodingKeys: String, CodingKey {
      case name, origin, path
      case inUse = "in_use"
    }
  }

  @Test("the list says where each theme is from and which one is in use")
  func list() async throws {
    let program = try CommandLineHarness()
    let path = try program.home.write("[roles]\n", to: "config/themes/night.toml")
    try program.home.write("theme = \"night\"\n", to: "config/config.toml")
    let rows = try await program.run("themes", "list", "--json").json([Row].self)
    #expect(rows.map(\.name) == ["dark", "default", "high-contrast", "light", "mono", "night"])
    #expect(rows.last == Row(name: "night", origin: "own", path: path, inUse: true))
    #expect(rows.dropLast().allSatisfy { !$0.inUse && $0.origin != "own" })
    let other = try await program.run("themes", "list", "--theme", "mono", "--json").json([Row].self)
    #expect(other.filter(\.inUse).map(\.name) == ["mono"])
    let table = try await program.run("themes", "--lang", "en").stdout
    #expect(table.contains("night          your own  yes"))
  }

  @Test("check tells every fault with file, line and key, and says nothing twice: 2")
  func faults() async throws {
    let program = try CommandLineHarness()
    try program.home.write(
      "[roles]\nerror = { colour = \"rde\" }\n[layers]\npage = { background = \"#12345\" }\n",
      to: "config/themes/night.toml")
    let run = try await program.run("themes", "check", "night", "--theme", "night", "--lang", "en")
    #expect(run.status == 2 && run.stderr.isEmpty)
    #expect(run.stdout.contains("✗ night\n"))
    #expect(run.stdout.contains("night.toml:2: roles.error.colour \"rde\" is not allowed."))
    #expect(run.stdout.contains("night.toml:4: layers.page.background \"#12345\" is not allowed."))
    let all = try await program.run("themes", "check")
    #expect(all.status == 2 && all.stdout.contains("✓ mono") && all.stdout.contains("✗ night"))
  }

  @Test("check takes a file too, and warns of exact colours that are hard to read: 0")
  func contrast() async throws {
    let program = try CommandLineHarness()
    let path = try program.home.write(
      "[roles]\ndim = { colour = \"#777777\" }\n[layers]\npage = { colour = \"#ffffff\", background = \"#222222\" }\n",
      to: "new.toml")
    let run = try await program.run("themes", "check", path, "--lang", "en")
    #expect(run.status == 0)
    #expect(run.stdout.contains("roles.dim on layers.page has a contrast of 3.5 : 1, which should be 4.5 : 1 or more"))
    #expect(!run.stdout.contains("roles.text"))
  }

  @Test("check of a theme or a file that is not there: 2")
  func absent() async throws {
    let program = try CommandLineHarness()
    let name = try await program.run("themes", "check", "nihgt", "--lang", "en")
    #expect(name.status == 2 && name.stdout.contains("there is no theme nihgt. There are: dark, default"))
    let file = try await program.run("themes", "check", "./nihgt.toml", "--lang", "en")
    #expect(file.status == 2 && file.stdout.contains("cannot read ./nihgt.toml"))
  }

  @Test(
    "a theme that cannot be used never stops work: it is said with file and key, and the built-in one is used",
    arguments: ["night", "nihgt", "../x"])
  func fallback(_ theme: String) async throws {
    let program = try CommandLineHarness()
    try program.home.write("[roles]\nerrror = {}\n", to: "config/themes/night.toml")
    let run = try await program.run("themes", "list", "--json", "--theme", theme, "--lang", "en")
    #expect(run.status == 0)
    #expect(try run.json([Row].self).filter(\.inUse).map(\.name) == ["default"])
    #expect(run.stderr.contains("this theme cannot be used; the built-in standard one is"))
    let what = [
      "night": "night.toml:2: unknown key roles.errror. Did you mean roles.error.",
      "nihgt": "there is no theme nihgt.", "../x": "\"../x\" cannot be a name.",
    ]
    #expect(run.stderr.contains(try #require(what[theme])), "\(run.stderr)")
  }

  @Test("a theme with errors that config.toml names does not stop work either")
  func configured() async throws {
    let program = try CommandLineHarness()
    try program.home.write("theme = \"night\"\n", to: "config/config.toml")
    try program.home.write("roles = 7\n", to: "config/themes/night.toml")
    let run = try await program.run("profile", "list", "--lang", "en")
    #expect(run.status == 0 && run.stderr.contains("night.toml:1: roles"))
  }
}
