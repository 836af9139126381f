import Model

extension JoinWayRegistry {
  /// Who uses which `state`, of what exists or may: nobody else may have it. Forgotten ones count, empty states do not.
  package func statesInUse() throws -> [String: Set<JoinWayID>] {
    try engine.read { connection in
      var users: [String: Set<JoinWayID>] = [:]
      for row in try connection.query(
        "SELECT state, id FROM join_way WHERE state <> '' AND standing IN ('kept', 'unconfirmed')")
      {
        users[try row.text("state"), default: []].insert(try row.identifier("id"))
      }
      return users
    }
  }

  /// Who uses this `state` or ever did, as far as rows and calls tell: what is gone, removed or has another by now
  /// included, what was never made not. None for an empty one.
  package func everyUser(ofState state: String) throws -> Set<JoinWayID> {
    guard !state.isEmpty else { return [] }
    let written = try JoinWayRows.text(ofState: state)
    return try engine.read { connection in
      let rows = try connection.query(
        """
        SELECT id FROM join_way
        WHERE standing <> 'refused' AND (state = $1 OR instr(COALESCE(drift_before, ''), $2) > 0)
        UNION
        SELECT call.join_way_id FROM join_way_call AS call JOIN join_way ON join_way.id = call.join_way_id
        WHERE join_way.standing <> 'refused'
          AND (instr(COALESCE(call.content_before, ''), $2) > 0
            OR (instr(COALESCE(call.content, ''), $2) > 0 AND call.state IN ('sending', 'unknown', 'done')))
        """,
        [.text(state), .text(written)])
      return Set(try rows.map { try $0.identifier("id") })
    }
  }

  /// Those that exist and lead into one of these groups, oldest first.
  package func records(leadingInto chats: Set<ChatID>) throws -> [JoinWayRecord] {
    try records([.kept]).filter { !chats.isDisjoint(with: $0.content.chats) }
  }
}
