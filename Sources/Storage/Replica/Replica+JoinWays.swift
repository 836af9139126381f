import Model

/// What rows of join ways are made of: their groups, and who came by their states.
extension Replica {
  /// - Parameters:
  ///   - chats: groups to be told of; those the replica has never seen are left out.
  ///   - states: whose arrivals to count; nil: of all.
  ///   - since: the moment from which ``JoinTally/recent`` counts.
  package func joinWayFacts(
    chats: Set<ChatID>, states: Set<String>?, since: Timestamp
  ) throws -> (cards: [ChatID: GroupCard], tallies: [String: JoinTally]) {
    try engine.read { connection in
      var names: [Int64: String] = [:]
      let cards = try Self.cards(of: chats, names: &names, in: connection)
      return (cards, try Self.tallies(of: states, since: since, names: &names, in: connection))
    }
  }

  /// Groups that are not gone and whose details say fewer members than `members`: those of an owner, fewest first.
  package func openGroups(ownedBy owner: UserID, below members: Int, limit: Int) throws -> [GroupCard] {
    try engine.read { connection in
      var names: [Int64: String] = [:]
      let chats: [ChatID] = try connection.query(
        """
        SELECT chat_id FROM chat WHERE owner = $1 AND gone_at IS NULL AND member_count < $2
        ORDER BY member_count, chat_id LIMIT $3
        """,
        [.text(owner.rawValue), .init(members), .init(limit)]
      ).map { try $0.identifier("chat_id") }
      let cards = try Self.cards(of: Set(chats), names: &names, in: connection)
      return chats.compactMap { cards[$0] }
    }
  }

  private static func cards(
    of chats: Set<ChatID>, names: inout [Int64: String], in connection: any SQLConnection
  ) throws -> [ChatID: GroupCard] {
    var cards: [ChatID: GroupCard] = [:]
    cards.reserveCapacity(chats.count)
    try forEachPart(of: chats, cardSQL, in: connection) { row in
      guard let chat = ChatID(try row.text(at: 1)) else { throw row.damage }
      let name = try row.text(at: 2)
      let owner = try row.optionalText(at: 4).map { text in
        guard let owner = UserID(text) else { throw row.damage }
        return owner
      }
      names[try row.integer(at: 0)] = name
      cards[chat] = GroupCard(
        chatID: chat, name: name, members: row.optionalInteger(at: 3).map(Int.init), owner: owner, ownerName: nil,
        ownerHasResigned: false, isGone: row.optionalInteger(at: 5) != nil)
    }
    var owners: [UserID: (name: String?, hasResigned: Bool)] = [:]
    try forEachPart(of: Set(cards.values.compactMap(\.owner)), cardOwnerSQL, in: connection) { row in
      guard let owner = UserID(try row.text(at: 0)) else { throw row.damage }
      owners[owner] = (row.optionalText(at: 1), try row.integer(at: 2) != 0)
    }
    for (chat, card) in cards {
      guard let owner = card.owner, let known = owners[owner] else { continue }
      cards[chat]?.ownerName = known.name
      cards[chat]?.ownerHasResigned = known.hasResigned
    }
    return cards
  }

  /// Ids asked for in one statement, which is then prepared once; the places of a shorter part stay empty.
  private static let partWidth = 250
  private static let places = (1...partWidth).map { "$\($0)" }

  private static let cardSQL = """
    SELECT num, chat_id, name, member_count, owner, gone_at FROM chat
    WHERE chat_id IN (\(places.joined(separator: ", ")))
    """

  /// Of whom it is asked once, however many groups they have: see ``OwnerRecord/hasResigned``.
  private static let cardOwnerSQL = """
    SELECT column1,
      COALESCE(
        (SELECT name FROM member WHERE user_id = column1),
        (SELECT NULLIF(name, '') FROM person WHERE person_id = column1)),
      EXISTS (SELECT 1 FROM member WHERE user_id = column1
          AND (waiting_customers > 0 OR resigned_at IS NOT NULL OR activation = \(Member.Activation.left.rawValue)))
        OR EXISTS (SELECT 1 FROM chat WHERE owner = column1 AND status = 1 AND gone_at IS NULL)
    FROM (VALUES \(places.map { "(\($0))" }.joined(separator: ", "))) WHERE column1 IS NOT NULL
    """

  private static func forEachPart<ID: Identifier>(
    of ids: Set<ID>, _ sql: String, in connection: any SQLConnection, _ body: (SQLRow) throws -> Void
  ) throws {
    try forEachPart(of: ids.map(\.rawValue).sorted().map(SQLValue.text), sql, in: connection, body)
  }

  private static func forEachPart(
    of all: [SQLValue], _ sql: String, in connection: any SQLConnection, _ body: (SQLRow) throws -> Void
  ) throws {
    for start in stride(from: 0, to: all.count, by: partWidth) {
      let part = Array(all[start..<min(start + partWidth, all.count)])
      let values = part + repeatElement(.null, count: partWidth - part.count)
      for row in try connection.query(sql, values) { try body(row) }
    }
  }

  // MARK: Arrivals

  private static func tallies(
    of states: Set<String>?, since: Timestamp, names: inout [Int64: String], in connection: any SQLConnection
  ) throws -> [String: JoinTally] {
    var wanted: [Int64: String] = [:]
    if let states {
      try forEachPart(of: states.sorted().map(SQLValue.text), stateSQL, in: connection) { row in
        wanted[try row.integer(at: 0)] = try row.text(at: 1)
      }
    } else {
      for row in try connection.query("SELECT num, state FROM join_state") {
        wanted[try row.integer(at: 0)] = try row.text(at: 1)
      }
    }
    guard !wanted.isEmpty else { return [:] }
    var counting = JoinCounting(gone: try goneGroups(in: connection), since: since.seconds)
    // One look at all of them costs less than many single ones.
    if states == nil || wanted.count > 200 {
      try forEachJoin(ofState: nil, in: connection) { counting.count($0, $1) }
    } else {
      for number in wanted.keys.sorted() {
        try forEachJoin(ofState: number, in: connection) { counting.count($0, $1) }
      }
    }
    let counted = counting.finished().filter { wanted[$0.key] != nil }
    let nameless = Set(counted.values.flatMap(\.chats).filter { names[$0] == nil })
    try forEachPart(of: nameless.sorted().map(SQLValue.integer), nameSQL, in: connection) { row in
      names[try row.integer(at: 0)] = try row.text(at: 1)
    }
    var tallies: [String: JoinTally] = [:]
    for (number, counted) in counted {
      guard let state = wanted[number] else { continue }
      var tally = counted.tally
      for chat in counted.chats { tally.groupNames.insert(names[chat] ?? "") }
      tallies[state] = tally
    }
    return tallies
  }

  private static let stateSQL = "SELECT num, state FROM join_state WHERE state IN (\(places.joined(separator: ", ")))"
  private static let nameSQL = "SELECT num, name FROM chat WHERE num IN (\(places.joined(separator: ", ")))"

  static func number(ofState state: String, in connection: any SQLConnection) throws -> Int64? {
    try connection.query("SELECT num FROM join_state WHERE state = $1", [.text(state)]).first?.integer(at: 0)
  }

  /// When each group that is gone was first missed.
  static func goneGroups(in connection: any SQLConnection) throws -> [Int64: Timestamp] {
    var gone: [Int64: Timestamp] = [:]
    try connection.forEach("SELECT num, gone_at FROM chat WHERE gone_at IS NOT NULL", []) { row in
      if let chat = row.integer(at: 0), let at = row.integer(at: 1) { gone[chat] = Timestamp(milliseconds: at) }
    }
    return gone
  }

  /// Every joining ever seen. Who was missed and sits in the group again, however they came, is in it.
  private static func joins(whereState rule: String) -> String {
    """
    SELECT state, person, chat, join_time, NULL AS gone_at FROM membership WHERE state \(rule)
    UNION ALL
    SELECT state, person, chat, join_time,
      CASE WHEN EXISTS (SELECT 1 FROM membership AS present
          WHERE present.chat = departure.chat AND present.person = departure.person)
        THEN NULL ELSE gone_at END
    FROM departure WHERE state \(rule)
    """
  }

  /// Every joining ever seen, person after person within a state.
  ///
  /// - Parameter state: one state's number; nil: of all, state after state.
  static func forEachJoin(
    ofState state: Int64?, in connection: any SQLConnection, _ body: (_ state: Int64, JoinRow) throws -> Void
  ) throws {
    try connection.forEach(
      """
      \(joins(whereState: state == nil ? "IS NOT NULL" : "= $1"))
      ORDER BY 1, 2
      """,
      state.map { [.integer($0)] } ?? []
    ) { row in
      guard let state = row.integer(at: 0), let person = row.integer(at: 1), let chat = row.integer(at: 2),
        let time = row.integer(at: 3)
      else { return }
      try body(
        state,
        JoinRow(
          person: person, chat: chat, joinTime: Timestamp(seconds: time),
          goneAt: row.integer(at: 4).map(Timestamp.init(milliseconds:))))
    }
  }

  /// Every joining by one state, person after person, with the groups they are in; nothing for a state nobody has.
  package func joins(
    ofState state: String
  ) throws -> (joins: [JoinRow], groups: [Int64: GroupRecord]) {
    try engine.read { connection in
      guard let number = try Self.number(ofState: state, in: connection) else { return ([], [:]) }
      let gone = try Self.goneGroups(in: connection)
      var joins: [JoinRow] = []
      try Self.forEachJoin(ofState: number, in: connection) { _, row in
        var row = row
        row.goneAt = row.goneAt ?? gone[row.chat]
        joins.append(row)
      }
      var groups: [Int64: GroupRecord] = [:]
      for chat in Set(joins.map(\.chat)) {
        groups[chat] = try connection.query(
          "SELECT \(Self.groupColumns) FROM chat WHERE num = $1", [.integer(chat)]
        ).first.map(Self.group)
      }
      return (joins, groups)
    }
  }

  /// Who came by one state, into which group, newest first.
  ///
  /// - Parameter limit: nil for all.
  package func arrivals(ofState state: String, limit: Int?) throws -> [ArrivalRecord] {
    try engine.read { connection in
      guard let number = try Self.number(ofState: state, in: connection) else { return [] }
      return try connection.query(
        """
        WITH came AS (
          \(Self.joins(whereState: "= $1"))
        ), each AS (
          SELECT person, chat, MIN(join_time) AS join_time,
            CASE WHEN COUNT(*) = COUNT(gone_at) THEN MAX(gone_at) END AS gone_at
          FROM came GROUP BY person, chat
        )
        SELECT person.person_id, COALESCE(NULLIF(person.name, ''), member.name, '') AS person_name, chat.chat_id,
          chat.name AS group_name, each.join_time, COALESCE(each.gone_at, chat.gone_at) AS gone_at
        FROM each JOIN person ON person.num = each.person JOIN chat ON chat.num = each.chat
        LEFT JOIN member ON member.user_id = person.person_id
        ORDER BY each.join_time DESC, person.person_id, chat.chat_id LIMIT $2
        """,
        [.integer(number), .init(limit ?? .max)]
      ).map { row in
        ArrivalRecord(
          person: try row.identifier("person_id"), name: try row.text("person_name"),
          chatID: try row.identifier("chat_id"), groupName: try row.text("group_name"),
          joinTime: Timestamp(seconds: try row.integer("join_time")), goneAt: row.optionalTimestamp("gone_at"))
      }
    }
  }
}
