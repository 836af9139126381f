import Model
import Testing

@testable import WeCom

@Suite("Send gate", .timeLimit(.minutes(5)))
struct SendGateTests {
  @Test("what never passed it never arrives, however an attempt is cut off")
  func neverArrives() async throws {
    let server = try await RawServer.start { _ in .json(#"{"errcode":0}"#) }
    var untouched: Set<String> = []
    // Time-outs that end attempts in every phase: name, connection, request, answer.
    for number in 0..<400 {
      let gate = SendGate { true }
      let timeOut = Duration.microseconds(number * 10)
      let http = gate.client(timeOut: .seconds(20))
      let request = WireCall(api: .transfer, body: Array("attempt \(number)".utf8)).request(
        at: try .init("http://localhost:\(server.port)"), with: .accessToken(try #require(Secret("t"))))
      _ = await Exchange.run(request, on: http, timeOut: timeOut, longest: 1000)
      if gate.seal() == .untouched { untouched.insert("attempt \(number)") }
      try await http.shutdown()
    }
    #expect(!untouched.isEmpty)
    #expect(untouched.isDisjoint(with: server.requests.map(\.body)))
    await server.stop()
  }

  @Test("a connection that is closed in the handshake never came to it", arguments: [RawServer.Reply.close, .reset])
  func handshake(_ reply: RawServer.Reply) async throws {
    let server = try await RawServer.start(onAccept: reply) { _ in .silence }
    let gate = SendGate { true }
    let http = gate.client(timeOut: .seconds(20))
    let request = WireCall(api: .transfer, body: []).request(
      at: try .init("https://127.0.0.1:\(server.port)"), with: .accessToken(try #require(Secret("t"))))
    let outcome = await Exchange.run(request, on: http, timeOut: .seconds(20), longest: 1000)
    #expect(throws: HTTPFailure.self) { try outcome.get() }
    #expect(gate.seal() == .untouched)
    try await http.shutdown()
    await server.stop()
  }
}
