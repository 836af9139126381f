import Model

/// Every join way this program made or imported, and every call that changed one: concrete functions over the SQL seam, one
/// transaction each. Time and ids come in; nothing here decides.
package struct JoinWayRegistry: Sendable {
  let engine: any SQLEngine

  package init(engine: any SQLEngine) { self.engine = engine }

  /// Oldest first.
  ///
  /// - Parameters:
  ///   - standings: which; nil for every row there ever was.
  ///   - includingForgotten: with those that a person took off the lists.
  package func records(
    _ standings: Set<JoinWayRecord.Standing>? = nil, includingForgotten: Bool = false
  ) throws -> [JoinWayRecord] {
    let wanted = standings ?? Set(JoinWayRecord.Standing.allCases)
    return try engine.read { connection in
      try connection.query(
        """
        SELECT \(JoinWayRows.columns) FROM \(JoinWayRows.joined)
        WHERE instr($1, ' ' || standing || ' ') > 0 AND ($2 = 1 OR forgotten_at IS NULL)
        ORDER BY created_at, join_way.id
        """,
        [.text(" \(wanted.map(\.rawValue).sorted().joined(separator: " ")) "), .init(includingForgotten)]
      ).map(JoinWayRows.record)
    }
  }

  /// Nil when there is no such row.
  package func record(_ id: JoinWayID) throws -> JoinWayRecord? {
    try engine.read { try Self.record(id, in: $0) }
  }

  static func record(_ id: JoinWayID, in connection: any SQLConnection) throws -> JoinWayRecord? {
    try connection.query(
      "SELECT \(JoinWayRows.columns) FROM \(JoinWayRows.joined) WHERE join_way.id = $1", [.init(id)]
    ).first.map(JoinWayRows.record)
  }

  package func record(configID: ConfigID) throws -> JoinWayRecord? {
    try engine.read { try Self.record(configID: configID, in: $0) }
  }

  static func record(configID: ConfigID, in connection: any SQLConnection) throws -> JoinWayRecord? {
    try connection.query(
      "SELECT \(JoinWayRows.columns) FROM \(JoinWayRows.joined) WHERE join_way.config_id = $1", [.init(configID)]
    ).first.map(JoinWayRows.record)
  }

  /// Every row with this `state`, whatever its standing, oldest first; none for an empty one.
  package func records(withState state: String) throws -> [JoinWayRecord] {
    try engine.read { try Self.records(withState: state, in: $0) }
  }

  static func records(withState state: String, in connection: any SQLConnection) throws -> [JoinWayRecord] {
    guard !state.isEmpty else { return [] }
    return try connection.query(
      """
      SELECT \(JoinWayRows.columns) FROM \(JoinWayRows.joined)
      WHERE join_way.state = $1 ORDER BY created_at, join_way.id
      """,
      [.text(state)]
    ).map(JoinWayRows.record)
  }

  /// Calls about one join way, newest first.
  package func calls(of id: JoinWayID) throws -> [JoinWayCall] {
    try engine.read { connection in
      try connection.query(
        """
        SELECT \(JoinWayRows.callColumns) FROM join_way_call
        WHERE join_way_id = $1 ORDER BY committed_at DESC, id DESC
        """,
        [.init(id)]
      ).map(JoinWayRows.call)
    }
  }

  static func call(_ id: CallID, in connection: any SQLConnection) throws -> JoinWayCall? {
    try connection.query("SELECT \(JoinWayRows.callColumns) FROM join_way_call WHERE id = $1", [.init(id)])
      .first.map(JoinWayRows.call)
  }

  /// Configurations that are thought to exist, the unconfirmed ones included even when they are forgotten: each may use
  /// one of the 500 000.
  package func used() throws -> Int {
    try engine.read { connection in
      Int(
        try connection.query("SELECT COUNT(*) AS count FROM join_way WHERE standing IN ('kept', 'unconfirmed')")[0]
          .integer("count"))
    }
  }
}
