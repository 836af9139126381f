import Foundation
import Model
import Simulator
import Storage
import Testing

/// An old copy of the ledger is put back after more was sent. It does not know of those calls; the company does, and is
/// asked before anything is sent.
@Suite("A ledger restored from an old copy", .timeLimit(.minutes(5)))
struct RestoredLedgerTests {
  /// When the copy was taken.
  enum Age: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case planned = "copied after plan"
    case confirmed = "copied after confirm"
    /// Nothing of the handover is over at the company when the copy is put back.
    case underWay = "copied after confirm, put back at once"
    case callOpen = "copied while a call is open"
    case firstDay = "copied after the first day"

    var testDescription: String { rawValue }
    var isShort: Bool { self == .underWay || self == .callOpen }
  }

  private static let ages = Age.allCases.filter { Torture.isOn || $0.isShort }
  private static let table = TortureTable("old ledger", size: ages.count)

  @Test("nothing is sent twice", arguments: ages)
  func restored(_ age: Age) async throws {
    var line = TortureLine(number: Self.ages.firstIndex(of: age) ?? 0, name: age.rawValue, restart: "same")
    defer { Self.table.add(line) }
    try await HandoverRun.withCompany(age == .firstDay ? Self.large : .small) { run in
      let to = try await run.control.company().successors(2).joined(separator: ",")
      let planned = try await run.program.run("handover", "plan", "--json", "--from", "zhangsan", "--to", to)
      let plan = try planned.json(PlanJSON.self)
      let copy = try await play(plan, until: age, run)
      let sent = try await run.control.transfers().flatMap { $0.results ?? [] }
      #expect(sent.count == plan.count)

      let file = try run.program.ledger
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.copyItem(atPath: copy, toPath: file)
      try await goOn(plan, age, run)

      try await line.judge(run, plan)
      #expect(line.isRight)
      #expect(try await run.control.transfers().flatMap { $0.results ?? [] }.count == plan.count)
    }
  }

  /// Sends everything, and takes a copy on the way.
  /// - Returns: the copy's path.
  private func play(_ plan: PlanJSON, until age: Age, _ run: HandoverRun) async throws -> String {
    let copy = "\(run.program.home.path)/old.sqlite"
    func take() throws {
      let file = try run.program.ledger
      let ledger = try LedgerSchema.open(path: file)
      defer { ledger.close() }
      // Nobody commits while it is being read.
      try ledger.read { connection in
        _ = try connection.query("SELECT id FROM job")
        try FileManager.default.copyItem(atPath: file, toPath: copy)
      }
    }

    if age == .planned { try take() }
    try #require(
      try await run.program.run("handover", "start", plan.plan, "--confirm", String(plan.count)).status == 0)
    if age == .confirmed || age == .underWay { try take() }
    if age == .callOpen { try await run.control.hold("before_effect") }
    try await run.program.beside(["queue", "run", "--until-done"]) { worker in
      switch age {
      case .planned, .confirmed: break
      case .underWay:
        try await run.waitForJob { $0.state == .waiting && $0.done == plan.count }
        worker.send(SIGKILL)
      case .callOpen:
        try await run.control.waitUntilHeld()
        try take()
        try await run.control.release()
      case .firstDay:
        try await run.waitForJob { $0.state == .waiting && $0.done == 300 }
        try take()
      }
      let end = try await run.whileTimeJumps { try await worker.end().status }
      #expect(end == (age == .underWay ? -SIGKILL : 0))
    }
    return copy
  }

  /// Whoever goes on without looking sends nothing. Then a person looks, and takes the old ledger for good.
  private func goOn(_ plan: PlanJSON, _ age: Age, _ run: HandoverRun) async throws {
    let program = run.program
    let start = ["handover", "start", plan.plan, "--confirm", String(plan.count), "--lang", "en"]
    let refused = try await program.run(start)
    #expect(refused.status == 5, "\(refused.stderr)")
    if age == .planned { #expect(refused.stderr.contains("nothing is sent"), "\(refused.stderr)") }
    _ = try await run.runQueue()
    #expect(try await run.control.transfers().flatMap { $0.results ?? [] }.count == plan.count)

    let found = try await program.run("audit", "verify", "--lang", "en")
    #expect(found.status != 0 && found.stderr.contains("audit accept"), "\(found.stderr)")
    // What the lost rows may have sent has long taken effect.
    try await run.control.post("clock", #"{"advance":3600}"#)
    let ledger = try LedgerSchema.open(path: program.ledger)
    let rows = try ledger.read { try AuditLog.tip(in: $0).count }
    ledger.close()
    let accepted = try await program.run("audit", "accept", "--confirm", String(rows), "--lang", "en")
    #expect(accepted.status == 0, "\(accepted.stderr)")
    if age == .planned { #expect(try await program.run(start).status == 0) }
    _ = try await run.runQueue()
    #expect(try await program.run("audit", "verify").status == 0)
    #expect(try await run.report(plan.plan).summary.state.hasPrefix("done"))
  }

  /// 350 groups of `zhangsan`: two days.
  private static var large: CompanyConfiguration {
    var configuration = CompanyConfiguration(
      groups: 400, owners: 6, resigned: [.init(groups: 350)], membersPerGroup: 2...5)
    configuration.fullPerThousand = 0
    configuration.nearlyFullPerThousand = 0
    return configuration
  }
}
