import Model

extension JoinWayRegistry {
  /// What a look brought.
  package enum Learnt: Sendable, Hashable {
    /// What was known, or what the vendor made of it by itself.
    case same
    /// Somebody changed it elsewhere.
    case drifted
    /// The vendor does not know it any more.
    case gone
  }

  /// Writes down what reading a configuration showed: a fact, which needs no authority and no audit row.
  ///
  /// While a call about it is open nothing is concluded from what was read: it may be that call's effect. Nor is anything
  /// where the row has changed since the read was begun, where what stood there before this program's last update is read
  /// within ``readLag`` of its end, or where another application than the one that has it does not know it.
  ///
  /// - Parameters:
  ///   - known: the row as it was before the read.
  ///   - profile: whose application read it.
  ///   - isOwn: it was read back after a call of this program's: what differs is what the vendor made of it.
  ///   - writingSeen: where nothing is new but the moment, write that, too; else ``seen(_:)`` is left to the caller.
  /// - Returns: what that was, the row as it stands then, and whether its `seenAt` is still to be written; nil when there is
  ///   no such row.
  package func learn(
    _ sight: JoinWaySight, of known: JoinWayRecord, by profile: String, isOwn: Bool = false, at now: Timestamp,
    writingSeen: Bool = true
  ) throws -> (learnt: Learnt, record: JoinWayRecord, isUnwritten: Bool)? {
    try engine.transaction { connection in
      guard let record = try Self.record(known.id, in: connection) else { return nil }
      guard record.content == known.content, record.standing == known.standing else { return (.same, record, false) }
      let (learnt, after) = try Self.learnt(sight, about: record, by: profile, isOwn: isOwn, at: now, in: connection)
      var onlySeen = record
      onlySeen.seenAt = after.seenAt
      if !writingSeen, after == onlySeen { return (learnt, after, after != record) }
      if after != record { try Self.update(after, in: connection) }
      return (learnt, after, false)
    }
  }

  static func learn(
    _ sight: JoinWaySight, of id: JoinWayID, by profile: String, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    guard let record = try record(id, in: connection) else { return }
    let after = try learnt(sight, about: record, by: profile, isOwn: false, at: now, in: connection).record
    if after != record { try update(after, in: connection) }
  }

  private static func learnt(
    _ sight: JoinWaySight, about record: JoinWayRecord, by profile: String, isOwn: Bool, at now: Timestamp,
    in connection: any SQLConnection
  ) throws -> (learnt: Learnt, record: JoinWayRecord) {
    guard record.openCall == nil, [.kept, .gone].contains(record.standing) else { return (.same, record) }
    if case .found(let remote) = sight, remote.content != record.content,
      try isBehind(remote.content, record.id, at: now, in: connection)
    {
      return (.same, record)
    }
    var after = record
    return (after.learn(sight, by: profile, isOwn: isOwn, at: now), after)
  }

  /// How long a read may show what stood there before a write. The vendor's data lag by about 2 s (92120); what they do at
  /// worst is not said.
  package static let readLag: TimeSpan = .minutes(1)

  private static func isBehind(
    _ remote: JoinWayContent, _ id: JoinWayID, at now: Timestamp, in connection: any SQLConnection
  ) throws -> Bool {
    let last = try connection.query(
      """
      SELECT content_before FROM join_way_call
      WHERE join_way_id = $1 AND state = 'done' AND kind = 'update' AND recorded_at > $2
      ORDER BY committed_at DESC, id DESC LIMIT 1
      """,
      [.init(id), .init(now - readLag)]
    ).first
    return try last.flatMap { try JoinWayRows.optionalContent("content_before", $0) } == remote
  }

  /// Many were read, and nothing about them was new but the moment: one transaction. Throws ``StorageError``.
  package func seen(_ moments: [JoinWayID: Timestamp]) throws {
    guard !moments.isEmpty else { return }
    try engine.transaction { connection in
      for (id, moment) in moments {
        try connection.execute(
          """
          UPDATE join_way SET seen_at = $2
          WHERE id = $1 AND standing IN ('kept', 'gone') AND (seen_at IS NULL OR seen_at < $2)
          """,
          [.init(id), .init(moment)])
      }
    }
  }

  /// What the image of a code says: a fact, while that is the row's `qr_code`. Throws ``StorageError``.
  package func setLink(_ id: JoinWayID, _ link: String, ofCode qrCode: String) throws {
    try engine.transaction { connection in
      _ = try connection.execute(
        "UPDATE join_way SET link = $2 WHERE id = $1 AND qr_code = $3", [.init(id), .text(link), .text(qrCode)])
    }
  }
}

extension JoinWayRecord {
  fileprivate mutating func learn(
    _ sight: JoinWaySight, by profile: String, isOwn: Bool, at now: Timestamp
  ) -> JoinWayRegistry.Learnt {
    guard case .found(let remote) = sight else {
      guard profile == self.profile else { return .same }
      seenAt = now
      guard standing != .gone else { return .same }
      standing = .gone
      changedAt = now
      return .gone
    }
    // Nothing was read since it was sent.
    let isAsSent = seenAt.map { $0 < changedAt } ?? true
    seenAt = now
    self.profile = profile
    if standing == .gone {
      standing = .kept
      forgottenAt = nil
      changedAt = now
    }
    if qrCode != remote.qrCode {
      qrCode = remote.qrCode
      // It was another image's.
      link = nil
    }
    guard content != remote.content else { return .same }
    let isDrift = !isOwn && !content.mayBecome(remote.content, asSent: isAsSent)
    if remote.content == drift?.before {
      drift = nil
    } else if isDrift {
      drift = Drift(before: drift?.before ?? content, noticedAt: now)
    }
    content = remote.content
    changedAt = now
    return isDrift ? .drifted : .same
  }
}

// MARK: - What people decide

extension JoinWayRegistry {
  /// A person knows: of a change made elsewhere, or that it is gone, which takes it off the lists. False when there was
  /// nothing to know.
  package func acknowledge(_ id: JoinWayID, actor: String, now: Timestamp) throws -> Bool {
    try decide(.acknowledge, about: id, actor: actor, now: now) { record in
      switch record.standing {
      case .gone where record.forgottenAt == nil: record.forgottenAt = now
      case .kept where record.drift != nil: record.drift = nil
      default: return false
      }
      return true
    }
  }

  /// Takes an unconfirmed or gone one off the lists; its row stays. False for anything else.
  package func forget(_ id: JoinWayID, actor: String, now: Timestamp) throws -> Bool {
    try decide(.forget, about: id, actor: actor, now: now) { record in
      guard [.unconfirmed, .gone].contains(record.standing), record.forgottenAt == nil else { return false }
      record.forgottenAt = now
      return true
    }
  }

  private func decide(
    _ act: AuditLog.Act, about id: JoinWayID, actor: String, now: Timestamp, _ change: (inout JoinWayRecord) -> Bool
  ) throws -> Bool {
    try engine.transaction { connection in
      guard var record = try Self.record(id, in: connection), change(&record) else { return false }
      try Self.update(record, in: connection)
      try AuditLog.append(
        act, actor: actor, subject: id.rawValue,
        detail: "standing=\(record.standing.rawValue) config=\(record.configID?.rawValue ?? "-")", at: now,
        in: connection)
      return true
    }
  }

  /// What became of a configuration that was taken into the registry.
  package enum Import: Sendable, Hashable {
    case imported, known
    /// It is the configuration whose answer was lost.
    case confirmed
  }

  /// Takes a configuration that was just read into the registry, in one transaction with its audit row. One whose `state`
  /// is that of an unconfirmed row is that row's; another profile's, if it says what was sent besides: two applications may have
  /// used one `state`.
  ///
  /// - Parameters:
  ///   - profile: whose application read it.
  ///   - begun: when the read was begun: a row that was changed later is left as it is.
  ///   - newID: of the row, should there be none.
  package func importRow(
    _ remote: JoinWay, by profile: String, readSince begun: Timestamp, newID: JoinWayID, actor: String, now: Timestamp
  ) throws -> (end: Import, record: JoinWayRecord) {
    try engine.transaction { connection in
      let end: Import
      let id: JoinWayID
      if let known = try Self.record(configID: remote.configID, in: connection) {
        (end, id) = (.known, known.id)
        if known.changedAt <= begun {
          try Self.revive(known, at: now, in: connection)
          try Self.learn(.found(remote), of: id, by: profile, at: now, in: connection)
        }
      } else if let row = try Self.records(withState: remote.content.state, in: connection)
        .first(where: { row in
          row.standing == .unconfirmed
            && (row.profile == profile || row.content.mayBecome(remote.content, asSent: true))
        })
      {
        (end, id) = (.confirmed, row.id)
        try Self.confirm(row, as: remote, by: profile, actor: actor, at: now, in: connection)
      } else {
        (end, id) = (.imported, newID)
        try Self.insert(
          JoinWayRecord(
            id: newID, configID: remote.configID, standing: .kept, origin: .imported, profile: profile,
            content: remote.content, qrCode: remote.qrCode, seenAt: now, createdAt: now, createdBy: actor,
            changedAt: now),
          in: connection)
      }
      try AuditLog.append(
        .import, actor: actor, subject: id.rawValue, detail: "config=\(remote.configID) end=\(end)", at: now,
        in: connection)
      guard let record = try Self.record(id, in: connection) else { throw StorageError.constraint(name: "join_way") }
      return (end, record)
    }
  }

  /// A person names it and the vendor has it: whatever was thought of it, it is there.
  private static func revive(_ record: JoinWayRecord, at now: Timestamp, in connection: any SQLConnection) throws {
    guard record.openCall == nil, record.standing != .kept || record.forgottenAt != nil else { return }
    var record = record
    record.standing = .kept
    record.forgottenAt = nil
    record.changedAt = now
    try update(record, in: connection)
  }

  private static func confirm(
    _ row: JoinWayRecord, as remote: JoinWay, by profile: String, actor: String, at now: Timestamp,
    in connection: any SQLConnection
  ) throws {
    if let call = row.openCall {
      try connection.execute(
        "UPDATE join_way_call SET state = 'done', outcome = 'confirmed', recorded_at = $2 WHERE id = $1",
        [.init(call.id), .init(now)])
      try AuditLog.append(
        .recorded, actor: actor, subject: call.id.rawValue,
        detail: "outcome=confirmed api=\(call.kind.api) join_way=\(row.id) config=\(remote.configID)", at: now,
        in: connection)
    }
    var record = row
    record.configID = remote.configID
    record.standing = .kept
    record.forgottenAt = nil
    record.changedAt = now
    try update(record, in: connection)
    try learn(.found(remote), of: row.id, by: profile, at: now, in: connection)
  }
}
