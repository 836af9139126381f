import Model

/// Since when, in real time, a process knows of each open call. A call that was open before the process began may still be
/// on its way for one full request time-out from now, however fast company time runs.
package struct OpenCalls<ID: Hashable & Sendable>: Sendable {
  private var firstSeen: [ID: ContinuousClock.Instant] = [:]

  package init() {}

  /// Counts from now: the call's intent is about to be committed.
  package mutating func begin(_ call: ID, at instant: ContinuousClock.Instant) { firstSeen[call] = instant }

  /// When the call's intent was begun, or when it was first asked about.
  package mutating func beginning(of call: ID, at instant: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let seen = firstSeen[call] ?? instant
    firstSeen[call] = seen
    return seen
  }

  /// How much of `timeout` is left since the call was begun or first asked about; zero once it has passed.
  package mutating func remaining(
    of call: ID, timeout: Duration, at instant: ContinuousClock.Instant
  ) -> Duration {
    max(.zero, timeout - beginning(of: call, at: instant).duration(to: instant))
  }

  package mutating func forget(_ call: ID) { firstSeen[call] = nil }
}

/// The ``OpenCalls`` of this process.
package actor OpenCallWatch<ID: Hashable & Sendable> {
  private var calls = OpenCalls<ID>()

  package init() {}

  func begin(_ call: ID) { calls.begin(call, at: .now) }
  func beginning(of call: ID) -> ContinuousClock.Instant { calls.beginning(of: call, at: .now) }
  func remaining(of call: ID, timeout: Duration) -> Duration {
    calls.remaining(of: call, timeout: timeout, at: .now)
  }
  func forget(_ call: ID) { calls.forget(call) }
}
