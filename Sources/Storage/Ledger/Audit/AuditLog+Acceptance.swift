import Model

extension AuditLog {
  /// What became of a person's wish to take a ledger for good whose audit is not the one its head names.
  package enum Acceptance: Sendable, Hashable {
    /// The audit goes on behind this many rows.
    case accepted(count: Int64)
    /// The head names the audit's last row already.
    case nothingToAccept
    /// The audit has another number of rows than was typed.
    case otherCount(Int64)
    /// A call that this ledger knows nothing of may still have its effect until then.
    case tooEarly(until: Timestamp)
  }

  /// Takes the ledger for good as it is, in one transaction with an audit row that names both ends; the head then names
  /// the ledger's again.
  ///
  /// Nothing is accepted before the quiet period has passed since the last act that the head knows of: that may have been
  /// a call this copy of the ledger never heard of, and only a look at the vendor that comes after can be believed. Where
  /// no head tells when that was, or an old copy of it tells an earlier moment, the first try counts as the moment.
  ///
  /// - Parameters:
  ///   - count: the number of rows, typed by the person.
  ///   - quietPeriod: how long after its intent a call may still have an effect.
  package static func accept(
    count: Int64, quietPeriod: TimeSpan, head: AuditHead, actor: String, now: Timestamp, in engine: any SQLEngine
  ) throws -> Acceptance {
    try engine.transaction { connection in
      let tip = try tip(in: connection)
      let state = try head.read()
      guard let fault = try state.fault(of: tip, in: connection) else { return .nothingToAccept }
      guard count == tip.count else { return .otherCount(tip.count) }
      guard let latest = state.latest, fault != .headBehind(count: latest.count) else {
        let lost = AuditTip(count: tip.count, hash: AuditTip.lost, at: now)
        try head.update { $0 == state ? [lost] : nil }
        return .tooEarly(until: now + quietPeriod)
      }
      let end = latest.at + quietPeriod
      guard now >= end else { return .tooEarly(until: end) }
      try append(
        .accept, actor: actor, subject: "audit",
        detail:
          "fault=\(fault.code) head=\(latest.count) head_hash=\(latest.hash) count=\(tip.count) hash=\(tip.hash)",
        at: now, in: connection)
      return .accepted(count: tip.count)
    }
  }
}
