import Model

/// How the limits of one API stand, decided from values alone: time comes in, and nothing waits here.
///
/// Spending: any minute and any hour of company time stay within ``LimiterLimits``, four fifths of them at most for the
/// background. Concurrency: grows by one after every round of answers without a complaint, halves on 45033. 45009 stops
/// the API for a minute, an hour or the rest of the day: which of them the vendor does not say, so each one that follows
/// right after the last is taken for the next longer.
package struct LimiterState: Sendable {
  /// What a call that wants in is told.
  package enum Verdict: Sendable, Hashable {
    case go
    /// Until another call has ended.
    case crowded
    /// Not before this moment.
    case notBefore(Timestamp)
  }

  private enum Block: Int, Sendable { case none, minute, hour, day }

  private let limits: LimiterLimits
  private var minute = SlidingWindow(length: .minutes(1))
  private var hour = SlidingWindow(length: .hours(1))
  private var backgroundMinute = SlidingWindow(length: .minutes(1))
  private var backgroundHour = SlidingWindow(length: .hours(1))

  /// Calls in the air now.
  package private(set) var inFlight = 0
  /// Calls that may be in the air at once.
  package private(set) var concurrency: Int
  private var answersSinceChange = 0
  /// Calls that were in the air at the last halving: their complaints are about before it.
  private var callsOfBeforeHalving = 0

  private var block = Block.none
  private var blockedUntil: Timestamp?
  /// Calls that were in the air when the last block began: what they say is news of before it.
  private var callsOfBefore = 0

  package init(_ limits: LimiterLimits) {
    self.limits = limits
    concurrency = limits.firstConcurrency
  }

  /// Whether a call may be sent now; on ``Verdict/go`` it counts as sent, and ``leave(_:at:)`` must follow.
  package mutating func enter(_ priority: CallPriority, at now: Timestamp) -> Verdict {
    if let blockedUntil, now < blockedUntil { return .notBefore(blockedUntil) }
    for window in [\Self.minute, \.hour, \.backgroundMinute, \.backgroundHour] {
      self[keyPath: window].advance(to: now)
    }
    if let moment = spentUntil(priority) { return .notBefore(moment) }
    guard inFlight < concurrency else { return .crowded }
    inFlight += 1
    minute.add(at: now)
    hour.add(at: now)
    if priority == .background {
      backgroundMinute.add(at: now)
      backgroundHour.add(at: now)
    }
    return .go
  }

  private func spentUntil(_ priority: CallPriority) -> Timestamp? {
    var moments = [minute.moment(below: limits.perMinute), hour.moment(below: limits.perHour)]
    if priority == .background {
      moments.append(backgroundMinute.moment(below: LimiterLimits.backgroundShare(limits.perMinute)))
      moments.append(backgroundHour.moment(below: LimiterLimits.backgroundShare(limits.perHour)))
    }
    return moments.compactMap { $0 }.max()
  }

  /// A call that was let in has ended.
  package mutating func leave(_ end: CallEnd, at now: Timestamp) {
    inFlight = max(0, inFlight - 1)
    let isOfBefore = callsOfBefore > 0
    if isOfBefore { callsOfBefore -= 1 }
    let isOfBeforeHalving = callsOfBeforeHalving > 0
    if isOfBeforeHalving { callsOfBeforeHalving -= 1 }
    switch end {
    case .answered:
      if !isOfBefore { block = .none }
      grow()
    case .tooManyAtOnce:
      answersSinceChange = 0
      guard !isOfBeforeHalving else { break }
      concurrency = max(1, concurrency / 2)
      callsOfBeforeHalving = inFlight
    case .overLimit:
      if !isOfBefore { stop(at: now) }
    case .failed:
      answersSinceChange = 0
    }
  }

  private mutating func grow() {
    guard concurrency < limits.mostConcurrency else { return }
    answersSinceChange += 1
    // A round of calls at the present concurrency, several times over: the vendor's number is unpublished.
    guard answersSinceChange >= 4 * concurrency else { return }
    concurrency += 1
    answersSinceChange = 0
  }

  private mutating func stop(at now: Timestamp) {
    block = Block(rawValue: block.rawValue + 1) ?? .day
    blockedUntil =
      switch block {
      case .none, .minute: now + .seconds(60)
      case .hour: now + .minutes(60)
      case .day: Day(at: now).next.start
      }
    callsOfBefore = inFlight
  }
}
