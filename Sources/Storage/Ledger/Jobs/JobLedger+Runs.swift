import Model

/// What a worker does with jobs. Every decision names the epoch of its claim; a stale one changes nothing.
extension JobLedger {
  /// Ids of the jobs of a lane that may run now, most urgent first, but for those a process is running already.
  package func due(in lane: Lane, at now: Timestamp, excluding running: Set<JobID>) throws -> [JobID] {
    try engine.read { connection in
      try connection.query(
        """
        SELECT id FROM job WHERE lane = $1 AND (state IN ('queued', 'running')
          OR state = 'waiting' AND not_before <= $2)
        ORDER BY priority DESC, created_at, id
        """,
        [.text(lane.rawValue), .integer(now.milliseconds)]
      ).map { try $0.identifier("id") }
    }.filter { !running.contains($0) }
  }

  /// Takes a job for a run: raises its epoch by compare-and-set. Nil when somebody else was first, or it may not run.
  ///
  /// A job found `running` belonged to a process that is gone: the caller holds the role of the job's lane.
  package func claim(_ id: JobID, at now: Timestamp) throws -> Job? {
    try engine.transaction { connection in
      guard try !Self.isStopped(in: connection), let job = try Self.job(id, in: connection) else { return nil }
      let claimed = try connection.query(
        """
        UPDATE job SET lease_epoch = lease_epoch + 1, state = 'running', reason = NULL, not_before = NULL,
          started_at = COALESCE(started_at, $3), updated_at = $3
        WHERE id = $1 AND lease_epoch = $2 AND (state IN ('queued', 'running')
          OR state = 'waiting' AND not_before <= $3)
        RETURNING \(Self.columns)
        """,
        [.text(id.rawValue), .integer(job.epoch), .integer(now.milliseconds)])
      return try claimed.first.map(Self.job)
    }
  }

  /// False when the claim is stale or a person was faster.
  @discardableResult
  package func progress(_ id: JobID, epoch: Int64, done: Int, total: Int?, at now: Timestamp) throws -> Bool {
    try engine.transaction { connection in
      try connection.execute(
        """
        UPDATE job SET done = $3, total = $4, updated_at = $5
        WHERE id = $1 AND lease_epoch = $2 AND state = 'running'
        """,
        [
          .text(id.rawValue), .integer(epoch), .integer(Int64(done)), .init(total.map(Int64.init)),
          .integer(now.milliseconds),
        ]) == 1
    }
  }

  /// The run is over and the job goes on at `until`, or, if that is nil, once somebody queues it again; false when the
  /// claim is stale or a person was faster.
  @discardableResult
  package static func wait(
    _ id: JobID, epoch: Int64, until: Timestamp?, reason: String?, attempts: Int = 0, at now: Timestamp,
    in connection: any SQLConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE job SET state = 'waiting', not_before = $3, reason = $4, attempts = $5, updated_at = $6
      WHERE id = $1 AND lease_epoch = $2 AND state = 'running'
      """,
      [
        .text(id.rawValue), .integer(epoch), .init(until?.milliseconds), .init(reason), .integer(Int64(attempts)),
        .integer(now.milliseconds),
      ]) == 1
  }

  /// The run is over and the job with it, or until a person acts; false when the claim is stale or a person was faster.
  @discardableResult
  package static func finish(
    _ id: JobID, epoch: Int64, as state: JobState, reason: String?, at now: Timestamp,
    in connection: any SQLConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE job SET state = $3, reason = $4, not_before = NULL, updated_at = $5,
        finished_at = CASE WHEN $6 = 1 THEN $5 ELSE NULL END
      WHERE id = $1 AND lease_epoch = $2 AND state = 'running'
      """,
      [
        .text(id.rawValue), .integer(epoch), .text(state.rawValue), .init(reason), .integer(now.milliseconds),
        .integer(state.isFinal ? 1 : 0),
      ]) == 1
  }

  /// The run ended before its time because its process does: the job is queued as it was before the claim.
  @discardableResult
  package func giveBack(_ id: JobID, epoch: Int64, at now: Timestamp) throws -> Bool {
    try engine.transaction { connection in
      try connection.execute(
        """
        UPDATE job SET state = 'queued', updated_at = $3
        WHERE id = $1 AND lease_epoch = $2 AND state = 'running'
        """,
        [.text(id.rawValue), .integer(epoch), .integer(now.milliseconds)]) == 1
    }
  }

  /// The next moment later than `now` at which a waiting job of these lanes may run; nil if there is none.
  package func nextDue(in lanes: [Lane], after now: Timestamp) throws -> Timestamp? {
    try engine.read { connection in
      try lanes.compactMap { lane in
        try connection.query(
          "SELECT MIN(not_before) AS next FROM job WHERE lane = $1 AND state = 'waiting' AND not_before > $2",
          [.text(lane.rawValue), .integer(now.milliseconds)]
        ).first?.optionalTimestamp("next")
      }.min()
    }
  }

  /// Kinds of the jobs that a worker will still do something about by itself if it waits long enough.
  package func pendingKinds() throws -> Set<String> {
    try engine.read { connection in
      try Set(
        connection.query(
          """
          SELECT DISTINCT kind FROM job
          WHERE state IN ('queued', 'running') OR state = 'waiting' AND not_before IS NOT NULL
          """, []
        ).map { try $0.text("kind") })
    }
  }

  /// Whether the job is still this claim's to run: a pause, a cancellation or a newer claim says no.
  package func isCurrent(_ id: JobID, epoch: Int64) throws -> Bool {
    try engine.read { connection in
      try !connection.query(
        "SELECT 1 FROM job WHERE id = $1 AND lease_epoch = $2 AND state = 'running'",
        [.text(id.rawValue), .integer(epoch)]
      ).isEmpty
    }
  }
}
