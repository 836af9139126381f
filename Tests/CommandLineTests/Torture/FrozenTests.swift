import Foundation
import Model
import Testing

/// A worker stopped (SIGSTOP) for longer than the quiet period. It keeps its role: the others plan, pause and watch, and
/// nobody sends in its place until it goes on or dies.
@Suite("A worker frozen in the middle", .timeLimit(.minutes(5)))
struct FrozenTests {
  enum Place: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case preflight = "in preflight"
    case gate = "between INTENT and the gate"
    case wire = "its call at the company"
    case pastTimeOut = "its call at the company, past the time-out"
    case killed = "between INTENT and the gate, then killed"
    case commit = "inside INTENT's commit"
    case head = "telling the audit's head of INTENT"

    var testDescription: String { rawValue }
    var isShort: Bool { self == .gate || self == .wire }

    /// The hold at which it is stopped; nil where it stops itself.
    var hold: (point: String, path: String)? {
      switch self {
      case .preflight: ("before_effect", KillRow.list)
      case .wire, .pastTimeOut: ("before_effect", KillRow.transfer)
      case .gate, .killed, .commit, .head: nil
      }
    }

    /// It is stopped with what every writer needs: the ledger, or the audit's head.
    var holdsLedger: Bool { self == .commit || self == .head }

    var environment: [String: String] {
      let moment: KillSwitch.Moment = self == .commit ? .written : self == .head ? .head : .connect
      guard hold == nil else { return [:] }
      return KillSwitch(database: .ledger, text: KillSwitch.Commit.intent, moment: moment, signal: SIGSTOP).environment
    }
  }

  private static let places = Place.allCases.filter { Torture.isOn || $0.isShort }
  private static let table = TortureTable("SIGSTOP", size: places.count)

  @Test("stopped for an hour, then nothing is sent twice", arguments: places)
  func stopped(_ place: Place) async throws {
    var line = TortureLine(number: Self.places.firstIndex(of: place) ?? 0, name: place.rawValue, restart: "same")
    defer { Self.table.add(line) }
    try await HandoverRun.withCompany(.small) { run in
      let to = try await run.control.company().successors(2)
      let plan = try await run.start("--from", "zhangsan", "--to", to.joined(separator: ","))
      if let hold = place.hold { try await run.control.hold(hold.point, path: hold.path) }
      try await run.with(place.environment).program.beside(["queue", "run", "--until-done"]) { worker in
        try await freeze(worker, at: place, run)
        try await actMeanwhile(place, run, plan, to: to)
        let end = try await goOn(worker, place, run)
        #expect(end == (place == .killed ? -SIGKILL : 0))
      }
      try await run.expectTruth(of: plan, from: "zhangsan")
      try await line.judge(run, plan)
      #expect(line.isRight)
    }
  }

  /// Company time goes on for an hour, four times the quiet period.
  private func freeze(_ worker: RunningProgram, at place: Place, _ run: HandoverRun) async throws {
    if place.hold != nil {
      try await run.control.waitUntilHeld()
      worker.send(SIGSTOP)
    }
    try await worker.waitUntilStopped()
    let stopped = ContinuousClock.now
    try await run.control.post("clock", #"{"advance":3600}"#)
    // What is measured in real time must pass in real time: the gate, the time-out of a call.
    try await ContinuousClock().sleep(until: stopped + (place == .pastTimeOut ? .seconds(11) : .seconds(2)))
  }

  private func actMeanwhile(_ place: Place, _ run: HandoverRun, _ plan: PlanJSON, to: [String]) async throws {
    let program = run.program
    guard !place.holdsLedger else {
      // Nobody else writes meanwhile, and the sentence says why.
      let paused = try await program.run("queue", "pause", plan.plan, "--lang", "en")
      #expect(paused.status == 5 && paused.stderr.contains("stopped groupdesk process"), "\(paused.stderr)")
      if place == .head { #expect(try await program.run("handover", "status", "--json").status == 0) }
      return
    }
    #expect(try await program.run("handover", "plan", "--from", "lisi", "--to", to[0], "--json").status == 0)
    #expect(try await program.run("queue", "pause", plan.plan).status == 0)
    #expect(try await program.run("queue", "resume", plan.plan).status == 0)
    #expect(try await program.run("handover", "status", "--json").status == 0)
    #expect(try await run.control.transfers().isEmpty)
  }

  private func goOn(_ worker: RunningProgram, _ place: Place, _ run: HandoverRun) async throws -> Int32 {
    guard !place.holdsLedger else {
      worker.send(SIGCONT)
      return try await run.whileTimeJumps { try await worker.end().status }
    }
    return try await run.program.beside(["queue", "run", "--until-done"]) { other in
      try await other.waitUntilItWaitsForRole()
      try await run.control.release()
      if place == .wire || place == .pastTimeOut { try await run.control.waitForTransfer() }
      worker.send(place == .killed ? SIGKILL : SIGCONT)
      return try await run.whileTimeJumps {
        let ends = try await (worker.end().status, other.end().status)
        #expect(ends.1 == 0)
        return ends.0
      }
    }
  }
}
