import Model

/// The skeleton: which groups there are, whose, and how their handover stands.
extension Replica {
  /// Takes over one complete list of an owner's groups. A group of theirs that is not in it for the second time is gone.
  package func apply(_ rows: [GroupStatus], ownedBy owner: UserID, at now: Timestamp) throws {
    try engine.transaction { connection in
      let change = try Self.nextChange(in: connection)
      try Self.upsert(rows, owner: owner, change, at: now, in: connection)
      try connection.execute(
        """
        UPDATE chat SET missing = missing + 1,
          gone_at = CASE WHEN missing >= 1 THEN $3 END,
          change = CASE WHEN missing >= 1 THEN $2 ELSE change END
        WHERE owner = $1 AND gone_at IS NULL AND (status_at IS NULL OR status_at < $3)
        """,
        [.text(owner.rawValue), .integer(change), .integer(now.milliseconds)])
    }
  }

  /// Takes over rows whose owner the list did not tell.
  package func apply(_ rows: [GroupStatus], at now: Timestamp) throws {
    try engine.transaction { connection in
      try Self.upsert(rows, owner: nil, Self.nextChange(in: connection), at: now, in: connection)
    }
  }

  private static func upsert(
    _ rows: [GroupStatus], owner: UserID?, _ change: Int64, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO chat (num, chat_id, name, owner, status, notice, admins, status_at, missing, change)
      VALUES ((SELECT COALESCE(MAX(num), 0) + 1 FROM chat), $1, '', $2, $3, '', '', $4, 0, $5)
      ON CONFLICT (chat_id) DO UPDATE SET owner = COALESCE(excluded.owner, chat.owner), status = excluded.status,
        status_at = excluded.status_at, missing = 0, gone_at = NULL,
        change = CASE
          WHEN chat.status = excluded.status AND chat.gone_at IS NULL
            AND chat.owner IS NOT DISTINCT FROM COALESCE(excluded.owner, chat.owner)
          THEN chat.change ELSE excluded.change END
      """,
      rows: rows.map { row in
        [
          .text(row.chatID.rawValue), .init(owner), .integer(Int64(row.status.rawValue)), .integer(now.milliseconds),
          .integer(change),
        ]
      })
  }

  /// The vendor called the group dismissed or unknown.
  ///
  /// - Parameter isDismissed: it was one once, so it is noted even if nobody has seen it before: a join way may lead there.
  package func setGone(_ chat: ChatID, isDismissed: Bool = false, at now: Timestamp) throws {
    try engine.transaction { connection in
      let change = try Self.nextChange(in: connection)
      if isDismissed {
        try connection.execute(
          """
          INSERT INTO chat (num, chat_id, name, notice, admins, missing, gone_at, change)
          VALUES ((SELECT COALESCE(MAX(num), 0) + 1 FROM chat), $1, '', '', '', 0, $2, $3)
          ON CONFLICT (chat_id) DO NOTHING
          """,
          [.text(chat.rawValue), .integer(now.milliseconds), .integer(change)])
      }
      try connection.execute(
        """
        UPDATE chat SET gone_at = COALESCE(gone_at, $2), detail_at = $2,
          change = CASE WHEN gone_at IS NULL THEN $3 ELSE change END
        WHERE chat_id = $1
        """,
        [.text(chat.rawValue), .integer(now.milliseconds), .integer(change)])
    }
  }

  /// Groups whose details are older than `time`, or were never read: what a refresh, begun then, still has to do.
  package func chatsNeedingDetail(before time: Timestamp, ownedBy owner: UserID? = nil) throws -> [ChatID] {
    try engine.read { connection in
      try connection.query(
        """
        SELECT chat_id FROM chat
        WHERE gone_at IS NULL AND (detail_at IS NULL OR detail_at < $1) AND ($2 IS NULL OR owner = $2)
        ORDER BY detail_at, num
        """,
        [.integer(time.milliseconds), .init(owner)]
      ).map { try $0.identifier("chat_id") }
    }
  }

  /// Those of `chats` that are not known to be gone and whose details are older than `time`, or were never read.
  package func chatsNeedingDetail(before time: Timestamp, among chats: [ChatID]) throws -> [ChatID] {
    try engine.read { connection in
      try chats.filter { chat in
        try connection.query(
          "SELECT 1 FROM chat WHERE chat_id = $1 AND (gone_at IS NOT NULL OR detail_at >= $2)",
          [.text(chat.rawValue), .integer(time.milliseconds)]
        ).isEmpty
      }
    }
  }
}
