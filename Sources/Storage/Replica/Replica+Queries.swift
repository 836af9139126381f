import Model

/// What panes and subcommands ask.
extension Replica {
  static let groupColumns = """
    chat_id, name, owner, status, create_time, notice, admins, member_count, external_count, member_version, status_at,
    detail_at, gone_at
    """

  static func group(_ row: SQLRow) throws -> GroupRecord {
    GroupRecord(
      chatID: try row.identifier("chat_id"), name: try row.text("name"), owner: try row.optionalIdentifier("owner"),
      status: row.optionalInteger("status").map { FollowUpStatus(rawValue: Int($0)) },
      createTime: row.optionalTimestamp("create_time"), notice: try row.text("notice"),
      admins: try row.text("admins").split(separator: " ").compactMap { UserID(String($0)) },
      memberCount: row.optionalInteger("member_count").map(Int.init),
      externalCount: row.optionalInteger("external_count").map(Int.init),
      memberVersion: row.optionalText("member_version"), statusAt: row.optionalTimestamp("status_at"),
      detailAt: row.optionalTimestamp("detail_at"), goneAt: row.optionalTimestamp("gone_at"))
  }

  /// Groups in the query's order.
  package func groups(_ query: GroupQuery) throws -> [GroupRecord] {
    try engine.read { connection in
      var values: [SQLValue] = [
        .init(query.status.map { Int64($0.rawValue) }),
        .init(query.search.map { "%" + Self.escapedForLike($0) + "%" }),
        .init(query.includesGone), .init(query.limit ?? .max),
      ]
      var ownerRule = ""
      if !query.owners.isEmpty {
        let places = query.owners.indices.map { "$\($0 + 5)" }.joined(separator: ", ")
        ownerRule = "AND owner IN (\(places))"
        values += query.owners.map { .text($0.rawValue) }
      }
      return try connection.query(
        """
        SELECT \(Self.groupColumns) FROM chat
        WHERE ($1 IS NULL OR status = $1) AND ($2 IS NULL OR name LIKE $2 ESCAPE '!')
          AND ($3 = 1 OR gone_at IS NULL) \(ownerRule)
        ORDER BY \(Self.order(query.sort))
        LIMIT $4
        """, values
      ).map(Self.group)
    }
  }

  private static func order(_ sort: GroupQuery.Sort) -> String {
    switch sort {
    case .owner: "owner, create_time, chat_id"
    case .name: "name, chat_id"
    case .newest: "create_time DESC, chat_id"
    case .largest: "member_count DESC, chat_id"
    }
  }

  private static func escapedForLike(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "!%_".contains(character) { escaped.append("!") }
      escaped.append(character)
    }
    return escaped
  }

  package func group(_ chat: ChatID) throws -> GroupRecord? {
    try engine.read { connection in
      try connection.query("SELECT \(Self.groupColumns) FROM chat WHERE chat_id = $1", [.text(chat.rawValue)])
        .first.map(Self.group)
    }
  }

  /// Everybody in a group, in the order they joined.
  package func members(of chat: ChatID) throws -> [MembershipRecord] {
    try engine.read { connection in
      try connection.query(
        """
        SELECT person.person_id, COALESCE(NULLIF(person.name, ''), member.name, '') AS name, kind, join_time,
          join_scene, inviting.person_id AS invitor, COALESCE(NULLIF(inviting.name, ''), inviter.name) AS invitor_name,
          nickname, join_state.state AS state
        FROM chat JOIN membership ON membership.chat = chat.num JOIN person ON person.num = membership.person
        LEFT JOIN member ON member.user_id = person.person_id
        LEFT JOIN person AS inviting ON inviting.num = membership.invitor
        LEFT JOIN member AS inviter ON inviter.user_id = inviting.person_id
        LEFT JOIN join_state ON join_state.num = membership.state
        WHERE chat.chat_id = $1 ORDER BY join_time, person.person_id
        """,
        [.text(chat.rawValue)]
      ).map { row in
        MembershipRecord(
          person: try row.identifier("person_id"), name: try row.text("name"),
          kind: .init(rawValue: Int(try row.integer("kind"))),
          joinTime: Timestamp(seconds: try row.integer("join_time")),
          joinScene: .init(rawValue: Int(try row.integer("join_scene"))),
          invitor: try row.optionalIdentifier("invitor"), invitorName: row.optionalText("invitor_name"),
          groupNickname: row.optionalText("nickname") ?? "", state: row.optionalText("state"))
      }
    }
  }

  package func chats(ownedBy owner: UserID) throws -> Set<ChatID> {
    try engine.read { connection in
      Set(
        try connection.query(
          "SELECT chat_id FROM chat WHERE owner = $1 AND gone_at IS NULL", [.text(owner.rawValue)]
        ).map { try $0.identifier("chat_id") })
    }
  }

  private static let ownerSQL = """
    WITH owned AS MATERIALIZED (
      SELECT owner, COUNT(*) AS groups, SUM(CASE WHEN status = 1 THEN 1 ELSE 0 END) AS waiting,
        SUM(CASE WHEN status = 2 THEN 1 ELSE 0 END) AS in_progress, SUM(CASE WHEN status = 3 THEN 1 ELSE 0 END) AS done
      FROM chat WHERE gone_at IS NULL AND owner IS NOT NULL AND ($1 IS NULL OR owner = $1) GROUP BY owner
    )
    SELECT who.user_id AS user_id, COALESCE(member.name, NULLIF(person.name, '')) AS name, member.activation,
      COALESCE(member.has_customer_contact, 0) AS has_customer_contact, member.resigned_at,
      COALESCE(member.waiting_customers, 0) AS waiting_customers, COALESCE(owned.groups, 0) AS groups,
      COALESCE(owned.waiting, 0) AS waiting, COALESCE(owned.in_progress, 0) AS in_progress,
      COALESCE(owned.done, 0) AS done
    FROM (SELECT user_id FROM member UNION SELECT owner FROM owned) AS who
    LEFT JOIN member ON member.user_id = who.user_id
    LEFT JOIN person ON person.person_id = who.user_id
    LEFT JOIN owned ON owned.owner = who.user_id
    WHERE $1 IS NULL OR who.user_id = $1
    ORDER BY groups DESC, user_id
    """

  private static func owner(_ row: SQLRow) throws -> OwnerRecord {
    OwnerRecord(
      userID: try row.identifier("user_id"), name: row.optionalText("name"),
      activation: row.optionalInteger("activation").map { .init(rawValue: Int($0)) },
      hasCustomerContact: try row.integer("has_customer_contact") != 0,
      resignedAt: row.optionalTimestamp("resigned_at"), waitingCustomers: Int(try row.integer("waiting_customers")),
      groups: Int(try row.integer("groups")), waiting: Int(try row.integer("waiting")),
      inProgress: Int(try row.integer("in_progress")), done: Int(try row.integer("done")))
  }

  /// Everybody who owns groups, may own them, or left with something waiting; most groups first.
  package func owners() throws -> [OwnerRecord] {
    try engine.read { connection in
      try connection.query(Self.ownerSQL, [.null]).map(Self.owner)
    }
  }

  package func owner(_ user: UserID) throws -> OwnerRecord? {
    try engine.read { connection in
      try connection.query(Self.ownerSQL, [.text(user.rawValue)]).first.map(Self.owner)
    }
  }

  /// Those of ``owners()`` who left and still have a group or a customer waiting or on its way.
  package func resignedOwners() throws -> [OwnerRecord] {
    try owners().filter(\.leftSomething)
  }

  /// How many groups each owner has.
  package func groupCounts() throws -> [UserID: Int] {
    try engine.read { connection in
      let rows = try connection.query(
        "SELECT owner, COUNT(*) AS count FROM chat WHERE owner IS NOT NULL AND gone_at IS NULL GROUP BY owner", [])
      return try Dictionary(
        uniqueKeysWithValues: rows.map { (try $0.identifier("owner"), Int(try $0.integer("count"))) })
    }
  }

  /// Groups that are not gone, and how many of them have details.
  package func size() throws -> (groups: Int, detailed: Int) {
    try engine.read { connection in
      let row = try connection.query(
        "SELECT COUNT(*) AS groups, COUNT(detail_at) AS detailed FROM chat WHERE gone_at IS NULL", []
      ).first
      return (Int(try row?.integer("groups") ?? 0), Int(try row?.integer("detailed") ?? 0))
    }
  }
}
