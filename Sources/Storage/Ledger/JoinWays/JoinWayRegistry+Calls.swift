import Model

/// Why the intent of a call was not committed. Its code is the audit's reason.
package enum JoinWayRefusal: Sendable, Hashable {
  case stopped
  /// An earlier call's end is not known.
  case openCall(JoinWayCall)
  /// Another configuration that exists, or may, has this `state`.
  case stateTaken(JoinWayID)
  /// The registry's row is not what it was: removed, gone, or not there.
  case changed
  /// The audit is not the one its head names: no audit, no act.
  case audit(AuditFault)

  var code: String {
    switch self {
    case .stopped: "stopped"
    case .openCall: "openCall"
    case .stateTaken: "stateTaken"
    case .changed: "changed"
    case .audit: "audit"
    }
  }
}

/// What reading a configuration at the vendor showed.
package enum JoinWaySight: Sendable, Hashable {
  case found(JoinWay)
  /// The vendor does not know it.
  case gone
}

/// How a call ended.
package struct JoinWayCallResult: Sendable, Hashable {
  package var state: JoinWayCall.State
  /// A code for the record: `done`, `timedOut`, `41044` …
  package var outcome: String
  /// The new configuration's, of an add that was answered.
  package var configID: ConfigID?

  package init(_ state: JoinWayCall.State, outcome: String, configID: ConfigID? = nil) {
    self.state = state
    self.outcome = outcome
    self.configID = configID
  }
}

extension JoinWayCall {
  /// What the audit says of the intent to send it.
  func auditDetail(config: ConfigID?) throws -> String {
    let content = try content.map { try JoinWayRows.hash($0) } ?? "-"
    return "api=\(kind.api) join_way=\(joinWay) config=\(config?.rawValue ?? "-") body=\(bodyHash) content=\(content)"
  }
}

extension JoinWayCall.Kind {
  /// The vendor's name of the call.
  package var api: String {
    switch self {
    case .add: "add_join_way"
    case .update: "update_join_way"
    case .delete: "del_join_way"
    }
  }
}

extension JoinWayRegistry {
  /// INTENT: one durable transaction without which no call is sent. Checks the stop switch, that no other call about the
  /// join way is open, that its row still says what the call begins from, and that a new `state` is nobody else's; writes
  /// the call and its audit row.
  ///
  /// - Parameters:
  ///   - call: as it is to be.
  ///   - record: for an add, the row that is left should nothing more ever be heard of it: ``JoinWayRecord/Standing/unconfirmed``.
  ///   - beforeCommit: the last thing inside the transaction.
  /// - Returns: nil when committed, else why not; then nothing was written but the audit's row of the refusal.
  package func intend(
    _ call: JoinWayCall, making record: JoinWayRecord? = nil, beforeCommit: () -> Void = {}
  ) throws -> JoinWayRefusal? {
    let now = call.committedAt
    func refused(_ refusal: JoinWayRefusal, in connection: any SQLConnection) throws -> JoinWayRefusal {
      try AuditLog.refuse(
        .intent, for: "\(refusal.code) api=\(call.kind.api)", actor: call.actor, subject: call.joinWay.rawValue,
        at: now,
        in: connection)
      return refusal
    }
    do {
      return try engine.transaction { connection in
        if try JobLedger.isStopped(in: connection) { return try refused(.stopped, in: connection) }
        let existing = try Self.record(call.joinWay, in: connection)
        if let open = existing?.openCall { return try refused(.openCall(open), in: connection) }
        if let other = try Self.holder(ofStateIn: call, in: connection) {
          return try refused(.stateTaken(other), in: connection)
        }
        if let record {
          guard existing == nil else { return try refused(.changed, in: connection) }
          try Self.insert(record, in: connection)
        } else {
          guard let existing, existing.standing == .kept, existing.configID != nil else {
            return try refused(.changed, in: connection)
          }
        }
        let config = existing?.configID
        let audit = try AuditLog.append(
          .intent, actor: call.actor, subject: call.id.rawValue, detail: call.auditDetail(config: config), at: now,
          in: connection)
        try Self.insert(call, config: config, audit: audit, in: connection)
        beforeCommit()
        return nil
      }
    } catch let mismatch as AuditMismatch {
      return try engine.transaction { try refused(.audit(mismatch.fault), in: $0) }
    }
  }

  /// Who has the `state` that this call is to bring.
  private static func holder(ofStateIn call: JoinWayCall, in connection: any SQLConnection) throws -> JoinWayID? {
    guard let state = call.content?.state, state != call.before?.state else { return nil }
    return try records(withState: state, in: connection).first { record in
      record.id != call.joinWay && [.kept, .unconfirmed].contains(record.standing)
    }?.id
  }

  /// RECORD: writes down how a call ended, and what that makes of its join way, in one transaction with the audit row.
  ///
  /// - Parameters:
  ///   - sight: what was read, where the end was learnt by reading, or by an answer that the vendor does not know the
  ///     configuration.
  ///   - profile: whose application made the call, or read.
  ///   - isDriftKnown: whoever made the call was shown the whole of what stood there, a change made elsewhere included.
  ///   - beforeCommit: the last thing inside the transaction.
  /// - Returns: the join way as it stands then; nil, with nothing written, when the call is not open (any more), or was
  ///   marked unknown before and is to be so again.
  package func record(
    _ result: JoinWayCallResult, of id: CallID, sight: JoinWaySight? = nil, by profile: String,
    isDriftKnown: Bool = false, actor: String, now: Timestamp, beforeCommit: () -> Void = {}
  ) throws -> JoinWayRecord? {
    try engine.transaction { connection in
      guard let call = try Self.call(id, in: connection), call.state.isOpen else { return nil }
      let result = try Self.believable(result, of: call, seeing: sight, by: profile, in: connection)
      guard result.state != call.state else { return nil }
      try connection.execute(
        """
        UPDATE join_way_call SET state = $2, outcome = $3, recorded_at = $4
        WHERE id = $1 AND state IN ('sending', 'unknown')
        """,
        [.init(id), .text(result.state.rawValue), .text(result.outcome), .init(now)])
      try AuditLog.append(
        .recorded, actor: actor, subject: id.rawValue,
        detail:
          "outcome=\(result.outcome) api=\(call.kind.api) join_way=\(call.joinWay)"
          + (result.configID.map { " config=\($0)" } ?? ""),
        at: now, in: connection)
      try Self.apply(result, of: call, isDriftKnown: isDriftKnown, at: now, in: connection)
      if let sight { try Self.learn(sight, of: call.joinWay, by: profile, at: now, in: connection) }
      beforeCommit()
      return try Self.record(call.joinWay, in: connection)
    }
  }

  /// An answer that names a configuration which another row has is no answer to this add. A delete of what is not there has
  /// done what it was to do, if the application that has it is told so; another one's being told so ends nothing.
  private static func believable(
    _ result: JoinWayCallResult, of call: JoinWayCall, seeing sight: JoinWaySight?, by profile: String,
    in connection: any SQLConnection
  ) throws -> JoinWayCallResult {
    if sight == .gone, call.kind != .add {
      let isOwn = try record(call.joinWay, in: connection)?.profile == profile
      switch (call.kind, result.state) {
      case (.delete, .refused) where isOwn: return JoinWayCallResult(.done, outcome: "gone")
      case (_, .done) where !isOwn, (_, .void) where !isOwn: return JoinWayCallResult(.unknown, outcome: "otherProfile")
      default: return result
      }
    }
    guard call.kind == .add, result.state == .done else { return result }
    guard let config = result.configID else { return JoinWayCallResult(.unknown, outcome: "noConfigID") }
    guard let other = try record(configID: config, in: connection), other.id != call.joinWay else { return result }
    return JoinWayCallResult(.unknown, outcome: "otherConfiguration")
  }

  private static func apply(
    _ result: JoinWayCallResult, of call: JoinWayCall, isDriftKnown: Bool, at now: Timestamp,
    in connection: any SQLConnection
  ) throws {
    guard var record = try record(call.joinWay, in: connection) else { return }
    switch (call.kind, result.state) {
    case (.add, .done):
      record.standing = .kept
      record.configID = result.configID
      record.forgottenAt = nil
    case (.add, .notSent), (.add, .refused): record.standing = .refused
    case (.update, .done):
      if let content = call.content { record.content = content }
      if isDriftKnown { record.drift = nil }
    case (.delete, .done): record.standing = .removed
    default: return
    }
    record.changedAt = now
    try update(record, in: connection)
  }
}

// MARK: - Rows

extension JoinWayRegistry {
  static func insert(_ record: JoinWayRecord, in connection: any SQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO join_way (id, config_id, standing, origin, profile, state, content, qr_code, link, seen_at,
        created_at, created_by, changed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """,
      [
        .init(record.id), .init(record.configID), .text(record.standing.rawValue), .text(record.origin.rawValue),
        .text(record.profile), .text(record.content.state), .text(try JoinWayRows.text(record.content)),
        .text(record.qrCode), .init(record.link), .init(record.seenAt), .init(record.createdAt),
        .text(record.createdBy),
        .init(record.changedAt),
      ])
  }

  /// Everything but what stays as it was made, and the call.
  static func update(_ record: JoinWayRecord, in connection: any SQLConnection) throws {
    try connection.execute(
      """
      UPDATE join_way SET config_id = $2, standing = $3, state = $4, content = $5, qr_code = $6, seen_at = $7,
        changed_at = $8, drift_before = $9, drift_at = $10, forgotten_at = $11, profile = $12, link = $13
      WHERE id = $1
      """,
      [
        .init(record.id), .init(record.configID), .text(record.standing.rawValue), .text(record.content.state),
        .text(try JoinWayRows.text(record.content)), .text(record.qrCode), .init(record.seenAt),
        .init(record.changedAt), .init(try record.drift.map { try JoinWayRows.text($0.before) }),
        .init(record.drift?.noticedAt), .init(record.forgottenAt), .text(record.profile), .init(record.link),
      ])
  }

  private static func insert(
    _ call: JoinWayCall, config: ConfigID?, audit: String, in connection: any SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO join_way_call (id, join_way_id, kind, config_id, state, content, content_before, body_hash,
        committed_at, deadline, actor, audit_hash)
      VALUES ($1, $2, $3, $4, 'sending', $5, $6, $7, $8, $9, $10, $11)
      """,
      [
        .init(call.id), .init(call.joinWay), .text(call.kind.rawValue), .init(config),
        .init(try call.content.map(JoinWayRows.text)), .init(try call.before.map(JoinWayRows.text)),
        .text(call.bodyHash), .init(call.committedAt), .init(call.deadline), .text(call.actor), .text(audit),
      ])
  }
}
