import Crypto
import Foundation
import Model

/// The chained record of every act that changes something at the vendor. A row is written in the transaction of the act
/// itself: no audit, no act. Each row's hash covers the row and the hash before it, and the last of them is kept apart
/// (``AuditHead``).
package enum AuditLog {
  /// What was done.
  package enum Act: String, Sendable, CaseIterable {
    /// A person confirmed a plan.
    case confirm
    /// A call was about to be sent.
    case intent
    /// A call's end became known.
    case recorded
    case cancel, pause, resume
    /// The global stop, and its end.
    case stop, go
    /// Something was asked for and not done.
    case refused
    /// A person took a ledger for good whose audit is not the one its head names.
    case accept
    /// A person took a join way into the registry, took note of what became of one, or took one off the lists.
    case `import`, acknowledge, forget

    /// What leads to calls: it is not done on an audit that is not whole. What is learnt, and what stops sending, is
    /// written down all the same.
    package var needsWholeAudit: Bool {
      switch self {
      case .confirm, .intent, .resume, .go: true
      case .recorded, .cancel, .pause, .stop, .refused, .accept, .import, .acknowledge, .forget: false
      }
    }
  }

  /// Appends a row and returns its hash, hex. Throws ``AuditMismatch`` where a row was numbered so that none can follow.
  ///
  /// - Parameters:
  ///   - actor: who, as `user@host`.
  ///   - subject: on what: a job, a batch.
  ///   - detail: codes and parameters, no sentences, no secrets.
  @discardableResult
  package static func append(
    _ act: Act, actor: String, subject: String, detail: String, at now: Timestamp, in connection: any SQLConnection
  ) throws -> String {
    let last = try tip(in: connection)
    guard last.count < .max else { throw AuditMismatch(fault: .edited(row: last.count)) }
    let seq = last.count + 1
    let previous = last.hash
    let hash = hash(
      seq: seq, at: now, actor: actor, act: act.rawValue, subject: subject, detail: detail, previous: previous)
    try connection.execute(
      """
      INSERT INTO audit (seq, at, actor, act, subject, detail, previous, hash)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """,
      [
        .integer(seq), .integer(now.milliseconds), .text(actor), .text(act.rawValue), .text(subject), .text(detail),
        .text(previous), .text(hash),
      ])
    return hash
  }

  /// The last row there is.
  package static func tip(in connection: any SQLConnection) throws -> AuditTip {
    try tip(connection.query("SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1", []).first)
  }

  /// The last row there was when the head came to be kept: without a head the audit is whole only up to there.
  static func start(in connection: any SQLConnection) throws -> AuditTip {
    try tip(connection.query("SELECT seq, hash, at FROM audit_start", []).first)
  }

  private static func tip(_ row: SQLRow?) throws -> AuditTip {
    guard let row else { return .none }
    return AuditTip(count: try row.integer("seq"), hash: try row.text("hash"), at: try row.timestamp("at"))
  }

  /// SHA-256 over the row's fields, each preceded by its length, so that no two rows read alike.
  static func hash(
    seq: Int64, at: Timestamp, actor: String, act: String, subject: String, detail: String, previous: String
  ) -> String {
    var hasher = SHA256()
    for field in [String(seq), String(at.milliseconds), actor, act, subject, detail, previous] {
      hasher.update(data: Data("\(field.utf8.count):\(field)".utf8))
    }
    return hexText(hasher.finalize())
  }
}

/// Lower-case hexadecimal.
package func hexText(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}

/// SHA-256 of a request's exact body, hex.
package func bodyHash(_ body: some DataProtocol) -> String { hexText(SHA256.hash(data: body)) }
