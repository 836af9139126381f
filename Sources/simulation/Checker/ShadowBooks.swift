import Model
import Storage

/// A second set of books beside the ledger, in its own connection's temporary tables: what each row was before, so that
/// what changed is found by the database and not row by row.
final class ShadowBooks {
  private let engine: any SQLEngine
  private var lastAudit: (seq: Int64, hash: String) = (0, "")

  struct ItemChange {
    let job: JobID
    let chat: ChatID
    /// Nil for a new one.
    let was: ItemState?
    let state: ItemState
    let newOwner: String?
    let newOwnerWas: String?
    /// Whether a negative read had been noted.
    let hadNegative: Bool
    /// True time at which its call was committed.
    let batchSeen: Timestamp?
  }

  struct BatchChange {
    let id: BatchID
    let job: JobID
    let was: BatchState?
    let state: BatchState
    let chats: [ChatID]
    /// The groups that name it.
    let items: [ChatID]
    let epoch: Int64
    let jobEpoch: Int64
    let hasAudit: Bool
  }

  struct JobChange {
    let job: JobID
    let was: JobState?
    let state: JobState
    let epochWas: Int64?
    let epoch: Int64
  }

  init(_ engine: any SQLEngine) throws {
    self.engine = engine
    try engine.transaction { connection in
      try connection.execute(
        """
        CREATE TEMP TABLE was_item (job_id TEXT, chat_id TEXT, state TEXT, new_owner TEXT, negative_at BIGINT,
          PRIMARY KEY (job_id, chat_id)) WITHOUT ROWID
        """)
      try connection.execute("CREATE TEMP TABLE was_batch (id TEXT PRIMARY KEY, state TEXT, seen BIGINT) WITHOUT ROWID")
      try connection.execute("CREATE TEMP TABLE was_job (id TEXT PRIMARY KEY, state TEXT, epoch BIGINT) WITHOUT ROWID")
    }
  }

  /// What a look at the ledger after a commit shows.
  struct Look {
    /// What contradicts itself in the ledger: I1, I2, I3, I6 and I14, by the database itself, and I13.
    let contradictions: [(Invariant, String)]
    let batches: [BatchChange]
    let items: [ItemChange]
    let jobs: [JobChange]
  }

  /// - Parameter now: the true time.
  func look(cap: Int, at now: Timestamp) throws -> Look {
    try engine.transaction { connection in
      var contradictions = try contradictions(cap: cap, in: connection)
      if let what = try brokenChain(in: connection) { contradictions.append((.i13, what)) }
      return Look(
        contradictions: contradictions, batches: try changedBatches(at: now, in: connection),
        items: try changedItems(in: connection), jobs: try changedJobs(in: connection))
    }
  }

  private func contradictions(cap: Int, in connection: any SQLConnection) throws -> [(Invariant, String)] {
    try connection.query(Self.contradictions, [.integer(Int64(cap))]).compactMap { row in
      Invariant(rawValue: try row.text("invariant")).map { ($0, row.optionalText("what") ?? "") }
    }
  }

  private static let contradictions = """
    SELECT 'I1' AS invariant, chat_id || ' is in two open items' AS what FROM handover_item
    WHERE state IN ('ready', 'sending', 'unknown', 'accepted') GROUP BY chat_id HAVING COUNT(*) > 1
    UNION ALL
    SELECT 'I2', old_owner || ' has two open calls' FROM transfer_batch
    WHERE state IN ('sending', 'unknown') GROUP BY old_owner HAVING COUNT(*) > 1
    UNION ALL
    SELECT 'I3', owner || ': ' || used || ' used' FROM quota_day
    WHERE used > $1 OR used <> (SELECT COALESCE(SUM(count), 0) FROM quota_entry
      WHERE quota_entry.owner = quota_day.owner AND quota_entry.day = quota_day.day)
    UNION ALL
    SELECT 'I6', chat_id || ' is ' || state || ' without a call' FROM handover_item
    WHERE state = 'sending' AND NOT EXISTS (
        SELECT 1 FROM transfer_batch WHERE id = batch_id AND transfer_batch.state = 'sending')
      OR state = 'unknown' AND NOT EXISTS (
        SELECT 1 FROM transfer_batch WHERE id = batch_id AND transfer_batch.state = 'unknown')
    UNION ALL
    SELECT 'I14', job_id || ' has lost items' FROM handover
    WHERE planned <> (SELECT COUNT(*) FROM handover_item WHERE handover_item.job_id = handover.job_id)
    """

  private func changedItems(in connection: any SQLConnection) throws -> [ItemChange] {
    let rows = try connection.query(
      """
      SELECT item.job_id, item.chat_id, item.state, item.new_owner, item.negative_at, was.state AS was,
        was.new_owner AS owner_was, was.negative_at AS negative_was, batch.seen AS batch_seen
      FROM handover_item AS item
      LEFT JOIN was_item AS was ON was.job_id = item.job_id AND was.chat_id = item.chat_id
      LEFT JOIN was_batch AS batch ON batch.id = item.batch_id
      WHERE was.state IS NOT item.state OR was.new_owner IS NOT item.new_owner
        OR was.negative_at IS NOT item.negative_at
      """, [])
    let changes = try rows.map { row in
      ItemChange(
        job: try row.identifier("job_id"), chat: try row.identifier("chat_id"), was: try row.optionalCode("was"),
        state: try row.code("state"), newOwner: row.optionalText("new_owner"),
        newOwnerWas: row.optionalText("owner_was"), hadNegative: row.optionalInteger("negative_was") != nil,
        batchSeen: row.optionalTimestamp("batch_seen"))
    }
    for row in rows {
      try connection.execute(
        """
        INSERT OR REPLACE INTO was_item (job_id, chat_id, state, new_owner, negative_at) VALUES ($1, $2, $3, $4, $5)
        """,
        Array(row.values.prefix(5)))
    }
    return changes
  }

  private func changedBatches(at now: Timestamp, in connection: any SQLConnection) throws -> [BatchChange] {
    let rows = try connection.query(
      """
      SELECT batch.id, batch.job_id, batch.state, batch.chat_ids, batch.lease_epoch, was.state AS was,
        job.lease_epoch AS job_epoch,
        (SELECT GROUP_CONCAT(chat_id, ' ') FROM handover_item WHERE batch_id = batch.id) AS items,
        EXISTS (SELECT 1 FROM audit WHERE hash = audit_hash AND act = 'intent' AND subject = batch.id) AS has_audit
      FROM transfer_batch AS batch JOIN job ON job.id = batch.job_id
      LEFT JOIN was_batch AS was ON was.id = batch.id
      WHERE was.state IS NOT batch.state
      """, [])
    for row in rows {
      try connection.execute(
        """
        INSERT INTO was_batch (id, state, seen) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state
        """,
        [row.values[0], row.values[2], .integer(now.milliseconds)])
    }
    return try rows.map { row in
      BatchChange(
        id: try row.identifier("id"), job: try row.identifier("job_id"), was: try row.optionalCode("was"),
        state: try row.code("state"), chats: Self.chats(row.optionalText("chat_ids")),
        items: Self.chats(row.optionalText("items")), epoch: try row.integer("lease_epoch"),
        jobEpoch: try row.integer("job_epoch"), hasAudit: try row.flag("has_audit"))
    }
  }

  private static func chats(_ text: String?) -> [ChatID] {
    (text ?? "").split(separator: " ").map { ChatID(unchecked: String($0)) }
  }

  private func changedJobs(in connection: any SQLConnection) throws -> [JobChange] {
    let rows = try connection.query(
      """
      SELECT job.id, job.state, job.lease_epoch, was.state AS was, was.epoch AS epoch_was
      FROM job LEFT JOIN was_job AS was ON was.id = job.id
      WHERE job.lane = 'mutation' AND (was.state IS NOT job.state OR was.epoch IS NOT job.lease_epoch)
      """, [])
    for row in rows {
      try connection.execute(
        "INSERT OR REPLACE INTO was_job (id, state, epoch) VALUES ($1, $2, $3)", Array(row.values.prefix(3)))
    }
    return try rows.map { row in
      JobChange(
        job: try row.identifier("id"), was: try row.optionalCode("was"), state: try row.code("state"),
        epochWas: row.optionalInteger("epoch_was"), epoch: try row.integer("lease_epoch"))
    }
  }

  /// What is wrong with the rows the audit has got since the last look.
  private func brokenChain(in connection: any SQLConnection) throws -> String? {
    let rows = try connection.query(
      "SELECT seq, previous, hash FROM audit WHERE seq > $1 ORDER BY seq", [.integer(lastAudit.seq)])
    for row in rows {
      guard try row.integer("seq") == lastAudit.seq + 1, try row.text("previous") == lastAudit.hash else {
        return "the audit breaks off at row \(lastAudit.seq)"
      }
      lastAudit = (try row.integer("seq"), try row.text("hash"))
    }
    return nil
  }

  /// Why an intent of this claim must not be committed now; nil when it may.
  func obstacle(to claim: Job) throws -> String? {
    try engine.read { connection in
      if try JobLedger.isStopped(in: connection) { return "everything is stopped" }
      guard let job = try JobLedger.job(claim.id, in: connection) else { return "there is no such job" }
      if job.state != .running { return "the job is \(job.state)" }
      let row = try connection.query("SELECT cancelled FROM handover WHERE job_id = $1", [.init(claim.id)]).first
      return try row?.flag("cancelled") == false ? nil : "the handover is cancelled"
    }
  }

  /// Whose groups the committed call with that body hands over; nil when there is none.
  func oldOwner(ofCallWith hash: String) throws -> UserID? {
    try engine.read { connection in
      try connection.query("SELECT old_owner FROM transfer_batch WHERE body_hash = $1", [.text(hash)]).first
        .map { try $0.identifier("old_owner") }
    }
  }

  /// In which states each group of each owner has ended.
  func ends() throws -> [Checker.Effect: [ItemState]] {
    try engine.read { connection in
      var ends: [Checker.Effect: [ItemState]] = [:]
      let rows = try connection.query(
        "SELECT chat_id, old_owner, state FROM handover_item JOIN handover ON handover.job_id = handover_item.job_id",
        [])
      for row in rows {
        let effect = Checker.Effect(chat: try row.identifier("chat_id"), oldOwner: try row.identifier("old_owner"))
        ends[effect, default: []].append(try row.code("state"))
      }
      return ends
    }
  }
}
