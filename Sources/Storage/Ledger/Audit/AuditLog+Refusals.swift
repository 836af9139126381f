import Model

extension AuditLog {
  /// Writes down that something was asked for and not done: once a day for the same act, reason, subject and actor,
  /// because a job that waits asks again and again.
  ///
  /// - Parameters:
  ///   - act: what was asked for.
  ///   - reason: a code, with its parameters as `name=value` behind it.
  static func refuse(
    _ act: Act, for reason: String, actor: String, subject: String, at now: Timestamp, in connection: any SQLConnection
  ) throws {
    let detail = "act=\(act.rawValue) reason=\(reason)"
    let known = try connection.query(
      """
      SELECT 1 FROM audit WHERE subject = $1 AND act = 'refused' AND detail = $2 AND actor = $3 AND at >= $4 LIMIT 1
      """,
      [.text(subject), .text(detail), .text(actor), .init(Day(at: now).start)])
    guard known.isEmpty else { return }
    try append(.refused, actor: actor, subject: subject, detail: detail, at: now, in: connection)
  }

  /// An act in a transaction of its own; where it needs a whole audit and there is none, that refusal is written down
  /// before ``AuditMismatch`` is thrown on.
  static func act<T>(
    _ act: Act, actor: String, subject: String, at now: Timestamp, in engine: any SQLEngine,
    _ body: (any SQLConnection) throws -> T
  ) throws -> T {
    do {
      return try engine.transaction(body)
    } catch let mismatch as AuditMismatch {
      try engine.transaction {
        try refuse(act, for: "audit", actor: actor, subject: subject, at: now, in: $0)
      }
      throw mismatch
    }
  }
}
