import Model
import Testing

@testable import Queue

@Suite("Limits of one API", .timeLimit(.minutes(5)))
struct LimiterStateTests {
  private let start = Timestamp(seconds: 1_763_686_800)  // 2025-11-21 09:00 in Shanghai

  /// Calls sent as fast as they are let through, each taking `latency`, for `span`; when each was sent.
  private func saturate(
    _ state: inout LimiterState, _ priority: CallPriority, latency: TimeSpan,
    timerLate: TimeSpan = TimeSpan(milliseconds: 0),
    for span: TimeSpan
  ) -> [Timestamp] {
    var now = start
    var sent: [Timestamp] = []
    var landing: [Timestamp] = []
    while now < start + span {
      while let first = landing.first, first <= now {
        landing.removeFirst()
        state.leave(.answered, at: now)
      }
      switch state.enter(priority, at: now) {
      case .go:
        sent.append(now)
        landing.append(now + latency)
      case .crowded: now = landing[0]
      case .notBefore(let moment): now = moment + timerLate
      }
    }
    return sent
  }

  private func most(_ sent: [Timestamp], inAny length: TimeSpan) -> Int {
    var most = 0
    var first = 0
    for (index, moment) in sent.enumerated() {
      while sent[first] + length <= moment { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }

  @Test("no minute and no hour ever holds more than its budget", arguments: [CallPriority.foreground, .background])
  func budgets(_ priority: CallPriority) {
    let limits = LimiterLimits(perMinute: 700, perHour: 10_500)
    var state = LimiterState(limits)
    let sent = saturate(&state, priority, latency: TimeSpan(milliseconds: 37), for: .hours(3))
    let share = priority == .background ? LimiterLimits.backgroundShare : { $0 }
    #expect(most(sent, inAny: .minutes(1)) <= share(700))
    #expect(most(sent, inAny: .hours(1)) <= share(10_500))
  }

  @Test(
    "under saturation at least 95 % of the minute's budget is used, however much company time a call and a timer take",
    arguments: [1, 60, 720])
  func saturation(_ speed: Int64) {
    // Wide enough for the budget to be what holds calls back.
    var state = LimiterState(LimiterLimits(perHour: .max, firstConcurrency: 256, mostConcurrency: 256))
    // A call takes 1 ms and a timer is 2 ms late in real time.
    let sent = saturate(
      &state, .background, latency: TimeSpan(milliseconds: speed),
      timerLate: TimeSpan(milliseconds: 2 * speed), for: .minutes(30))
    let allowed = 30 * LimiterLimits.backgroundShare(7000)
    #expect(Double(sent.count) >= 0.95 * Double(allowed))
    #expect(most(sent, inAny: .minutes(1)) <= LimiterLimits.backgroundShare(7000))
  }

  @Test("over hours at least 95 % of the hour's budget is used")
  func hours() {
    var state = LimiterState(.standard)
    let sent = saturate(&state, .foreground, latency: TimeSpan(milliseconds: 20), for: .hours(6))
    #expect(Double(sent.count) >= 0.95 * 6 * 105_000)
    #expect(most(sent, inAny: .hours(1)) <= 105_000)
  }

  @Test("a fifth of the budget is left for the foreground")
  func reserve() {
    var state = LimiterState(LimiterLimits(perMinute: 100, firstConcurrency: 1000, mostConcurrency: 1000))
    for _ in 0..<80 { #expect(state.enter(.background, at: start) == .go) }
    #expect(state.enter(.background, at: start) != .go)
    for _ in 0..<20 { #expect(state.enter(.foreground, at: start) == .go) }
    #expect(state.enter(.foreground, at: start) != .go)
  }

  @Test("concurrency begins at four, grows while all goes well, and no further than allowed")
  func growth() {
    var state = LimiterState(LimiterLimits(perMinute: .max, perHour: .max, mostConcurrency: 6))
    for _ in 0..<4 { #expect(state.enter(.foreground, at: start) == .go) }
    #expect(state.enter(.foreground, at: start) == .crowded)
    for _ in 0..<1000 {
      state.leave(.answered, at: start)
      _ = state.enter(.foreground, at: start)
    }
    #expect(state.concurrency == 6)
  }

  @Test("calls that complain together halve the concurrency once")
  func halving() {
    var state = LimiterState(LimiterLimits(firstConcurrency: 8))
    for _ in 0..<8 { _ = state.enter(.foreground, at: start) }
    for _ in 0..<8 { state.leave(.tooManyAtOnce, at: start) }
    #expect(state.concurrency == 4)
    for _ in 0..<4 { #expect(state.enter(.foreground, at: start) == .go) }
    #expect(state.enter(.foreground, at: start) == .crowded)
    state.leave(.tooManyAtOnce, at: start)
    #expect(state.concurrency == 2)
  }

  @Test("one call at a time is always allowed")
  func atLeastOne() {
    var state = LimiterState(.standard)
    for _ in 0..<10 {
      #expect(state.enter(.foreground, at: start) == .go)
      state.leave(.tooManyAtOnce, at: start)
    }
    #expect(state.concurrency == 1)
  }

  @Test("a refused API is left alone for a minute, then an hour, then until midnight in Shanghai")
  func blocks() {
    var state = LimiterState(.standard)
    var now = start
    for until in [start + .seconds(60), start + .seconds(60) + .minutes(60), Day(at: start).next.start] {
      #expect(state.enter(.foreground, at: now) == .go)
      state.leave(.overLimit, at: now)
      #expect(state.enter(.foreground, at: now) == .notBefore(until))
      now = until
    }
    #expect(state.enter(.foreground, at: now) == .go)
  }

  @Test("an answer after a block makes the next one short again")
  func blockForgotten() {
    var state = LimiterState(.standard)
    for end in [CallEnd.overLimit, .answered, .overLimit] {
      let now = start + .hours(Int64(end == .answered ? 1 : 2))
      _ = state.enter(.foreground, at: now)
      state.leave(end, at: now)
    }
    #expect(state.enter(.foreground, at: start + .hours(2)) == .notBefore(start + .hours(2) + .seconds(60)))
  }

  @Test("calls that were in the air when the API was refused make the block no longer")
  func blockOnce() {
    var state = LimiterState(.standard)
    for _ in 0..<4 { _ = state.enter(.foreground, at: start) }
    for _ in 0..<3 { state.leave(.overLimit, at: start) }
    // The last of them comes back after the block has ended.
    state.leave(.overLimit, at: start + .seconds(61))
    #expect(state.enter(.foreground, at: start + .seconds(61)) == .go)
  }

  @Test("a clock set back by hours does not close the API for as long")
  func clockSetBack() {
    var state = LimiterState(LimiterLimits(perMinute: 2, firstConcurrency: 100))
    for _ in 0..<2 { #expect(state.enter(.foreground, at: start) == .go) }
    #expect(state.enter(.foreground, at: start - .hours(5)) == .go)
  }
}
