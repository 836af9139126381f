import Model

/// Who came by a join way and is not to be seen any more: kept, because the vendor tells of present members only.
extension Replica {
  /// One person's coming into one group by one join way's state.
  struct Join: Hashable {
    var person: Int64
    var state: Int64
    /// Seconds since 1970.
    var time: Int64
  }

  /// Those of a group's stored members who came by a join way.
  static func joins(of chat: Int64, in connection: any SQLConnection) throws -> [Join] {
    try connection.query(
      "SELECT person, state, join_time FROM membership WHERE chat = $1 AND state IS NOT NULL", [.integer(chat)]
    ).map { Join(person: try $0.integer(at: 0), state: try $0.integer(at: 1), time: try $0.integer(at: 2)) }
  }

  /// Writes down whose joins of `before` are among the group's members no more. Somebody who left and came again has a
  /// later time: the first one is kept, too.
  static func keepDepartures(
    from before: [Join], of chat: Int64, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    let after = Set(try joins(of: chat, in: connection))
    try connection.execute(
      """
      INSERT INTO departure (state, person, chat, join_time, gone_at) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (state, person, chat) DO UPDATE SET gone_at = excluded.gone_at,
        join_time = CASE WHEN excluded.join_time < departure.join_time THEN excluded.join_time
          ELSE departure.join_time END
      """,
      rows: before.filter { !after.contains($0) }.map { join in
        [.integer(join.state), .integer(join.person), .integer(chat), .integer(join.time), .init(now)]
      })
  }
}
