import Model

/// What a person does with jobs.
extension JobLedger {
  /// What became of a person's wish.
  package enum Control: Sendable, Hashable {
    case done
    case unknownJob
    /// The job is in a state in which that means nothing.
    case notNow(JobState)
  }

  /// Nothing more is sent for this job until it is resumed; a call in the air is still recorded.
  package func pause(_ id: JobID, actor: String, at now: Timestamp) throws -> Control {
    try change(id, from: [.queued, .running, .waiting], to: .paused, .pause, actor, now)
  }

  /// A paused job, or one that waited for a person, goes on. A handover that waits while some of its new owners are
  /// blocked may be resumed, too; they are tried again.
  package func resume(_ id: JobID, actor: String, at now: Timestamp) throws -> Control {
    try change(id, from: [.paused, .attention], to: .queued, .resume, actor, now)
  }

  /// For jobs whose kind has nothing of its own to take back.
  package func cancel(_ id: JobID, actor: String, at now: Timestamp) throws -> Control {
    try change(
      id, from: [.draft, .queued, .running, .waiting, .paused, .attention], to: .cancelled, .cancel, actor, now)
  }

  private func change(
    _ id: JobID, from states: Set<JobState>, to state: JobState, _ act: AuditLog.Act, _ actor: String,
    _ now: Timestamp
  ) throws -> Control {
    try AuditLog.act(act, actor: actor, subject: id.rawValue, at: now, in: engine) { connection in
      guard let job = try Self.job(id, in: connection) else { return .unknownJob }
      let isUnblocking = try act == .resume && HandoverLedger.hasBlockedTargets(id, in: connection)
      guard states.contains(job.state) || isUnblocking && job.state == .waiting else {
        try AuditLog.refuse(
          act, for: job.state.rawValue, actor: actor, subject: id.rawValue, at: now, in: connection)
        return .notNow(job.state)
      }
      if isUnblocking { try HandoverLedger.unblock(id, in: connection) }
      try Self.set(id, to: state, at: now, in: connection)
      try AuditLog.append(act, actor: actor, subject: id.rawValue, detail: job.kind, at: now, in: connection)
      return .done
    }
  }

  /// Queues a job that no process is running; one that is running stays as it is.
  package static func enqueue(_ id: JobID, at now: Timestamp, in connection: any SQLConnection) throws {
    try connection.execute(
      """
      UPDATE job SET state = 'queued', reason = NULL, not_before = NULL, attempts = 0, updated_at = $2
      WHERE id = $1 AND state IN ('draft', 'waiting', 'paused', 'attention')
      """,
      [.text(id.rawValue), .integer(now.milliseconds)])
  }

  package static func end(
    _ id: JobID, as state: JobState, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    try set(id, to: state, at: now, in: connection)
  }

  private static func set(
    _ id: JobID, to state: JobState, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    try connection.execute(
      """
      UPDATE job SET state = $2, reason = NULL, not_before = NULL, attempts = 0, updated_at = $3,
        finished_at = CASE WHEN $4 = 1 THEN $3 ELSE NULL END
      WHERE id = $1
      """,
      [.text(id.rawValue), .text(state.rawValue), .integer(now.milliseconds), .integer(state.isFinal ? 1 : 0)])
  }

  /// The global stop: while it is on, no job is claimed and no intent committed.
  package func setStopped(_ isStopped: Bool, actor: String, at now: Timestamp) throws {
    let act: AuditLog.Act = isStopped ? .stop : .go
    try AuditLog.act(act, actor: actor, subject: "all", at: now, in: engine) { connection in
      try connection.execute(
        """
        INSERT INTO switch (name, is_on, at, actor) VALUES ('stop', $1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET is_on = excluded.is_on, at = excluded.at, actor = excluded.actor
        """,
        [.integer(isStopped ? 1 : 0), .integer(now.milliseconds), .text(actor)])
      try AuditLog.append(act, actor: actor, subject: "all", detail: "", at: now, in: connection)
    }
  }

  package func isStopped() throws -> Bool { try engine.read(Self.isStopped) }

  package static func isStopped(in connection: any SQLConnection) throws -> Bool {
    try connection.query("SELECT is_on FROM switch WHERE name = 'stop'", []).first?.integer("is_on") == 1
  }
}
