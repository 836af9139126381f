import Model
import Synchronization
import Testing

@testable import WeCom

@Suite("Transfer", .timeLimit(.minutes(5)))
struct TransferTests {
  private static func request(_ kind: TransferKind = .resigned) throws -> TransferRequest {
    let chats = try [id("wr1"), id("wr2")] as [ChatID]
    return try #require(TransferRequest(kind, chats: chats, newOwner: id("li")))
  }

  /// One transfer answered with `reply`.
  private static func end(
    of reply: RawServer.Reply, timeOut: Duration = .seconds(20), _ check: (Company) throws -> Void = { _ in }
  ) async throws -> TransferEnd {
    var end: TransferEnd?
    try await Company.open(timeOut: timeOut, answer: { _ in reply }) { company in
      try await company.client.prepareToSend(.resigned)
      end = await company.client.send(try request()) { true }
      #expect(company.server.requests(to: API.transfer.path).count == 1)
      try check(company)
    }
    return try #require(end)
  }

  @Test("the bytes sent are those known beforehand", arguments: TransferKind.allCases)
  func body(_ kind: TransferKind) async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0,"errmsg":"ok","failed_chat_list":[]}"#) }) { company in
      let request = try Self.request(kind)
      try await company.client.prepareToSend(kind)
      #expect(await company.client.send(request) { true } == .answered([:]))
      let sent = try #require(company.server.requests(to: kind.api.path).first)
      #expect(Array(sent.body.utf8) == request.body)
      #expect(sent.body == #"{"chat_id_list":["wr1","wr2"],"new_owner":"li"}"#)
    }
  }

  @Test("a request holds one to a hundred chats, each once")
  func bounds() throws {
    let chats = try (0..<101).map { try id("wr\($0)") as ChatID }
    let owner: UserID = try id("li")
    #expect(TransferRequest(.resigned, chats: [], newOwner: owner) == nil)
    #expect(TransferRequest(.resigned, chats: Array(chats[..<100]), newOwner: owner) != nil)
    #expect(TransferRequest(.resigned, chats: chats, newOwner: owner) == nil)
    #expect(TransferRequest(.resigned, chats: [chats[0], chats[0]], newOwner: owner) == nil)
  }

  @Test("chats that failed come with their codes, the others are accepted")
  func failed() async throws {
    let end = try await Self.end(
      of: .json(#"{"errcode":0,"failed_chat_list":[{"chat_id":"wr2","errcode":90500,"errmsg":"not resigned"}]}"#))
    let chat: ChatID = try id("wr2")
    #expect(
      end == .answered([chat: VendorError(.ownerNotResigned, from: .transfer, errmsg: "not resigned")]))
  }

  @Test(
    "a failed chat that cannot be told leaves all of them unknown",
    arguments: [
      (#"{"chat_id":"wr9","errcode":90500}"#, "chat_id"), (#"{"errcode":90500}"#, "chat_id"),
      (#"{"chat_id":"wr1"}"#, "errcode"), (#"{"chat_id":"wr1","errcode":0}"#, "errcode"),
    ])
  func unreadableRow(_ row: String, _ member: String) async throws {
    let end = try await Self.end(of: .json(#"{"errcode":0,"failed_chat_list":[\#(row)]}"#))
    #expect(end == .unknown(.unreadable(.missing(member: member))))
  }

  @Test(
    "a call turned down as a whole is refused, and nothing is repeated or refreshed",
    arguments: [
      40014, 42001, 40001, 41001, 60020, 45009, 45033, 40058, 48002, 48004, 40205, 46004, 84083, 84074, 40098, 41054,
    ])
  func refused(_ code: Int) async throws {
    let end = try await Self.end(of: errorJSON(code)) { company in
      #expect(company.server.requests(to: "gettoken").count == 1)
    }
    #expect(end == .refused(VendorError(ErrorCode(rawValue: code), from: .transfer, errmsg: "no")))
  }

  @Test("any other code leaves the outcome unknown", arguments: [-1, 6000, 99_999, 40003, 60011, 90500])
  func unknownCode(_ code: Int) async throws {
    let end = try await Self.end(of: errorJSON(code))
    #expect(end == .unknown(.vendor(VendorError(ErrorCode(rawValue: code), from: .transfer, errmsg: "no"))))
  }

  @Test(
    "whatever goes wrong once the request may be out leaves the outcome unknown",
    arguments: [
      (RawServer.Reply.close, UnknownEnd.connectionLost), (.reset, .connectionLost),
      (.bytesThenClose(Array("HTTP/1.1 200".utf8)), .connectionLost),
      (.bytesThenClose(Array((RawServer.head(length: 90) + #"{"errcode":0"#).utf8)), .connectionLost),
      (.bytesThenClose(Array("garbage\r\n\r\n".utf8)), .connectionLost),
      (.json("<html>"), .unreadable(.notJSON)), (.json(#"{"errcode":0,"failed_chat_list":["#), .unreadable(.truncated)),
      (.json(#"{"failed_chat_list":[]}"#), .unreadable(.missing(member: "errcode"))),
      (.json(#"{"errcode":0,"failed_chat_list":{}}"#), .unreadable(.wrongType(member: "failed_chat_list"))),
      (.json(String(repeating: "[", count: 10_000)), .unreadable(.notJSON)),
      (.bytesThenSilence(RawServer.response(#"{"errcode":40014}"#, status: "500 Oops")), .unreadable(.httpStatus(500))),
      (.bytesThenSilence(RawServer.response("", status: "307 Moved\r\nlocation: /x")), .unreadable(.httpStatus(307))),
      (.bytesThenSilence(RawServer.response(String(repeating: " ", count: 5 << 20))), .unreadable(.tooLong)),
    ])
  func unknown(_ reply: RawServer.Reply, _ reason: UnknownEnd) async throws {
    #expect(try await Self.end(of: reply) == .unknown(reason))
  }

  @Test(
    "silence ends with the time-out, outcome unknown",
    arguments: [RawServer.Reply.silence, .bytesThenSilence(Array((RawServer.head(length: 90) + "{").utf8))])
  func slow(_ reply: RawServer.Reply) async throws {
    #expect(try await Self.end(of: reply, timeOut: .seconds(10)) == .unknown(.timedOut))
  }

  @Test("a closed gate is asked once, when the connection stands, and nothing is sent")
  func gateClosed() async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0}"#) }) { company in
      try await company.client.prepareToSend(.resigned)
      let before = company.server.accepted
      let asked = Mutex<[Int]>([])
      let end = await company.client.send(try Self.request()) {
        asked.withLock { $0.append(company.server.requests.count) }
        return false
      }
      #expect(end == .notSent(.gateClosed))
      #expect(asked.withLock { $0 } == [1])
      #expect(company.server.requests(to: API.transfer.path).isEmpty)
      // A connection of its own was made for it.
      while company.server.accepted == before { await Task.yield() }
    }
  }

  @Test("without a token nothing is sent")
  func noToken() async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0}"#) }) { company in
      let request = try Self.request()
      #expect(await company.client.send(request) { true } == .notSent(.noToken))
      try await company.client.prepareToSend(.resigned)
      company.clock.advance(by: .hours(2))
      #expect(await company.client.send(request) { true } == .notSent(.noToken))
      #expect(company.server.requests.count == 1)
    }
  }

  @Test("a closed limiter stops it before anything is sent, and says until when")
  func limited() async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0}"#) }) { company in
      try await company.client.prepareToSend(.resigned)
      let block = CallBlocked(api: .transfer, until: company.clock.now + .minutes(1))
      company.gate.close(.transfer, until: block.until)
      let request = try Self.request()
      #expect(await company.client.send(request) { true } == .notSent(.limited(block)))
      await #expect(throws: CallError.blocked(block)) { try await company.client.prepareToSend(.resigned) }
    }
  }

  @Test("it does not wait in the limiter")
  func impatient() async throws {
    let server = try await RawServer.start { _ in .json(#"{"errcode":0,"access_token":"t","expires_in":7200}"#) }
    let client = try Company.client(port: server.port, gate: StuckGate(api: .transfer))
    _ = try await client.keeper.current()
    let request = try Self.request()
    #expect(await client.send(request) { true } == .notSent(.limited(nil)))
    await client.shutdown()
    await server.stop()
  }

  @Test("nobody listening: not sent, and the gate was never asked")
  func connectionRefused() async throws {
    try await Company.open(answer: { _ in .silence }) { company in
      try await company.client.prepareToSend(.resigned)
      await company.server.stop()
      let asked = Flag()
      let end = await company.client.send(try Self.request()) {
        asked.raise()
        return true
      }
      #expect(end == .notSent(.unreachable(.refused)))
      #expect(!asked.isRaised)
    }
  }

  @Test("a TLS handshake that never ends: not sent")
  func handshake() async throws {
    let server = try await RawServer.start(onAccept: .silence) { _ in .silence }
    let gate = SendGate { true }
    let http = gate.client(timeOut: .seconds(10))
    let call = WireCall(api: .transfer, body: try Self.request().body)
    let request = call.request(
      at: try .init("https://127.0.0.1:\(server.port)"), with: .accessToken(try #require(Secret("t"))))
    let outcome = await Exchange.run(request, on: http, timeOut: .seconds(10), longest: 1000)
    #expect(throws: HTTPFailure.self) { try outcome.get() }
    #expect(gate.seal() == .untouched)
    try await http.shutdown()
    await server.stop()
  }

  @Test("a cancelled caller still learns what became of it")
  func cancelled() async throws {
    let (asked, ask) = AsyncStream<Void>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    try await Company.open(answer: { _ in .json(#"{"errcode":0}"#) }) { company in
      try await company.client.prepareToSend(.resigned)
      let request = try Self.request()
      let sending = Task {
        for await _ in released {}
        return await company.client.send(request) {
          ask.yield()
          return true
        }
      }
      sending.cancel()
      release.finish()
      for await _ in asked { break }
      #expect(await sending.value == .answered([:]))
    }
  }

  @Test("every transfer has a connection of its own")
  func freshConnection() async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0}"#) }) { company in
      try await company.client.prepareToSend(.resigned)
      for _ in 0..<3 { _ = await company.client.send(try Self.request()) { true } }
      // One for the token, one for each transfer.
      #expect(company.server.accepted == 4)
    }
  }

  @Test("the gate of limits hears how it ended")
  func ends() async throws {
    _ = try await Self.end(of: errorJSON(45009)) { company in #expect(company.gate.left.last == .overLimit) }
    _ = try await Self.end(of: errorJSON(45033)) { company in #expect(company.gate.left.last == .tooManyAtOnce) }
    _ = try await Self.end(of: .close) { company in #expect(company.gate.left.last == .failed) }
    _ = try await Self.end(of: .json(#"{"errcode":0}"#)) { company in
      #expect(company.gate.left.last == .answered)
      #expect(company.gate.left.count == company.gate.entered.count)
    }
  }

  @Test("no token is in any log line or end")
  func secrecy() async throws {
    let end = try await Self.end(of: errorJSON(40014, "invalid access_token canary-TOKEN1")) { company in
      #expect(company.log.text.contains("groupchat/transfer"))
      #expect(!company.log.text.contains("canary"))
    }
    #expect(!"\(end)".contains("canary"))
  }

  @Test(
    "a token the vendor quotes stands in no chat's error, nor is it cut so that a part of it is left",
    arguments: ["", "\u{301}", String(repeating: "x", count: 2 * VendorError.longestMessage)])
  func quoted(_ behind: String) async throws {
    for count in [0, VendorError.longestMessage - 6] {
      let text = String(repeating: "x", count: count) + "canary-TOKEN1" + behind
      let row = #"{"chat_id":"wr2","errcode":90500,"errmsg":"\#(text)"}"#
      let chat = try await Self.end(of: .json(#"{"errcode":0,"failed_chat_list":[\#(row)]}"#))
      guard case .answered(let failed) = chat, let error = failed.values.first else {
        Issue.record("\(chat)")
        continue
      }
      #expect(error.message.contains("••") && !error.message.contains("cana"), "\(error.message)")
      let whole = try await Self.end(of: errorJSON(40014, text))
      guard case .refused(let error) = whole else {
        Issue.record("\(whole)")
        continue
      }
      #expect(error.message.contains("••") && !error.message.contains("cana"), "\(error.message)")
    }
  }
}
