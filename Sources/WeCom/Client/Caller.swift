import AsyncHTTPClient
import Logging
import Model
import NIOCore
import Synchronization

/// Takes one call past the gate, over the wire and back, and says how it ended. It repeats nothing.
final class Caller: Sendable {
  let connection: Connection
  let clock: any CompanyClock
  let gate: any CallGate
  let logger: Logger
  private let http: HTTPClient
  private let skew = Mutex<TimeSpan?>(nil)

  init(connection: Connection, clock: any CompanyClock, gate: any CallGate, logger: Logger) {
    self.connection = connection
    self.clock = clock
    self.gate = gate
    self.logger = logger
    http = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: Self.configuration(timeOut: connection.timeOut))
  }

  /// Whoever was interrupted did not come to ``shutdown()``; where it was called this does nothing.
  deinit { http.shutdown { _ in } }

  func shutdown() async {
    // It throws when shut down twice; there is nothing left to do then.
    try? await http.shutdown()
  }

  /// Server's time minus company time, as of the last answer.
  var clockSkew: TimeSpan? { skew.withLock { $0 } }

  /// Throws ``CallError`` and `CancellationError`.
  func call<A: Answer>(
    _ call: WireCall, with credential: Credential, priority: CallPriority, as _: A.Type = A.self
  ) async throws -> A {
    try await enterGate(call.api, priority)
    let request = call.request(at: connection.address, with: credential)
    let start = ContinuousClock.now
    let outcome = await Exchange.run(
      request, on: http, timeOut: connection.timeOut, longest: WeComClient.longestAnswer)
    let result = Result<A, any Error> { try read(outcome, from: call.api, shown: credential) }
    await gate.leave(call.api, CallEnd(result))
    log(call.api, result, since: start)
    return try result.get()
  }

  /// Throws ``CallError`` and `CancellationError`.
  func enterGate(_ api: API, _ priority: CallPriority) async throws {
    do { try await gate.enter(api, priority) } catch let block as CallBlocked { throw CallError.blocked(block) }
  }

  /// Keeps the difference between the server's clock and ours.
  func note(_ answer: HTTPAnswer) {
    guard let date = answer.date else { return }
    let difference = date - clock.now
    skew.withLock { $0 = difference }
  }

  func log(_ api: API, _ result: Result<some Any, some Error>, since start: ContinuousClock.Instant) {
    var metadata: Logger.Metadata = ["api": "\(api)", "took": "\(ContinuousClock.now - start)"]
    if case .failure(let error) = result { metadata["error"] = "\(error)" }
    logger.debug("call", metadata: metadata)
  }

  private func read<A: Answer>(
    _ outcome: Result<HTTPAnswer, HTTPFailure>, from api: API, shown credential: Credential
  ) throws -> A {
    switch outcome {
    case .success(let answer):
      note(answer)
      return try A.value(status: answer.status, answer.body, from: api, hiding: credential)
    case .failure(.unreachable(let reason)): throw CallError.unreachable(api, reason)
    case .failure(.timedOut): throw CallError.timedOut(api)
    case .failure(.tooLong): throw CallError.unreadable(api, .tooLong)
    case .failure(.cancelled): throw CancellationError()
    }
  }
}

extension Caller {
  /// No redirects, no spans (they would carry the URL), no connection made twice, no body of any size.
  static func configuration(timeOut: Duration) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = min(TimeAmount(timeOut), .seconds(10))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    // Shorter than servers commonly keep them, so that few are found closed when they are used.
    configuration.connectionPool.idleTimeout = .seconds(20)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    configuration.tracing.tracer = nil
    return configuration
  }
}

extension CallEnd {
  init(_ result: Result<some Any, any Error>) {
    switch result {
    case .success: self = .answered
    case .failure(CallError.vendor(let error)): self.init(error.code)
    case .failure: self = .failed
    }
  }

  init(_ code: ErrorCode) {
    switch code {
    case .tooManyAtOnce: self = .tooManyAtOnce
    case .overLimit: self = .overLimit
    default: self = .answered
    }
  }
}
