import Foundation
import Simulator
import Testing

/// Putting secrets where they belong, and having them from there.
@Suite("Secrets on the command line", .timeLimit(.minutes(5)))
struct StoringSecretsTests {
  private static let secret = "stored/+=\(UUID().uuidString)"

  private func withCompany(_ body: (CommandLineHarness, Vault, _ baseURL: String) async throws -> Void) async throws {
    var company = CompanyConfiguration(groups: 20, owners: 3, membersPerGroup: 2...4)
    company.secret = Self.secret
    let server = try await Server.start(company)
    do {
      let vault = try Vault()
      var program = try CommandLineHarness()
      program.environment["PATH"] = "\(vault.programs):/usr/bin:/bin"
      program.environment["PASSWORD_STORE_DIR"] = vault.passwordStore
      try await body(program, vault, server.baseURL)
    } catch {
      await server.shutdown()
      throw error
    }
    await server.shutdown()
  }

  private func add(_ program: CommandLineHarness, _ baseURL: String, _ options: String...) async throws
    -> CommandLineHarness.Run
  {
    try await program.run(
      ["profile", "add", "shop", "--corp-id", "wwsimulated", "--base-url", baseURL, "--lang", "en"] + options,
      input: Self.secret + "\n")
  }

  private struct Listed: Decodable {
    let secret_backend: String?
    let secret_place: String?
  }

  private func listed(_ program: CommandLineHarness) async throws -> Listed {
    try #require(try await program.run("profile", "list", "--json").json([Listed].self).first)
  }

  @Test("a secret from standard input is stored, used and named", arguments: ["keyring", "pass", "file"])
  func stored(_ store: String) async throws {
    try await withCompany { program, vault, baseURL in
      let added = try await add(program, baseURL, "--store", store)
      #expect(added.status == 0, "\(added.stdout)\(added.stderr)")
      #expect(try await listed(program).secret_backend == store)
      let check = try await program.run("profile", "check", "--lang", "en")
      #expect(check.status == 0 && check.stdout.contains("✓ where the secret comes from"), "\(check.stdout)")
      #expect(try await program.run("groups", "refresh").status == 0)
      let canaries = Canaries([Self.secret])
      #expect(canaries.found(in: vault.text(of: "arguments") + vault.text(of: "environment")) == [])
      let own: Set = store == "file" ? ["config/secrets/shop"] : []
      #expect(try canaries.files(below: program.home.path, except: own) == [])
    }
  }

  @Test("what is stored under that name already is left alone, and nothing is added", arguments: ["keyring", "pass"])
  func alreadyThere(_ store: String) async throws {
    try await withCompany { program, vault, baseURL in
      let place = store == "pass" ? "store/groupdesk/shop.gpg" : "keyring/shop"
      try vault.put("older", into: place)
      let added = try await add(program, baseURL, "--store", store)
      #expect(added.status == 2 && added.stderr.contains("is there already"), "\(added.stderr)")
      #expect(vault.text(of: place) == "older")
      #expect(try await !program.run("profile", "list", "--json").stdout.contains("shop"))
    }
  }

  @Test("a store that is not installed, or fails, is named, and nothing is added", arguments: ["keyring", "pass"])
  func missing(_ store: String) async throws {
    try await withCompany { program, _, baseURL in
      let name = store == "pass" ? "pass" : "secret-tool"
      var without = program
      without.environment["PATH"] = "/nowhere"
      let missing = try await add(without, baseURL, "--store", store)
      #expect(missing.status == 2 && missing.stderr.contains("cannot run \(name)"), "\(missing.stderr)")
      let broken = try Home()
      try broken.write("#!/bin/sh\nexit 7\n", to: name, mode: 0o700)
      var failing = program
      failing.environment["PATH"] = "\(broken.path):/usr/bin:/bin"
      let failed = try await add(failing, baseURL, "--store", store)
      #expect(failed.status == 2 && failed.stderr.contains("\(name) ended with status 7"), "\(failed.stderr)")
      #expect(try await !program.run("profile", "list", "--json").stdout.contains("shop"))
    }
  }

  @Test("where the profile cannot be written, nothing is stored: 2 or 5", arguments: ["keyring", "pass", "file"])
  func unwritable(_ store: String) async throws {
    try await withCompany { program, vault, baseURL in
      // Where the folder of secrets should be.
      try program.home.write("", to: "config/secrets")
      let added = try await add(program, baseURL, "--store", store)
      #expect([2, 5].contains(added.status) && added.stderr.contains("config/secrets"), "\(added.stderr)")
      let canaries = Canaries([Self.secret])
      #expect(try canaries.files(below: vault.path) + canaries.files(below: program.home.path) == [])
      #expect(try await !program.run("profile", "list", "--json").stdout.contains("shop"))
    }
  }

  @Test("a secret that is too long is refused, not cut: 2", arguments: ["keyring", "pass", "file"])
  func tooLong(_ store: String) async throws {
    try await withCompany { program, vault, baseURL in
      for length in [4097, 4098, 100_000] {
        let added = try await program.run(
          [
            "profile", "add", "shop", "--corp-id", "wwsimulated", "--base-url", baseURL, "--lang", "en", "--store",
            store,
          ],
          input: String(repeating: "x", count: length) + "\r\n")
        #expect(added.status == 2 && added.stderr.contains("more than 4"), "\(added.stderr)")
      }
      #expect(!FileManager.default.fileExists(atPath: "\(program.home.path)/config/secrets/shop"))
      #expect(vault.text(of: "arguments").isEmpty)
      #expect(try await !program.run("profile", "list", "--json").stdout.contains("shop"))
    }
  }

  @Test("of a line that a terminal has cut nothing is stored: 2")
  func cutByTerminal() async throws {
    let program = try CommandLineHarness()
    let environment = program.environment.merging(["TERM": "xterm-256color"]) { $1 }
    let command = [
      CommandLineHarness.program, "profile", "add", "shop", "--corp-id", "ww1", "--no-check", "--lang", "en", "--home",
      program.home.path,
    ]
    let status = try await PseudoTerminal.run(command, environment: environment) { terminal in
      try #require(terminal.sees("it is not shown"))
      terminal.send(String(repeating: "x", count: 5000) + "\n")
      try #require(terminal.sees("more than"))
      return terminal.waitForEnd()?.status
    }
    #expect(status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(program.home.path)/config/secrets/shop"))
  }

  @Test("a credential of systemd is named where it is, and waited for where it is not")
  func credential() async throws {
    try await withCompany { program, vault, baseURL in
      var program = program
      let early = try await add(program, baseURL, "--secret-credential")
      #expect(early.status == 0 && early.stderr.contains("as the credential groupdesk-shop"), "\(early.stderr)")
      // The simulated company's own, which everybody knows: nothing else is there.
      #expect(try await listed(program).secret_backend == "simulated")
      try PlantedSource.credential.plant(Self.secret, in: vault, for: &program)
      #expect(try await listed(program).secret_backend == "credential")
      #expect(try await program.run("profile", "check").status == 0)
    }
  }

  @Test("of all that are there the first in the order is used and named, and where it fails no other is tried")
  func order() async throws {
    try await withCompany { program, vault, baseURL in
      var planted: [PlantedSource] = []
      for source in PlantedSource.allCases.reversed() {
        var program = program
        planted.append(source)
        for each in planted { try each.plant(Self.secret, in: vault, for: &program) }
        // A profile names one source; a credential comes before whatever it names.
        let named = source == .credential ? .command : source
        try program.home.write(
          "corp_id = \"wwsimulated\"\nbase_url = \"\(baseURL)\"\n\(named.lines(vault, program.home))\n",
          to: "config/profiles/shop.toml")
        #expect(try await listed(program).secret_backend == source.rawValue)
        let check = try await program.run("profile", "check", "--json")
        #expect(check.status == 0 && check.stdout.contains("\"\(source.rawValue)\""), "\(source): \(check.stdout)")

        try source.plant("", in: vault, for: &program)
        let failed = try await program.run("profile", "check", "--json")
        #expect(failed.status == 2 && failed.stdout.contains("\"\(source.rawValue)\""), "\(source): \(failed.stdout)")
        #expect(failed.stdout.contains("\"ready\" : false"))
      }
    }
  }

  @Test("GROUPDESK_SECRET comes before a file and after what a profile names else")
  func variable() async throws {
    try await withCompany { program, vault, baseURL in
      var program = program
      #expect(try await add(program, baseURL, "--store", "file").status == 0)
      program.environment["GROUPDESK_SECRET"] = "other"
      #expect(try await listed(program).secret_backend == "environment")
      let check = try await program.run("profile", "check", "--lang", "en")
      #expect(check.status == 3 && check.stdout.contains("environment variable GROUPDESK_SECRET"), "\(check.stdout)")
    }
  }

  @Test("a secret file that is a link, or that others may read, is refused: 2")
  func refusedFiles() async throws {
    try await withCompany { program, vault, baseURL in
      #expect(try await add(program, baseURL, "--store", "file").status == 0)
      let file = "\(program.home.path)/config/secrets/shop"
      for mode in [0o640, 0o604, 0o666] {
        try program.home.write(Self.secret, to: "config/secrets/shop", mode: mode)
        let run = try await program.run("groups", "refresh", "--lang", "en")
        #expect(run.status == 2 && run.stderr.contains("config/secrets/shop"), "\(run.stderr)")
      }
      try vault.put(Self.secret, into: "elsewhere")
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "\(vault.path)/elsewhere")
      #expect(try await program.run("groups", "refresh").status == 2)
    }
  }

  @Test("whatever the umask, every file is 0600 and every folder 0700")
  func modes() async throws {
    try await withCompany { program, _, baseURL in
      let open = "umask 000"
      let added = try await program.run(
        ["profile", "add", "shop", "--corp-id", "wwsimulated", "--base-url", baseURL, "--store", "file"], after: open,
        input: Self.secret + "\n")
      #expect(added.status == 0, "\(added.stderr)")
      for words in [["groups", "refresh"], ["overview"], ["queue", "run", "--until-done"]] {
        #expect(try await program.run(words, after: open).status == 0)
      }
      let environment = program.environment.merging(["TERM": "xterm-256color"]) { $1 }
      let command = [
        "/bin/sh", "-c", "\(open); exec \"$@\"", "sh", CommandLineHarness.program, "--lang", "en", "--home",
        program.home.path,
      ]
      try await PseudoTerminal.run(command, environment: environment) { terminal in
        try #require(terminal.sees("nothing is sent before"))
        // Beside the console its databases and their journals are open.
        try expectPrivate(program.home.path)
        terminal.send("q")
        _ = terminal.waitForEnd()
      }
      try expectPrivate(program.home.path)
    }
  }

  private func expectPrivate(_ folder: String) throws {
    let names = try #require(FileManager.default.enumerator(atPath: folder))
    var files = 0
    for case let name as String in names {
      var facts = stat()
      // Journals come and go.
      guard lstat("\(folder)/\(name)", &facts) == 0 else { continue }
      let isFolder = facts.st_mode & S_IFMT == S_IFDIR
      files += isFolder ? 0 : 1
      #expect(
        facts.st_mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(name): \(String(facts.st_mode & 0o777, radix: 8))")
    }
    #expect(files >= 5)
  }
}
