import Testing

@Suite("Configuration files with errors", .timeLimit(.minutes(5)))
struct ConfigurationFaultTests {
  private func run(profile content: String, mode: Int = 0o600) async throws -> CommandLineHarness.Run {
    let program = try CommandLineHarness()
    try program.home.write(content, to: "config/profiles/shop.toml", mode: mode)
    return try await program.run("groups", "list", "--profile", "shop", "--lang", "en")
  }

  @Test("every fault of a profile is told at once: file, line, key, what is allowed")
  func faults() async throws {
    let run = try await run(
      profile: """
        corp_id = "ww1"
        request_timeout = 90
        reed_only = true
        window = "21:00-09:00"
        """)
    #expect(run.status == 2)
    #expect(
      run.stderr.contains("shop.toml:2: request_timeout \"90\" is not allowed. Allowed: a whole number from 5 to 60."))
    #expect(run.stderr.contains("shop.toml:3: unknown key reed_only. Did you mean read_only."))
    #expect(run.stderr.contains("shop.toml:4: window"))
    #expect(run.stdout.isEmpty)
  }

  @Test("a file that is no TOML: its line")
  func syntax() async throws {
    let run = try await run(profile: "corp_id = \"ww1\"\ncorp_name = \n")
    #expect(run.status == 2)
    #expect(run.stderr.contains("shop.toml:2: not valid TOML"))
  }

  @Test("a missing key is named")
  func missing() async throws {
    let run = try await run(profile: "corp_name = \"x\"\n")
    #expect(run.status == 2)
    #expect(run.stderr.contains("corp_id is missing"))
  }

  @Test("a profile that others may write is not used, and says what to do")
  func tooOpen() async throws {
    let run = try await run(profile: "corp_id = \"ww1\"\n", mode: 0o666)
    #expect(run.status == 2)
    #expect(run.stderr.contains("is open to others (666)") && run.stderr.contains("Chmod 600"))
  }

  @Test("a fault in config.toml is told by every command")
  func configuration() async throws {
    let program = try CommandLineHarness()
    try program.home.write("lang = \"fr\"\n", to: "config/config.toml")
    let run = try await program.run("profile", "list", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.stderr.contains("config.toml:1: lang \"fr\" is not allowed. Allowed: zh, en."))
  }

  @Test("an address in the environment that cannot be: 2, what is allowed, and not the address's password")
  func environment() async throws {
    var program = try CommandLineHarness()
    program.environment["GROUPDESK_BASE_URL"] = "http://example.com"
    let run = try await program.run("overview", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.stderr.contains("GROUPDESK_BASE_URL") && run.stderr.contains("https://HOST"))
  }

  @Test("a secret's file that is not there, or open to others: 2")
  func secretFile() async throws {
    let program = try CommandLineHarness()
    try program.home.write(
      "corp_id = \"ww1\"\n[secret]\nfile = \"\(program.home.path)/secret\"\n", to: "config/profiles/shop.toml")
    let absent = try await program.run("profile", "check", "--lang", "en")
    #expect(absent.status == 2)
    #expect(absent.stdout.contains("✗ where the secret comes from: file: there is no"))
    try program.home.write("s3cret\n", to: "secret", mode: 0o644)
    let open = try await program.run("profile", "check", "--lang", "en")
    #expect(open.status == 2)
    #expect(open.stdout.contains("is open to others (644)") && !open.stdout.contains("s3cret"))
  }
}
