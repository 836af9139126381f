import Model
import Testing

@testable import Storage

@Suite("Handover ledger: writing down what was learnt", .timeLimit(.minutes(5)))
struct ApplyTests {
  private let books: Books
  init() throws { books = try Books() }

  private func sent(_ count: Int) throws -> (Handover, TransferBatch) {
    let handover = try books.running(chats: chats(0..<count))
    let batch = books.batch(chats(0..<count))
    #expect(try books.commit(batch, of: handover) == nil)
    return (handover, batch)
  }

  @Test("an answered call is closed, and its groups are what the answer made of them")
  func answered() throws {
    let (handover, batch) = try sent(2)
    var change = try books.change(
      batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 2)
    change.items[0].item.acceptedAt = books.now
    change.items[0].item.dueAt = books.now + .minutes(5)
    change.items[1].item.state = .rejected
    change.items[1].item.code = 90503
    #expect(try books.apply(change, to: handover))
    #expect(try books.handovers.batches(of: handover.id).map(\.state) == [.answered])
    #expect(try books.handovers.items(of: handover.id) == change.items.map(\.item))
    #expect(try books.audit().last?.act == "recorded")
  }

  @Test("what is not counted is given back, and the entries always sum up to what is used", arguments: [0, 1, 4, 5])
  func counted(count: Int) throws {
    let (handover, batch) = try sent(5)
    let change = try books.change(
      batch.chats, of: handover, from: .sending, to: .ready, ending: batch, as: .aborted, counted: count)
    #expect(try books.apply(change, to: handover))
    #expect(try books.used() == count)
    #expect(try books.entries() == Int64(count))
  }

  @Test("quota given back can be spent again")
  func spentAgain() throws {
    let (handover, batch) = try sent(300)
    _ = try books.apply(
      books.change(batch.chats, of: handover, from: .sending, to: .ready, ending: batch, as: .aborted, counted: 0),
      to: handover)
    #expect(try books.commit(books.batch("b2", chats(0..<300)), of: handover) == nil)
    #expect(try books.used() == 300)
    #expect(try books.entries() == 300)
  }

  @Test("an unknown call keeps its whole reservation until it is resolved")
  func resolved() throws {
    let (handover, batch) = try sent(4)
    _ = try books.apply(
      books.change(
        batch.chats, of: handover, from: .sending, to: .unknown, ending: batch, as: .unknown, counted: 4),
      to: handover)
    #expect(try books.used() == 4)
    _ = try books.apply(
      books.change(
        batch.chats, of: handover, from: .unknown, to: .ready, ending: batch, as: .resolved, counted: 1),
      to: handover)
    #expect(try books.used() == 1)
    #expect(try books.entries() == 1)
  }

  @Test("quota is given back to the day it was taken from")
  func otherDay() throws {
    let (handover, batch) = try sent(3)
    let tomorrow = books.day.next.moment(.hour(9))
    let change = try books.change(
      batch.chats, of: handover, from: .sending, to: .ready, ending: batch, as: .aborted, counted: 0)
    #expect(try books.handovers.apply(change, to: handover, actor: "kim@desk", now: tomorrow))
    #expect(try books.used() == 0)
    #expect(try books.handovers.quota(of: books.wang, on: books.day.next).used == 0)
  }

  @Test("one group in another state than thought, and nothing at all is written")
  func wrongFrom() throws {
    let (handover, batch) = try sent(3)
    var change = try books.change(
      batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 1)
    change.items[2].from = .unknown
    change.closesDay = books.day
    change.blocksTarget = .init(newOwner: books.lina, code: 40098)
    let before = try books.everything()
    #expect(try !books.apply(change, to: handover))
    #expect(try books.everything() == before)
  }

  @Test("a group that is not in the handover is a disagreement too")
  func strangeGroup() throws {
    let (handover, batch) = try sent(1)
    var change = try books.change(
      batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 1)
    change.items[0].item.chatID = ChatID(unchecked: "wr-stranger")
    let before = try books.everything()
    #expect(try !books.apply(change, to: handover))
    #expect(try books.everything() == before)
  }

  @Test("a call that is no longer open is not ended again", arguments: [BatchState.answered, .aborted, .resolved])
  func endedBefore(end: BatchState) throws {
    let (handover, batch) = try sent(2)
    _ = try books.apply(
      books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, as: end, counted: 2),
      to: handover)
    let before = try books.everything()
    let again = try books.change(
      batch.chats, of: handover, from: .accepted, to: .ready, ending: batch, as: .aborted, counted: 0)
    #expect(try !books.apply(again, to: handover))
    #expect(try books.everything() == before)
  }

  @Test("a call nobody committed cannot be ended")
  func unknownBatch() throws {
    let handover = try books.running(chats: chats(0..<1))
    let change = try books.change(
      chats(0..<1), of: handover, from: .ready, to: .accepted, ending: books.batch("nothing", chats(0..<1)))
    let before = try books.everything()
    #expect(try !books.apply(change, to: handover))
    #expect(try books.everything() == before)
  }

  @Test("what the vendor answered is written although the claim is stale, the job paused and everything stopped")
  func factsNeedNoLease() throws {
    let (handover, batch) = try sent(2)
    _ = try books.jobs.claim(handover.id, at: books.now)
    _ = try books.jobs.pause(handover.id, actor: "kim@desk", at: books.now)
    try books.jobs.setStopped(true, actor: "kim@desk", at: books.now)
    #expect(
      try books.apply(
        books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 2),
        to: handover))
    #expect(try books.states(handover) == [.accepted, .accepted])
  }

  @Test("a day is closed without losing what was counted on it")
  func closing() throws {
    let (handover, batch) = try sent(2)
    var change = try books.change(
      batch.chats, of: handover, from: .sending, to: .ready, ending: batch, counted: 2)
    change.closesDay = books.day
    #expect(try books.apply(change, to: handover))
    #expect(try books.handovers.quota(of: books.wang, on: books.day) == QuotaDay(used: 2, isClosed: true))
  }

  @Test("a new owner found unfit stays so, with the latest code, until a person has mended it")
  func blockedTarget() throws {
    let handover = try books.running(chats: chats(0..<1))
    for code in [40098, 40205] {
      var change = HandoverChange()
      change.blocksTarget = .init(newOwner: books.lina, code: code)
      #expect(try books.apply(change, to: handover))
    }
    #expect(try books.handovers.blockedTargets(of: handover.id) == [books.lina: 40205])
    #expect(try books.jobs.resume(handover.id, actor: "kim@desk", at: books.now) == .notNow(.running))
    #expect(try books.handovers.blockedTargets(of: handover.id) == [books.lina: 40205])
    _ = try books.jobs.pause(handover.id, actor: "kim@desk", at: books.now)
    #expect(try books.jobs.resume(handover.id, actor: "kim@desk", at: books.now) == .done)
    #expect(try books.handovers.blockedTargets(of: handover.id) == [:])
  }

  @Test("a group that was given up as not sent may be taken by another plan")
  func freedGroup() throws {
    let (handover, batch) = try sent(1)
    _ = try books.apply(
      books.change(batch.chats, of: handover, from: .sending, to: .rejected, ending: batch, counted: 1), to: handover)
    try books.plan("second", chats: chats(0..<1))
    #expect(
      try books.handovers.confirm(JobID(unchecked: "second"), count: 1, actor: "kim@desk", now: books.now)
        == .confirmed(ready: 1))
  }

  @Test("what was learnt about an earlier call is not written to the group's next one")
  func earlierCall() throws {
    let books = try Books()
    let handover = try books.running(chats: chats(0..<1))
    let first = books.batch("b1", chats(0..<1))
    #expect(try books.commit(first, of: handover) == nil)
    var stale = try #require(try books.handovers.items(of: handover.id).first)
    #expect(
      try books.apply(
        books.change(chats(0..<1), of: handover, from: .sending, to: .ready, ending: first, as: .aborted), to: handover)
    )
    #expect(try books.commit(books.batch("b2", chats(0..<1)), of: handover) == nil)
    stale.negativeAt = books.now
    var change = HandoverChange()
    change.items = [.init(from: .sending, item: stale)]
    #expect(try !books.apply(change, to: handover))
    #expect(try books.handovers.items(of: handover.id).first?.negativeAt == nil)
  }
}
