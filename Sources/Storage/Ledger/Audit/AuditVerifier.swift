import Model

/// What a look at the whole audit found.
package struct AuditVerification: Sendable, Hashable {
  /// The rows looked at, by their last one.
  package var tip: AuditTip
  /// What the head names, the latest last; empty where it is missing or unreadable.
  package var head: [AuditTip]
  /// The first ones, by row; those of the head last.
  package var faults: [AuditFault]

  package init(tip: AuditTip, head: [AuditTip], faults: [AuditFault]) {
    self.tip = tip
    self.head = head
    self.faults = faults
  }

  package var isWhole: Bool { faults.isEmpty }
}

/// Looks at every row of an audit, some at a time, so that nobody who writes is held up meanwhile.
package struct AuditVerifier: Sendable {
  /// Faults told at most; where one row is wrong there may be thousands.
  package static let mostFaults = 20
  private static let page = 1000

  private let head: AuditHead
  private var last = AuditTip.none
  private var faults: [AuditFault] = []

  package init(head: AuditHead) { self.head = head }

  /// Rows looked at so far.
  package var count: Int64 { last.count }

  /// Looks at the next rows; nil while there are more.
  package mutating func advance(in connection: any SQLConnection) throws -> AuditVerification? {
    let rows = try connection.query(
      "SELECT \(AuditEntry.columns) FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2",
      [.integer(last.count), .integer(Int64(Self.page))])
    for row in rows { try check(AuditEntry(row), in: connection) }
    guard rows.count < Self.page else { return nil }
    try findCallsWithoutRow(in: connection)
    // In the transaction that saw the last row: what another process adds meanwhile cannot be committed before.
    let state = try head.read()
    if let fault = try state.fault(of: last, in: connection) { faults.append(fault) }
    let named: [AuditTip] = if case .tips(let tips) = state { tips } else { [] }
    return AuditVerification(tip: last, head: named, faults: faults)
  }

  private mutating func check(_ row: AuditEntry, in connection: any SQLConnection) throws {
    if row.seq != last.count + 1 {
      note(.removed(first: last.count + 1, last: row.seq - 1))
    } else if row.previous != last.hash, row.hash == row.rightHash {
      note(.replaced(row: max(1, last.count)))
    }
    if row.hash != row.rightHash { note(.edited(row: row.seq)) }
    if row.act == AuditLog.Act.intent.rawValue { try checkCall(of: row, in: connection) }
    last = AuditTip(count: row.seq, hash: row.hash, at: row.at)
  }

  private mutating func checkCall(of row: AuditEntry, in connection: any SQLConnection) throws {
    let (call, joinWayCall) = (
      try Self.transfer(row.subject, in: connection), try Self.joinWayCall(row.subject, in: connection)
    )
    guard let found = call ?? joinWayCall, call == nil || joinWayCall == nil, found.hash == row.hash,
      found.detail == row.detail
    else { return note(.callDiffers(row: row.seq, call: CallID(unchecked: row.subject))) }
  }

  /// What the row of a call's intent has to say, and its hash as the call names it.
  private typealias Call = (detail: String?, hash: String)

  private static func transfer(_ id: String, in connection: any SQLConnection) throws -> Call? {
    try connection.query(
      "SELECT \(HandoverRows.batchColumns), audit_hash FROM transfer_batch WHERE id = $1", [.text(id)]
    ).first.map { row in
      (try? HandoverRows.batch(row).auditDetail(of: row.identifier("job_id")), try row.text("audit_hash"))
    }
  }

  private static func joinWayCall(_ id: String, in connection: any SQLConnection) throws -> Call? {
    try connection.query(
      "SELECT \(JoinWayRows.callColumns), audit_hash FROM join_way_call WHERE id = $1", [.text(id)]
    ).first.map { row in
      (
        try? JoinWayRows.call(row).auditDetail(config: row.optionalIdentifier("config_id")),
        try row.text("audit_hash")
      )
    }
  }

  private mutating func note(_ fault: AuditFault) {
    if faults.count < Self.mostFaults { faults.append(fault) }
  }

  private mutating func findCallsWithoutRow(in connection: any SQLConnection) throws {
    let calls = try connection.query(
      """
      SELECT id FROM (
        SELECT id, committed_at FROM transfer_batch UNION ALL SELECT id, committed_at FROM join_way_call) AS call
      WHERE NOT EXISTS (SELECT 1 FROM audit WHERE audit.subject = call.id AND audit.act = 'intent')
      ORDER BY committed_at, id LIMIT $1
      """,
      [.integer(Int64(Self.mostFaults))])
    for call in calls { note(.callWithoutRow(try call.identifier("id"))) }
  }
}

extension AuditLog {
  /// Looks at the whole audit at once.
  package static func verify(head: AuditHead, in engine: any SQLEngine) throws -> AuditVerification {
    var verifier = AuditVerifier(head: head)
    while true {
      if let verification = try engine.read({ try verifier.advance(in: $0) }) { return verification }
    }
  }
}
