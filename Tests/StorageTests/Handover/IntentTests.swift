import Model
import Testing

@testable import Storage

@Suite("Handover ledger: the intent", .timeLimit(.minutes(5)))
struct IntentTests {
  private let books: Books
  init() throws { books = try Books() }

  /// Tries to commit and expects to be refused without a trace but the audit's, which tells each refusal once a day.
  private func expectRefusal(
    _ refusal: IntentRefusal, _ batch: TransferBatch, of handover: Handover, epoch: Int64 = 1,
    at moment: Timestamp? = nil
  ) throws {
    let before = try books.everything(butAudit: true)
    #expect(try books.commit(batch, of: handover, epoch: epoch, at: moment) == refusal)
    #expect(try books.everything(butAudit: true) == before)
    let isTold = ![.notMine, .changed].contains(refusal)
    let day = Day(at: moment ?? books.now)
    let told = try books.audit().filter {
      $0.act == "refused" && $0.subject == handover.id.rawValue && Day(at: $0.at) == day
        && $0.detail == "act=intent reason=\(refusal.rawValue)"
    }
    #expect(told.count == (isTold ? 1 : 0))
  }

  @Test("a committed intent holds batch, items, quota and audit together")
  func commits() throws {
    let handover = try books.running(chats: chats(0..<3))
    let batch = books.batch(chats(0..<2))
    #expect(try books.commit(batch, of: handover) == nil)
    #expect(try books.handovers.batches(of: handover.id) == [batch])
    let items = try books.handovers.items(of: handover.id)
    #expect(items.map(\.state) == [.sending, .sending, .ready])
    #expect(items.map(\.batch) == [batch.id, batch.id, nil])
    #expect(try books.used() == 2)
    #expect(try books.entries() == 2)
    #expect(try books.audit().last?.act == "intent")
  }

  @Test("the batch names the hash of its audit row")
  func auditHash() throws {
    let handover = try books.running(chats: chats(0..<1))
    _ = try books.commit(books.batch(chats(0..<1)), of: handover)
    let named = try books.engine.read { try $0.query("SELECT audit_hash FROM transfer_batch")[0].text("audit_hash") }
    #expect(try books.audit().last?.hash == named)
  }

  @Test("until the commit no other process sees anything of an intent")
  func isolation() throws {
    let handover = try books.running(chats: chats(0..<2))
    let before = try books.everything()
    let batch = books.batch(chats(0..<2))
    var seen: [String: [[SQLValue]]] = [:]
    _ = try books.handovers.commitIntent(
      batch, job: handover.id, epoch: 1, cap: 300, midnightGuard: .minutes(2), actor: "kim@desk", now: books.now
    ) {
      // Another process, at the last moment of the transaction.
      seen = (try? Books(folder: books.folder).everything()) ?? [:]
    }
    #expect(seen == before)
  }

  @Test("nothing is committed while everything is stopped, and again afterwards")
  func stopped() throws {
    let handover = try books.running(chats: chats(0..<2))
    try books.jobs.setStopped(true, actor: "kim@desk", at: books.now)
    try expectRefusal(.stopped, books.batch(chats(0..<2)), of: handover)
    try books.jobs.setStopped(false, actor: "kim@desk", at: books.now)
    #expect(try books.commit(books.batch(chats(0..<2)), of: handover) == nil)
  }

  @Test("an overtaken run commits nothing")
  func staleEpoch() throws {
    let handover = try books.running(chats: chats(0..<2))
    _ = try books.jobs.claim(handover.id, at: books.now)
    try expectRefusal(.notMine, books.batch(chats(0..<2)), of: handover, epoch: 1)
    #expect(try books.commit(books.batch(chats(0..<2)), of: handover, epoch: 2) == nil)
  }

  @Test("a paused handover commits nothing")
  func paused() throws {
    let handover = try books.running(chats: chats(0..<2))
    _ = try books.jobs.pause(handover.id, actor: "kim@desk", at: books.now)
    try expectRefusal(.notMine, books.batch(chats(0..<2)), of: handover)
  }

  @Test("a cancelled handover commits nothing, even one that still follows what it sent")
  func cancelled() throws {
    let handover = try books.running(chats: chats(0..<3))
    let batch = books.batch(chats(0..<1))
    _ = try books.commit(batch, of: handover)
    _ = try books.apply(
      books.change(chats(0..<1), of: handover, from: .sending, to: .accepted, ending: batch, counted: 1), to: handover)
    _ = try books.handovers.cancel(handover.id, actor: "kim@desk", now: books.now)
    try expectRefusal(.notMine, books.batch("b2", chats(1..<2)), of: handover)
  }

  @Test("nothing is committed within two minutes of midnight, to the millisecond")
  func midnight() throws {
    let handover = try books.running(chats: chats(0..<1))
    let early = books.day.start + .minutes(2) - TimeSpan(milliseconds: 1)
    let late = books.day.next.start - .minutes(2)
    for moment in [books.day.start, early, late, books.day.next.start - TimeSpan(milliseconds: 1)] {
      try expectRefusal(.midnight, books.batch(chats(0..<1), at: moment), of: handover, at: moment)
    }
  }

  @Test("the first and the last moment outside of the guard are good ones", arguments: [true, false])
  func besideMidnight(isMorning: Bool) throws {
    let handover = try books.running(chats: chats(0..<1))
    let moment =
      isMorning
      ? books.day.start + .minutes(2) : books.day.next.start - .minutes(2) - TimeSpan(milliseconds: 1)
    #expect(try books.commit(books.batch(chats(0..<1), at: moment), of: handover, at: moment) == nil)
  }

  @Test("a call counted on another day than the one it would be sent on is refused")
  func wrongDay() throws {
    let handover = try books.running(chats: chats(0..<1))
    for day in [books.day.advanced(by: -1), books.day.next] {
      var batch = books.batch(chats(0..<1))
      batch.quotaDay = day
      try expectRefusal(.midnight, batch, of: handover)
    }
  }

  @Test("exactly 300 groups fit in a day, the 301st does not")
  func cap() throws {
    let handover = try books.running(chats: chats(0..<301))
    for start in [0, 100, 200] {
      let batch = books.batch("b\(start)", chats(start..<start + 100))
      #expect(try books.commit(batch, of: handover) == nil)
      _ = try books.apply(
        books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 100),
        to: handover)
    }
    #expect(try books.used() == 300)
    try expectRefusal(.quota, books.batch("b300", chats(300..<301)), of: handover)
  }

  @Test("a call that would pass the cap is refused whole")
  func pastCap() throws {
    let handover = try books.running(chats: chats(0..<301))
    try expectRefusal(.quota, books.batch(chats(0..<301)), of: handover)
    let batch = books.batch("b2", chats(0..<299))
    _ = try books.commit(batch, of: handover)
    _ = try books.apply(
      books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 299),
      to: handover)
    try expectRefusal(.quota, books.batch("b3", chats(299..<301)), of: handover)
    #expect(try books.commit(books.batch("b4", chats(299..<300)), of: handover) == nil)
  }

  @Test("the next day begins with a whole quota")
  func nextDay() throws {
    let handover = try books.running(chats: chats(0..<301))
    let batch = books.batch(chats(0..<300))
    _ = try books.commit(batch, of: handover)
    _ = try books.apply(
      books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 300),
      to: handover)
    let tomorrow = books.day.next.moment(.hour(9))
    #expect(try books.commit(books.batch("b2", chats(300..<301), at: tomorrow), of: handover, at: tomorrow) == nil)
  }

  @Test("two handovers of one owner share the owner's day")
  func sharedQuota() throws {
    let first = try books.running("first", chats: chats(0..<200))
    let second = try books.running("second", chats: chats(200..<400))
    let batch = books.batch(chats(0..<200))
    _ = try books.commit(batch, of: first)
    _ = try books.apply(
      books.change(batch.chats, of: first, from: .sending, to: .accepted, ending: batch, counted: 200), to: first)
    try expectRefusal(.quota, books.batch("b2", chats(200..<301)), of: second)
    #expect(try books.commit(books.batch("b2", chats(200..<300)), of: second) == nil)
  }

  @Test("a day the vendor called spent takes nothing, however little was counted")
  func closedDay() throws {
    let handover = try books.running(chats: chats(0..<1))
    var change = HandoverChange()
    change.closesDay = books.day
    #expect(try books.apply(change, to: handover))
    #expect(try books.handovers.quota(of: books.wang, on: books.day) == QuotaDay(used: 0, isClosed: true))
    try expectRefusal(.quota, books.batch(chats(0..<1)), of: handover)
  }

  @Test("while a call of the owner is open no other is committed, whichever handover asks")
  func otherBatch() throws {
    let first = try books.running("first", chats: chats(0..<2))
    let second = try books.running("second", chats: chats(2..<3))
    _ = try books.commit(books.batch(chats(0..<1)), of: first)
    try expectRefusal(.otherBatch, books.batch("b2", chats(1..<2)), of: first)
    try expectRefusal(.otherBatch, books.batch("b2", chats(2..<3)), of: second)
  }

  @Test("a call whose end is unknown is still open")
  func unknownIsOpen() throws {
    let handover = try books.running(chats: chats(0..<2))
    let batch = books.batch(chats(0..<1))
    _ = try books.commit(batch, of: handover)
    _ = try books.apply(
      books.change(
        batch.chats, of: handover, from: .sending, to: .unknown, ending: batch, as: .unknown, counted: 1),
      to: handover)
    try expectRefusal(.otherBatch, books.batch("b2", chats(1..<2)), of: handover)
  }

  @Test("the open call of one owner does not hold up another's")
  func otherOwner() throws {
    let zhao = UserID(unchecked: "zhao")
    let first = try books.running("first", chats: chats(0..<1))
    let second = try books.running("second", chats: chats(1..<2), of: zhao)
    _ = try books.commit(books.batch(chats(0..<1)), of: first)
    #expect(try books.commit(books.batch("b2", chats(1..<2), of: zhao), of: second) == nil)
  }

  @Test("one group that is not ready any more refuses the whole call")
  func changed() throws {
    let handover = try books.running(chats: chats(0..<3))
    _ = try books.apply(books.change(chats(2..<3), of: handover, from: .ready, to: .gone), to: handover)
    try expectRefusal(.changed, books.batch(chats(0..<3)), of: handover)
    try expectRefusal(.changed, books.batch(chats(0..<2) + chats(8..<9)), of: handover)
    #expect(try books.used() == 0)
  }
}
