import Model
import Testing

@testable import Queue

@Suite("Limiter", .timeLimit(.minutes(5)))
struct LimiterTests {
  private let get = API(path: "externalcontact/groupchat/get")
  private let list = API(path: "externalcontact/groupchat/list")

  @Test("as many calls are in the air as may be, and the next goes when one has ended")
  func concurrency() async throws {
    let limiter = Limiter(LimiterLimits(firstConcurrency: 2, mostConcurrency: 2), clock: ManualClock())
    let inside = Shared(Crowd())
    try await withThrowingTaskGroup { group in
      for _ in 0..<200 {
        group.addTask {
          try await limiter.enter(get, .background)
          inside.change { $0.enter() }
          await Task.yield()
          inside.change { $0.leave() }
          await limiter.leave(get, .answered)
        }
      }
      try await group.waitForAll()
    }
    #expect(inside.value.most == 2)
  }

  @Test("APIs do not hold each other up")
  func apart() async throws {
    let limiter = Limiter(LimiterLimits(firstConcurrency: 1, mostConcurrency: 1), clock: ManualClock())
    try await limiter.enter(get, .background)
    try await limiter.enter(list, .background)
  }

  @Test("a call that would wait longer than a person does is refused with the moment it may come back")
  func blocked() async throws {
    let clock = ManualClock()
    let limiter = Limiter(LimiterLimits(longestWait: .seconds(30)), clock: clock)
    try await limiter.enter(get, .foreground)
    await limiter.leave(get, .overLimit)
    await #expect(throws: CallBlocked(api: get, until: clock.now + .seconds(60))) {
      try await limiter.enter(get, .foreground)
    }
    try await limiter.enter(list, .foreground)
  }

  @Test("whoever waits for the budget goes when its moment comes, the foreground first")
  func priority() async throws {
    let clock = ManualClock()
    let limiter = Limiter(LimiterLimits(perMinute: 5, firstConcurrency: 1), clock: clock)
    for _ in 0..<5 {
      try await limiter.enter(get, .foreground)
      await limiter.leave(get, .answered)
    }
    let order = Shared<[String]>([])
    let background = Task {
      try await limiter.enter(get, .background)
      order.change { $0.append("background") }
      await limiter.leave(get, .answered)
    }
    await clock.waitForSleepers(1)
    let foreground = Task {
      try await limiter.enter(get, .foreground)
      order.change { $0.append("foreground") }
      await limiter.leave(get, .answered)
    }
    while await limiter.waiting(get) < 2 { await Task.yield() }
    clock.advance(by: .seconds(61))
    try await foreground.value
    try await background.value
    #expect(order.value == ["foreground", "background"])
  }

  @Test("a call that is given up while it waits leaves no trace")
  func cancelled() async throws {
    let limiter = Limiter(LimiterLimits(firstConcurrency: 1, mostConcurrency: 1), clock: ManualClock())
    try await limiter.enter(get, .foreground)
    let waiting = Task { try await limiter.enter(get, .foreground) }
    while await limiter.waiting(get) < 1 { await Task.yield() }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(await limiter.waiting(get) == 0)
    await limiter.leave(get, .answered)
    try await limiter.enter(get, .foreground)
  }

  @Test("saturated from many tasks, at least 95 % of what the background may is used")
  func saturated() async throws {
    let clock = JumpingClock()
    let limiter = Limiter(.standard, clock: clock)
    let start = clock.now
    let calls = 5 * LimiterLimits.backgroundShare(7000)
    try await withThrowingTaskGroup { group in
      for _ in 0..<16 {
        group.addTask {
          for _ in 0..<(calls / 16) {
            try await limiter.enter(get, .background)
            await limiter.leave(get, .answered)
          }
        }
      }
      try await group.waitForAll()
    }
    let minutes = Double((clock.now - start).milliseconds) / 60_000
    #expect(Double(calls) >= 0.95 * minutes * Double(LimiterLimits.backgroundShare(7000)))
    #expect(minutes > 3.9)
  }

  @Test("switched off, it holds nothing back")
  func off() async throws {
    let clock = ManualClock()
    let limiter = Limiter(.off, clock: clock)
    for _ in 0..<20_000 {
      try await limiter.enter(get, .background)
      await limiter.leave(get, .answered)
    }
  }
}
