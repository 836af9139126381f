import Model
import Testing

@testable import WeCom

@Suite("Token", .timeLimit(.minutes(5)))
struct TokenTests {
  private static let users = RawServer.Reply.json(#"{"errcode":0,"follow_user":["a"]}"#)

  @Test("twenty callers at once fetch one token")
  func shared() async throws {
    try await Company.open(answer: { _ in Self.users }) { company in
      try await Self.callTwentyTimes(company)
      #expect(company.server.requests(to: "gettoken").count == 1)
    }
  }

  @Test("it is asked for with corp id and secret, in the query")
  func query() async throws {
    try await Company.open(answer: { _ in Self.users }) { company in
      _ = try await company.client.followUsers(priority: .background)
      let request = try #require(company.server.requests(to: "gettoken").first)
      #expect(request.method == "GET")
      #expect(request.query == ["corpid": "wwtest", "corpsecret": "canary-SECRET%2F%2B%3D%26"])
    }
  }

  @Test("a dead token is replaced once, for all who use it", arguments: [40014, 42001, 40001])
  func refresh(_ code: Int) async throws {
    let answer: @Sendable (RawServer.Request) -> RawServer.Reply = {
      $0.query["access_token"] == "canary-TOKEN1" ? errorJSON(code) : Self.users
    }
    try await Company.open(answer: answer) { company in
      try await Self.callTwentyTimes(company)
      #expect(company.server.requests(to: "gettoken").count == 2)
    }
  }

  @Test("a second refusal right after the refresh is final")
  func secondRefusal() async throws {
    try await Company.open(answer: { _ in errorJSON(40014) }) { company in
      await #expect(throws: CallError.self) { try await company.client.followUsers(priority: .background) }
      #expect(company.server.requests(to: "externalcontact/get_follow_user_list").count == 2)
      #expect(company.server.requests(to: "gettoken").count == 2)
    }
  }

  @Test("a bad secret or corp id is asked for once in the life of a client", arguments: [40001, 40013])
  func badSecret(_ code: Int) async throws {
    try await Company.open(token: { _ in errorJSON(code) }, answer: { _ in Self.users }) { company in
      for _ in 0..<3 {
        let error = await #expect(throws: CallError.self) {
          try await company.client.followUsers(priority: .background)
        }
        #expect(error?.code?.rawValue == code)
        #expect(error?.api == .token)
        company.clock.advance(by: .days(1))
      }
      #expect(company.server.requests.count == 1)
    }
  }

  @Test("an IP that was not trusted is tried again after a minute")
  func untrustedIP() async throws {
    try await Company.open(
      token: { $0 == 1 ? errorJSON(60020) : .json(#"{"access_token":"t","expires_in":7200}"#) },
      answer: { _ in Self.users }
    ) { company in
      await #expect(throws: CallError.self) { try await company.client.followUsers(priority: .background) }
      await #expect(throws: CallError.self) { try await company.client.followUsers(priority: .background) }
      #expect(company.server.requests.count == 1)
      company.clock.advance(by: .minutes(1))
      _ = try await company.client.followUsers(priority: .background)
    }
  }

  @Test("it is renewed shortly before its end, in company time")
  func renewal() async throws {
    try await Company.open(answer: { _ in Self.users }) { company in
      _ = try await company.client.followUsers(priority: .background)
      company.clock.advance(by: .seconds(7200 - 301))
      _ = try await company.client.followUsers(priority: .background)
      #expect(company.server.requests(to: "gettoken").count == 1)
      company.clock.advance(by: .seconds(2))
      _ = try await company.client.followUsers(priority: .background)
      #expect(company.server.requests(to: "gettoken").count == 2)
    }
  }

  @Test("the same token given again is used to its end, not asked for at every call")
  func sameToken() async throws {
    try await Company.open(
      token: { _ in .json(#"{"access_token":"same","expires_in":7200}"#) }, answer: { _ in Self.users }
    ) { company in
      _ = try await company.client.followUsers(priority: .background)
      company.clock.advance(by: .seconds(7000))
      for _ in 0..<3 { _ = try await company.client.followUsers(priority: .background) }
      #expect(company.server.requests(to: "gettoken").count == 2)
    }
  }

  @Test("a renewal that fails leaves the old token in use while it is good")
  func failedRenewal() async throws {
    try await Company.open(
      token: { $0 == 1 ? .json(#"{"access_token":"t","expires_in":7200}"#) : errorJSON(50001) },
      answer: { _ in Self.users }
    ) { company in
      _ = try await company.client.followUsers(priority: .background)
      company.clock.advance(by: .seconds(7000))
      _ = try await company.client.followUsers(priority: .background)
    }
  }

  @Test("one caller's cancellation does not fail the others")
  func cancellation() async throws {
    let clock = HandClock()
    let token = AccessToken(secret: try #require(Secret("t")), expires: clock.now + .hours(2))
    let (released, release) = AsyncStream<Void>.makeStream()
    let (started, start) = AsyncStream<Void>.makeStream()
    let keeper = TokenKeeper(clock: clock) {
      start.yield()
      for await _ in released {}
      try Task.checkCancellation()
      return token
    }
    let first = Task { try await keeper.current() }
    for await _ in started { break }
    let second = Task { try await keeper.current() }
    while await keeper.waiting < 2 { await Task.yield() }
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    release.finish()
    #expect(try await second.value == token)
  }

  @Test("a fetch that everybody gave up on does not fail the next caller")
  func abandoned() async throws {
    let clock = HandClock()
    let token = AccessToken(secret: try #require(Secret("t")), expires: clock.now + .hours(2))
    let fetches = Counter()
    let (started, start) = AsyncStream<Void>.makeStream()
    let keeper = TokenKeeper(clock: clock) {
      if fetches.next() == 1 {
        start.yield()
        try await ContinuousClock().sleep(for: .seconds(3600))
      }
      return token
    }
    let first = Task { try await keeper.current() }
    for await _ in started { break }
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    #expect(try await keeper.current() == token)
  }

  private static func callTwentyTimes(_ company: Company) async throws {
    try await withThrowingTaskGroup { group in
      for _ in 0..<20 { group.addTask { _ = try await company.client.followUsers(priority: .background) } }
      try await group.waitForAll()
    }
  }
}
