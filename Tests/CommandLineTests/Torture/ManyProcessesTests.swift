import Foundation
import Model
import Queue
import Simulator
import Storage
import Synchronization
import Testing

/// Two workers, a console and somebody who types, all on one ledger. Whoever works is killed again and again.
@Suite("Several processes on one ledger", .timeLimit(.minutes(5)))
struct ManyProcessesTests {
  /// Groups of the owners who have left.
  private static let shares = Torture.isOn ? [320, 60, 40, 30] : [60, 12, 8, 4]
  private static let kills = Torture.isOn ? 6 : 2
  private static let table = TortureTable("four processes", size: shares.count)

  private static var company: CompanyConfiguration {
    var configuration = CompanyConfiguration(
      groups: shares.reduce(60, +), owners: 8, resigned: shares.map { .init(groups: $0) }, membersPerGroup: 2...4)
    configuration.fullPerThousand = 0
    configuration.nearlyFullPerThousand = 0
    return configuration
  }

  @Test("each group once, another takes over at once, and nobody is told that the ledger is busy")
  func peers() async throws {
    try await HandoverRun.withCompany(Self.company) { run in
      let before = try await run.control.company()
      let owners = Array(
        before.people.filter { $0.resigned_at != nil && $0.groups > 0 }.sorted { $0.groups > $1.groups }.map(\.userid)
          .prefix(Self.shares.count))
      let to = try before.successors(2).joined(separator: ",")
      let said = Said()
      try #require(try await said.note(run.program.run("groups", "refresh", "--lang", "en")).status == 0)
      let (plans, takeOver) = try await run.whileTimeJumps {
        async let plans = steer(run, owners, to: to, said)
        async let looked: Void = look(run, said)
        let takeOver = try await work(run, said)
        try await looked
        return (try await plans, takeOver)
      }

      let busy = said.lines.filter { line in Self.faults.contains { line.contains($0) } }
      #expect(busy.isEmpty, "\(busy)")
      for (number, (owner, plan)) in zip(owners, plans).enumerated() {
        var line = TortureLine(number: number, name: "\(owner), \(plan.count) groups", restart: "other")
        defer { Self.table.add(line) }
        line.takeOver = takeOver[number % takeOver.count]
        try await expectTruth(of: plan, from: owner, run, &line)
      }
    }
  }

  private static let faults = ["in use by another process", "locked", "busy", "SQL", "cannot be used"]

  /// Everything that any of the processes said.
  private final class Said: Sendable {
    private let texts = Mutex<[String]>([])
    var lines: [String] { texts.withLock { $0 }.flatMap { $0.split(separator: "\n").map(String.init) } }
    func note(_ text: String) { texts.withLock { $0.append(text) } }
    @discardableResult
    func note(_ run: CommandLineHarness.Run) -> CommandLineHarness.Run {
      note(run.stderr)
      return run
    }
  }
}

// MARK: - What they do

extension ManyProcessesTests {
  /// Types plans, confirmations, pauses.
  private func steer(_ run: HandoverRun, _ owners: [String], to: String, _ said: Said) async throws -> [PlanJSON] {
    let program = run.program
    var plans: [PlanJSON] = []
    for owner in owners {
      let planned = said.note(
        try await program.run("handover", "plan", "--json", "--from", owner, "--to", to, "--lang", "en"))
      let plan = try planned.json(PlanJSON.self)
      plans.append(plan)
      for words in [
        ["handover", "start", plan.plan, "--confirm", String(plan.count)], ["queue", "pause", plan.plan],
        ["queue", "pause", "--all"], ["queue", "resume", plan.plan], ["queue", "resume", "--all"],
      ] {
        let end = said.note(try await program.run(words + ["--lang", "en"]))
        #expect(end.status == 0, "\(words): \(end.stderr)")
      }
    }
    return plans
  }

  /// Looks and refreshes meanwhile, until everything is final.
  private func look(_ run: HandoverRun, _ said: Said) async throws {
    var final = 0
    while final < Self.shares.count {
      for words in [["groups", "refresh"], ["handover", "status"], ["overview"], ["queue", "list"]] {
        let end = said.note(try await run.program.run(words + ["--lang", "en"]))
        #expect(end.status == 0, "\(words): \(end.stderr)")
      }
      final = try await run.jobs().count { $0.kind == "handover" && ["done", "done_with_errors"].contains($0.state) }
    }
  }

  /// Kills whoever works, as often as that is wanted.
  /// - Returns: the seconds from each death until another process had the role.
  private func work(_ run: HandoverRun, _ said: Said) async throws -> [Double] {
    let crew = Crew(run, ["queue", "run", "--lang", "en"])
    do {
      try await crew.start()
      while await crew.takeOvers.count < Self.kills {
        try await run.program.console { console in
          let itself = try #require(try await console.process)
          while await crew.takeOvers.count < Self.kills {
            try await run.control.waitForTransfers(crew.takeOvers.count + 1)
            said.note(try await console.screen())
            let (victim, words) = try await crew.killWhoeverWorks(or: itself)
            said.note(words)
            // It is followed by another console.
            if victim == itself { return }
          }
        }
      }
      try await expectPeers(run, said)
    } catch {
      await crew.stop()
      throw error
    }
    await crew.stop()
    return await crew.takeOvers
  }

  /// Once everything is final a console sleeps until somebody else changes something, and then shows it.
  private func expectPeers(_ run: HandoverRun, _ said: Said) async throws {
    try await run.program.console { console in
      try await run.waitUntilAllAreFinal(Self.shares.count)
      let process = try #require(try await console.process)
      for isPaused in [true, false] {
        try await console.waits(for: "rest") { !$0.contains("running") }
        let (before, begun) = (try RunningProgram.sleeps(of: process), ContinuousClock.now)
        // Others look, which takes seconds and changes nothing: whoever polls would be seen to.
        for _ in 0..<8 { said.note(try await run.program.run("queue", "list", "--lang", "en")) }
        let sleeps = try RunningProgram.sleeps(of: process) - before
        #expect(Double(sleeps) <= 2 + begun.duration(to: .now) / .seconds(2))
        let end = said.note(
          try await run.program.run("queue", isPaused ? "pause" : "resume", "--all", "--lang", "en"))
        #expect(end.status == 0, "\(end.stderr)")
        let committed = ContinuousClock.now
        try await console.waits(for: "the other's change") { $0.contains("all paused") == isPaused }
        let seconds = committed.duration(to: .now) / .seconds(1)
        if Torture.isOn { print(String(format: "a console shows another's change after %.3f s", seconds)) }
      }
      said.note(try await console.screen())
    }
  }

  /// The company's journal, the company and the report tell the same story of this plan.
  private func expectTruth(
    of plan: PlanJSON, from owner: String, _ run: HandoverRun, _ line: inout TortureLine
  ) async throws {
    let report = try await run.report(plan.plan)
    #expect(report.summary.state == "done")
    #expect(report.summary.items == ["done": plan.count])
    let results = try await run.control.transfers().flatMap { $0.results ?? [] }
    let chats = Set(plan.groups.filter { $0.new_owner != nil }.map(\.chat_id))
    let mine = results.filter { chats.contains($0.chat_id) }
    line.calls = report.calls.count
    line.accepted = Set(mine.filter { $0.errcode == 0 }.map(\.chat_id)).count
    line.doubles = mine.count - line.accepted
    let truth = try await run.control.company()
    line.mostADay = truth.used.filter { $0.owner == owner }.map(\.count).max() ?? 0
    line.isRight = line.accepted == plan.count && line.doubles == 0 && line.mostADay <= 300
    #expect(line.isRight, "\(line)")
    let owners = Dictionary(uniqueKeysWithValues: truth.groups.map { ($0.chat_id, $0.owner) })
    #expect(plan.groups.allSatisfy { $0.new_owner == nil || owners[$0.chat_id] == $0.new_owner })
  }
}

extension HandoverRun {
  /// Returns once so many handovers are final.
  fileprivate func waitUntilAllAreFinal(_ count: Int) async throws {
    _ = try await look { jobs in
      jobs.count { $0.kind == "handover" && $0.state.isFinal } == count ? true : nil
    }
  }
}
