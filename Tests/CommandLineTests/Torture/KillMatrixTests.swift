import Foundation
import Model
import Queue
import Simulator
import Storage
import Testing

/// `kill -9` at every moment at which a transfer could get lost or be sent twice. Whatever the moment and whoever goes on:
/// the company's journal shows each group accepted exactly once, and the report is the truth.
///
/// Not among the rows, because a kill cannot happen there: between a commit and its answer over a network (the ledger is
/// a file), and a worker cut off from the ledger alone (the role ends with the process).
@Suite("A program killed in the middle", .timeLimit(.minutes(5)))
struct KillMatrixTests {
  private static let table = TortureTable("kill -9", size: KillRow.cases.count)

  @Test("killed there, the next one goes on", arguments: KillRow.cases)
  func row(_ test: KillRow.Case) async throws {
    var line = TortureLine(number: test.number, name: test.row.name, restart: test.restart.rawValue)
    defer { Self.table.add(line) }
    try await HandoverRun.withCompany(.small, cut: test.row.cut) { run in
      let scene = KillScene(run: run, test: test, to: try await run.control.company().successors(2))
      let plan = try await scene.play(&line)
      try await run.expectTruth(of: plan, from: KillScene.from)
      try await line.judge(run, plan)
      #expect(line.isRight)
    }
  }

  @Test("a call that takes effect only after its worker is dead and another one works is not sent again")
  func lateEffect() async throws {
    try await HandoverRun.withCompany(.small) { run in
      let to = try await run.control.company().successors(2)
      let plan = try await run.start("--from", KillScene.from, "--to", to.joined(separator: ","))
      try await run.control.hold("before_effect")
      try await run.killWorkerAtHold()

      // The next worker looks once within the quiet period, sees nothing and waits; then the effect comes.
      async let next = run.program.run("queue", "run", "--until-done")
      try await run.waitForJob { $0.state == .waiting }
      try await run.control.release()
      try await run.control.waitForTransfer()
      let finished = try await run.whileTimeJumps { try await run.waitForJob { $0.state.isFinal } }
      #expect(finished.state == .done)
      #expect(try await next.status == 0)
      try await run.expectTruth(of: plan, from: KillScene.from)
    }
  }
}

extension KillRow {
  fileprivate var cut: Relay.Cut? { if case .cut(let cut) = way { cut } else { nil } }
}

extension TortureLine {
  /// Fills in what the company's journal says.
  mutating func judge(_ run: HandoverRun, _ plan: PlanJSON) async throws {
    let transfers = try await run.control.transfers()
    let results = transfers.flatMap { $0.results ?? [] }
    let times = Dictionary(grouping: results.filter { $0.errcode == 0 }, by: \.chat_id).mapValues(\.count)
    calls = transfers.count
    accepted = times.count
    doubles = results.count - times.count
    mostADay = try await run.control.company().used.map(\.count).max() ?? 0
    isRight = accepted == plan.count && doubles == 0 && mostADay <= 300
  }
}
