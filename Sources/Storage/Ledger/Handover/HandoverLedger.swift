import Model

/// Plans, items, calls and quota of every handover: concrete functions over the SQL seam, one transaction each. Time and
/// ids come in; nothing here decides.
package struct HandoverLedger: Sendable {
  let engine: any SQLEngine

  package init(engine: any SQLEngine) { self.engine = engine }

  /// Writes a plan nobody has confirmed yet: its job is a draft.
  package func save(_ handover: Handover, items: [HandoverItem], job: Job) throws {
    try engine.transaction { connection in
      try JobLedger.insert(job, in: connection)
      try connection.execute(
        """
        INSERT INTO handover (job_id, kind, old_owner, cancelled, planned, created_at, created_by)
        VALUES ($1, $2, $3, 0, $4, $5, $6)
        """,
        [
          .text(handover.id.rawValue), .text(handover.kind.rawValue), .text(handover.oldOwner.rawValue),
          .integer(Int64(items.count)), .integer(handover.createdAt.milliseconds), .text(handover.createdBy),
        ])
      for item in items { try Self.insert(item, of: handover.id, at: handover.createdAt, in: connection) }
    }
  }

  /// Takes back a plan nobody has confirmed, as if it had never been made; false for anything else.
  package func discard(_ job: JobID) throws -> Bool {
    try engine.transaction { connection in
      let id: [SQLValue] = [.text(job.rawValue)]
      guard try connection.execute("DELETE FROM job WHERE id = $1 AND state = 'draft'", id) == 1 else { return false }
      try connection.execute("DELETE FROM handover_item WHERE job_id = $1", id)
      try connection.execute("DELETE FROM handover WHERE job_id = $1", id)
      return true
    }
  }

  private static func insert(
    _ item: HandoverItem, of job: JobID, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO handover_item (job_id, chat_id, position, name, members, new_owner, state, detail, attempts, checks,
        updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9)
      """,
      [
        .text(job.rawValue), .text(item.chatID.rawValue), .integer(Int64(item.position)), .text(item.name),
        .init(item.members.map(Int64.init)), .init(item.newOwner?.rawValue), .text(item.state.rawValue),
        .init(item.detail?.rawValue), .integer(now.milliseconds),
      ])
  }

  package func handover(_ job: JobID) throws -> Handover? {
    try engine.read { try Self.handover(job, in: $0) }
  }

  static func handover(_ job: JobID, in connection: any SQLConnection) throws -> Handover? {
    try connection.query(
      "SELECT \(HandoverRows.handoverColumns) FROM handover WHERE job_id = $1", [.text(job.rawValue)]
    ).first.map(HandoverRows.handover)
  }

  /// Newest first.
  package func handovers() throws -> [Handover] {
    try engine.read { connection in
      try connection.query(
        "SELECT \(HandoverRows.handoverColumns) FROM handover ORDER BY created_at DESC, job_id DESC", []
      ).map(HandoverRows.handover)
    }
  }

  /// By position, those left out included.
  package func items(of job: JobID) throws -> [HandoverItem] {
    try engine.read { try Self.items(of: job, in: $0) }
  }

  static func items(of job: JobID, in connection: any SQLConnection) throws -> [HandoverItem] {
    try connection.query(
      "SELECT \(HandoverRows.itemColumns) FROM handover_item WHERE job_id = $1 ORDER BY position, chat_id",
      [.text(job.rawValue)]
    ).map(HandoverRows.item)
  }

  /// How many items of each state; states with none are missing.
  package func counts(of job: JobID) throws -> [ItemState: Int] {
    try engine.read { connection in
      let rows = try connection.query(
        "SELECT state, COUNT(*) AS count FROM handover_item WHERE job_id = $1 GROUP BY state", [.text(job.rawValue)])
      return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.code("state"), Int(try $0.integer("count"))) })
    }
  }

  /// Oldest first.
  package func batches(of job: JobID) throws -> [TransferBatch] {
    try engine.read { connection in
      try connection.query(
        "SELECT \(HandoverRows.batchColumns) FROM transfer_batch WHERE job_id = $1 ORDER BY committed_at, id",
        [.text(job.rawValue)]
      ).map(HandoverRows.batch)
    }
  }

  package func quota(of owner: UserID, on day: Day) throws -> QuotaDay {
    try engine.read { try QuotaLedger.day(day, of: owner, in: $0) }
  }

  /// New owners of a handover who cannot receive groups, with the vendor's code.
  package func blockedTargets(of job: JobID) throws -> [UserID: Int] {
    try engine.read { try Self.blockedTargets(of: job, in: $0) }
  }

  private static func blockedTargets(of job: JobID, in connection: any SQLConnection) throws -> [UserID: Int] {
    let rows = try connection.query(
      "SELECT new_owner, code FROM handover_target WHERE job_id = $1", [.text(job.rawValue)])
    return try Dictionary(
      uniqueKeysWithValues: rows.map { (try $0.identifier("new_owner"), Int(try $0.integer("code"))) })
  }

  /// Which of these groups stand in an open item, and in which job.
  package func openItems(among chats: Set<ChatID>) throws -> [ChatID: JobID] {
    try engine.read { connection in
      let rows = try connection.query(
        "SELECT chat_id, job_id FROM handover_item WHERE state IN ('ready', 'sending', 'unknown', 'accepted')", [])
      var open: [ChatID: JobID] = [:]
      for row in rows {
        let chat: ChatID = try row.identifier("chat_id")
        if chats.contains(chat) { open[chat] = try row.identifier("job_id") }
      }
      return open
    }
  }

  /// Groups on their way to each new owner: confirmed, and not with them yet or accepted since `time`.
  package func expectedByNewOwner(acceptedSince time: Timestamp) throws -> [UserID: Int] {
    try engine.read { connection in
      let rows = try connection.query(
        """
        SELECT new_owner, COUNT(*) AS count FROM handover_item
        WHERE new_owner IS NOT NULL AND (state IN ('ready', 'sending', 'unknown')
          OR state IN ('accepted', 'done') AND accepted_at >= $1)
        GROUP BY new_owner
        """,
        [.integer(time.milliseconds)])
      return try Dictionary(
        uniqueKeysWithValues: rows.map { (try $0.identifier("new_owner"), Int(try $0.integer("count"))) })
    }
  }

  /// Confirmed groups of this old owner that were not sent yet: they share the owner's days.
  package func readyItems(of owner: UserID) throws -> Int {
    try engine.read { connection in
      let rows = try connection.query(
        """
        SELECT COUNT(*) AS count FROM handover_item
        JOIN handover ON handover.job_id = handover_item.job_id
        WHERE handover.old_owner = $1 AND handover_item.state = 'ready'
        """,
        [.text(owner.rawValue)])
      return Int(try rows.first?.integer("count") ?? 0)
    }
  }

  /// How often each group was handed over on the job since `since`, by this program (95703: twice in 90 days).
  package func onJobTransfers(since: Timestamp) throws -> [ChatID: Int] {
    try engine.read { connection in
      let rows = try connection.query(
        """
        SELECT chat_id, COUNT(*) AS count FROM handover_item
        JOIN handover ON handover.job_id = handover_item.job_id
        WHERE handover.kind = 'onJob' AND accepted_at >= $1 GROUP BY chat_id
        """,
        [.integer(since.milliseconds)])
      return try Dictionary(
        uniqueKeysWithValues: rows.map { (try $0.identifier("chat_id"), Int(try $0.integer("count"))) })
    }
  }

  /// Everything one run of a handover's job starts from, read at one moment.
  package struct Loaded: Sendable {
    package var handover: Handover
    package var items: [HandoverItem]
    /// Open, and of this handover.
    package var batch: TransferBatch?
    package var quota: QuotaDay
    package var blocked: [UserID: Int]
  }

  /// Nil when there is no such handover.
  package func load(_ job: JobID, on day: Day) throws -> Loaded? {
    try engine.read { connection in
      guard let handover = try Self.handover(job, in: connection) else { return nil }
      let items = try Self.items(of: job, in: connection)
      let open = try Self.openBatch(of: handover.oldOwner, in: connection)
      return Loaded(
        handover: handover, items: items,
        batch: open.flatMap { batch in items.contains { $0.batch == batch.id } ? batch : nil },
        quota: try QuotaLedger.day(day, of: handover.oldOwner, in: connection),
        blocked: try Self.blockedTargets(of: job, in: connection))
    }
  }
}
