import Model

/// The jobs of a company: concrete functions over the SQL seam. Those that take a connection run inside somebody's
/// transaction; the others are one of their own.
package struct JobLedger: Sendable {
  let engine: any SQLEngine

  package init(engine: any SQLEngine) { self.engine = engine }

  static let columns = """
    id, lane, kind, subject, payload, state, reason, not_before, priority, done, total, lease_epoch, attempts,
    created_at, created_by, started_at, finished_at
    """

  package static func insert(_ job: Job, in connection: any SQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO job (id, lane, kind, subject, payload, state, priority, done, total, lease_epoch, attempts,
        created_at, created_by, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, 0, 0, $9, $10, $9)
      """,
      [
        .text(job.id.rawValue), .text(job.lane.rawValue), .text(job.kind), .text(job.subject), .text(job.payload),
        .text(job.state.rawValue), .integer(Int64(job.priority)), .init(job.total.map(Int64.init)),
        .integer(job.createdAt.milliseconds), .text(job.createdBy),
      ])
  }

  /// Queues a refresh, unless one of the same kind, subject and payload is open already: then that one.
  package func enqueueRefresh(_ job: Job) throws -> Job {
    try engine.transaction { connection in
      let open = try connection.query(
        """
        SELECT \(Self.columns) FROM job WHERE kind = $1 AND subject = $2 AND payload = $3 AND lane = 'refresh'
          AND state IN ('queued', 'running', 'waiting', 'paused')
        """,
        [.text(job.kind), .text(job.subject), .text(job.payload)])
      if let row = open.first { return try Self.job(row) }
      try Self.insert(job, in: connection)
      return job
    }
  }

  package func job(_ id: JobID) throws -> Job? {
    try engine.read { try Self.job(id, in: $0) }
  }

  package static func job(_ id: JobID, in connection: any SQLConnection) throws -> Job? {
    try connection.query("SELECT \(columns) FROM job WHERE id = $1", [.text(id.rawValue)]).first.map(job)
  }

  /// Newest first; drafts only if asked for.
  ///
  /// - Parameter time: leaves out those that were final before then; nil for all there ever were.
  package func jobs(includingDrafts: Bool = false, finalSince time: Timestamp? = nil) throws -> [Job] {
    try engine.read { connection in
      try connection.query(
        """
        SELECT \(Self.columns) FROM job
        WHERE ($1 = 1 OR state <> 'draft') AND ($2 IS NULL OR finished_at IS NULL OR finished_at >= $2)
        ORDER BY created_at DESC, id DESC
        """,
        [.init(includingDrafts), .init(time)]
      ).map(Self.job)
    }
  }

  /// Every job with an id that starts so: what a person may type.
  package func jobs(withPrefix prefix: String) throws -> [Job] {
    try jobs(includingDrafts: true).filter { $0.id.rawValue.hasPrefix(prefix) }
  }

  static func job(_ row: SQLRow) throws -> Job {
    var job = Job(
      id: try row.identifier("id"), lane: try row.code("lane"), kind: try row.text("kind"),
      subject: try row.text("subject"), payload: try row.text("payload"), state: try row.code("state"),
      priority: Int(try row.integer("priority")), total: row.optionalInteger("total").map(Int.init),
      createdAt: Timestamp(milliseconds: try row.integer("created_at")), createdBy: try row.text("created_by"))
    job.reason = row.optionalText("reason")
    job.notBefore = row.optionalTimestamp("not_before")
    job.done = Int(try row.integer("done"))
    job.epoch = try row.integer("lease_epoch")
    job.attempts = Int(try row.integer("attempts"))
    job.startedAt = row.optionalTimestamp("started_at")
    job.finishedAt = row.optionalTimestamp("finished_at")
    return job
  }
}
