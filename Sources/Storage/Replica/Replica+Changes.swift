import Model

/// What changed, and how old what is stored is.
extension Replica {
  /// Hands on, in no particular order, each group that changed after `change`, without building a ``GroupRecord`` of it.
  ///
  /// A group changes when a person would see a difference, the age of its details included; being listed again as it was
  /// is none.
  ///
  /// - Parameter change: 0 for all that are not gone; later, those that are gone by now are among them.
  /// - Returns: to be asked with the next time.
  package func forEachGroup(since change: Int64, _ body: (GroupRow) throws -> Void) throws -> Int64 {
    let columns = """
      SELECT chat_id, name, owner, status, create_time, member_count, external_count, detail_at, gone_at FROM chat
      """
    return try engine.read { connection in
      if change == 0 {
        // In the table's own order: each page is read once.
        try connection.forEach(columns + " WHERE gone_at IS NULL", []) { try body(GroupRow(cursor: $0)) }
      } else {
        try connection.forEach(columns + " WHERE change > $1", [.integer(change)]) { try body(GroupRow(cursor: $0)) }
      }
      return try Self.counter("change", in: connection)
    }
  }

  /// At least as many as there are groups, gone ones included; costs nothing to ask.
  package func mostGroups() throws -> Int {
    try engine.read { Int(try $0.query("SELECT COALESCE(MAX(num), 0) FROM chat", [])[0].integer(at: 0)) }
  }

  /// When the groups that are not gone were read; all nil without groups.
  package struct Ages: Sendable, Hashable {
    package var oldestStatus: Timestamp?
    package var newestStatus: Timestamp?
    package var oldestDetail: Timestamp?
    package var newestDetail: Timestamp?
  }

  package func ages() throws -> Ages {
    try engine.read { connection in
      let row = try connection.query(
        """
        SELECT MIN(status_at) AS oldest_status, MAX(status_at) AS newest_status, MIN(detail_at) AS oldest_detail,
          MAX(detail_at) AS newest_detail
        FROM chat WHERE gone_at IS NULL
        """, [])[0]
      return Ages(
        oldestStatus: row.optionalTimestamp("oldest_status"), newestStatus: row.optionalTimestamp("newest_status"),
        oldestDetail: row.optionalTimestamp("oldest_detail"), newestDetail: row.optionalTimestamp("newest_detail"))
    }
  }
}

/// One customer group where the database stands on it: what a list shows, read in place; not to be kept.
package struct GroupRow {
  fileprivate let cursor: any SQLCursor

  /// The chat id's bytes.
  package func withChatID<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    try cursor.withText(at: 0, body)
  }

  /// The name's UTF-8 bytes; none until its details were read.
  package func withName<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    try cursor.withText(at: 1, body)
  }

  /// The owner's userid; no bytes when the owner is not known.
  package func withOwner<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    try cursor.withText(at: 2, body)
  }

  package var status: Int64? { cursor.integer(at: 3) }
  package var createTime: Timestamp? { cursor.integer(at: 4).map(Timestamp.init(milliseconds:)) }
  package var memberCount: Int64? { cursor.integer(at: 5) }
  package var externalCount: Int64? { cursor.integer(at: 6) }
  package var detailAt: Timestamp? { cursor.integer(at: 7).map(Timestamp.init(milliseconds:)) }
  package var isGone: Bool { cursor.integer(at: 8) != nil }
}
