import Model

/// Which rows of the audit are wanted; nil: whatever it is.
package struct AuditFilter: Sendable, Hashable {
  package var since: Timestamp?
  /// `user@host`, whole.
  package var actor: String?
  /// A job or a join way, with its calls; or a call.
  package var subject: String?
  /// Anywhere in actor, act, subject or detail.
  package var text: String?

  package init(since: Timestamp? = nil, actor: String? = nil, subject: String? = nil, text: String? = nil) {
    self.since = since
    self.actor = actor
    self.subject = subject
    self.text = text
  }
}

extension AuditLog {
  /// The newest rows first.
  ///
  /// - Parameters:
  ///   - end: only rows before this one; nil: from the last on.
  ///   - start: only rows after this one.
  ///   - limit: rows at most.
  package static func entries(
    _ filter: AuditFilter = AuditFilter(), before end: Int64? = nil, after start: Int64 = 0, limit: Int,
    in connection: any SQLConnection
  ) throws -> [AuditEntry] {
    var conditions = ["seq < $1 AND seq > $3"]
    var values: [SQLValue] = [.integer(end ?? .max), .integer(Int64(limit)), .integer(start)]
    func add(_ condition: String, _ value: SQLValue?) {
      guard let value else { return }
      values.append(value)
      conditions.append(condition.replacing("$n", with: "$\(values.count)"))
    }
    add("at >= $n", filter.since.map { .init($0) })
    add("actor = $n", filter.actor.map(SQLValue.text))
    add(
      """
      subject IN (SELECT $n UNION ALL SELECT id FROM transfer_batch WHERE job_id = $n
        UNION ALL SELECT id FROM join_way_call WHERE join_way_id = $n)
      """,
      filter.subject.map(SQLValue.text))
    add(
      "(instr(actor, $n) > 0 OR instr(act, $n) > 0 OR instr(subject, $n) > 0 OR instr(detail, $n) > 0)",
      filter.text.map(SQLValue.text))
    return try connection.query(
      """
      SELECT \(AuditEntry.columns) FROM audit WHERE \(conditions.joined(separator: " AND "))
      ORDER BY seq DESC LIMIT $2
      """, values
    ).map(AuditEntry.init)
  }
}
