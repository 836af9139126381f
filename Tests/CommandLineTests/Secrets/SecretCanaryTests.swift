import Foundation
import Simulator
import Testing

/// A secret is planted at each source, the program does everything it can, well and badly, and then the secret and every
/// token handed out for it are looked for wherever the program has written.
@Suite("Planted secrets are found nowhere", .serialized, .timeLimit(.minutes(5)))
struct SecretCanaryTests {
  private static let canary = "Canary/9+f8=%Kq2&Zz-\(UUID().uuidString)"

  /// A desk whose profile has its secret from one source, and all it has said.
  private actor Journey {
    nonisolated let run: HandoverRun
    nonisolated let vault: Vault
    private(set) var said = ""
    private(set) var leaks: [String] = []

    init(_ run: HandoverRun, _ vault: Vault) {
      self.run = run
      self.vault = vault
    }

    @discardableResult
    func type(_ words: String...) async throws -> CommandLineHarness.Run { try await type(words) }

    @discardableResult
    func type(_ words: [String]) async throws -> CommandLineHarness.Run {
      let end = try await run.program.run(words)
      hear(end.stdout + end.stderr)
      return end
    }

    func hear(_ text: String) { said += text }
    func note(_ leak: [String]) { leaks += leak }
  }

  private struct Tokens: Decodable { let tokens: [String] }

  private func withJourney(_ source: PlantedSource, _ body: (Journey) async throws -> Void) async throws {
    var company = CompanyConfiguration(
      groups: 60, owners: 4, resigned: [.init(groups: 8, customers: 1)], membersPerGroup: 3...6)
    company.secret = Self.canary
    let server = try await Server.start(company)
    await Turnstile.handovers.enter()
    do {
      let vault = try Vault()
      var program = try CommandLineHarness()
      program.environment["GROUPDESK_LOG"] = "trace"
      try source.plant(Self.canary, in: vault, for: &program)
      try program.home.write(
        """
        corp_id = "wwsimulated"
        base_url = "\(server.baseURL)"
        request_timeout = 5
        hook = ["\(vault.programs)/hook"]
        \(source.lines(vault, program.home))

        """, to: "config/profiles/shop.toml")
      let journey = Journey(HandoverRun(program: program, control: CompanyControl(server)), vault)
      try await body(journey)
      try await expectNothing(of: journey, source)
    } catch {
      await Turnstile.handovers.leave()
      await server.shutdown()
      throw error
    }
    await Turnstile.handovers.leave()
    await server.shutdown()
  }

  /// Looks everywhere; the file that is the source itself is the one place.
  private func expectNothing(of journey: Journey, _ source: PlantedSource) async throws {
    let tokens = try await journey.run.control.get("tokens", as: Tokens.self).tokens
    #expect(!tokens.isEmpty)
    let canaries = Canaries([Self.canary] + tokens)
    // The looking itself can find something.
    #expect(
      !canaries.found(in: "x\(Self.canary)").isEmpty
        && !canaries.found(in: Data(tokens[0].utf8).base64EncodedString()).isEmpty)
    let own: Set = source == .file ? ["config/secrets/shop"] : []
    #expect(try canaries.files(below: journey.run.program.home.path, except: own) == [])
    #expect(canaries.found(in: await journey.said) == [])
    #expect(await !journey.said.isEmpty)
    #expect(await journey.leaks == [])
    for file in ["environment", "arguments", "hook-input"] {
      #expect(canaries.found(in: journey.vault.text(of: file)) == [], "\(file)")
    }
  }

  @Test("by every source: check, refresh, plan, send under faults, report, exports", arguments: PlantedSource.allCases)
  func journey(_ source: PlantedSource) async throws {
    try await withJourney(source) { journey in
      let (run, control) = (journey.run, journey.run.control)
      let check = try await journey.type("profile", "check", "--json")
      #expect(
        check.status == 0 && check.stdout.contains("\"secret_backend\" : \"\(source.rawValue)\""), "\(check.stdout)")
      #expect(try await journey.type("profile", "list", "--json").stdout.contains("\"\(source.rawValue)\""))
      // Refused, dead and cut off: what goes wrong is told at length.
      try await control.post("faults", #"{"path":"gettoken","kind":"error","code":40001}"#)
      #expect(try await journey.type("groups", "refresh").status == 3)
      try await control.post(
        "faults",
        #"[{"path":"externalcontact/groupchat/list","kind":"token_dead"},{"path":"externalcontact/groupchat/get","kind":"drop_middle"},{"path":"externalcontact/groupchat/list","kind":"html","skip":1}]"#
      )
      try await journey.type("groups", "refresh")
      #expect(try await journey.type("groups", "refresh", "--all").status == 0)

      let truth = try await control.company()
      let plan = try await run.start("--from", try truth.leaver(), "--to", try truth.successors(1)[0])
      try await control.post(
        "faults",
        #"[{"path":"externalcontact/groupchat/transfer","kind":"token_dead"},{"path":"externalcontact/groupchat/transfer","kind":"drop_after"}]"#
      )
      try await control.hold("before_effect")
      async let looked = lookAtProcesses(journey, source)
      let queue = try await run.runQueue()
      try await looked
      await journey.hear(queue.stdout + queue.stderr)
      #expect(queue.status == 0, "\(queue.stderr)")

      let chat = plan.groups[0].chat_id
      for command in [
        ["overview"], ["overview", "--json"], ["groups", "list", "--json"], ["groups", "list", "--csv"],
        ["groups", "list", "--jsonl"], ["groups", "show", chat, "--json"], ["handover", "report", plan.plan, "--csv"],
        ["handover", "report", plan.plan, "--json"], ["handover", "status"], ["queue", "list", "--json"], ["--help"],
        ["audit", "list", "--json"], ["audit", "list", "--csv"], ["audit", "verify"],
        ["profile", "add", "--help"], ["--experimental-dump-help"], ["profile", "check"], ["profile", "nonsense"],
      ] { try await journey.type(command) }
      #expect(!journey.vault.text(of: "hook-input").isEmpty && !journey.vault.text(of: "environment").isEmpty)
    }
  }

  /// While a call is held: who shows the secret in `/proc`. Where the environment is the source, it has to be in it.
  private func lookAtProcesses(_ journey: Journey, _ source: PlantedSource) async throws {
    try await journey.run.control.waitForHold()
    let tokens = try await journey.run.control.get("tokens", as: Tokens.self).tokens
    let canaries = Canaries([Self.canary] + tokens)
    let seen = try canaries.processes(workingBelow: journey.run.program.home.path)
    #expect(!seen.processes.isEmpty)
    await journey.note(seen.arguments.map { "arguments of \($0)" })
    if source == .environment {
      #expect(!seen.environments.isEmpty)
    } else {
      await journey.note(seen.environments.map { "environment of \($0)" })
    }
    try await journey.run.control.release()
  }

  @Test("a wrong secret is refused without being told")
  func wrong() async throws {
    try await withJourney(.file) { journey in
      let wrong = "Wrong-\(UUID().uuidString)"
      try journey.run.program.home.write(wrong, to: "config/secrets/shop")
      for command in [["profile", "check"], ["groups", "refresh"], ["groups", "list"], ["overview"]] {
        #expect(try await journey.type(command).status == 3, "\(command)")
      }
      let canaries = Canaries([wrong])
      #expect(canaries.found(in: await journey.said) == [])
      #expect(try canaries.files(below: journey.run.program.home.path, except: ["config/secrets/shop"]) == [])
      try journey.run.program.home.write(Self.canary, to: "config/secrets/shop")
      #expect(try await journey.type("groups", "refresh").status == 0)
    }
  }

  @Test(
    "a worker that crashes with a call in its hands tells neither secret nor memory",
    arguments: [SIGSEGV, SIGABRT, SIGILL])
  func crash(number: Int32) async throws {
    try await withJourney(.file) { journey in
      let control = journey.run.control
      try await journey.type("groups", "refresh")
      let truth = try await control.company()
      _ = try await journey.run.start("--from", try truth.leaver(), "--to", try truth.successors(1)[0])
      try await control.hold("before_effect")
      let end = try await journey.run.program.run("queue", "run", "--until-done", signal: .init(rawValue: number)) {
        try await control.waitForHold()
      }
      await journey.hear(end.stdout + end.stderr)
      #expect(end.status == -number)
      for word in ["Registers", "Thread 0", "rsp"] { #expect(!end.stderr.contains(word), "\(end.stderr)") }
      try await control.release(dropping: true)
    }
  }

  @Test("the console shows, logs and saves neither, from its start to a crash or its end", arguments: [true, false])
  func console(isCrash: Bool) async throws {
    try await withJourney(.environment) { journey in
      let program = journey.run.program
      try await journey.type("groups", "refresh")
      try await journey.run.control.post("faults", #"{"path":"externalcontact/groupchat/get","kind":"token_dead"}"#)
      var environment = program.environment.merging(["TERM": "xterm-256color"]) { $1 }
      environment["GROUPDESK_TRAP_ON"] = "F12"
      let command = [CommandLineHarness.program, "--lang", "en", "--home", program.home.path]
      let (output, status) = try await PseudoTerminal.run(command, environment: environment) { terminal in
        try #require(terminal.sees("nothing is sent before"))
        // Escape goes back from everywhere and never leaves.
        let back = Array(repeating: "\u{1B}", count: 4)
        let tour =
          ["2", "G", "j", "\r"] + back + ["2", "r", "1", "\r", "a", "\r"] + back + ["3", "4", "6", "5", "\r", "v", "?"]
          + back
        for key in tour + [":connect\r"] + back + ["0"] {
          terminal.send(key)
          while terminal.drain(milliseconds: 60) {}
        }
        try #require(!terminal.hasEnded)
        terminal.send(isCrash ? "\u{1B}[24~" : "\u{3}\u{3}")
        let status = terminal.waitForEnd()?.status
        return (terminal.output, status)
      }
      await journey.hear(String(decoding: output, as: UTF8.self))
      if isCrash { #expect(status == -SIGILL || status == -SIGTRAP) } else { #expect(status == 0) }
    }
  }

  @Test("a worker the console leaves behind shows neither in its arguments, its environment nor its log")
  func leftBehind() async throws {
    try await withJourney(.file) { journey in
      let (run, program) = (journey.run, journey.run.program)
      try await journey.type("groups", "refresh")
      let truth = try await run.control.company()
      _ = try await run.start("--from", try truth.leaver(), "--to", try truth.successors(1)[0])
      let environment = program.environment.merging(["TERM": "xterm-256color"]) { $1 }
      let command = [CommandLineHarness.program, "--lang", "en", "--home", program.home.path]
      let status = try await PseudoTerminal.run(command, environment: environment) { terminal in
        try #require(terminal.sees("this program, until you leave"))
        terminal.send("q")
        try #require(terminal.sees("Start a worker"))
        terminal.send("\u{1B}[D\u{1B}[D\u{1B}[D\r")
        return terminal.waitForEnd()?.status
      }
      #expect(status == 0)
      let tokens = try await run.control.get("tokens", as: Tokens.self).tokens
      let seen = try Canaries([Self.canary] + tokens).processes(workingBelow: program.home.path)
      defer { for process in seen.processes { kill(process, SIGKILL) } }
      #expect(seen.processes.count == 1)
      #expect(seen.arguments.isEmpty && seen.environments.isEmpty)
      _ = try await run.whileTimeJumps { try await run.waitForJob { $0.state.isFinal } }
      let log = try program.home.bytes(of: "\(program.home.path)/state/logs/worker.log")
      #expect(!log.isEmpty)
    }
  }
}
