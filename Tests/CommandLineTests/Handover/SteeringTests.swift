import Foundation
import Simulator
import Testing

/// Pause, resume, cancel, stop, read-only: typed while a worker works.
@Suite("Steering a handover", .timeLimit(.minutes(5)))
struct SteeringTests {
  /// 20 groups of `zhangsan`, confirmed and not begun.
  private func withStarted(_ body: @escaping @Sendable (HandoverRun, PlanJSON) async throws -> Void) async throws {
    try await HandoverRun.withCompany(.small) { run in
      let to = try await run.control.company().successors(2)
      try await body(run, try await run.start("--from", "zhangsan", "--to", to.joined(separator: ",")))
    }
  }

  /// Runs a worker, types `words` while its first call is held at the vendor, and lets it go on.
  private func steer(_ run: HandoverRun, _ words: [String]) async throws -> CommandLineHarness.Run {
    try await run.control.hold("before_effect")
    return try await run.whileTimeJumps {
      async let worker = run.program.run("queue", "run", "--until-done")
      try await run.control.waitForHold()
      let steered = try await run.program.run(words)
      #expect(steered.status == 0, "\(steered.stderr)")
      try await run.control.release()
      return try await worker
    }
  }

  private func handover(_ run: HandoverRun) async throws -> JobJSON {
    try #require(try await run.jobs().first { $0.kind == "handover" })
  }

  @Test("paused in the middle of a call: the call is recorded, nothing more is sent until it is resumed")
  func pause() async throws {
    try await withStarted { run, plan in
      try #require(plan.calls == 2)
      #expect(try await steer(run, ["queue", "pause", plan.plan]).status == 1)
      #expect(try await handover(run).state == "paused")
      #expect(try await run.control.transfers().count == 1)
      let report = try await run.report(plan.plan)
      #expect(report.calls.map(\.state) == ["answered"])

      let resumed = try await run.program.run("queue", "resume", plan.plan, "--lang", "en")
      #expect(resumed.status == 0 && resumed.stderr.contains("no worker is running"), "\(resumed.stderr)")
      let status = try await run.program.run("handover", "status", "--lang", "en")
      #expect(status.status == 0 && status.stderr.contains("no worker is running"), "\(status.stderr)")
      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: "zhangsan")
    }
  }

  @Test("cancelled in the middle of a call: what was sent is followed to its end, the rest is taken back")
  func cancel() async throws {
    try await withStarted { run, plan in
      #expect(try await steer(run, ["queue", "cancel", plan.plan]).status == 0)
      #expect(try await handover(run).state == "cancelled")
      let report = try await run.report(plan.plan)
      let sent = try #require(try await run.control.transfers().first?.results?.count)
      #expect(report.summary.items == ["done": sent, "cancelled": 20 - sent])
    }
  }

  @Test("the global stop: no worker sends anything until it ends")
  func stop() async throws {
    try await withStarted { run, plan in
      #expect(try await steer(run, ["queue", "pause", "--all"]).status == 1)
      #expect(try await run.control.transfers().count == 1)
      #expect(try await run.program.run("queue", "run", "--until-done").status == 1)
      #expect(try await run.control.transfers().count == 1)

      #expect(try await run.program.run("queue", "resume", "--all").status == 0)
      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: "zhangsan")
    }
  }

  @Test("a new owner without a real name: the job waits for a person, says so, and goes on when resumed")
  func realName() async throws {
    try await withStarted { run, plan in
      for owner in plan.new_owners {
        try await run.control.post("member", #"{"userid":"\#(owner.new_owner)","real_name":false}"#)
      }
      #expect(try await run.runQueue().status == 1)
      #expect(try await handover(run).state == "attention")
      let list = try await run.program.run("queue", "list", "--json")
      #expect(list.stdout.contains("newOwnerUnfit") && list.stdout.contains("40098"))
      #expect(try await run.report(plan.plan).summary.items == ["ready": 20])

      for owner in plan.new_owners {
        try await run.control.post("member", #"{"userid":"\#(owner.new_owner)","real_name":true}"#)
      }
      #expect(try await run.program.run("queue", "resume", plan.plan).status == 0)
      #expect(try await run.runQueue().status == 0)
      let results = try await run.control.transfers().flatMap { $0.results ?? [] }
      #expect(results.count == 20 && results.allSatisfy { $0.errcode == 0 })
      #expect(try await run.report(plan.plan).summary.items == ["done": 20])
    }
  }

  @Test("two plans over the same groups: the second is told that they are taken, and sends nothing")
  func conflict() async throws {
    try await HandoverRun.withCompany(.small) { run in
      let to = try await run.control.company().successors(2)
      let program = run.program
      let second = try await program.run("handover", "plan", "--json", "--from", "zhangsan", "--to", to[1])
        .json(PlanJSON.self)
      let first = try await run.start("--from", "zhangsan", "--to", to[0])
      #expect(try await program.run("handover", "start", second.plan, "--confirm", "20").status == 1)
      let third = try await program.run("handover", "plan", "--from", "zhangsan", "--to", to[1])
      #expect(third.status == 2)

      #expect(try await run.runQueue().status == 1)
      try await run.expectTruth(of: first, from: "zhangsan")
      #expect(try await run.report(second.plan).summary.items == ["conflict": 20])
    }
  }

  @Test("read-only looks and changes nothing")
  func readOnly() async throws {
    try await HandoverRun.withCompany(.small) { run in
      let program = run.program
      let to = try await run.control.company().successors(1)[0]
      let plan = try await program.run("handover", "plan", "--json", "--from", "zhangsan", "--to", to)
        .json(PlanJSON.self)
      for words in [
        ["handover", "start", plan.plan, "--confirm", "20"], ["queue", "pause", "--all"], ["queue", "resume", "--all"],
        ["queue", "pause", plan.plan], ["queue", "resume", plan.plan], ["queue", "cancel", plan.plan],
      ] {
        let end = try await program.run(["--read-only"] + words)
        #expect(end.status == 5 && end.stdout.isEmpty, "\(words): \(end.stderr)")
      }
      #expect(try await program.run("--read-only", "handover", "status", "--json").status == 0)
      #expect(try await run.report(plan.plan).summary.state == "draft")
      #expect(try await run.control.transfers().isEmpty)
    }
  }

  @Test("a worker that may only look sends nothing of what others confirmed")
  func readOnlyWorker() async throws {
    try await withStarted { run, _ in
      let end = try await run.program.run("--read-only", "queue", "run", "--until-done")
      #expect(end.status == 5)
      #expect(try await run.control.transfers().isEmpty)
      #expect(try await handover(run).state == "queued")
    }
  }

  @Test("an interrupted worker ends at a safe point, and the next one goes on")
  func interrupted() async throws {
    try await withStarted { run, plan in
      try await run.control.hold("before_effect")
      let end = try await run.program.run("queue", "run", "--until-done", signal: .terminate) {
        try await run.control.waitForHold()
      } then: {
        try await run.control.release()
      }
      #expect(end.status == 130)
      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: "zhangsan")
    }
  }
}
