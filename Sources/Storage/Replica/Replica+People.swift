import Model

/// Members of the corp: who may own groups, who left, and what they were called.
extension Replica {
  /// Takes over what `user/get` told; a name the vendor no longer tells is kept.
  package func apply(_ members: [Member], at now: Timestamp) throws {
    try engine.transaction { connection in
      let change = try Self.nextChange(in: connection)
      try connection.execute(
        """
        INSERT INTO member (user_id, name, departments, activation, has_customer_contact, waiting_customers, seen_at,
          change)
        VALUES ($1, $2, $3, $4, 0, 0, $5, $6)
        ON CONFLICT (user_id) DO UPDATE SET name = COALESCE(excluded.name, member.name),
          departments = excluded.departments, activation = COALESCE(excluded.activation, member.activation),
          seen_at = excluded.seen_at,
          change = CASE
            WHEN member.name IS NOT DISTINCT FROM COALESCE(excluded.name, member.name)
              AND member.departments = excluded.departments
              AND member.activation IS NOT DISTINCT FROM COALESCE(excluded.activation, member.activation)
            THEN member.change ELSE excluded.change END
        """,
        rows: members.map { member in
          [
            .init(member.userID), .init(member.name), .text(member.departments.map(String.init).joined(separator: " ")),
            .init(member.activation?.rawValue), .init(now), .integer(change),
          ]
        })
    }
  }

  /// Takes over everybody with 客户联系.
  package func apply(followUsers users: [UserID]) throws {
    try engine.transaction { connection in
      let change = try Self.nextChange(in: connection)
      let known = try Set<UserID>(
        connection.query("SELECT user_id FROM member WHERE has_customer_contact = 1", [])
          .map { try $0.identifier("user_id") })
      let found = Set(users)
      try connection.execute(
        """
        INSERT INTO member (user_id, departments, has_customer_contact, waiting_customers, change)
        VALUES ($1, '', $2, 0, $3)
        ON CONFLICT (user_id) DO UPDATE SET has_customer_contact = excluded.has_customer_contact,
          change = excluded.change
        """,
        rows: found.symmetricDifference(known).map { user in
          [.init(user), .init(found.contains(user)), .integer(change)]
        })
    }
  }

  /// Takes over how many customers of each leaver wait, and since when they are gone.
  package func apply(unassigned customers: [UnassignedCustomer]) throws {
    var leavers: [UserID: Leaver] = [:]
    for customer in customers {
      leavers[customer.handover, default: Leaver(waiting: 0, resignedAt: customer.resignedAt)].waiting += 1
    }
    try engine.transaction { connection in
      let change = try Self.nextChange(in: connection)
      var known: [UserID: Leaver] = [:]
      for row in try connection.query(
        "SELECT user_id, waiting_customers, resigned_at FROM member WHERE waiting_customers > 0", [])
      {
        known[try row.identifier("user_id")] = Leaver(
          waiting: try row.integer("waiting_customers"), resignedAt: row.optionalTimestamp("resigned_at"))
      }
      // Who left stays somebody who left when their last customer is assigned.
      for (user, leaver) in known where leavers[user] == nil {
        leavers[user] = Leaver(waiting: 0, resignedAt: leaver.resignedAt)
      }
      try connection.execute(
        """
        INSERT INTO member (user_id, departments, has_customer_contact, waiting_customers, resigned_at, change)
        VALUES ($1, '', 0, $2, $3, $4)
        ON CONFLICT (user_id) DO UPDATE SET waiting_customers = excluded.waiting_customers,
          resigned_at = excluded.resigned_at, change = excluded.change
        """,
        rows: leavers.filter { known[$0] != $1 }.map { user, leaver in
          [.init(user), .integer(leaver.waiting), .init(leaver.resignedAt), .integer(change)]
        })
    }
  }

  private struct Leaver: Equatable {
    var waiting: Int64
    var resignedAt: Timestamp?
  }

  /// Everybody known, whether they own groups or not.
  package func knownUsers() throws -> [UserID] {
    try engine.read { connection in
      try connection.query(
        """
        SELECT user_id FROM member UNION SELECT owner AS user_id FROM chat WHERE owner IS NOT NULL AND gone_at IS NULL
        ORDER BY 1
        """, []
      ).map { try $0.identifier("user_id") }
    }
  }

  /// The last known names of these people, from the corp's contacts or from the groups they sit in.
  package func names(of users: Set<UserID>) throws -> [UserID: String] {
    try engine.read { connection in
      var names: [UserID: String] = [:]
      for user in users {
        let row = try connection.query(
          """
          SELECT COALESCE(
            (SELECT name FROM member WHERE user_id = $1),
            (SELECT NULLIF(name, '') FROM person WHERE person_id = $1)) AS name
          """,
          [.init(user)])
        names[user] = row.first?.optionalText("name")
      }
      return names
    }
  }
}
