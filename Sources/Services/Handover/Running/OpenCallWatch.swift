import Model

/// Since when, in real time, a process knows of each open call. A call that was open before the process began may still be
/// on its way for one full request time-out from now, however fast company time runs.
package struct OpenCalls: Sendable {
  private var firstSeen: [BatchID: ContinuousClock.Instant] = [:]

  package init() {}

  /// Counts from now: the call's intent is about to be committed.
  package mutating func begin(_ batch: BatchID, at instant: ContinuousClock.Instant) { firstSeen[batch] = instant }

  /// When the call's intent was begun, or when it was first asked about.
  package mutating func beginning(of batch: BatchID, at instant: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let seen = firstSeen[batch] ?? instant
    firstSeen[batch] = seen
    return seen
  }

  /// How much of `timeout` is left since the call was begun or first asked about; zero once it has passed.
  package mutating func remaining(
    of batch: BatchID, timeout: Duration, at instant: ContinuousClock.Instant
  ) -> Duration {
    max(.zero, timeout - beginning(of: batch, at: instant).duration(to: instant))
  }

  package mutating func forget(_ batch: BatchID) { firstSeen[batch] = nil }
}

/// The ``OpenCalls`` of this process.
package actor OpenCallWatch {
  private var calls = OpenCalls()

  package init() {}

  func begin(_ batch: BatchID) { calls.begin(batch, at: .now) }
  func beginning(of batch: BatchID) -> ContinuousClock.Instant { calls.beginning(of: batch, at: .now) }
  func remaining(of batch: BatchID, timeout: Duration) -> Duration {
    calls.remaining(of: batch, timeout: timeout, at: .now)
  }
  func forget(_ batch: BatchID) { calls.forget(batch) }
}
