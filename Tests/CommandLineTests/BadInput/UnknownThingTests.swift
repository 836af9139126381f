import Testing

@Suite("Groups, people and profiles that are not there", .timeLimit(.minutes(5)))
struct UnknownThingTests {
  @Test("an unknown group or owner is named, with the next step: 2")
  func unknown() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      let group = try await program.run("groups", "show", "wrNOBODY", "--lang", "en")
      #expect(group.status == 2)
      #expect(group.stderr.contains("there is no group wrNOBODY in the local data. Check the chat_id"))
      let owner = try await program.run("groups", "list", "--owner", "nobody", "--lang", "zh")
      #expect(owner.status == 2)
      #expect(owner.stderr.contains("本地数据中没有群主 nobody"))
      #expect(owner.stdout.isEmpty)
    }
  }

  @Test("a refresh of a group the vendor does not know: 2")
  func refresh() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      let run = try await program.run("groups", "refresh", "--chat", "wrNOBODY", "--lang", "en")
      #expect(run.status == 2)
      #expect(run.stderr.contains("WeCom knows no customer group wrNOBODY"))
    }
  }

  @Test(
    "usage that cannot be is told in one line: 2",
    arguments: [
      ["groups", "list", "--status", "7"], ["groups", "list", "--json", "--csv"], ["groups", "show"],
      ["groups", "show", "a b"], ["groups", "show", "wr1", "--opengid", "og1"], ["groups", "show", "--opengid", ""],
      ["profile", "add", "a/b", "--corp-id", "ww1"], ["--lang", "fr", "overview"],
      ["profile", "add", "x", "--corp-id", "ww1", "--base-url", "http://example.com"], ["no-such-command"],
    ])
  func usage(_ arguments: [String]) async throws {
    let run = try await CommandLineHarness().run(arguments)
    #expect(run.status == 2)
    #expect(run.stdout.isEmpty && run.stderr.contains("Error"))
  }

  @Test("nobody to talk to: 2, and the two ways on", arguments: ["overview", "groups"])
  func nobody(_ command: String) async throws {
    let run = try await CommandLineHarness().run(command, "--lang", "en")
    #expect(run.status == 2)
    #expect(run.stderr.contains("groupdesk profile add") && run.stderr.contains("groupdesk demo"))
  }

  @Test("a profile that is not there: 2, and those there are")
  func profile() async throws {
    let program = try CommandLineHarness()
    try program.home.write("corp_id = \"ww1\"\n", to: "config/profiles/shop.toml")
    let run = try await program.run("overview", "--profile", "ship", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.stderr.contains("there is no profile ship. There are: shop."))
  }
}
