import Foundation
import Model
import Queue
import Storage
import Testing

/// Plays one row of the matrix with the real program, from the plan to the end.
struct KillScene: Sendable {
  static let from = "zhangsan"

  let run: HandoverRun
  let test: KillRow.Case
  let to: [String]

  private var row: KillRow { test.row }

  /// Returns the plan that was brought to its end.
  func play(_ line: inout TortureLine) async throws -> PlanJSON {
    switch row.victim {
    case .plan:
      try await expectKilled(planning)
      return try await finish(try await started())
    case .confirmation:
      let plan = try await planned()
      try await expectKilled(confirming(plan))
      // Typed again: either it was written, and that is said, or it is written now.
      let again = try await run.program.run(confirming(plan))
      let isWritten = if case .commit(_, .unlinked, _) = row.way { true } else { false }
      #expect((again.status == 0) != isWritten, "\(again.stderr)")
      return try await finish(plan)
    case .stop:
      let plan = try await started()
      try await expectKilled(["queue", "pause", "--all"])
      try #require(try await run.program.run("queue", "resume", "--all").status == 0)
      return try await finish(plan)
    case .refresh:
      try await expectKilled(["groups", "refresh"])
      let list = try await run.program.run("groups", "list", "--json")
      #expect(list.status == 0, "\(list.stderr)")
      return try await finish(try await started())
    case .migration:
      try await makeOlderLedger()
      try await expectKilled(planning)
      return try await finish(try await started())
    case .worker, .workerAfterLostCall, .endingWorker, .workerWithDeadToken:
      let plan = try await started()
      if case .workerAfterLostCall = row.victim { try await loseCall() }
      line.takeOver = try await run.whileTimeJumps { try await killWorker() }
      return plan
    }
  }
}

// MARK: - Typing

extension KillScene {
  private var planning: [String] {
    ["handover", "plan", "--json", "--from", Self.from, "--to", to.joined(separator: ",")]
  }

  private func confirming(_ plan: PlanJSON) -> [String] {
    ["handover", "start", plan.plan, "--confirm", String(plan.count)]
  }

  private func planned() async throws -> PlanJSON {
    let end = try await run.program.run(planning)
    try #require(end.status == 0, "\(end.stderr)")
    return try end.json()
  }

  private func started() async throws -> PlanJSON {
    let plan = try await planned()
    let end = try await run.program.run(confirming(plan))
    try #require(end.status == 0, "\(end.stderr)")
    return plan
  }

  private func finish(_ plan: PlanJSON) async throws -> PlanJSON {
    let end = try await run.runQueue()
    #expect(end.status == 0, "\(end.stderr)")
    return plan
  }

  private func expectKilled(_ words: [String]) async throws {
    try #require(try await run.with(variables).program.run(words).status == -SIGKILL)
  }

  /// What the one who is killed has in its environment.
  private var variables: [String: String] {
    switch row.way {
    case .point(let point): ["GROUPDESK_CRASH_AT": point]
    case .commit(let text, let moment, let database):
      KillSwitch(database: database, text: text, moment: moment).environment
    case .call, .cut: [:]
    }
  }
}

// MARK: - Before

extension KillScene {
  private func makeOlderLedger() async throws {
    try #require(try await run.program.run("queue", "list").status == 0)
    let file = try run.program.home.ledger
    try FileManager.default.removeItem(atPath: file)
    let older = Schema(LedgerSchema.schema.migrations.dropLast())
    let ledger = try await Store.open { try SQLiteEngine(file: file, flavour: .ledger, schema: older) }
    await ledger.close()
  }

  /// A worker dies while its call is on its way, and the call never arrives.
  private func loseCall() async throws {
    try await run.control.hold("before_effect")
    try await run.killWorkerAtHold()
    try await run.control.release(dropping: true)
  }
}

// MARK: - Killing a worker

extension KillScene {
  /// Returns the seconds from the death to the next claim.
  private func killWorker() async throws -> Double {
    switch test.restart {
    case .same:
      try await prepareCompany()
      let death = try await run.with(variables).program.beside(["queue", "run", "--until-done"], seeItDie)
      return try await run.program.beside(["queue", "run", "--until-done"]) { try await takeOver($0, since: death) }
    case .other:
      // While everything is stopped one gets the role, and the other one waits for it.
      try #require(try await run.program.run("queue", "pause", "--all").status == 0)
      try await prepareCompany()
      return try await run.with(variables).program.beside(["queue", "run"]) { worker in
        let ledger = try run.program.home.ledger
        try await waitUntil { try RoleLock.tryAcquire(.worker, beside: ledger) == nil }
        return try await run.program.beside(["queue", "run", "--until-done"]) { other in
          try await other.waitUntilItWaitsForRole()
          try #require(try await run.program.run("queue", "resume", "--all").status == 0)
          return try await takeOver(other, since: try await seeItDie(worker))
        }
      }
    }
  }

  private func prepareCompany() async throws {
    if case .call(let path, let point, _) = row.way {
      // The first token is the one that dies.
      let isRefresh = if case .workerWithDeadToken = row.victim { true } else { false }
      if isRefresh { try await run.control.post("faults", #"{"kind":"token_dead","path":"\#(KillRow.list)"}"#) }
      try await run.control.hold(point, path: path, skip: isRefresh ? 1 : 0)
    }
    if case .endingWorker = row.victim { try await run.control.hold("before_effect") }
  }

  private struct Death {
    let moment: ContinuousClock.Instant
    /// Of the job's last claim.
    let epoch: Int64
  }

  private func seeItDie(_ worker: RunningProgram) async throws -> Death {
    switch row.way {
    case .call:
      try await run.control.waitUntilHeld()
      worker.send(SIGKILL)
    case .cut:
      try await #require(run.relay).waitForCut()
      worker.send(SIGKILL)
    case .point, .commit:
      guard case .endingWorker = row.victim else { break }
      try await run.control.waitUntilHeld()
      worker.send(SIGTERM)
      try await run.control.release()
    }
    #expect(try await worker.end().status == -SIGKILL)
    let moment = ContinuousClock.now
    if case .call(_, _, let isDropped) = row.way { try await run.control.release(dropping: isDropped) }
    return Death(moment: moment, epoch: try await run.waitForJob { _ in true }.epoch)
  }

  /// Returns the seconds until it claimed the job, once everything is final.
  private func takeOver(_ worker: RunningProgram, since death: Death) async throws -> Double {
    try await run.waitForJob { $0.epoch > death.epoch }
    let seconds = death.moment.duration(to: .now) / .seconds(1)
    let end = try await worker.end()
    #expect(end.status == 0, "\(end.stderr)")
    return seconds
  }
}
