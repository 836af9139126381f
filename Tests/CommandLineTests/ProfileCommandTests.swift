import Foundation
import Testing

@Suite("Profiles on the command line", .timeLimit(.minutes(5)))
struct ProfileCommandTests {
  @Test("a profile is added with a secret from standard input, kept in a file only its owner reads")
  func add() async throws {
    let program = try CommandLineHarness()
    let run = try await program.run(
      "profile", "add", "shop", "--corp-id", "ww1", "--corp-name", "示例公司", "--no-check", input: "s3cret\n")
    #expect(run.status == 0 && run.stdout.isEmpty)
    for file in ["config/profiles/shop.toml", "config/secrets/shop"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(program.home.path)/\(file)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let listed = try await program.run("profile", "list", "--json").stdout
    #expect(listed.contains("\"corp_name\" : \"示例公司\"") && listed.contains("\"secret_backend\" : \"file\""))
  }

  @Test("nothing is added without a secret, nor over a profile that is there: 2")
  func refused() async throws {
    let program = try CommandLineHarness()
    let none = try await program.run("profile", "add", "shop", "--corp-id", "ww1", "--lang", "en")
    #expect(none.status == 2 && none.stderr.contains("nothing was added"))
    let first = try await program.run(
      "profile", "add", "shop", "--corp-id", "ww1", "--no-check", "--secret-pass", "wecom/shop")
    #expect(first.status == 0)
    let second = try await program.run(
      "profile", "add", "shop", "--corp-id", "ww2", "--no-check", "--lang", "en", input: "other\n")
    #expect(second.status == 2 && second.stderr.contains("there is a profile shop already"))
  }

  @Test("a secret can come from a command")
  func command() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, server in
      var program = program
      program.environment["GROUPDESK_BASE_URL"] = nil
      let run = try await program.run(
        "profile", "add", "shop", "--corp-id", "wwsimulated", "--base-url", server.baseURL, "--lang", "en",
        "--secret-command", "/bin/echo", "simulated-secret")
      #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
      #expect(run.stdout.contains("✓ where the secret comes from: credential command /bin/echo"))
    }
  }

  @Test("check as JSON is one document with every step")
  func json() async throws {
    struct Check: Decodable {
      struct Step: Decodable { let step: String, outcome: String }
      let ready: Bool
      let steps: [Step]
    }
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      let check = try await program.run("profile", "check", "--json").json(Check.self)
      #expect(check.ready)
      #expect(check.steps.count == 10 && check.steps.allSatisfy { $0.outcome == "ok" })
    }
  }

  @Test("a profile with errors is said, the others are listed all the same: 2")
  func broken() async throws {
    let program = try CommandLineHarness()
    try program.home.write("corp_id = \"ww1\"\n", to: "config/profiles/good.toml")
    try program.home.write("corp_id = 7\n", to: "config/profiles/bad.toml")
    let run = try await program.run("profile", "list", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.stdout.contains("good") && run.stderr.contains("bad.toml:1: corp_id"))
  }
}
