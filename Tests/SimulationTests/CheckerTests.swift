import Foundation
import Model
import Services
import Storage
import Testing

@testable import simulation

/// A ledger that is put into a state it must never have, behind the program's back.
struct Tampering: Sendable, CustomTestStringConvertible {
  let invariant: Invariant
  let sql: String
  var testDescription: String { "\(invariant.rawValue): \(sql)" }

  static let all = [
    // The unique indexes stand in the way of these two.
    Tampering(
      invariant: .i1,
      sql: """
        DROP INDEX handover_item_open; INSERT INTO handover_item (job_id, chat_id, position, name, new_owner, state, \
        attempts, checks, updated_at) SELECT 'other', chat_id, 0, '', new_owner, 'ready', 0, 0, 0 FROM handover_item \
        WHERE state = 'accepted' LIMIT 1
        """),
    Tampering(
      invariant: .i2,
      sql: """
        DROP INDEX transfer_batch_open; UPDATE transfer_batch SET state = 'unknown'; INSERT INTO transfer_batch SELECT \
        id || 'x', job_id, kind, old_owner, new_owner, state, chat_ids, body_hash, quota_day, lease_epoch, \
        committed_at, deadline, recorded_at, outcome, audit_hash FROM transfer_batch
        """),
    Tampering(invariant: .i3, sql: "UPDATE quota_day SET used = used + 1"),
    Tampering(invariant: .i6, sql: "UPDATE handover_item SET state = 'sending' WHERE state = 'accepted'"),
    Tampering(
      invariant: .i7, sql: "UPDATE transfer_batch SET state = 'sending' WHERE id = (SELECT MIN(id) FROM transfer_batch)"
    ),
    Tampering(invariant: .i7, sql: "UPDATE handover_item SET state = 'ready' WHERE state = 'done'"),
    Tampering(invariant: .i9, sql: "UPDATE job SET lease_epoch = lease_epoch - 1"),
    Tampering(invariant: .i12, sql: "UPDATE handover_item SET new_owner = 'kim' WHERE state IN ('accepted', 'done')"),
    Tampering(
      invariant: .i13,
      sql: """
        INSERT INTO audit (seq, at, actor, act, subject, detail, previous, hash) SELECT MAX(seq) + 2, 0, '', '', '', \
        '', '', '' FROM audit
        """),
    Tampering(invariant: .i14, sql: "DELETE FROM handover_item WHERE position = 0"),
    Tampering(
      invariant: .i16,
      sql: """
        INSERT INTO transfer_batch SELECT id || 'x', job_id, kind, old_owner, new_owner, 'answered', chat_ids, \
        body_hash, quota_day, lease_epoch, committed_at, deadline, recorded_at, outcome, audit_hash FROM transfer_batch
        """),
  ]
}

@Suite("Simulation: what the checker sees", .timeLimit(.minutes(10)))
struct CheckerTests {
  @Test("a ledger that was tampered with is found out", arguments: Tampering.all)
  func tampered(_ tampering: Tampering) async throws {
    let found = try await inTurn { try Self.findings(after: tampering) }
    #expect(found.contains(tampering.invariant))
  }

  private static func findings(after tampering: Tampering) throws -> [Invariant] {
    let folder = try ScratchFolder()
    let world = try World(seed: 3, size: .small, file: folder.file("ledger"))
    world.begin()
    repeat {
      for _ in 0..<50 { try #require(try world.turn()) }
    } while try !hasDone(world)
    try world.ledger.transaction { connection in
      for statement in tampering.sql.split(separator: "; ") { try connection.execute(String(statement)) }
    }
    try world.checker.eventEnded()
    return world.checker.findings.map(\.invariant)
  }

  /// Whether there is something of everything to be tampered with.
  private static func hasDone(_ world: World) throws -> Bool {
    try world.ledger.read { connection in
      let row = try connection.query(
        "SELECT COUNT(*) AS done FROM handover_item WHERE state = 'done' AND batch_id IS NOT NULL", []
      ).first
      return try row?.integer("done") ?? 0 > 0
    }
  }
}
