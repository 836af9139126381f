import Model

/// What changed, and how old what is stored is.
extension Replica {
  /// What differs from what a reader knew who last saw `change`.
  package struct Changes: Sendable, Hashable {
    /// To be asked with the next time.
    package var change: Int64
    /// Gone ones included. A group counts as changed when a person would see a difference; having been read again does
    /// not count.
    package var groups: [GroupRecord]
    /// Members of the corp of whom something else is known than before.
    package var members: [UserID]
  }

  /// - Parameter change: 0 for everything.
  package func changes(since change: Int64) throws -> Changes {
    try engine.read { connection in
      Changes(
        change: try Self.counter("change", in: connection),
        groups: try connection.query(
          "SELECT \(Self.groupColumns) FROM chat WHERE change > $1 ORDER BY change, num", [.integer(change)]
        ).map(Self.group),
        members: try connection.query(
          "SELECT user_id FROM member WHERE change > $1 ORDER BY user_id", [.integer(change)]
        ).map { try $0.identifier("user_id") })
    }
  }

  /// When the groups that are not gone were read; all nil without groups.
  package struct Ages: Sendable, Hashable {
    package var oldestStatus: Timestamp?
    package var newestStatus: Timestamp?
    package var oldestDetail: Timestamp?
    package var newestDetail: Timestamp?
  }

  package func ages() throws -> Ages {
    try engine.read { connection in
      let row = try connection.query(
        """
        SELECT MIN(status_at) AS oldest_status, MAX(status_at) AS newest_status, MIN(detail_at) AS oldest_detail,
          MAX(detail_at) AS newest_detail
        FROM chat WHERE gone_at IS NULL
        """, [])[0]
      return Ages(
        oldestStatus: row.optionalTimestamp("oldest_status"), newestStatus: row.optionalTimestamp("newest_status"),
        oldestDetail: row.optionalTimestamp("oldest_detail"), newestDetail: row.optionalTimestamp("newest_detail"))
    }
  }
}
