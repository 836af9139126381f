import Logging
import Model

/// The vendor's API for one application of one corp, and nothing but it: every call passes the gate, carries a token
/// that is fetched and refreshed as the vendor wants it, and ends in a value or in an error that says what failed.
///
/// Reads are repeated when that may help (busy, data conflict, too many at once, a broken connection); writes never are.
package final class WeComClient: Sendable {
  /// Bytes of an answer; a list of 1000 groups takes 80 KB, a group of 500 people 150 KB.
  package static let longestAnswer = 4 << 20

  /// Real time between the attempts of a read; there are as many repeats as delays.
  package static let delays: [Duration] = [.milliseconds(200), .seconds(1), .seconds(3)]

  let caller: Caller
  let keeper: TokenKeeper
  private let pause: @Sendable (Duration) async throws -> Void

  /// - Parameters:
  ///   - clock: company time, for the token's life and the skew.
  ///   - gate: the limiter every call passes.
  ///   - pause: waits between two attempts, in real time; throws `CancellationError`.
  package init(
    connection: Connection, clock: any CompanyClock, gate: any CallGate, logger: Logger,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await ContinuousClock().sleep(for: $0) }
  ) {
    let caller = Caller(connection: connection, clock: clock, gate: gate, logger: logger)
    self.caller = caller
    self.pause = pause
    keeper = TokenKeeper(clock: clock) { try await Self.fetchToken(caller, pause) }
  }

  package var connection: Connection { caller.connection }

  /// The server's `Date` minus company time, as of the last answer that had one; nil before. Above 30 s nothing may be
  /// sent. It means something at speed 1 only.
  package var clockSkew: TimeSpan? { caller.clockSkew }

  /// Ends what is under way and closes the connections. The client must not be used afterwards.
  package func shutdown() async { await caller.shutdown() }

  /// One read, with all that may be done to get its answer. Throws ``CallError`` and `CancellationError`.
  func read<A: Answer>(_ call: WireCall, priority: CallPriority, as _: A.Type = A.self) async throws -> A {
    var delays = Self.delays[...]
    var token = try await keeper.current()
    var isRefreshed = false
    while true {
      do {
        return try await caller.call(call, with: .accessToken(token.secret), priority: priority)
      } catch let error as CallError {
        if error.code?.disposition == .refresh, !isRefreshed {
          // A second refusal is final: the vendor would go on giving the same answer.
          isRefreshed = true
          token = try await keeper.replacement(for: token)
        } else if error.mayPass, let delay = delays.popFirst() {
          try await pause(delay)
        } else {
          throw error
        }
      }
    }
  }

  private static func fetchToken(
    _ caller: Caller, _ pause: @Sendable (Duration) async throws -> Void
  ) async throws -> AccessToken {
    for delay in delays {
      do { return try await caller.fetchToken() } catch let error as CallError where error.mayPass {
        try await pause(delay)
      }
    }
    return try await caller.fetchToken()
  }
}

extension CallError {
  /// Whether a read may bring an answer when it is simply asked again.
  fileprivate var mayPass: Bool {
    switch self {
    case .vendor(let error): error.code.disposition == .repeat
    case .unreachable(_, .closed): true
    case .unreadable(_, .httpStatus(let status)): (500..<600).contains(status)
    default: false
    }
  }
}
