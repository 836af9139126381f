import Model
import Testing

@testable import WeCom

@Suite("Reads", .timeLimit(.minutes(5)))
struct ReadTests {
  @Test("a busy vendor is asked three times more, ever later", arguments: [-1, 6000, 45033])
  func busy(_ code: Int) async throws {
    try await Company.open(answer: { _ in errorJSON(code) }) { company in
      let error = await #expect(throws: CallError.self) {
        try await company.client.followUsers(priority: .background)
      }
      #expect(error?.code?.rawValue == code)
      #expect(company.server.requests(to: API.followUserList.path).count == 4)
      #expect(company.pauses.all == WeComClient.delays)
    }
  }

  @Test("a repetition that succeeds is a success")
  func recovers() async throws {
    let calls = Counter()
    try await Company.open(
      answer: { _ in calls.next() < 3 ? errorJSON(-1) : .json(#"{"errcode":0,"follow_user":["a","b"]}"#) }
    ) { company in
      let users = try await company.client.followUsers(priority: .background)
      #expect(users.count == 2)
    }
  }

  @Test("a final code, listed or not, is not asked again", arguments: [40003, 60011, 99_999])
  func final(_ code: Int) async throws {
    try await Company.open(answer: { _ in errorJSON(code) }) { company in
      let error = await #expect(throws: CallError.self) {
        try await company.client.followUsers(priority: .background)
      }
      #expect(error?.code?.rawValue == code)
      #expect(company.server.requests(to: API.followUserList.path).count == 1)
    }
  }

  @Test("the gate hears how every call ended")
  func gate() async throws {
    let calls = Counter()
    let replies: [RawServer.Reply] = [
      errorJSON(45033), errorJSON(-1), .bytesThenSilence(RawServer.response("<html>", status: "502 Bad Gateway")),
      .json(#"{"errcode":0}"#), errorJSON(45009),
    ]
    try await Company.open(answer: { _ in replies[calls.next() - 1] }) { company in
      _ = try await company.client.followUsers(priority: .background)
      await #expect(throws: CallError.self) { try await company.client.followUsers(priority: .background) }
      #expect(company.gate.left == [.answered, .tooManyAtOnce, .answered, .failed, .answered, .overLimit])
      #expect(company.gate.entered.count == company.gate.left.count)
    }
  }

  @Test("a closed gate is told as such, and nothing is sent")
  func blocked() async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0}"#) }) { company in
      let until = company.clock.now + .minutes(1)
      company.gate.close(.followUserList, until: until)
      await #expect(throws: CallError.blocked(CallBlocked(api: .followUserList, until: until))) {
        try await company.client.followUsers(priority: .background)
      }
      #expect(company.server.requests(to: API.followUserList.path).isEmpty)
    }
  }

  @Test(
    "an answer that is none of this API's says what is wrong with it",
    arguments: [
      (RawServer.response("<html><body>login</body></html>", type: "text/html"), Unreadable.notJSON),
      (RawServer.response(""), .truncated),
      (RawServer.response(#"{"errcode":0,"follow_user":["a""#), .truncated),
      (RawServer.response(#"{"errcode":0,"follow_user":"a"}"#), .wrongType(member: "follow_user")),
      (RawServer.response(#"{"errcode":"0"}"#), .wrongType(member: "errcode")),
      (RawServer.response(#"{"follow_user":[]}"#), .missing(member: "errcode")),
      (RawServer.response("[]"), .notJSON),
      (RawServer.response(#"{"errcode":0}x"#), .notJSON),
      (RawServer.response("{\"x\":" + String(repeating: "[", count: 100_000)), .tooDeep),
      (RawServer.response("moved", status: "302 Found\r\nlocation: http://127.0.0.1:1/"), .httpStatus(302)),
      (RawServer.response(#"{"errcode":0}"#, status: "404 Not Found"), .httpStatus(404)),
      (RawServer.response(#"{"errcode":0}"#, status: "503 Service Unavailable"), .httpStatus(503)),
      (RawServer.response(String(repeating: " ", count: 5 << 20)), .tooLong),
    ])
  func unreadable(_ bytes: [UInt8], _ reason: Unreadable) async throws {
    try await Company.open(answer: { _ in .bytesThenSilence(bytes) }) { company in
      await #expect(throws: CallError.unreadable(.followUserList, reason)) {
        try await company.client.followUsers(priority: .background)
      }
    }
  }

  @Test("members nobody documented, an errcode at the end and a byte order mark do no harm")
  func lenient() async throws {
    let body = "\u{FEFF}{\"new\":{\"a\":[1,{}]},\"follow_user\":[\"a\",\"b c\",\"d\"],\"errcode\":0}"
    try await Company.open(answer: { _ in .json(body) }) { company in
      let users = try await company.client.followUsers(priority: .background)
      #expect(users.map(\.rawValue) == ["a", "d"])
    }
  }

  @Test("an error wins over wrong types beside it")
  func errorWins() async throws {
    try await Company.open(
      answer: { _ in .json(#"{"follow_user":7,"errcode":60020,"errmsg":"no, from ip: 1.2.3.4"}"#) }
    ) { company in
      let error = await #expect(throws: CallError.self) {
        try await company.client.followUsers(priority: .background)
      }
      #expect(error?.code == .untrustedIP)
    }
  }

  @Test("a connection that breaks is tried again")
  func broken() async throws {
    let calls = Counter()
    let replies: [RawServer.Reply] = [
      .close, .reset, .bytesThenClose(Array((RawServer.head(length: 50) + "{\"errc").utf8)), .json(#"{"errcode":0}"#),
    ]
    try await Company.open(answer: { _ in replies[calls.next() - 1] }) { company in
      _ = try await company.client.followUsers(priority: .background)
      #expect(company.pauses.all.count == 3)
    }
  }

  @Test("nobody listening is told at once")
  func refused() async throws {
    let server = try await RawServer.start { _ in .silence }
    await server.stop()
    let client = try Company.client(port: server.port)
    await #expect(throws: CallError.unreachable(.token, .refused)) {
      try await client.followUsers(priority: .background)
    }
    await client.shutdown()
  }

  @Test("a name nobody knows is told as such")
  func unknownHost() async throws {
    let connection = Connection(
      address: try .init("https://no-such-host.invalid"), corpID: try #require(CorpID("w")),
      secret: try #require(Secret("s")))
    let client = WeComClient(
      connection: connection, clock: HandClock(), gate: RecordingGate(), logger: LogLines().logger)
    await #expect(throws: CallError.unreachable(.token, .unknownHost)) {
      try await client.followUsers(priority: .background)
    }
    await client.shutdown()
  }

  @Test("a server that does not speak TLS is told as such")
  func tls() async throws {
    let server = try await RawServer.start(onAccept: .bytesThenClose(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))) {
      _ in .silence
    }
    let client = try Company.client(port: server.port, scheme: "https")
    await #expect(throws: CallError.unreachable(.token, .tls)) {
      try await client.followUsers(priority: .background)
    }
    await client.shutdown()
    await server.stop()
  }

  @Test(
    "silence, before the answer or in the middle of it, ends with the time-out",
    arguments: [
      RawServer.Reply.silence, .bytesThenSilence(Array("HTTP/1.1 200 OK\r\n".utf8)),
      .bytesThenSilence(Array((RawServer.head(length: 100) + "{").utf8)),
    ])
  func slow(_ reply: RawServer.Reply) async throws {
    try await Company.open(timeOut: .seconds(10), answer: { _ in reply }) { company in
      await #expect(throws: CallError.timedOut(.followUserList)) {
        try await company.client.followUsers(priority: .background)
      }
    }
  }

  @Test("a cancelled read ends as cancelled, and leaves the gate")
  func cancelled() async throws {
    let (asked, ask) = AsyncStream<Void>.makeStream()
    try await Company.open(answer: { _ in
      ask.yield()
      return .silence
    }) { company in
      let read = Task { try await company.client.followUsers(priority: .background) }
      for await _ in asked { break }
      read.cancel()
      await #expect(throws: CancellationError.self) { try await read.value }
      #expect(company.gate.left == [.answered, .failed])
    }
  }

  @Test("the server's clock is compared with the company's")
  func skew() async throws {
    try await Company.open(answer: { _ in
      .bytesThenSilence(Array((RawServer.head(length: 13) + #"{"errcode":0}"#).utf8))
    }) { company in
      #expect(company.client.clockSkew == nil)
      _ = try await company.client.followUsers(priority: .background)
      #expect(company.client.clockSkew == Timestamp(seconds: 1_795_222_800) - company.clock.now)
    }
  }

  @Test("no secret, token or URL is in any log line or error")
  func secrecy() async throws {
    let replies: [RawServer.Reply] = [
      errorJSON(40014, "invalid access_token \(Company.tokenText)1"), .close, .silence, errorJSON(60020),
    ]
    let calls = Counter()
    try await Company.open(timeOut: .seconds(10), answer: { _ in replies[min(calls.next(), 4) - 1] }) { company in
      var seen = ""
      for _ in 0..<3 {
        do { _ = try await company.client.followUsers(priority: .background) } catch {
          seen += "\(error) \(String(reflecting: error))"
          dump(error, to: &seen)
        }
      }
      dump(company.client.connection, to: &seen)
      seen += "\(company.client.connection) \(company.log.text)"
      #expect(seen.contains("get_follow_user_list"))
      #expect(!seen.contains("canary"))
      #expect(!seen.contains("access_token="))
    }
  }
}
