import Model
import Services
import Simulator

/// What a world is like: how many work in it, how much there is to hand over, and how often what goes wrong. Drawn from
/// the seed, then changed by a variant for the fault it needs.
struct WorldPlan {
  enum Size: String, Sendable, CaseIterable { case small, full }

  /// Faults happen in the first two thirds.
  var days: Int64
  var workers: Int
  /// Groups of each resigned owner.
  var resigned: [Int]
  /// Groups of the employed owners together, some of which are handed over on the job.
  var onJobGroups: Int
  /// Handovers a person plans.
  var handovers: Int
  var rules = HandoverRules()
  var resignedOwners: Rules.ResignedOwners
  /// Whether the vendor refuses what goes past the day's quota; else only the ledger keeps it.
  var vendorCounts: Bool

  // At every boundary between two commands.
  var crash = 0.02
  var freeze = 0.02
  /// The same, between an intent and its call.
  var freezeBeforeSend = 0.03
  var freezeSpans: [ClosedRange<TimeSpan>] = [
    .seconds(1)...(.seconds(30)), .seconds(30)...(.minutes(25)), .minutes(25)...(.hours(6)),
  ]
  /// How long the role stays with a worker that is frozen.
  var lease = TimeSpan.seconds(30)
  /// Of a transaction: it is undone, or kept without an answer.
  var databaseError = 0.02

  // Of a transfer on its way.
  var requestLost = 0.05
  var requestLate = 0.1
  /// How long a late request is under way. More than the quiet period covers is not promised.
  var late: ClosedRange<TimeSpan> = .seconds(20)...(.minutes(10))
  var answerLost = 0.1
  var busyBefore = 0.02
  var busyAfter = 0.03
  /// The answer is an HTML page, cut, of other types than documented, or with an unlisted code.
  var answerSpoilt = 0.05
  var tokenDeath = 0.01
  var overLimit = 0.005
  var chatError = 0.04

  // Of a read.
  var readLost = 0.02
  var staleRead = 0.2
  /// How far behind a stale read is: below the gap between two negative reads.
  var lag: ClosedRange<TimeSpan> = .seconds(0)...(.seconds(140))

  /// How far every worker's clock is off at most; within this sending goes on.
  var clockDrift = TimeSpan.seconds(25)
  /// Jumps of a worker's clock, by up to `clockJump`, back and forth, a day.
  var clockJumps = 0.5
  var clockJump = TimeSpan.hours(30)
  /// How long a clock is wrong before somebody sets it right.
  var clockWrong: ClosedRange<TimeSpan> = .minutes(1)...(.hours(8))
  /// Things people do, a day: pause, stop, cancel, dismiss a group, spend quota elsewhere …
  var acts = 4.0

  init(_ size: Size, _ dice: inout Dice) {
    let isSmall = size == .small
    days = isSmall ? 4 : 12
    workers = isSmall ? dice.number(in: 1...3) : 3
    let owners = dice.number(in: isSmall ? 1...2 : 2...4)
    let groups = isSmall ? dice.number(in: 12...dice.number(in: 20...75)) : 1200
    resigned = (0..<owners).map { _ in max(2, groups / owners) }
    onJobGroups = dice.chance(0.4) ? groups / 4 : 2
    handovers = dice.number(in: owners...owners + 2)
    resignedOwners = dice.chance(0.5) ? .ownerFilter : .statusFilter
    vendorCounts = dice.chance(0.5)
    if isSmall {
      // Scaled down together with the company, so that quota and size of a call matter as much.
      rules.batchSize = dice.number(in: 4...12)
      rules.dailyCap = dice.number(in: 2 * rules.batchSize...max(groups / owners, 2 * rules.batchSize + 1))
    }
    for _ in 0..<dice.number(in: 0...2) {
      if let weather = dice.pick(Weather.allCases) { endure(weather, &dice) }
    }
    if dice.chance(0.3), let whole = SendingWindow("00:00-24:00") {
      rules.window = whole
      // What arrives late arrives on another day then, and only the vendor can count it there.
      vendorCounts = true
    }
  }

  /// What is worse in one world than in others.
  private enum Weather: CaseIterable { case clocks, network, reads, freezes, crashes, database, people }

  private mutating func endure(_ weather: Weather, _ dice: inout Dice) {
    switch weather {
    case .clocks:
      clockJumps = 16
      if dice.chance(0.5) {
        clockJumps = 80
        clockJump = .hours(1)
        clockWrong = .minutes(1)...(.minutes(15))
      }
    case .network:
      requestLost = 0.15
      requestLate = 0.3
      answerLost = 0.2
    case .reads:
      readLost = 0.05
      staleRead = 0.6
    case .freezes: freeze = 0.06
    case .crashes: crash = 0.06
    case .database: databaseError = 0.1
    case .people: acts = 20
    }
  }
}
