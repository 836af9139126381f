import Model

extension HandoverLedger {
  /// RECORD, FOLLOW and RECONCILE: writes down what was learnt. Facts learnt from the vendor need no lease.
  ///
  /// - Parameter beforeCommit: the last thing inside the transaction.
  /// - Returns: false, with nothing written, when an item or the batch is not in the state the change starts from.
  package func apply(
    _ change: HandoverChange, to handover: Handover, actor: String, now: Timestamp, beforeCommit: () -> Void = {}
  ) throws -> Bool {
    do {
      try engine.transaction { connection in
        if let batch = change.batch {
          try Self.end(batch, at: now, in: connection)
          try AuditLog.append(
            .recorded, actor: actor, subject: batch.id.rawValue,
            detail: "job=\(handover.id) outcome=\(batch.outcome) counted=\(batch.counted)", at: now, in: connection)
        }
        for item in change.items { try Self.update(item, of: handover.id, at: now, in: connection) }
        if let day = change.closesDay { try QuotaLedger.close(day, of: handover.oldOwner, in: connection) }
        if let target = change.blocksTarget {
          try connection.execute(
            """
            INSERT INTO handover_target (job_id, new_owner, code, blocked_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (job_id, new_owner) DO UPDATE SET code = excluded.code, blocked_at = excluded.blocked_at
            """,
            [
              .text(handover.id.rawValue), .text(target.newOwner.rawValue), .integer(Int64(target.code)),
              .integer(now.milliseconds),
            ])
        }
        beforeCommit()
      }
      return true
    } catch is Disagreement {
      return false
    }
  }

  private struct Disagreement: Error {}

  private static func end(
    _ batch: HandoverChange.BatchChange, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    let ended = try connection.execute(
      """
      UPDATE transfer_batch SET state = $2, outcome = $3, recorded_at = $4
      WHERE id = $1 AND state IN ('sending', 'unknown')
      """,
      [.text(batch.id.rawValue), .text(batch.to.rawValue), .text(batch.outcome), .integer(now.milliseconds)])
    guard ended == 1 else { throw Disagreement() }
    try QuotaLedger.keep(batch.counted, of: batch.id, in: connection)
  }

  private static func update(
    _ change: HandoverChange.ItemChange, of job: JobID, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    let item = change.item
    let updated = try connection.execute(
      """
      UPDATE handover_item SET state = $4, code = $5, detail = $6, attempts = $7, accepted_at = $8, due_at = $9,
        checks = $10, negative_at = $11, updated_at = $12
      WHERE job_id = $1 AND chat_id = $2 AND state = $3 AND COALESCE(batch_id, '') = $13
      """,
      [
        .text(job.rawValue), .text(item.chatID.rawValue), .text(change.from.rawValue), .text(item.state.rawValue),
        .init(item.code.map(Int64.init)), .init(item.detail?.rawValue), .integer(Int64(item.attempts)),
        .init(item.acceptedAt?.milliseconds), .init(item.dueAt?.milliseconds), .integer(Int64(item.checks)),
        .init(item.negativeAt?.milliseconds), .integer(now.milliseconds),
        // What was learnt about an earlier call says nothing about a later one in the same state.
        .text(item.batch?.rawValue ?? ""),
      ])
    guard updated == 1 else { throw Disagreement() }
  }

  /// A person's confirmation of a plan, in one transaction with its audit row: its items become ready and its job is
  /// queued. A group that is open in another handover meanwhile becomes `conflict`.
  ///
  /// - Parameter count: the number the person typed.
  package func confirm(_ job: JobID, count: Int, actor: String, now: Timestamp) throws -> Confirmation {
    func refused(
      _ confirmation: Confirmation, for reason: String, in connection: any SQLConnection
    ) throws -> Confirmation {
      try AuditLog.refuse(.confirm, for: reason, actor: actor, subject: job.rawValue, at: now, in: connection)
      return confirmation
    }
    return try AuditLog.act(
      .confirm, actor: actor, subject: job.rawValue, at: now, in: engine
    ) { connection in
      guard let handover = try Self.handover(job, in: connection) else { return .unknownPlan }
      guard handover.confirmedAt == nil else {
        return try refused(.alreadyConfirmed, for: "alreadyConfirmed", in: connection)
      }
      let planned = try Self.items(of: job, in: connection).filter { $0.state == .planned }
      guard planned.count == count else {
        return try refused(
          .otherCount(planned.count), for: "otherCount typed=\(count) planned=\(planned.count)", in: connection)
      }
      guard !planned.isEmpty else { return try refused(.nothingToSend, for: "nothingToSend", in: connection) }
      try connection.execute(
        """
        UPDATE handover_item SET state = 'conflict', detail = 'inAnotherHandover', updated_at = $2
        WHERE job_id = $1 AND state = 'planned' AND chat_id IN (
          SELECT chat_id FROM handover_item WHERE state IN ('ready', 'sending', 'unknown', 'accepted'))
        """,
        [.text(job.rawValue), .integer(now.milliseconds)])
      let ready = try connection.execute(
        "UPDATE handover_item SET state = 'ready', updated_at = $2 WHERE job_id = $1 AND state = 'planned'",
        [.text(job.rawValue), .integer(now.milliseconds)])
      try connection.execute(
        "UPDATE handover SET confirmed_at = $2, confirmed_by = $3 WHERE job_id = $1 AND confirmed_at IS NULL",
        [.text(job.rawValue), .integer(now.milliseconds), .text(actor)])
      try AuditLog.append(
        .confirm, actor: actor, subject: job.rawValue, detail: "count=\(count) ready=\(ready)", at: now,
        in: connection)
      try JobLedger.enqueue(job, at: now, in: connection)
      return .confirmed(ready: ready)
    }
  }

  /// What became of a confirmation.
  package enum Confirmation: Sendable, Hashable {
    /// This many groups are ready to be sent; the others are in another handover by now.
    case confirmed(ready: Int)
    case unknownPlan
    case alreadyConfirmed
    /// The plan has another number of groups than was typed.
    case otherCount(Int)
    case nothingToSend
  }

  /// A person takes back what was not sent yet; what was sent is followed to its end.
  ///
  /// - Returns: how many groups were taken back; nil for a handover that has ended, or is none.
  package func cancel(_ job: JobID, actor: String, now: Timestamp) throws -> Int? {
    try engine.transaction { connection in
      guard let row = try JobLedger.job(job, in: connection) else { return nil }
      guard !row.state.isFinal else {
        try AuditLog.refuse(
          .cancel, for: row.state.rawValue, actor: actor, subject: job.rawValue, at: now, in: connection)
        return nil
      }
      let taken = try connection.execute(
        """
        UPDATE handover_item SET state = 'cancelled', updated_at = $2
        WHERE job_id = $1 AND state IN ('planned', 'ready')
        """,
        [.text(job.rawValue), .integer(now.milliseconds)])
      try connection.execute("UPDATE handover SET cancelled = 1 WHERE job_id = $1", [.text(job.rawValue)])
      try AuditLog.append(
        .cancel, actor: actor, subject: job.rawValue, detail: "taken=\(taken)", at: now, in: connection)
      let open = try connection.query(
        "SELECT 1 FROM handover_item WHERE job_id = $1 AND state IN ('sending', 'unknown', 'accepted') LIMIT 1",
        [.text(job.rawValue)])
      if open.isEmpty {
        try JobLedger.end(job, as: .cancelled, at: now, in: connection)
      } else {
        try JobLedger.enqueue(job, at: now, in: connection)
      }
      return taken
    }
  }

  static func hasBlockedTargets(_ job: JobID, in connection: any SQLConnection) throws -> Bool {
    try !connection.query("SELECT 1 FROM handover_target WHERE job_id = $1 LIMIT 1", [.text(job.rawValue)]).isEmpty
  }

  /// A person has mended what stopped the handover: new owners are tried again.
  static func unblock(_ job: JobID, in connection: any SQLConnection) throws {
    try connection.execute("DELETE FROM handover_target WHERE job_id = $1", [.text(job.rawValue)])
  }
}

extension HandoverLedger {
  /// How one run of a handover's job ends.
  package enum RunEnd: Sendable, Hashable {
    case waiting(until: Timestamp)
    case attention
    case final(JobState)
  }

  /// Writes the end of a run together with how far it came and what the hook is told about it.
  ///
  /// - Parameter isDaily: the notice is told once a day, however many runs end so.
  /// - Returns: false when the claim is stale or a person was faster; then nothing was written.
  @discardableResult
  package func endRun(
    of job: JobID, epoch: Int64, _ end: RunEnd, progress: (done: Int, total: Int), reason: String?,
    notice: String?, isDaily: Bool = false, now: Timestamp
  ) throws -> Bool {
    try engine.transaction { connection in
      let isWritten =
        switch end {
        case .waiting(let until):
          try JobLedger.wait(job, epoch: epoch, until: until, reason: reason, at: now, in: connection)
        case .attention:
          try JobLedger.finish(job, epoch: epoch, as: .attention, reason: reason, at: now, in: connection)
        case .final(let state):
          try JobLedger.finish(job, epoch: epoch, as: state, reason: reason, at: now, in: connection)
        }
      if isWritten {
        try connection.execute(
          "UPDATE job SET done = $2, total = $3 WHERE id = $1",
          [.text(job.rawValue), .integer(Int64(progress.done)), .integer(Int64(progress.total))])
      }
      if isWritten, let notice {
        try NoticeOutbox.add(notice, of: job, epoch: epoch, isDaily: isDaily, at: now, in: connection)
      }
      return isWritten
    }
  }
}
