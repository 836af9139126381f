import Model

/// News for a profile's hook, written in the transaction of what they tell and delivered afterwards, at least once.
package enum NoticeOutbox {
  package static let statements = [
    """
    CREATE TABLE notice (
      id TEXT PRIMARY KEY,
      event TEXT NOT NULL,
      job_id TEXT NOT NULL,
      at BIGINT NOT NULL,
      attempts BIGINT NOT NULL,
      delivered_at BIGINT
    )
    """
  ]

  /// Something to tell.
  package struct Notice: Sendable, Hashable {
    package var id: String
    package var event: String
    package var job: JobID
    package var at: Timestamp
    package var attempts: Int
  }

  /// A notice is given up after this many tries.
  package static let mostAttempts = 5

  /// The same news of one run is told once, and what is told daily once a day.
  static func add(
    _ event: String, of job: JobID, epoch: Int64, isDaily: Bool, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO notice (id, event, job_id, at, attempts) VALUES ($1, $2, $3, $4, 0)
      ON CONFLICT (id) DO NOTHING
      """,
      [
        .text("\(job)/\(event)/\(isDaily ? Day(at: now).description : String(epoch))"), .text(event),
        .text(job.rawValue), .integer(now.milliseconds),
      ])
  }

  /// Not delivered yet and not given up, oldest first.
  package static func pending(in engine: any SQLEngine) throws -> [Notice] {
    try engine.read { connection in
      try connection.query(
        """
        SELECT id, event, job_id, at, attempts FROM notice
        WHERE delivered_at IS NULL AND attempts < $1 ORDER BY at, id
        """,
        [.integer(Int64(mostAttempts))]
      ).map { row in
        Notice(
          id: try row.text("id"), event: try row.text("event"), job: try row.identifier("job_id"),
          at: Timestamp(milliseconds: try row.integer("at")), attempts: Int(try row.integer("attempts")))
      }
    }
  }

  /// Writes down how a delivery ended.
  package static func record(_ notice: Notice, isDelivered: Bool, at now: Timestamp, in engine: any SQLEngine) throws {
    _ = try engine.transaction { connection in
      try connection.execute(
        "UPDATE notice SET attempts = attempts + 1, delivered_at = $2 WHERE id = $1 AND delivered_at IS NULL",
        [.text(notice.id), isDelivered ? .integer(now.milliseconds) : .null])
    }
  }
}
