import Model
import Storage
import Testing

@testable import Services

@Suite("Planning: the schedule", .timeLimit(.minutes(5)))
struct SendingScheduleTests {
  @Test("what the plan promises is what the protocol sends", arguments: 0..<120)
  func promise(seed: UInt64) throws {
    let plan = try RandomPlan(seed: seed)
    var rules = plan.rules
    // Looks at what was accepted have no part in it, and would take most of the test's time.
    rules.followUp = [.days(90)]
    #expect(try plan.play(rules) == plan.schedule, "\(plan)")
  }

  @Test("the follow-up between two days changes nothing about them", arguments: 1000..<1004)
  func promiseBesideFollowUp(seed: UInt64) throws {
    var plan = try RandomPlan(seed: seed)
    plan.newOwners = Array(plan.newOwners.prefix(450))
    #expect(try plan.play(plan.rules) == plan.schedule, "\(plan)")
  }

  @Test("nothing to send takes no days")
  func nothing() throws {
    let now = try #require(Day("2026-11-21")).moment(.hour(10))
    let schedule = SendingSchedule(
      newOwners: [], rules: HandoverRules(), today: QuotaDay(used: 0, isClosed: false), now: now)
    #expect(schedule.days == [] && schedule.calls == 0 && schedule.groups == 0)
  }

  @Test("650 groups of one new owner take three days of 300, 300 and 50")
  func threeDays() throws {
    let day = try #require(Day("2026-11-21"))
    let schedule = SendingSchedule(
      newOwners: Array(repeating: UserID(unchecked: "lina"), count: 650), rules: HandoverRules(),
      today: QuotaDay(used: 0, isClosed: false), now: day.moment(.hour(10)))
    #expect(
      schedule.days == [
        .init(day: day, groups: 300, calls: 3), .init(day: day.next, groups: 300, calls: 3),
        .init(day: day.advanced(by: 2), groups: 50, calls: 1),
      ])
  }

  @Test("a day the vendor closed is not planned for")
  func closed() throws {
    let day = try #require(Day("2026-11-21"))
    let schedule = SendingSchedule(
      newOwners: [UserID(unchecked: "lina")], rules: HandoverRules(), today: QuotaDay(used: 5, isClosed: true),
      now: day.moment(.hour(10)))
    #expect(schedule.days == [.init(day: day.next, groups: 1, calls: 1)])
  }
}

/// A plan made of chance, and the company in which everything goes well.
private struct RandomPlan: CustomStringConvertible {
  var newOwners: [UserID]
  var rules = HandoverRules()
  let today: QuotaDay
  let now: Timestamp

  init(seed: UInt64) throws {
    var chance = Chance(state: seed)
    let owners = (0..<Int.random(in: 1...5, using: &chance)).map { UserID(unchecked: "new\($0)") }
    let count = Int.random(in: 1...900, using: &chance)
    newOwners = (0..<count).map { _ in owners[Int.random(in: 0..<owners.count, using: &chance)] }
    // A plan's own order keeps one new owner's groups together; the ledger's after a retry need not.
    if Bool.random(using: &chance) { newOwners.sort() }
    let spent = [0, 1, 99, 100, 200, 201, 299, 300, Int.random(in: 0...300, using: &chance)]
    today = QuotaDay(
      used: spent[Int.random(in: 0..<spent.count, using: &chance)],
      isClosed: Int.random(in: 0..<10, using: &chance) == 0)
    let windows = ["09:00-21:00", "00:00-24:00", "09:00-09:30", "22:00-24:00", "00:00-08:00"]
    rules.window = try #require(SendingWindow(windows[Int.random(in: 0..<windows.count, using: &chance)]))
    let day = try #require(Day("2026-11-21"))
    let edges = [
      day.start, day.start + rules.midnightGuard, day.moment(rules.window.opens), day.moment(rules.window.closes),
      day.next.start - rules.midnightGuard, day.start + .minutes(Int64.random(in: 0..<1440, using: &chance)),
    ]
    now =
      edges[Int.random(in: 0..<edges.count, using: &chance)]
      + TimeSpan(milliseconds: Int64.random(in: -1...1, using: &chance))
  }

  var description: String { "\(newOwners.count) groups, \(today), \(rules.window.text), \(now)" }

  var schedule: SendingSchedule { SendingSchedule(newOwners: newOwners, rules: rules, today: today, now: now) }

  /// Plays the protocol forward until nothing is left to send, and tells what it sent when.
  func play(_ rules: HandoverRules) throws -> SendingSchedule {
    var played = SendingSchedule(newOwners: [], rules: rules, today: today, now: now)
    var quotas = [Day(at: now): today]
    var now = now
    var items = newOwners.enumerated().map { number, owner in
      HandoverItem(
        chatID: ChatID(unchecked: "wr\(number)"), position: number, name: "", members: nil, newOwner: owner,
        state: .ready)
    }
    // A run a day, a few more for the waits within a day.
    for _ in 0..<400 where items.contains(where: { $0.state == .ready }) {
      var run = Run(items: items, quota: quotas[Day(at: now)], now: now, rules: rules)
      let next = try run.finish(&played)
      items = run.core.state.items
      quotas[Day(at: now)] = run.core.state.quota
      try #require(next > now || run.isReloading)
      now = next
    }
    try #require(!items.contains { $0.state == .ready })
    return played
  }
}

/// One run of the job in a company where every read is negative, every intent committed and every group accepted.
private struct Run {
  var core: HandoverCore
  var isReloading = false
  let now: Timestamp

  init(items: [HandoverItem], quota: QuotaDay?, now: Timestamp, rules: HandoverRules) {
    self.now = now
    core = HandoverCore(
      state: HandoverState(
        handover: Handover(
          id: JobID(unchecked: "h1"), kind: .resigned, oldOwner: UserID(unchecked: "wang"), isCancelled: false,
          planned: items.count, createdAt: now, createdBy: "kim@desk", confirmedAt: now),
        items: items, batch: nil, quota: quota ?? QuotaDay(used: 0, isClosed: false), quotaDay: Day(at: now),
        blocked: [:]),
      rules: rules)
  }

  /// - Returns: when the next run begins.
  mutating func finish(_ played: inout SendingSchedule) throws -> Timestamp {
    var event = HandoverEvent.resumed
    var calls = 0
    while true {
      switch core.step(event, at: Moment(now: now, isSettled: true)) {
      case .apply: event = .applied
      case .read(let chats):
        let waiting = RemoteGroup(status: .waiting, owner: core.state.handover.oldOwner)
        event = .read(Dictionary(uniqueKeysWithValues: chats.map { ($0, waiting) }))
      case .intend(let chats, let newOwner):
        calls += 1
        event = .intended(
          TransferBatch(
            id: BatchID(unchecked: "b\(now.milliseconds)-\(calls)"), kind: .resigned,
            oldOwner: core.state.handover.oldOwner, newOwner: newOwner, chats: chats, state: .sending, bodyHash: "",
            quotaDay: Day(at: now), committedAt: now, deadline: now + .seconds(20)))
      case .send(let batch):
        note(batch, in: &played)
        event = .ended(.answered(failed: [:]))
      case .wait(let until, _): return until
      case .finish: return now + .seconds(1)
      case .reload:
        isReloading = true
        return now
      case .settle, .attention, .release: throw Surprise()
      }
    }
  }

  private func note(_ batch: TransferBatch, in played: inout SendingSchedule) {
    if played.days.last?.day != batch.quotaDay {
      played.days.append(.init(day: batch.quotaDay, groups: 0, calls: 0))
    }
    let last = played.days.count - 1
    played.days[last].groups += batch.chats.count
    played.days[last].calls += 1
  }
}

private struct Surprise: Error {}

/// SplitMix64.
private struct Chance: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
