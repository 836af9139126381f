import AsyncHTTPClient
import NIOCore
import Synchronization

/// The last door before a transfer: asked once, when the connection stands (TLS included) and before it is given the
/// request. What never passed it was never written, whatever error ended the attempt.
final class SendGate: Sendable {
  enum State: Hashable, Sendable {
    /// No connection has come this far.
    case untouched
    /// `mayStillSend` said no.
    case refused
    /// The request may be on the wire.
    case opened
  }

  private let mayStillSend: @Sendable () -> Bool
  private let state = Mutex((now: State.untouched, isSealed: false))

  init(mayStillSend: @escaping @Sendable () -> Bool) { self.mayStillSend = mayStillSend }

  /// Nothing passes from here on; says what has.
  func seal() -> State {
    state.withLock { state in
      state.isSealed = true
      return state.now
    }
  }

  /// A client of its own for one request on one connection that passes this gate.
  func client(timeOut: Duration) -> HTTPClient {
    var configuration = Caller.configuration(timeOut: timeOut)
    configuration.maximumUsesPerConnection = 1
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
    configuration.http1_1ConnectionDebugInitializer = { channel in
      if self.open() { return channel.eventLoop.makeSucceededVoidFuture() }
      // Later, because the pool must hear first that this connection failed.
      channel.eventLoop.execute { channel.close(promise: nil) }
      return channel.eventLoop.makeFailedFuture(Closed())
    }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  private struct Closed: Error {}

  private func open() -> Bool {
    let isAllowed = mayStillSend()
    return state.withLock { state in
      // A second connection would be a repetition.
      guard case .untouched = state.now, !state.isSealed else { return false }
      state.now = isAllowed ? .opened : .refused
      return isAllowed
    }
  }
}
