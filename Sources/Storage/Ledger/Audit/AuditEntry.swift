import Model

/// One row of the audit, as it stands in the ledger.
package struct AuditEntry: Sendable, Hashable {
  /// Its number, from 1 without a gap.
  package var seq: Int64
  package var at: Timestamp
  /// `user@host`
  package var actor: String
  /// A code of ``AuditLog/Act``, unless the row was edited or comes from a newer version.
  package var act: String
  /// The id of a job, a join way or a call; `all` for the global stop.
  package var subject: String
  /// `name=value` codes and ids, separated by spaces.
  package var detail: String
  /// The hash of the row before; empty for the first.
  package var previous: String
  package var hash: String

  /// The detail's names and values; a value may be several words.
  package var parameters: [String: String] {
    var parameters: [String: String] = [:]
    var name = ""
    for word in detail.split(separator: " ") {
      if let equals = word.firstIndex(of: "=") {
        name = String(word[..<equals])
        parameters[name] = String(word[word.index(after: equals)...])
      } else {
        parameters[name, default: ""] += " \(word)"
      }
    }
    return parameters
  }

  package init(
    seq: Int64, at: Timestamp, actor: String, act: String, subject: String, detail: String, previous: String,
    hash: String
  ) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.act = act
    self.subject = subject
    self.detail = detail
    self.previous = previous
    self.hash = hash
  }

  static let columns = "seq, at, actor, act, subject, detail, previous, hash"

  init(_ row: SQLRow) throws {
    seq = try row.integer("seq")
    at = try row.timestamp("at")
    actor = try row.text("actor")
    act = try row.text("act")
    subject = try row.text("subject")
    detail = try row.text("detail")
    previous = try row.text("previous")
    hash = try row.text("hash")
  }

  /// The hash that a row which says this has.
  var rightHash: String {
    AuditLog.hash(
      seq: seq, at: at, actor: actor, act: act, subject: subject, detail: detail, previous: previous)
  }
}
