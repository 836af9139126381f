import Foundation
import Model
import Simulator
import Storage
import Testing

/// The whole command tree under `--read-only` and under a profile that is.
@Suite("Read-only on the command line", .timeLimit(.minutes(5)))
struct ReadOnlyTests {
  /// What looks, plans, or brings the copy on this machine up to date, with arguments that work.
  private static let looks: [String: @Sendable (Desk) -> [String]] = [
    "overview": { _ in [] },
    "groups list": { _ in [] },
    "groups show": { [$0.chat] },
    "groups refresh": { _ in [] },
    "handover owners": { _ in [] },
    "handover plan": { ["--from", $0.otherLeaver, "--to", $0.successor] },
    "handover status": { _ in [] },
    "handover report": { [$0.running] },
    "queue list": { _ in [] },
    "join-ways list": { _ in [] },
    "join-ways show": { [$0.way] },
    "join-ways qr": { [$0.way] },
    "join-ways find": { ["--link", $0.link] },
    "join-ways refresh": { _ in [] },
    "join-ways check": { [$0.way] },
    "join-ways arrivals": { [$0.way] },
    "audit list": { _ in [] },
    "audit verify": { _ in [] },
    "profile list": { _ in [] },
    "profile check": { _ in [] },
    "themes list": { _ in [] },
    "themes check": { _ in [] },
  ]

  /// What leads to a change at the vendor, or changes other people's work.
  private static let changes: [String: @Sendable (Desk) -> [String]] = [
    "handover start": { [$0.plan, "--confirm", $0.count] },
    "queue pause": { [$0.running] },
    "queue resume": { [$0.running] },
    "queue cancel": { [$0.running] },
    "queue run": { _ in ["--until-done"] },
    "join-ways add": { ["--group", $0.chat, "--no-auto-create"] },
    "join-ways edit": { [$0.way, "--remark", "x"] },
    "join-ways rotate": { [$0.way] },
    "join-ways replace": { ["--group", $0.full, "--with", $0.chat] },
    "join-ways remove": { [$0.way, "--confirm", $0.way] },
    "join-ways import": { _ in ["-"] },
    "join-ways acknowledge": { [$0.way] },
    "join-ways forget": { [$0.way] },
    "audit accept": { _ in ["--confirm", "1"] },
  ]

  /// Needs no company: `--read-only` closes them, a profile has no say in them.
  private static let changesWithoutCompany: [String: [String]] = [
    "profile add": ["new", "--corp-id", "ww1", "--no-check"],
    "demo": [],
  ]

  /// A company of its own, to which nobody's authority applies, and what reads one image and knows of no company.
  private static let neither: Set = ["simulate", "read-image"]

  /// A company with one handover that is queued and one plan that is not confirmed.
  private struct Desk: Sendable {
    let program: CommandLineHarness
    let control: CompanyControl
    let plan: String
    let count: String
    let running: String
    let otherLeaver: String
    let successor: String
    let chat: String
    /// The config id of a join way that leads into a full group, that group, and what its code says.
    let way: String
    let full: String
    let link: String
  }

  private struct Tree: Decodable {
    struct Command: Decodable {
      let commandName: String
      let subcommands: [Command]?

      /// Every command without subcommands, as it is typed.
      func leaves(_ path: [String] = []) -> [String] {
        let own = (subcommands ?? []).filter { $0.commandName != "help" }
        guard !own.isEmpty else { return [path.joined(separator: " ")] }
        return own.flatMap { $0.leaves(path + [$0.commandName]) }
      }
    }
    let command: Command
  }

  private func leaves() async throws -> Set<String> {
    let program = try CommandLineHarness()
    return Set(try await program.run("--experimental-dump-help").json(Tree.self).command.leaves())
  }

  @Test("every command stands on one side: it looks, or it is closed to whoever may only look")
  func complete() async throws {
    let sides = [
      Set(Self.looks.keys), Set(Self.changes.keys), Set(Self.changesWithoutCompany.keys), Self.neither,
    ]
    let all = sides.flatMap { $0 }
    let leaves = try await leaves()
    #expect(leaves == Set(all))
    #expect(all.count == leaves.count, "one stands on two sides")
  }

  private func withDesk(_ settings: String = "", _ body: (Desk) async throws -> Void) async throws {
    var company = CompanyConfiguration(
      groups: 90, owners: 6, resigned: [.init(groups: 12, customers: 1), .init(groups: 5, customers: 1)],
      membersPerGroup: 2...4)
    var poster = CompanyConfiguration.JoinWay("poster", state: "poster", [.full])
    poster.autoCreateRoom = false
    company.joinWays = [poster]
    try await HandoverRun.withCompany(company) { run in
      let truth = try await run.control.company()
      let leaver = try truth.leaver()
      let successor = try truth.successors(1)[0]
      let running = try await run.start("--from", leaver, "--to", successor)
      let leavers = truth.people.filter { $0.resigned_at != nil && $0.userid != leaver }
      let other = try #require(leavers.first { !truth.groups(of: $0.userid).isEmpty }).userid
      let plan = try await run.program.run("handover", "plan", "--from", other, "--to", successor, "--json")
        .json(PlanJSON.self)
      let joinWays = JoinWayRun(program: run.program, control: run.control)
      try await joinWays.importAll()
      let way = try #require(try await joinWays.truth().first)
      if !settings.isEmpty {
        let file = "\(run.program.home.path)/config/profiles/shop.toml"
        try run.program.home.write(
          String(contentsOfFile: file, encoding: .utf8) + settings, to: "config/profiles/shop.toml")
      }
      try await body(
        Desk(
          program: run.program, control: run.control, plan: plan.plan, count: String(plan.count),
          running: running.plan, otherLeaver: other, successor: successor, chat: running.groups[0].chat_id,
          way: way.config_id, full: way.chat_id_list[0],
          link: way.link))
    }
  }

  @Test("--read-only: every change is refused with 5 and says why, and nothing has changed")
  func flag() async throws {
    try await withDesk { desk in
      let before = try await decisions(desk)
      for (command, arguments) in Self.changes {
        try await expectRefusal(desk, command, arguments(desk) + ["--read-only"])
      }
      for (command, arguments) in Self.changesWithoutCompany {
        try await expectRefusal(desk, command, arguments + ["--read-only"])
      }
      for all in ["pause", "resume"] { try await expectRefusal(desk, "queue \(all)", ["--all", "--read-only"]) }
      #expect(try await decisions(desk) == before)
      #expect(try await desk.control.transfers().isEmpty)
    }
  }

  @Test("a read-only profile closes the same, whatever is typed")
  func profile() async throws {
    try await withDesk("read_only = true\n") { desk in
      let before = try await decisions(desk)
      for (command, arguments) in Self.changes { try await expectRefusal(desk, command, arguments(desk)) }
      for all in ["pause", "resume"] { try await expectRefusal(desk, "queue \(all)", ["--all"]) }
      #expect(try await decisions(desk) == before)
      #expect(try await desk.control.transfers().isEmpty)
    }
  }

  @Test("--read-only: everything else works, and leaves what people decided as it is")
  func looking() async throws {
    try await withDesk { desk in
      let before = try await decisions(desk)
      for (command, arguments) in Self.looks {
        let words = command.split(separator: " ").map(String.init)
        let run = try await desk.program.run(words + arguments(desk) + ["--read-only"])
        #expect(run.status == 0, "\(command): \(run.stderr)")
      }
      #expect(try await decisions(desk) == before)
      #expect(try await desk.control.transfers().isEmpty)
    }
  }

  @Test("--read-only waits for nobody: while another process writes the ledger, the queue is listed")
  func besideWriter() async throws {
    try await withDesk { desk in
      let file = try desk.program.home.ledger
      let ledger = try await Store.open { try LedgerSchema.open(path: file) }
      let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
      let end = DispatchSemaphore(value: 0)
      async let writing: Void = ledger.write { connection in
        try connection.execute("UPDATE switch SET at = at")
        beginning.finish()
        end.wait()
      }
      for await _ in begun {}
      // Whoever waited would be told that the ledger is busy.
      let run = try? await desk.program.run("queue", "list", "--json", "--read-only")
      end.signal()
      try await writing
      #expect(run?.status == 0, "\(run?.stderr ?? "")")
      await ledger.close()
    }
  }

  @Test("a refresh leaves the worker's role to others")
  func refreshBesideWorker() async throws {
    try await withDesk { desk in
      let file = "\(desk.program.home.path)/config/profiles/shop.toml"
      let profile = try String(contentsOfFile: file, encoding: .utf8)
      try desk.program.home.write(
        profile.replacingOccurrences(of: "request_timeout = 10", with: "request_timeout = 60"),
        to: "config/profiles/shop.toml")
      try await desk.control.post("holds", #"{"path":"externalcontact/groupchat/get","at":"before_effect"}"#)
      async let refresh = desk.program.run("groups", "refresh", "--read-only")
      let held = try await desk.control.waitForHold()
      // The refresh stands still; what is to be sent is sent all the same.
      async let _ = desk.program.run("queue", "run")
      try await desk.control.waitForTransfer()
      try await desk.control.release()
      #expect(held > 0)
      #expect(try await refresh.status == 0)
    }
  }

  private func expectRefusal(_ desk: Desk, _ command: String, _ arguments: [String]) async throws {
    let run = try await desk.program.run(
      command.split(separator: " ").map(String.init) + arguments + ["--lang", "en"], input: "s3cret\n")
    #expect(run.status == 5, "\(command): \(run.status) \(run.stderr)")
    #expect(run.stderr.contains("read-only"), "\(command): \(run.stderr)")
  }

  /// What people decided and what became of it: all of the ledger but plans and refreshes.
  private func decisions(_ desk: Desk) async throws -> [String] {
    let file = try desk.program.home.ledger
    let ledger = try await Store.open { try LedgerSchema.open(path: file) }
    let rows = try await ledger.read { connection in
      try [
        "SELECT id, state, lease_epoch FROM job WHERE lane = 'mutation' AND state <> 'draft' ORDER BY id",
        "SELECT job_id, confirmed_at, cancelled FROM handover WHERE confirmed_at IS NOT NULL ORDER BY job_id",
        "SELECT chat_id, state FROM handover_item WHERE state NOT IN ('planned', 'excluded') ORDER BY chat_id",
        "SELECT * FROM audit", "SELECT * FROM switch", "SELECT * FROM transfer_batch", "SELECT * FROM notice",
        "SELECT * FROM join_way_call", "SELECT id, standing FROM join_way ORDER BY id",
      ].flatMap { sql in try connection.query(sql).map { "\($0.values)" } }
    }
    await ledger.close()
    return rows
  }
}
