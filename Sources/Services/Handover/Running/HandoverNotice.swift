import Storage

/// What a profile's hook is told about.
package enum HandoverNotice: String, Sendable, CaseIterable {
  /// Everything is final.
  case done
  /// A person has to act.
  case attention
  /// The day's quota is spent; it goes on tomorrow.
  case quota

  /// A run that only waits ends many times a day.
  func isDaily(_ end: HandoverLedger.RunEnd) -> Bool {
    if case .waiting = end { return true }
    return false
  }

  /// Nil when the end of a run is nobody's news.
  init?(_ end: HandoverLedger.RunEnd, _ reason: JobReason?) {
    switch (end, reason) {
    case (.final, _): self = .done
    case (.attention, _), (.waiting, .newOwnerUnfit): self = .attention
    case (.waiting, .quotaUsedUp), (.waiting, .quotaClosed): self = .quota
    default: return nil
    }
  }
}
