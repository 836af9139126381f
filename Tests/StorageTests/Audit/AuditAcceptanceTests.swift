import Foundation
import Model
import Testing

@testable import Storage

@Suite("Taking a ledger for good", .timeLimit(.minutes(5)))
struct AuditAcceptanceTests {
  private let books: Books
  init() throws { books = try Books() }

  private func accept(_ count: Int64, after span: TimeSpan = .minutes(30)) throws -> AuditLog.Acceptance {
    try AuditLog.accept(
      count: count, quietPeriod: .minutes(15), head: books.head, actor: "lee@desk", now: books.now + span,
      in: books.engine)
  }

  /// A handover that is running on a ledger whose last row, of a stop that ended, was cut off.
  private func cut() throws -> Handover {
    let handover = try books.running(chats: chats(0..<2))
    try books.jobs.setStopped(true, actor: "kim@desk", at: books.now)
    try books.jobs.setStopped(false, actor: "kim@desk", at: books.now)
    try books.tamper("DELETE FROM audit WHERE seq = 3")
    #expect(try books.commit(books.batch(chats(0..<2)), of: handover) == .audit)
    return handover
  }

  @Test("accepted, with a row that names both ends: acts are done again and the audit is whole")
  func accepts() throws {
    let handover = try cut()
    let named = try #require(try books.head.read().latest)
    let tip = try books.tip()
    #expect(try accept(3) == .accepted(count: 3))
    let row = try #require(try books.audit().last)
    #expect(row.act == "accept" && row.actor == "lee@desk")
    #expect(row.detail == "fault=headDiffers head=3 head_hash=\(named.hash) count=3 hash=\(tip.hash)")
    #expect(try books.head.read() == .tips([books.tip()]))
    #expect(try books.verify().isWhole)
    #expect(try books.commit(books.batch(chats(0..<2)), of: handover) == nil)
  }

  @Test("another number, a whole audit: nothing is accepted, nothing is written")
  func refused() throws {
    try books.live()
    #expect(try accept(8) == .nothingToAccept)
    try books.tamper("DELETE FROM audit WHERE seq > 6")
    let before = try books.everything()
    for count: Int64 in [0, 5, 7, 8, -6] { #expect(try accept(count) == .otherCount(6)) }
    #expect(try books.everything() == before)
    #expect(try books.verify().faults == [.cut(first: 7, last: 8)])
  }

  @Test("an acceptance that is not committed takes nothing of what the head knew, and can be tried again")
  func notCommitted() throws {
    _ = try cut()
    let known = try #require(try books.head.read().latest)
    let dying = LedgerEngine(EngineWithoutCommit(engine: books.engine), head: books.head)
    for _ in 0..<2 {
      #expect(throws: EngineWithoutCommit.Died.self) {
        try AuditLog.accept(
          count: 3, quietPeriod: .minutes(15), head: books.head, actor: "lee@desk", now: books.now + .minutes(30),
          in: dying)
      }
      #expect(try books.head.read().latest == known)
      #expect(try books.verify().faults == [.headDiffers(count: 3)])
    }
    #expect(try accept(3) == .accepted(count: 3))
    #expect(try books.head.read() == .tips([books.tip()]))
    #expect(try books.verify().isWhole)
  }

  @Test("nothing is accepted while a call of the lost rows may still take effect, to the millisecond")
  func tooEarly() throws {
    _ = try cut()
    let end = books.now + .minutes(15)
    #expect(try accept(3, after: TimeSpan(milliseconds: 15 * 60_000 - 1)) == .tooEarly(until: end))
    #expect(try !books.verify().isWhole)
    #expect(try accept(3, after: .minutes(15)) == .accepted(count: 3))
  }

  @Test("without a head the quiet period counts from the first try", arguments: [true, false])
  func lostHead(isMissing: Bool) throws {
    try books.live()
    if isMissing {
      try FileManager.default.removeItem(atPath: books.head.path)
    } else {
      try Data("what?".utf8).write(to: URL(fileURLWithPath: books.head.path))
    }
    let first = books.now + .days(3)
    let until = first + .minutes(15)
    #expect(try accept(8, after: .days(3)) == .tooEarly(until: until))
    #expect(try books.verify().faults == [.headMissing])
    #expect(throws: AuditMismatch(fault: .headMissing)) {
      try books.jobs.setStopped(false, actor: "kim@desk", at: first)
    }
    // The refusal has left a row.
    #expect(try accept(8, after: .days(4)) == .otherCount(9))
    #expect(try accept(9, after: TimeSpan(milliseconds: 3 * 86_400_000 + 60_000)) == .tooEarly(until: until))
    #expect(try accept(9, after: .days(4)) == .accepted(count: 9))
    #expect(try books.verify().isWhole)
  }

  @Test("an old copy of the head does not date the last act: the quiet period counts from the first try")
  func oldHead() throws {
    try books.live()
    let row = try #require(try books.audit().first)
    try books.head.update { _ in [AuditTip(count: row.seq, hash: row.hash, at: row.at)] }
    #expect(try books.verify().faults == [.headBehind(count: 1)])
    let until = books.now + .days(3) + .minutes(15)
    #expect(try accept(8, after: .days(3)) == .tooEarly(until: until))
    #expect(try accept(8, after: TimeSpan(milliseconds: 3 * 86_400_000 + 60_000)) == .tooEarly(until: until))
    #expect(try !books.verify().isWhole)
    #expect(try accept(8, after: .days(4)) == .accepted(count: 8))
    #expect(try books.verify().isWhole)
  }

  @Test("a new ledger in the place of one that was deleted sends nothing until it is accepted")
  func deletedLedger() throws {
    try books.live()
    books.engine.close()
    try FileManager.default.removeItem(atPath: books.folder.file("ledger.sqlite"))
    let anew = try Books(folder: books.folder)
    let plan = try anew.plan(chats: chats(0..<1))
    #expect(throws: AuditMismatch(fault: .cut(first: 1, last: 8))) {
      try anew.handovers.confirm(plan.id, count: 1, actor: "kim@desk", now: anew.now)
    }
    #expect(
      try AuditLog.accept(
        count: 1, quietPeriod: .minutes(15), head: anew.head, actor: "lee@desk", now: anew.now + .hours(1),
        in: anew.engine) == .accepted(count: 1))
    #expect(
      try anew.handovers.confirm(plan.id, count: 1, actor: "kim@desk", now: anew.now) == .confirmed(ready: 1))
  }
}
