import Model
import Testing

@testable import Storage

@Suite("Verifying the audit", .timeLimit(.minutes(5)))
struct AuditVerifyTests {
  private let books: Books
  init() throws { books = try Books() }

  private func faults(after sql: String...) throws -> [AuditFault] {
    try books.live()
    for sql in sql { try books.tamper(sql) }
    return try books.verify().faults
  }

  @Test("an audit nobody touched is whole, and its head is its last row")
  func whole() throws {
    #expect(try books.verify() == AuditVerification(tip: .none, head: [], faults: []))
    try books.live()
    let tip = try books.tip()
    #expect(tip.count == 8)
    #expect(try books.verify() == AuditVerification(tip: tip, head: [tip], faults: []))
  }

  @Test(
    "an edited row is named, whatever was edited",
    arguments: [
      "actor = 'mallory@desk'", "at = at + 1", "act = 'stop'", "subject = 'h2'", "detail = ''", "previous = ''",
      "hash = 'ff' || substr(hash, 3)",
    ])
  func edited(change: String) throws {
    // The row after one whose hash was edited no longer continues it.
    let isHash = change.hasPrefix("hash")
    #expect(
      try faults(after: "UPDATE audit SET \(change) WHERE seq = 4")
        == (isHash ? [.edited(row: 4), .replaced(row: 4)] : [.edited(row: 4)]))
  }

  @Test("rows removed in the middle and at the beginning are named")
  func removed() throws {
    #expect(
      try faults(after: "DELETE FROM audit WHERE seq IN (1, 4, 5)")
        == [.removed(first: 1, last: 1), .removed(first: 4, last: 5)])
  }

  @Test("a removed row is named although the rest was numbered anew")
  func renumbered() throws {
    let found = try faults(
      after: "DELETE FROM audit WHERE seq = 4", "UPDATE audit SET seq = -seq + 1 WHERE seq > 4",
      "UPDATE audit SET seq = -seq WHERE seq < 0")
    #expect(found.first == .edited(row: 4))
  }

  @Test("a row numbered so that none can follow is named, by verifying and by every act")
  func lastNumber() throws {
    #expect(try faults(after: "UPDATE audit SET seq = \(Int64.max) WHERE seq = 8").contains(.edited(row: .max)))
    let before = try books.everything()
    for isStopped in [true, false] {
      #expect(throws: AuditMismatch(fault: .edited(row: .max))) {
        try books.jobs.setStopped(isStopped, actor: "kim@desk", at: books.now)
      }
    }
    #expect(try books.everything() == before)
  }

  @Test("a row replaced by one with a right hash is named")
  func replaced() throws {
    try books.live()
    var row = try books.engine.read { try AuditEntry($0.query("SELECT * FROM audit WHERE seq = 4")[0]) }
    row.actor = "mallory@desk"
    try books.tamper("UPDATE audit SET actor = '\(row.actor)', hash = '\(row.rightHash)' WHERE seq = 4")
    #expect(try books.verify().faults == [.replaced(row: 4)])
  }

  @Test("a tail that was cut off is named, also by one row")
  func cut() throws {
    #expect(try faults(after: "DELETE FROM audit WHERE seq = 8") == [.cut(first: 8, last: 8)])
    try books.tamper("DELETE FROM audit WHERE seq > 3")
    #expect(try books.verify().faults == [.cut(first: 4, last: 8)])
  }

  @Test("an emptied ledger is an audit cut from its first row on")
  func emptied() throws {
    #expect(
      try faults(after: "DELETE FROM audit", "DELETE FROM transfer_batch") == [.cut(first: 1, last: 8)])
  }

  @Test(
    "a call that is gone or says something else than the row of its intent is named with the row",
    arguments: [
      "DELETE FROM transfer_batch", "UPDATE transfer_batch SET audit_hash = 'ff'",
      "UPDATE transfer_batch SET chat_ids = 'wr0'", "UPDATE transfer_batch SET new_owner = 'mallory'",
      "UPDATE transfer_batch SET body_hash = 'ff'", "UPDATE transfer_batch SET state = 'sent, I swear'",
    ])
  func callDiffers(change: String) throws {
    #expect(try faults(after: change) == [.callDiffers(row: 2, call: CallID(unchecked: "b1"))])
  }

  @Test("a call without the row of its intent is named")
  func callWithoutRow() throws {
    #expect(
      try faults(after: "UPDATE transfer_batch SET id = 'b9'") == [
        .callDiffers(row: 2, call: CallID(unchecked: "b1")), .callWithoutRow(CallID(unchecked: "b9")),
      ])
  }

  @Test("more rows than are looked at at a time are all looked at, and only the first faults told")
  func manyRows() throws {
    try books.engine.transaction { connection in
      for number in 1...2500 {
        try AuditLog.append(.pause, actor: "a@b", subject: "j\(number)", detail: "", at: books.now, in: connection)
      }
    }
    #expect(try books.verify() == AuditVerification(tip: books.tip(), head: [books.tip()], faults: []))
    try books.tamper("UPDATE audit SET actor = 'm@b' WHERE seq >= 2000")
    let found = try books.verify()
    #expect(found.tip.count == 2500)
    #expect(found.faults == (2000..<2020).map { .edited(row: $0) })
  }
}
