import Simulator
import Testing

/// `kill -9` at the moments at which a transfer could get lost or be sent twice. Whatever the moment: after a restart the
/// company's journal shows each group accepted exactly once, and the report is the truth.
@Suite("A worker killed in the middle", .timeLimit(.minutes(5)))
struct KillTests {
  /// 120 groups of `zhangsan`, two calls, confirmed and not begun.
  private func withStarted(_ body: @escaping @Sendable (HandoverRun, PlanJSON) async throws -> Void) async throws {
    var configuration = CompanyConfiguration(
      groups: 200, owners: 6, resigned: [.init(groups: 120)], membersPerGroup: 2...5)
    configuration.fullPerThousand = 0
    configuration.nearlyFullPerThousand = 0
    try await HandoverRun.withCompany(configuration) { run in
      let to = try await run.control.company().successors(2)
      let plan = try await run.start("--from", "zhangsan", "--to", to.joined(separator: ","))
      try #require(plan.count == 120)
      try await body(run, plan)
    }
  }

  /// Kills a worker there, and lets another one finish.
  private func crash(_ point: String) async throws {
    try await withStarted { run, plan in
      #expect(try await run.with("GROUPDESK_CRASH_AT", point).runQueue().status == -9)
      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: "zhangsan")
    }
  }

  @Test(
    "killed at a point of its own way, the next one goes on",
    arguments: [
      "beforePreflight", "beforeIntent", "insideIntent", "afterIntent", "beforeSend", "afterSend", "beforeRecord",
      "insideRecord", "afterRecord", "beforeFollow",
    ])
  func points(_ point: String) async throws { try await crash(point) }

  @Test(
    "killed while its call is at the vendor, the next one finds out what became of it",
    arguments: ["before_effect", "after_effect", "mid_answer"], [true, false])
  func onTheWire(_ hold: String, isDropped: Bool) async throws {
    try await withStarted { run, plan in
      try await run.control.hold(hold)
      try await run.killWorkerAtHold()
      try await run.control.release(dropping: isDropped)

      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: "zhangsan")
    }
  }

  @Test("a call that takes effect only after its worker is dead and another one works is not sent again")
  func lateEffect() async throws {
    try await withStarted { run, plan in
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
      try await run.expectTruth(of: plan, from: "zhangsan")
    }
  }
}
