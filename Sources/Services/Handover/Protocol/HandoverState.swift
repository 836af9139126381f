import Model
import Storage

/// A handover as one run of its job sees it: what the ledger holds, and which answer the core waits for.
package struct HandoverState: Sendable, Hashable {
  package let handover: Handover
  /// By position; those left out included.
  package var items: [HandoverItem]
  /// The open call of this handover, if there is one.
  package var batch: TransferBatch?
  /// What is spent of ``quotaDay``.
  package var quota: QuotaDay
  package let quotaDay: Day
  /// New owners who cannot receive groups, with the vendor's code.
  package var blocked: [UserID: Int]
  package var phase = Phase.idle
  /// Whole-call refusals of the token since the run began.
  package var tokenRefusals = 0
  /// The open call has been read once in this run before its quiet period was over.
  package var hasLookedEarly = false
  /// The open call has been read once in this run after its quiet period.
  package var hasLookedLate = false

  package init(
    handover: Handover, items: [HandoverItem], batch: TransferBatch?, quota: QuotaDay, quotaDay: Day,
    blocked: [UserID: Int]
  ) {
    self.handover = handover
    self.items = items
    self.batch = batch
    self.quota = quota
    self.quotaDay = quotaDay
    self.blocked = blocked
  }

  /// What the outstanding command is for.
  package enum Phase: Sendable, Hashable {
    case idle
    case preflight([ChatID], newOwner: UserID)
    /// With the moment the read was begun, here and below: what it shows is no newer.
    case follow([ChatID], begun: Timestamp)
    case reconcile([ChatID], begun: Moment)
    /// A change is being written; then these are sent.
    case sorted([ChatID], newOwner: UserID)
    case intending
    case sending
    /// A change is being written; then the run ends with this.
    case ending(HandoverCommand)
    case ended
  }
}

/// What the core knows of time.
package struct Moment: Sendable, Hashable {
  package var now: Timestamp
  /// One full real request time-out has passed since this process first saw the open call. Compressed company time
  /// must not hollow the quiet period out.
  package var isSettled: Bool
  /// The vendor's `Date` less `now`, where it means something.
  package var skew: TimeSpan?

  package init(now: Timestamp, isSettled: Bool, skew: TimeSpan? = nil) {
    self.now = now
    self.isSettled = isSettled
    self.skew = skew
  }

  /// The skew, where it is beyond what is allowed: then nothing is sent, and no silence is taken for a proof.
  func excessiveSkew(_ rules: HandoverRules) -> TimeSpan? {
    skew.flatMap { abs($0.milliseconds) > rules.greatestSkew.milliseconds ? $0 : nil }
  }
}
