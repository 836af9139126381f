import Model

/// Details and members of groups.
extension Replica {
  /// Takes over the details of many groups in one transaction. Members of a group whose `member_version` has not changed
  /// stay as they are.
  package func apply(_ details: [GroupDetail], numbers: PersonNumbers, at now: Timestamp) throws {
    guard !details.isEmpty else { return }
    let learnt = try engine.transaction { connection in
      let change = try Self.nextChange(in: connection)
      var changed: [(detail: GroupDetail, chat: Int64)] = []
      for detail in details {
        let version = try Self.knownVersion(of: detail.chatID, in: connection)
        let chat = try Self.upsert(detail, change, at: now, in: connection)
        if version == nil || version != detail.memberVersion { changed.append((detail, chat)) }
      }
      let people = try PersonNumbering(changed.map(\.detail), numbers, in: connection)
      let states = try Self.numberStates(of: changed.map(\.detail), in: connection)
      var first = 0
      for (detail, chat) in changed {
        let before = try Self.joins(of: chat, in: connection)
        try Self.replaceMembers(of: detail, chat, first, people, states, in: connection)
        if !before.isEmpty { try Self.keepDepartures(from: before, of: chat, at: now, in: connection) }
        first += detail.members.count
      }
      return people.learnt
    }
    numbers.remember(learnt)
  }

  /// The version the stored members are of; nil when none are stored, or the vendor told no version.
  private static func knownVersion(of chat: ChatID, in connection: any SQLConnection) throws -> String? {
    try connection.query(
      "SELECT member_version FROM chat WHERE chat_id = $1 AND detail_at IS NOT NULL AND gone_at IS NULL",
      [.text(chat.rawValue)]
    ).first?.optionalText(at: 0)
  }

  private static func upsert(
    _ detail: GroupDetail, _ change: Int64, at now: Timestamp, in connection: any SQLConnection
  ) throws -> Int64 {
    let rows = try connection.query(
      """
      INSERT INTO chat (num, chat_id, name, owner, create_time, notice, admins, member_count, external_count,
        member_version, detail_at, missing, change)
      VALUES ((SELECT COALESCE(MAX(num), 0) + 1 FROM chat), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11)
      ON CONFLICT (chat_id) DO UPDATE SET name = excluded.name, owner = COALESCE(excluded.owner, chat.owner),
        create_time = excluded.create_time, notice = excluded.notice, admins = excluded.admins,
        member_count = excluded.member_count, external_count = excluded.external_count,
        member_version = excluded.member_version, detail_at = excluded.detail_at, gone_at = NULL, missing = 0,
        change = excluded.change
      RETURNING num
      """,
      [
        .text(detail.chatID.rawValue), .text(detail.name), .init(detail.owner), .init(detail.createTime),
        .text(detail.notice), .text(detail.admins.map(\.rawValue).joined(separator: " ")),
        .integer(Int64(detail.members.count)), .integer(Int64(detail.members.count { $0.kind != .member })),
        .init(detail.memberVersion), .init(now), .integer(change),
      ])
    return try rows[0].integer(at: 0)
  }

  /// - Parameter first: the place of the group's first member among all that were numbered.
  private static func replaceMembers(
    of detail: GroupDetail, _ chat: Int64, _ first: Int, _ people: PersonNumbering, _ states: [String: Int64],
    in connection: any SQLConnection
  ) throws {
    try connection.execute("DELETE FROM membership WHERE chat = $1", [.integer(chat)])
    try connection.execute(
      """
      INSERT INTO membership (chat, person, kind, join_time, join_scene, invitor, nickname, state)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (chat, person) DO NOTHING
      """,
      rows: detail.members.enumerated().map { offset, member in
        let (person, invitor) = people.numbers(ofMember: first + offset)
        return [
          .integer(chat), .integer(person), .integer(Int64(member.kind.rawValue)), .integer(member.joinTime.seconds),
          .integer(Int64(member.joinScene.rawValue)), .init(invitor),
          member.groupNickname.isEmpty ? .null : .text(member.groupNickname),
          .init(member.state.flatMap { states[$0] }),
        ]
      })
  }
}
