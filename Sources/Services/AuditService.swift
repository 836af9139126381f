import Model
import Storage

/// The audit of a company, as the pane and the subcommands see it.
package struct AuditService: Sendable {
  let ledger: Store
  let head: AuditHead
  let clock: any CompanyClock
  let rules: HandoverRules
  let authority: Authority
  /// Who acts, as `user@host`.
  let actor: String

  package init(
    ledger: Store, head: AuditHead, clock: any CompanyClock, rules: HandoverRules, authority: Authority, actor: String
  ) {
    self.ledger = ledger
    self.head = head
    self.clock = clock
    self.rules = rules
    self.authority = authority
    self.actor = actor
  }

  /// The newest rows first.
  ///
  /// - Parameters:
  ///   - end: only rows before this one; nil: from the last on.
  ///   - start: only rows after this one.
  package func entries(
    _ filter: AuditFilter = AuditFilter(), before end: Int64? = nil, after start: Int64 = 0, limit: Int
  ) async throws -> [AuditEntry] {
    try await ledger.read {
      try AuditLog.entries(filter, before: end, after: start, limit: limit, in: $0)
    }
  }

  /// Looks at every row, and at the head.
  ///
  /// - Parameter progress: rows looked at, of how many.
  package func verify(progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> AuditVerification {
    var verifier = AuditVerifier(head: head)
    let total = try await ledger.read(AuditLog.tip).count
    while true {
      // A page at a time: whoever writes waits for no more than that.
      let (next, verification) = try await ledger.read { [verifier] connection in
        var verifier = verifier
        let verification = try verifier.advance(in: connection)
        return (verifier, verification)
      }
      if let verification { return verification }
      try Task.checkCancellation()
      verifier = next
      progress(Int(next.count), Int(total))
    }
  }

  /// Takes the ledger for good as it is, after an audit that is not the one its head names.
  ///
  /// - Parameter count: the number of rows, typed by the person.
  /// - Throws: ``Refusal`` when this process may not change anything.
  package func accept(confirming count: Int64) async throws -> AuditLog.Acceptance {
    try authority.mayChange()
    let now = clock.now
    let quietPeriod = TimeSpan(
      milliseconds: rules.quietPeriod.milliseconds + TimeSpan(rules.requestTimeout).milliseconds)
    return try await ledger.perform { [head, actor] engine in
      try AuditLog.accept(
        count: count, quietPeriod: quietPeriod, head: head, actor: actor, now: now, in: engine)
    }
  }
}
