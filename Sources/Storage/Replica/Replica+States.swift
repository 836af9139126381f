import Model

/// The numbers that stand for join ways' states in memberships.
extension Replica {
  /// The numbers of the join ways' states these groups' members came by; there are few.
  static func numberStates(
    of details: [GroupDetail], in connection: any SQLConnection
  ) throws -> [String: Int64] {
    var numbers: [String: Int64] = [:]
    for state in Set(details.lazy.flatMap(\.members).compactMap(\.state)) {
      // A no-op update, because only a row that was written is returned.
      let row = try connection.query(
        """
        INSERT INTO join_state (num, state) VALUES ((SELECT COALESCE(MAX(num), 0) + 1 FROM join_state), $1)
        ON CONFLICT (state) DO UPDATE SET state = excluded.state
        RETURNING num
        """,
        [.text(state)])
      numbers[state] = try row[0].integer(at: 0)
    }
    return numbers
  }
}
