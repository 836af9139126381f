import Crypto
import Foundation
import Model

/// The chained record of every act that changes something at the vendor. A row is written in the transaction of the act
/// itself: no audit, no act. Each row's hash covers the row and the hash before it.
package enum AuditLog {
  /// What was done.
  package enum Act: String, Sendable {
    case confirm, intent, recorded, cancel, pause, resume, stop, go
  }

  /// Appends a row and returns its hash, hex.
  /// - Parameters:
  ///   - actor: who, as `user@host`.
  ///   - subject: on what: a job, a batch.
  ///   - detail: codes and parameters, no sentences, no secrets.
  @discardableResult
  package static func append(
    _ act: Act, actor: String, subject: String, detail: String, at now: Timestamp, in connection: any SQLConnection
  ) throws -> String {
    let last = try connection.query("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", []).first
    let seq = try (last?.integer("seq") ?? 0) + 1
    let previous = try last?.text("hash") ?? ""
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
