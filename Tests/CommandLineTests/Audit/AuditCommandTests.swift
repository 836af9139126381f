import Foundation
import Model
import Queue
import Simulator
import Storage
import Testing

/// A real handover, its audit listed, verified, broken and accepted.
@Suite("The audit at the command line", .timeLimit(.minutes(5)))
struct AuditCommandTests {
  private struct Row: Decodable {
    let seq: Int
    let at: Int
    let actor: String
    let act: String
    let subject: String
    let detail: String
    let hash: String
  }

  private struct Verification: Decodable {
    struct Tip: Decodable, Hashable {
      let count: Int
      let hash: String
    }
    struct Fault: Decodable {
      let code: String
      let row: Int?
      let message: String
    }
    let whole: Bool
    let last: Tip
    let head: [Tip]
    let faults: [Fault]
  }

  /// 20 groups of `zhangsan`, handed over.
  private func withHandover(_ body: @escaping @Sendable (HandoverRun, PlanJSON) async throws -> Void) async throws {
    try await HandoverRun.withCompany(.small) { run in
      let to = try await run.control.company().successors(1)
      let plan = try await run.start("--from", "zhangsan", "--to", to[0])
      #expect(try await run.runQueue().status == 0)
      try await body(run, plan)
    }
  }

  private func rows(_ run: HandoverRun, _ arguments: String...) async throws -> [Row] {
    let end = try await run.program.run(["audit", "list", "--json"] + arguments)
    #expect(end.status == 0, "\(end.stderr)")
    return try end.json()
  }

  /// Changes the ledger behind the program's back.
  private func tamper(_ run: HandoverRun, _ sql: String) throws {
    let file = try SQLiteEngine(file: try run.program.home.ledger, flavour: .ledger, schema: LedgerSchema.schema)
    try file.transaction { try $0.execute(sql) }
    file.close()
  }

  @Test("a handover's acts are listed newest first, in every form, and narrowed by job, actor, day and number")
  func list() async throws {
    try await withHandover { run, plan in
      let all = try await rows(run)
      #expect(all.map(\.act) == ["recorded", "intent", "confirm"])
      #expect(all.map(\.seq) == [3, 2, 1])
      #expect(all.allSatisfy { $0.actor.contains("@") && $0.hash.count == 64 })
      #expect(all[1].detail.contains("job=\(plan.plan)") && all[1].detail.contains("from=zhangsan"))

      #expect(try await rows(run, "--subject", String(plan.plan.prefix(6))).count == 3)
      #expect(try await rows(run, "--subject", all[1].subject).map(\.seq) == [3, 2])
      #expect(try await rows(run, "--actor", "nobody@nowhere").isEmpty)
      #expect(try await rows(run, "--actor", all[0].actor).count == 3)
      #expect(try await rows(run, "--limit", "1").map(\.seq) == [3])
      #expect(try await rows(run, "--since", "2099-01-01").isEmpty)
      #expect(try await rows(run, "--since", "2020-01-01").count == 3)

      let program = run.program
      let table = try await program.run("audit", "--lang", "en")
      #expect(table.stdout.contains("about to send") && table.stdout.contains("20 groups: zhangsan →"))
      let chinese = try await program.run("audit", "--lang", "zh")
      #expect(chinese.stdout.contains("准备发送") && chinese.stdout.contains("20 个群：zhangsan →"))
      let csv = try await program.run("audit", "list", "--csv")
      #expect(csv.stdout.hasPrefix("\u{FEFF}\"seq\",\"at\"") && csv.stdout.contains("\"confirm\""))
      #expect(try await program.run("audit", "list", "--jsonl").stdout.split(separator: "\n").count == 3)
      for words in [["--limit", "0"], ["--since", "yesterday"], ["--json", "--csv"]] {
        #expect(try await program.run(["audit", "list"] + words).status == 2)
      }
    }
  }

  @Test("another number typed at a confirmation is refused and leaves a row; read-only leaves none")
  func refusals() async throws {
    try await HandoverRun.withCompany(.small) { run in
      let program = run.program
      let to = try await run.control.company().successors(1)[0]
      let plan = try await program.run("handover", "plan", "--json", "--from", "zhangsan", "--to", to)
        .json(PlanJSON.self)
      #expect(try await program.run("handover", "start", plan.plan, "--confirm", "7").status == 5)
      #expect(try await program.run("--read-only", "handover", "start", plan.plan, "--confirm", "20").status == 5)
      let rows = try await rows(run)
      #expect(rows.map(\.act) == ["refused"] && rows.map(\.subject) == [plan.plan])
      let table = try await program.run("audit", "list", "--lang", "en")
      #expect(table.stdout.contains("another number was typed (7, the plan has 20)"))
      #expect(try await program.run("audit", "verify").status == 0)
    }
  }

  @Test("help names every subcommand, and what leaves no row")
  func help() async throws {
    let text = try await CommandLineHarness().run("audit", "--help").stdout
    #expect(text.contains("list, verify, accept") && text.contains("--read-only"))
  }

  @Test("stop and its end are audited with who did it", arguments: ["zh", "en"])
  func stop(language: String) async throws {
    try await HandoverRun.withCompany(.small) { run in
      #expect(try await run.program.run("groups", "refresh").status == 0)
      #expect(try await run.program.run("queue", "pause", "--all").status == 0)
      for words in [["queue", "list"], ["handover", "status"], ["overview"]] {
        let told = try await run.program.run(words + ["--lang", language])
        #expect((told.stdout + told.stderr).contains(language == "zh" ? "全部任务已暂停" : "all jobs are paused"), "\(words)")
      }
      #expect(try await run.program.run("queue", "resume", "--all").status == 0)
      let rows = try await rows(run)
      #expect(rows.map(\.act) == ["go", "stop"] && rows.allSatisfy { $0.actor == "\(NSUserName())@\(host)" })
      let table = try await run.program.run("audit", "list", "--lang", language)
      #expect(table.stdout.contains(language == "zh" ? "全部暂停" : "all paused"))
    }
  }

  @Test("a refresh that waits for the end of the stop says so")
  func refreshWaits() async throws {
    try await HandoverRun.withCompany(.small) { run in
      #expect(try await run.program.run("queue", "pause", "--all").status == 0)
      let watch = try LedgerWatch(file: try run.program.ledger)
      defer { watch.close() }
      let end = try await run.program.run("groups", "refresh", "--lang", "en", signal: .interrupt) {
        var ticks = watch.ticks.makeAsyncIterator()
        while try await run.jobs().isEmpty { _ = await ticks.next() }
      }
      #expect(end.status == 130 && end.stderr.contains("all jobs are paused"))
    }
  }

  private var host: String { ProcessInfo.processInfo.hostName }

  @Test("a whole audit is said to be so: 0; a broken one names the row: 1", arguments: ["zh", "en"])
  func verify(language: String) async throws {
    try await withHandover { run, _ in
      let program = run.program
      let whole = try await program.run("audit", "verify", "--lang", language)
      #expect(whole.status == 0)
      #expect(whole.stdout.contains(language == "zh" ? "审计完整：3 条" : "the audit is whole: 3 rows"))
      let document = try await program.run("audit", "verify", "--json").json(Verification.self)
      #expect(document.whole && document.last.count == 3 && document.head == [document.last])

      try tamper(run, "UPDATE audit SET actor = 'mallory@desk' WHERE seq = 2")
      let edited = try await program.run("audit", "verify", "--lang", language)
      #expect(edited.status == 1)
      #expect(edited.stdout.contains(language == "zh" ? "第 2 条审计记录被改过" : "audit row 2 was edited"))
      let broken = try await program.run("audit", "verify", "--json")
      #expect(broken.status == 1)
      let found = try broken.json(Verification.self)
      #expect(!found.whole && found.faults.map(\.code) == ["edited"] && found.faults.map(\.row) == [2])
    }
  }

  @Test("on a cut audit nothing is sent: the job needs a hand and says what to do; accepted, it goes on")
  func cut() async throws {
    try await HandoverRun.withCompany(.small) { run in
      let program = run.program
      let to = try await run.control.company().successors(1)
      let plan = try await run.start("--from", "zhangsan", "--to", to[0])
      #expect(try await program.run("queue", "pause", "--all").status == 0)
      #expect(try await program.run("queue", "resume", "--all").status == 0)
      try tamper(run, "DELETE FROM audit WHERE seq = 3")

      #expect(try await program.run("queue", "run", "--until-done").status == 1)
      #expect(try await run.control.transfers().isEmpty)
      #expect(try await run.jobs().first { $0.kind == "handover" }?.state == "attention")
      let status = try await program.run("queue", "list", "--lang", "en")
      #expect(status.stdout.contains("audit verify"))
      #expect(try await program.run("queue", "resume", plan.plan).status == 5)

      let verified = try await program.run("audit", "verify", "--lang", "en")
      #expect(verified.status == 1 && verified.stdout.contains("row 3"))
      let count = try await program.run("audit", "verify", "--json").json(Verification.self).last.count
      #expect(verified.stderr.contains("audit accept --confirm \(count)"))

      let wrong = try await program.run("audit", "accept", "--confirm", "99", "--lang", "en")
      #expect(wrong.status == 5 && wrong.stderr.contains("not accepted"))
      let early = try await program.run("audit", "accept", "--confirm", String(count), "--lang", "en")
      #expect(early.status == 5 && early.stderr.contains("may still take effect until"))
      #expect(try await program.run("--read-only", "audit", "accept", "--confirm", String(count)).status == 5)

      let noted = try #require(try await rows(run).map(\.at).max())
      try await run.control.jump(to: Int64(noted + 3600) * 1000)
      #expect(try await program.run("audit", "accept", "--confirm", String(count)).status == 0)
      #expect(try await program.run("audit", "verify").status == 0)
      #expect(try await program.run("queue", "resume", plan.plan).status == 0)
      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: "zhangsan")
      #expect(try await program.run("audit", "verify").status == 0)
    }
  }
}
