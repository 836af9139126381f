import Model
import NIOCore
import NIOPosix

extension WeComClient {
  /// Real time a call may wait in the limiter; whoever wants to send has passed it in ``prepareToSend(_:)``.
  private static let patience = TimeAmount.milliseconds(500)

  /// Gets everything ready for a transfer to be sent, so that nothing is waited for between the ledger's commit and
  /// the send: a token is fetched if none is at hand, and the limiter is asked. Throws ``CallError`` (`.blocked` while
  /// the vendor has closed the API) and `CancellationError`.
  package func prepareToSend(_ kind: TransferKind) async throws { try await prepareToSend(kind.api) }

  /// The same for a call that changes a join way.
  package func prepareToSend(_ kind: JoinWayRequest.Kind) async throws { try await prepareToSend(kind.api) }

  private func prepareToSend(_ api: API) async throws {
    _ = try await keeper.current()
    try await caller.enterGate(api, .foreground)
    await caller.gate.leave(api, .answered)
  }

  /// Sends a transfer, once: no repetition, no redirect, no token fetched, a connection of its own, closed afterwards.
  ///
  /// It never throws, and cancelling the caller's task does not cut it short: what was begun is awaited, at most for the
  /// connection's time-out, because the answer is worth more than the haste.
  /// - Parameter mayStillSend: asked when the connection stands, immediately before it is given the request, at most
  ///   once and on an event loop's thread: it must not block.
  package func send(_ request: TransferRequest, mayStillSend: @escaping @Sendable () -> Bool) async -> TransferEnd {
    await Task { await self.sendOnce(request, mayStillSend) }.value
  }

  /// Sends a call that changes a join way, as a transfer is sent: once, and awaited whatever becomes of the caller's task.
  package func send(_ request: JoinWayRequest, mayStillSend: @escaping @Sendable () -> Bool) async -> JoinWayCallEnd {
    await Task { await self.sendOnce(request, mayStillSend) }.value
  }

  private func sendOnce<W: Write>(
    _ request: W, _ mayStillSend: @escaping @Sendable () -> Bool
  ) async -> WriteEnd<W.Value> {
    let api = request.api
    guard let token = await keeper.ready() else { return .notSent(.noToken) }
    if let reason = await enterAtOnce(api) { return .notSent(reason) }

    let start = ContinuousClock.now
    let gate = SendGate(mayStillSend: mayStillSend)
    let http = gate.client(timeOut: connection.timeOut)
    let credential = Credential.accessToken(token.secret)
    var wire = WireCall(api: api, body: request.body).request(at: connection.address, with: credential)
    wire.headers.add(name: "connection", value: "close")
    let outcome = await Exchange.run(
      wire, on: http, timeOut: connection.timeOut, longest: Self.longestAnswer)
    // Not awaited: an attempt at a connection that was given up may hold it for a while.
    Task { try? await http.shutdown() }

    if case .success(let answer) = outcome { caller.note(answer) }
    let end = end(of: request, outcome, gate.seal(), credential)
    await caller.gate.leave(api, CallEnd(end))
    caller.log(api, end.failure, since: start)
    return end
  }

  /// Nil once the limiter has let the call through.
  private func enterAtOnce(_ api: API) async -> NotSent? {
    let gate = caller.gate
    let entering = Task { try await gate.enter(api, .foreground) }
    let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: Self.patience) { entering.cancel() }
    defer { timer.cancel() }
    switch await entering.result {
    case .success: return nil
    case .failure(let error): return .limited(error as? CallBlocked)
    }
  }

  private func end<W: Write>(
    of request: W, _ outcome: Result<HTTPAnswer, HTTPFailure>, _ gate: SendGate.State, _ credential: Credential
  ) -> WriteEnd<W.Value> {
    switch (gate, outcome) {
    case (.refused, _): .notSent(.gateClosed)
    case (.untouched, .failure(.unreachable(let reason))): .notSent(.unreachable(reason))
    case (.untouched, .failure(.timedOut)): .notSent(.timedOut)
    case (.untouched, .failure(.cancelled)): .notSent(.unreachable(.shutDown))
    case (_, .failure(.timedOut)): .unknown(.timedOut)
    case (_, .failure(.tooLong)): .unknown(.unreadable(.tooLong))
    case (_, .failure): .unknown(.connectionLost)
    case (_, .success(let answer)): request.end(status: answer.status, answer.body, hiding: credential)
    }
  }
}

extension CallEnd {
  fileprivate init(_ end: WriteEnd<some Hashable & Sendable>) {
    switch end {
    case .answered, .notSent(.gateClosed): self = .answered
    case .refused(let error), .unknown(.vendor(let error)): self.init(error.code)
    case .notSent, .unknown: self = .failed
    }
  }
}

extension WriteEnd {
  /// How the attempt ended, for the log.
  fileprivate var failure: Result<Void, LoggedEnd> {
    switch self {
    case .answered(let value as [ChatID: VendorError]) where !value.isEmpty:
      .failure(LoggedEnd("\(value.count) chats failed"))
    case .answered: .success(())
    case .refused(let error): .failure(LoggedEnd("refused: \(error)"))
    case .notSent(let reason): .failure(LoggedEnd("not sent: \(reason)"))
    case .unknown(.vendor(let error)): .failure(LoggedEnd("unknown: \(error)"))
    case .unknown(let reason): .failure(LoggedEnd("unknown: \(reason)"))
    }
  }
}

private struct LoggedEnd: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
