import Model

/// Why an intent was not committed.
package enum IntentRefusal: String, Sendable, Hashable {
  /// A pause or a cancellation came first, or another process holds the job.
  case notMine
  case stopped
  case midnight
  case quota
  /// Another call of the same old owner is open.
  case otherBatch
  /// The items are not what they were.
  case changed
  /// The audit is not the one its head names: no audit, no act.
  case audit
}

extension TransferBatch {
  /// What the audit says of the intent to send it.
  func auditDetail(of job: JobID) -> String {
    "job=\(job) kind=\(kind.rawValue) from=\(oldOwner) to=\(newOwner) body=\(bodyHash) "
      + "chats=\(chats.map(\.rawValue).joined(separator: " "))"
  }
}

extension HandoverLedger {
  /// INTENT: one durable transaction without which no call is sent. Checks stop switch, epoch, pause, cancellation and
  /// midnight, reserves the quota, writes the batch and its audit row, and moves the items to `sending`.
  ///
  /// - Parameters:
  ///   - batch: as it is to be.
  ///   - epoch: of the claim this run holds.
  ///   - cap: groups of one old owner a day.
  ///   - midnightGuard: how close to midnight nothing is sent.
  ///   - beforeCommit: the last thing inside the transaction.
  /// - Returns: nil when committed, else why not; then nothing was written but the audit's row of the refusal.
  package func commitIntent(
    _ batch: TransferBatch, job: JobID, epoch: Int64, cap: Int, midnightGuard: TimeSpan, actor: String, now: Timestamp,
    beforeCommit: () -> Void = {}
  ) throws -> IntentRefusal? {
    let day = batch.quotaDay
    func refused(_ refusal: IntentRefusal, in connection: any SQLConnection) throws -> IntentRefusal {
      try AuditLog.refuse(
        .intent, for: refusal.rawValue, actor: actor, subject: job.rawValue, at: now, in: connection)
      return refusal
    }
    do {
      return try engine.transaction { connection in
        guard day == Day(at: now), now >= day.start + midnightGuard, now < day.next.start - midnightGuard else {
          return try refused(.midnight, in: connection)
        }
        if try JobLedger.isStopped(in: connection) { return try refused(.stopped, in: connection) }
        guard try Self.mayAct(job, epoch: epoch, in: connection) else { return .notMine }
        guard try Self.openBatch(of: batch.oldOwner, in: connection) == nil else {
          return try refused(.otherBatch, in: connection)
        }
        guard
          try QuotaLedger.reserve(
            batch.chats.count, for: batch.id, of: batch.oldOwner, on: day, cap: cap, in: connection)
        else { return try refused(.quota, in: connection) }
        let audit = try AuditLog.append(
          .intent, actor: actor, subject: batch.id.rawValue, detail: batch.auditDetail(of: job), at: now,
          in: connection)
        try Self.insert(batch, job: job, epoch: epoch, audit: audit, in: connection)
        for chat in batch.chats {
          let moved = try connection.execute(
            """
            UPDATE handover_item SET state = 'sending', batch_id = $3, updated_at = $4
            WHERE job_id = $1 AND chat_id = $2 AND state = 'ready'
            """,
            [.text(job.rawValue), .text(chat.rawValue), .text(batch.id.rawValue), .integer(now.milliseconds)])
          guard moved == 1 else { throw Disagreement() }
        }
        beforeCommit()
        return nil
      }
    } catch is Disagreement {
      return .changed
    } catch is AuditMismatch {
      return try engine.transaction { try refused(.audit, in: $0) }
    }
  }

  /// Rolls a transaction back whose items are not what the caller thought.
  private struct Disagreement: Error {}

  private static func mayAct(_ job: JobID, epoch: Int64, in connection: any SQLConnection) throws -> Bool {
    try !connection.query(
      """
      SELECT 1 FROM job JOIN handover ON handover.job_id = job.id
      WHERE job.id = $1 AND job.lease_epoch = $2 AND job.state = 'running' AND handover.cancelled = 0
      """,
      [.text(job.rawValue), .integer(epoch)]
    ).isEmpty
  }

  static func openBatch(of owner: UserID, in connection: any SQLConnection) throws -> TransferBatch? {
    try connection.query(
      """
      SELECT \(HandoverRows.batchColumns) FROM transfer_batch
      WHERE old_owner = $1 AND state IN ('sending', 'unknown')
      """,
      [.text(owner.rawValue)]
    ).first.map(HandoverRows.batch)
  }

  private static func insert(
    _ batch: TransferBatch, job: JobID, epoch: Int64, audit: String, in connection: any SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO transfer_batch (id, job_id, kind, old_owner, new_owner, state, chat_ids, body_hash, quota_day,
        lease_epoch, committed_at, deadline, audit_hash)
      VALUES ($1, $2, $3, $4, $5, 'sending', $6, $7, $8, $9, $10, $11, $12)
      """,
      [
        .text(batch.id.rawValue), .text(job.rawValue), .text(batch.kind.rawValue), .text(batch.oldOwner.rawValue),
        .text(batch.newOwner.rawValue), .text(batch.chats.map(\.rawValue).joined(separator: " ")),
        .text(batch.bodyHash), .integer(batch.quotaDay.number), .integer(epoch),
        .integer(batch.committedAt.milliseconds), .integer(batch.deadline.milliseconds), .text(audit),
      ])
  }
}
