import Model

/// Between rows and values; a row that makes no sense is ``StorageError/damaged(file:)``-class trouble, never a guess.
enum HandoverRows {
  static let itemColumns = """
    chat_id, position, name, members, new_owner, state, code, detail, attempts, batch_id, accepted_at, due_at, checks,
    negative_at
    """

  static func item(_ row: SQLRow) throws -> HandoverItem {
    var item = HandoverItem(
      chatID: try row.identifier("chat_id"), position: Int(try row.integer("position")), name: try row.text("name"),
      members: row.optionalInteger("members").map(Int.init), newOwner: try row.optionalIdentifier("new_owner"),
      state: try row.code("state"), detail: try row.optionalCode("detail"))
    item.code = row.optionalInteger("code").map(Int.init)
    item.attempts = Int(try row.integer("attempts"))
    item.batch = try row.optionalIdentifier("batch_id")
    item.acceptedAt = row.optionalTimestamp("accepted_at")
    item.dueAt = row.optionalTimestamp("due_at")
    item.checks = Int(try row.integer("checks"))
    item.negativeAt = row.optionalTimestamp("negative_at")
    return item
  }

  static let batchColumns = """
    id, job_id, kind, old_owner, new_owner, state, chat_ids, body_hash, quota_day, committed_at, deadline
    """

  static func batch(_ row: SQLRow) throws -> TransferBatch {
    TransferBatch(
      id: try row.identifier("id"), kind: try row.code("kind"), oldOwner: try row.identifier("old_owner"),
      newOwner: try row.identifier("new_owner"),
      chats: try row.text("chat_ids").split(separator: " ").map { text in
        guard let chat = ChatID(String(text)) else { throw row.damage }
        return chat
      },
      state: try row.code("state"), bodyHash: try row.text("body_hash"),
      quotaDay: Day(number: try row.integer("quota_day")),
      committedAt: Timestamp(milliseconds: try row.integer("committed_at")),
      deadline: Timestamp(milliseconds: try row.integer("deadline")))
  }

  static let handoverColumns = """
    job_id, kind, old_owner, cancelled, planned, created_at, created_by, confirmed_at
    """

  static func handover(_ row: SQLRow) throws -> Handover {
    Handover(
      id: try row.identifier("job_id"), kind: try row.code("kind"), oldOwner: try row.identifier("old_owner"),
      isCancelled: try row.integer("cancelled") != 0, planned: Int(try row.integer("planned")),
      createdAt: Timestamp(milliseconds: try row.integer("created_at")), createdBy: try row.text("created_by"),
      confirmedAt: row.optionalTimestamp("confirmed_at"))
  }
}
