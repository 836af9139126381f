import Foundation
import Model
import Services
import Simulator
import Storage
import Synchronization

/// Everything of one seed: the company, its ledger on a temporary file, the workers, the people and what goes wrong, in one
/// thread. The same seed gives the same world, event by event.
final class World {
  let seed: UInt64
  let plan: WorldPlan
  let variant: Variant?
  /// As processes use it.
  private(set) var ledger: LedgerEngine
  /// What the ledger stands on; fails when told to.
  let storage: FaultyEngine
  let head: AuditHead
  let transactions: HandoverTransactions
  let start: Timestamp
  var dice: Dice
  var agenda = Agenda()
  var tally = Tally()
  /// The true time, which is the company's.
  private(set) var now: Timestamp
  /// The worker that has the role.
  private(set) var role: Int?
  /// The last third: nothing goes wrong any more.
  private(set) var isCalm = false
  private(set) var trace: Trace
  private(set) var workers: [Worker] = []
  private var isOver = false
  private var parts: Parts?
  private let instantAtStart = ContinuousClock.now

  /// What needs the world to exist before.
  private struct Parts {
    let vendor: Vendor
    let checker: Checker
    let people: People
  }

  /// - Parameters:
  ///   - file: the ledger's, which must not be there yet.
  ///   - isTraced: whether the last events are kept to be read.
  init(
    seed: UInt64, size: WorldPlan.Size, variant: Variant? = nil, isSafe: Bool = false, file: String,
    isTraced: Bool = false
  ) throws {
    self.seed = seed
    var dice = Dice(seed: seed)
    var plan = WorldPlan(size, &dice)
    variant?.changeWorld(&plan)
    var rules = plan.rules
    if !isSafe { variant?.changeRules(&rules) }
    self.variant = isSafe ? nil : variant
    self.plan = plan
    self.dice = dice
    trace = Trace(isKept: isTraced)
    start = Day(number: 20_780).moment(.hour(9))
    now = start
    let engine = try SQLiteEngine(file: file, flavour: .scratchLedger, schema: LedgerSchema.schema)
    storage = FaultyEngine(engine)
    head = AuditHead(ledger: file)
    ledger = LedgerEngine(storage, head: head)
    let ids = Counter()
    transactions = HandoverTransactions(
      rules: rules, authority: .mayChange, actor: "worker@desk", newID: { "\(ids.next())" })
    let company = Company(Self.configuration(plan, seed), start: start.milliseconds)
    parts = Parts(
      vendor: Vendor(company, in: self), checker: try Checker(engine, file: file, in: self),
      people: People(in: self, newID: { "h\(ids.next())" }))
  }

  private static func configuration(_ plan: WorldPlan, _ seed: UInt64) -> CompanyConfiguration {
    var rules = Rules()
    rules.resignedOwners = plan.resignedOwners
    rules.dailyCap = plan.vendorCounts ? plan.rules.dailyCap : 1_000_000
    var configuration = CompanyConfiguration(
      seed: seed, groups: plan.resigned.reduce(plan.onJobGroups, +), owners: plan.resigned.count + 1, colleagues: 8,
      resigned: plan.resigned.map { .init(groups: $0) }, membersPerGroup: 1...1, rules: rules)
    configuration.dismissedGroups = 0
    configuration.plainGroups = 0
    configuration.fullPerThousand = 20
    return configuration
  }

  var vendor: Vendor { part(\.vendor) }
  var checker: Checker { part(\.checker) }
  /// Groups somebody handed over at the admin site.
  var movedElsewhere: Set<ChatID> { part(\.people).movedElsewhere }
  /// What must stand in no file.
  var secrets: [String] { [vendor.company.configuration.secret] + vendor.tokens.prefix(8) }
  private func part<T>(_ path: KeyPath<Parts, T>) -> T {
    // The parts hold on to their world, so that they are made when it is; nothing asks for them before.
    guard let parts else { preconditionFailure("asked for before the world was made") }
    return parts[keyPath: path]
  }

  /// The true time as a process measures it that does not look at the clock on the wall.
  var instant: ContinuousClock.Instant { instantAtStart + .milliseconds((now - start).milliseconds) }

  var day: Int64 { Day(at: now).number - Day(at: start).number + 1 }

  func note(_ line: @autoclosure () -> String) {
    trace.note("day \(day) \(TimeOfDay(at: now).clockText) event \(tally.events): \(line())")
  }
}

// MARK: - Running

extension World {
  /// What a world came to.
  struct Outcome: Sendable {
    let tally: Tally
    let findings: [Finding]
    let trace: [String]
  }

  /// Runs until everything is final, or something broke.
  func run() throws -> Outcome {
    begin()
    while try turn() {}
    if isOver { try checker.worldEnded() }
    ledger.close()
    // What was still to come holds on to the world.
    agenda = Agenda()
    return Outcome(tally: tally, findings: checker.findings, trace: trace.lines)
  }

  /// Fills the agenda: workers, people, and the end of what goes wrong.
  func begin() {
    for number in 0..<plan.workers {
      let worker = Worker(number: number, in: self)
      worker.clockError = drift()
      workers.append(worker)
      jumpClocks(of: worker)
    }
    giveRole()
    parts?.people.fillAgenda(until: calm)
    agenda.add(at: calm) { [self] in calmDown() }
  }

  /// The next event and a look at what it did; false after the last one.
  func turn() throws -> Bool {
    guard !isOver, !checker.hasSeenEnough, let (time, action) = agenda.next() else { return false }
    now = time
    tally.events += 1
    storage.fail(nil)
    try action()
    try checker.eventEnded()
    if now > latestEnd { checker.find(.i15, "not everything is final long after the last fault") }
    return now <= latestEnd
  }

  /// When the last third begins.
  private var calm: Timestamp { start + TimeSpan(milliseconds: TimeSpan.days(plan.days).milliseconds * 2 / 3) }

  /// The last third, and the days that the quota still needs if nothing was sent before.
  private var latestEnd: Timestamp {
    calm + .days(plan.days / 3 + Int64((plan.resigned.max() ?? 0) / plan.rules.dailyCap + 4))
  }

  /// The last third begins.
  private func calmDown() {
    note("nothing goes wrong any more")
    isCalm = true
    for worker in workers {
      worker.clockError = .seconds(0)
      worker.thaw()
      worker.start()
    }
    parts?.people.calmDown()
    look()
  }

  private func look() {
    agenda.add(at: now + .minutes(30)) { [self] in
      isOver = try vendor.underWay == 0 && parts?.people.hasUnfinished() == false
      if !isOver { look() }
    }
  }

  private func drift() -> TimeSpan {
    dice.span(in: TimeSpan(milliseconds: -plan.clockDrift.milliseconds)...plan.clockDrift)
  }

  /// Somebody sets a clock wrongly, and right again some time later.
  private func jumpClocks(of worker: Worker) {
    guard plan.clockJumps > 0 else { return }
    let mean = Int64(86_400 / plan.clockJumps)
    agenda.add(at: now + dice.span(in: .seconds(mean / 2)...(.seconds(mean * 3 / 2)))) { [self] in
      guard !isCalm else { return }
      jump(
        worker, by: dice.span(in: TimeSpan(milliseconds: -plan.clockJump.milliseconds)...plan.clockJump))
      agenda.add(at: now + dice.span(in: plan.clockWrong)) { [self] in
        if !isCalm { jump(worker, by: drift()) }
      }
      jumpClocks(of: worker)
    }
  }

  private func jump(_ worker: Worker, by error: TimeSpan) {
    guard !isCalm else { return }
    if worker.runs.values.contains(where: \.isTrustingClock) {
      agenda.add(at: now + .seconds(7)) { [self] in jump(worker, by: error) }
      return
    }
    note("worker \(worker.number)'s clock is off by \(error.seconds) s")
    worker.clockError = error
    worker.look(after: .seconds(1))
  }
}

// MARK: - What goes wrong with processes

extension World {
  /// Runs `body` in that life of the worker, once the time is over and it is not frozen.
  func then(_ worker: Worker, life: Int? = nil, after span: TimeSpan, _ body: @escaping () -> Void) {
    let life = life ?? worker.life
    agenda.add(at: now + span) { [self] in
      guard worker.life == life else { return }
      if let until = worker.frozenUntil, until > now {
        then(worker, life: life, after: until - now, body)
      } else {
        body()
      }
    }
  }

  /// A boundary: the worker dies or freezes here, or goes on after a moment.
  func step(
    _ worker: Worker, isBeforeSend: Bool = false, _ body: @escaping () throws -> Void,
    failing: @escaping (any Error) -> Void
  ) {
    var pause = TimeSpan(milliseconds: 1)...TimeSpan(milliseconds: 80)
    if !isCalm {
      if dice.chance(plan.crash) { return worker.crash() }
      if dice.chance(isBeforeSend ? plan.freezeBeforeSend : plan.freeze) {
        if let span = dice.pick(plan.freezeSpans) { worker.freeze(for: dice.span(in: span)) }
      }
      if dice.chance(0.03) { pause = TimeSpan(milliseconds: 300)...TimeSpan.seconds(4) }
    }
    then(worker, after: dice.span(in: pause)) {
      do { try body() } catch { failing(error) }
    }
  }

  /// The next transaction may fail.
  func maybeFailLedger() {
    guard !isCalm, dice.chance(plan.databaseError) else { return }
    note("the next transaction fails")
    tally.databaseErrors += 1
    storage.fail(dice.pick(FaultyEngine.Fault.allCases))
  }

  /// A process opens the ledger.
  func openLedger() {
    ledger = LedgerEngine(storage, head: head)
  }

  func freeRole(of worker: Worker) {
    guard role == worker.number else { return }
    role = nil
    agenda.add(at: now + dice.span(in: TimeSpan(milliseconds: 1)...TimeSpan.seconds(3))) { [self] in giveRole() }
  }

  /// The role goes to one of those who wait for it.
  func giveRole() {
    guard role == nil, let next = dice.pick(workers.filter { $0.isUp && !$0.isFrozen && !$0.isStopping }) else {
      return
    }
    role = next.number
    note("worker \(next.number) has the role")
    next.takeRole()
  }
}

/// Numbers for ids.
private final class Counter: Sendable {
  private let last = Atomic(0)
  func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}
