import Model

/// Since when, in real time, this process knows of an open call. A call that was open before the process began may still
/// be on its way for one full request time-out from now, however fast company time runs.
package actor OpenCallWatch {
  private var firstSeen: [BatchID: ContinuousClock.Instant] = [:]

  package init() {}

  /// Counts from now: the call's intent is about to be committed.
  func begin(_ batch: BatchID) { firstSeen[batch] = .now }

  /// When the call's intent was begun, or when it was first asked about.
  func beginning(of batch: BatchID) -> ContinuousClock.Instant {
    let seen = firstSeen[batch] ?? .now
    firstSeen[batch] = seen
    return seen
  }

  /// How much of `timeout` is left since the call was begun or first asked about; zero once it has passed.
  func remaining(of batch: BatchID, timeout: Duration) -> Duration {
    max(.zero, timeout - beginning(of: batch).duration(to: .now))
  }

  func forget(_ batch: BatchID) { firstSeen[batch] = nil }
}
