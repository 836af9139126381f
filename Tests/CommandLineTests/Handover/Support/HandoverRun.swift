import Foundation
import Model
import Queue
import Simulator
import Storage
import Testing

/// One handover played with the real program: typed commands on one side, the company's control plane on the other.
struct HandoverRun: Sendable {
  var program: CommandLineHarness
  let control: CompanyControl
  /// Between the two, where one was asked for.
  var relay: Relay?

  /// Runs `body` with a company in this process and a program whose profile lets a call take five seconds of real time.
  ///
  /// - Parameter cut: puts a relay between the two, which stops there.
  static func withCompany(
    _ configuration: CompanyConfiguration, settings: String = "", cut: Relay.Cut? = nil,
    _ body: (HandoverRun) async throws -> Void
  ) async throws {
    await Turnstile.handovers.enter()
    do {
      let server = try await Server.start(configuration)
      do {
        let relay = try cut.map { try Relay(to: server.port, cut: $0) }
        defer { relay?.close() }
        try await body(try HandoverRun(server, relay, settings))
      } catch {
        await server.shutdown()
        throw error
      }
      await server.shutdown()
    } catch {
      await Turnstile.handovers.leave()
      throw error
    }
    await Turnstile.handovers.leave()
  }

  private init(_ server: Server, _ relay: Relay?, _ settings: String) throws {
    var program = try CommandLineHarness()
    program.environment["GROUPDESK_BASE_URL"] = nil
    try program.home.write(
      """
      corp_id = "wwsimulated"
      base_url = "\(relay?.baseURL ?? server.baseURL)"
      request_timeout = 10
      \(settings)

      """, to: "config/profiles/shop.toml")
    self.init(program: program, control: CompanyControl(server))
    self.relay = relay
  }

  init(program: CommandLineHarness, control: CompanyControl) {
    self.program = program
    self.control = control
  }

  /// Plans and confirms; returns the plan.
  func start(_ arguments: String...) async throws -> PlanJSON {
    var planned = try await program.run(["handover", "plan", "--json"] + arguments)
    // The company's time-out is short here: on a slow machine it is tried again, as the program says itself.
    for _ in 0..<3 where planned.status == 4 {
      planned = try await program.run(["handover", "plan", "--json"] + arguments)
    }
    try #require(planned.status == 0, "\(planned.stderr)")
    let plan = try planned.json(PlanJSON.self)
    let started = try await program.run("handover", "start", plan.plan, "--confirm", String(plan.count))
    try #require(started.status == 0, "\(started.stderr)")
    return plan
  }

  /// `queue run --until-done`, company time jumping over every wait.
  func runQueue() async throws -> CommandLineHarness.Run {
    try await whileTimeJumps { try await program.run("queue", "run", "--until-done") }
  }

  /// `queue run --until-done`, killed when the company's journal shows that a call stands at a hold.
  func killWorkerAtHold() async throws {
    let end = try await program.run("queue", "run", "--until-done", signal: .kill) {
      try await control.waitForHold()
    } then: {
    }
    try #require(end.status == -9)
  }

  /// The same with one more variable in the program's environment.
  func with(_ variable: String, _ value: String) -> HandoverRun {
    with([variable: value])
  }

  func with(_ variables: [String: String]) -> HandoverRun {
    var run = self
    run.program.environment.merge(variables) { $1 }
    return run
  }

  /// Runs `body` while company time jumps to the next due job whenever every job waits.
  func whileTimeJumps<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let jumps = Task { try await jumpOverWaits() }
    defer { jumps.cancel() }
    return try await body()
  }

  private func jumpOverWaits() async throws {
    _ = try await look { jobs in
      let isBusy = jobs.contains { $0.state == .queued || $0.state == .running }
      if !isBusy, let next = jobs.filter({ $0.state == .waiting }).compactMap(\.notBefore).min() {
        try await control.jump(to: next.milliseconds)
      }
      return nil as Job?
    }
  }

  /// Returns the handover's job once it is so.
  @discardableResult
  func waitForJob(_ isReached: (Job) -> Bool) async throws -> Job {
    try #require(try await look { jobs in jobs.first { $0.kind == "handover" && isReached($0) } })
  }

  /// Looks at the jobs now and after every commit, until `body` returns something.
  func look<Value>(_ body: ([Job]) async throws -> Value?) async throws -> Value? {
    let file = try program.ledger
    let watch = try LedgerWatch(file: file)
    defer { watch.close() }
    let ledger = try await Store.open { try LedgerSchema.open(path: file) }
    var ticks = watch.ticks.makeAsyncIterator()
    repeat {
      if let value = try await body(try await ledger.perform { try JobLedger(engine: $0).jobs() }) { return value }
    } while await ticks.next() != nil
    return nil
  }

  func report(_ plan: String) async throws -> ReportJSON {
    let run = try await program.run("handover", "report", plan, "--json")
    try #require(run.status == 0, "\(run.stderr)")
    return try run.json()
  }

  func jobs() async throws -> [JobJSON] {
    try await program.run("queue", "list", "--json").json()
  }
}

extension HandoverRun {
  /// Compares what the program says with what happened: each group accepted once and for good, by the owner planned,
  /// never more than 300 a day, nothing else touched.
  func expectTruth(of plan: PlanJSON, from oldOwner: String, sourceLocation: SourceLocation = #_sourceLocation)
    async throws
  {
    let report = try await report(plan.plan)
    let truth = try await control.company()
    let transfers = try await control.transfers()
    let planned = Dictionary(
      uniqueKeysWithValues: plan.groups.compactMap { group in group.new_owner.map { (group.chat_id, $0) } })
    try #require(planned.count == plan.count, sourceLocation: sourceLocation)

    #expect(report.summary.state == "done", sourceLocation: sourceLocation)
    #expect(report.summary.assigned == plan.count, sourceLocation: sourceLocation)
    #expect(report.summary.items["done"] == plan.count, sourceLocation: sourceLocation)

    let results = transfers.flatMap { $0.results ?? [] }
    let accepted = Dictionary(grouping: results.filter { $0.errcode == 0 }, by: \.chat_id).mapValues(\.count)
    #expect(Set(accepted.keys) == Set(planned.keys), sourceLocation: sourceLocation)
    #expect(accepted.values.allSatisfy { $0 == 1 }, sourceLocation: sourceLocation)
    #expect(results.filter { $0.errcode != 0 }.isEmpty, "a group was sent again", sourceLocation: sourceLocation)

    let spent = truth.used.filter { $0.owner == oldOwner }
    #expect(spent.allSatisfy { $0.count <= 300 }, sourceLocation: sourceLocation)
    #expect(spent.reduce(0) { $0 + $1.count } == plan.count, sourceLocation: sourceLocation)

    let actual = Dictionary(uniqueKeysWithValues: truth.groups.map { ($0.chat_id, $0) })
    let reported = Dictionary(uniqueKeysWithValues: report.group_chat_list.map { ($0.chat_id, $0) })
    #expect(
      planned.allSatisfy { chat, owner in
        actual[chat]?.owner == owner && reported[chat]?.new_owner == owner && actual[chat]?.status == 3
          && reported[chat]?.state == "done"
      }, sourceLocation: sourceLocation)
    #expect(transfers.allSatisfy { $0.errcode == 0 || $0.effect == false }, sourceLocation: sourceLocation)
  }
}
