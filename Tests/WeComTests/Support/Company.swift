import Logging
import Model
import Synchronization
import Testing

@testable import WeCom

/// A company clock that stands still until a test moves it.
final class HandClock: CompanyClock {
  private let moment: Mutex<Timestamp>
  init(_ now: Timestamp = Timestamp(seconds: 1_795_222_800)) { moment = Mutex(now) }
  var now: Timestamp { moment.withLock { $0 } }
  var speed: Double { 1 }
  func sleep(until deadline: Timestamp) async throws { moment.withLock { $0 = max($0, deadline) } }
  func advance(by span: TimeSpan) { moment.withLock { $0 = $0 + span } }
}

/// A gate that is open unless told otherwise, and keeps account.
final class RecordingGate: CallGate {
  private struct State {
    var entered: [API] = []
    var left: [CallEnd] = []
    var closed: [API: CallBlocked] = [:]
  }

  private let state = Mutex(State())

  func enter(_ api: API, _ priority: CallPriority) async throws {
    try state.withLock { state in
      if let block = state.closed[api] { throw block }
      state.entered.append(api)
    }
  }

  func leave(_ api: API, _ end: CallEnd) async { state.withLock { $0.left.append(end) } }

  func close(_ api: API, until: Timestamp) {
    state.withLock { $0.closed[api] = CallBlocked(api: api, until: until) }
  }

  var entered: [API] { state.withLock { $0.entered } }
  var left: [CallEnd] { state.withLock { $0.left } }
}

/// A gate that lets nobody through, until whoever waits is cancelled.
struct StuckGate: CallGate {
  let api: API
  func enter(_ api: API, _ priority: CallPriority) async throws {
    guard api == self.api else { return }
    try await ContinuousClock().sleep(for: .seconds(3600))
  }
  func leave(_ api: API, _ end: CallEnd) async {}
}

/// A client of one server, and what a test looks at.
struct Company: Sendable {
  static let secretText = "canary-SECRET/+=&"
  static let tokenText = "canary-TOKEN"

  let server: RawServer
  let client: WeComClient
  let clock: HandClock
  let gate: RecordingGate
  let pauses: Pauses
  let log: LogLines

  /// Runs `test` against a server that hands out tokens (`canary-TOKEN1`, `canary-TOKEN2`, …) and leaves the other calls
  /// to `answer`.
  static func open(
    timeOut: Duration = .seconds(20), token: (@Sendable (Int) -> RawServer.Reply)? = nil,
    answer: @escaping @Sendable (RawServer.Request) -> RawServer.Reply,
    _ test: (Company) async throws -> Void
  ) async throws {
    let tokens = Counter()
    let server = try await RawServer.start { request in
      guard request.path == "/cgi-bin/gettoken" else { return answer(request) }
      let number = tokens.next()
      return token?(number)
        ?? .json(#"{"errcode":0,"errmsg":"ok","access_token":"\#(tokenText)\#(number)","expires_in":7200}"#)
    }
    let company = try Company(server: server, timeOut: timeOut)
    do { try await test(company) } catch {
      await company.close()
      throw error
    }
    await company.close()
  }

  init(server: RawServer, timeOut: Duration = .seconds(20), gate other: (any CallGate)? = nil) throws {
    self.server = server
    clock = HandClock()
    gate = RecordingGate()
    pauses = Pauses()
    log = LogLines()
    client = try Self.client(
      port: server.port, timeOut: timeOut, clock: clock, gate: other ?? gate, pauses: pauses, log: log)
  }

  static func client(
    port: Int, timeOut: Duration = .seconds(20), clock: HandClock = HandClock(), gate: any CallGate = RecordingGate(),
    pauses: Pauses = Pauses(), log: LogLines = LogLines(), scheme: String = "http"
  ) throws -> WeComClient {
    let connection = Connection(
      address: try .init("\(scheme)://127.0.0.1:\(port)"), corpID: try #require(CorpID("wwtest")),
      secret: try #require(Secret(secretText)), timeOut: timeOut)
    return WeComClient(connection: connection, clock: clock, gate: gate, logger: log.logger) { pauses.add($0) }
  }

  private func close() async {
    await client.shutdown()
    await server.stop()
  }
}

/// The delays a client asked for, none of which was waited for.
final class Pauses: Sendable {
  private let delays = Mutex<[Duration]>([])
  var all: [Duration] { delays.withLock { $0 } }
  func add(_ delay: Duration) { delays.withLock { $0.append(delay) } }
}

final class Counter: Sendable {
  private let count = Mutex(0)
  /// 1, 2, 3, …
  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
  var value: Int { count.withLock { $0 } }
}

/// Everything logged, at every level.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])
  var text: String { lines.withLock { $0.joined(separator: "\n") } }
  var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

  private struct Handler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
      lines.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
  }
}

func errorJSON(_ code: Int, _ message: String = "no") -> RawServer.Reply {
  .json(#"{"errcode":\#(code),"errmsg":"\#(message)"}"#)
}

/// An identifier a test knows to be a good one.
func id<ID: Identifier>(_ text: String, _: ID.Type = ID.self) throws -> ID { try #require(ID(text)) }
