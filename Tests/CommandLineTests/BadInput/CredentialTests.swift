import Simulator
import Testing

@Suite("Credentials and permissions the vendor does not accept", .timeLimit(.minutes(5)))
struct CredentialTests {
  @Test("a wrong secret is said, costs one call, and exits 3")
  func secret() async throws {
    try await CommandLineHarness.withCompany { program, server in
      var program = program
      program.environment["GROUPDESK_SECRET"] = "not-this-one"
      let run = try await program.run("groups", "list", "--lang", "en")
      #expect(run.status == 3)
      #expect(run.stderr.contains("40001") && run.stderr.contains("Check the corp id and this application's secret"))
      #expect(run.stdout.isEmpty)
      let refusals = await server.company { company, _ in company.journal.entries(after: 0, kinds: ["refusal"]).count }
      #expect(refusals == 1)
    }
  }

  @Test("a wrong corp id is said in the language chosen, and exits 3")
  func corpID() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      var program = program
      program.environment["GROUPDESK_CORP_ID"] = "wwother"
      program.environment["GROUPDESK_SECRET"] = "simulated-secret"
      let run = try await program.run("overview", "--lang", "zh")
      #expect(run.status == 3)
      #expect(run.stderr.contains("40013 企业 ID 不正确"))
    }
  }

  @Test("an address that is not trusted is named, with who lets it in")
  func address() async throws {
    try await CommandLineHarness.withCompany { program, server in
      await server.company { company, _ in company.rules.trustedAddresses = ["10.1.2.3"] }
      let run = try await program.run("groups", "refresh", "--lang", "en")
      #expect(run.status == 3)
      #expect(run.stderr.contains("For the corp's administrator: add 127.0.0.1 to"))
    }
  }

  @Test("a missing permission says where it is given")
  func permission() async throws {
    try await CommandLineHarness.withCompany { program, server in
      await server.company { company, _ in company.rules.allowedPaths = ["user/get"] }
      let run = try await program.run("groups", "list", "--lang", "zh")
      #expect(run.status == 3)
      #expect(run.stderr.contains("48002") && run.stderr.contains("请企业管理员") && run.stderr.contains("可调用接口的应用"))
    }
  }

  @Test("check tells every step in one go, and who must act")
  func check() async throws {
    try await CommandLineHarness.withCompany { program, server in
      let good = try await program.run("profile", "check", "--lang", "en")
      #expect(good.status == 0 && !good.stdout.contains("✗"))

      await server.company { company, _ in company.rules.trustedAddresses = ["10.1.2.3"] }
      let bad = try await program.run("profile", "check", "--lang", "en")
      #expect(bad.status == 3)
      #expect(bad.stdout.contains("✓ application secret"))
      #expect(bad.stdout.contains("✗ trusted IP: 60020"))
      #expect(bad.stdout.contains("– visible range: not checked"))
    }
  }

  @Test("a secret stands in no output, whatever happens to it")
  func hidden() async throws {
    try await CommandLineHarness.withCompany { program, server in
      var program = program
      program.environment["GROUPDESK_BASE_URL"] = nil
      let added = try await program.run(
        "profile", "add", "shop", "--corp-id", "wwother", "--base-url", server.baseURL, input: "s3cret-s3cret\n")
      let listed = try await program.run("profile", "list", "--json")
      let fetched = try await program.run("groups", "list")
      for run in [added, listed, fetched] { #expect(!(run.stdout + run.stderr).contains("s3cret")) }
      #expect(added.status == 3)
    }
  }
}
