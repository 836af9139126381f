import Model
import Testing

@testable import Storage

@Suite("Handover ledger: cancelling and ending a run", .timeLimit(.minutes(5)))
struct EndingTests {
  private let books: Books
  init() throws { books = try Books() }

  private func cancel(_ handover: Handover) throws -> Int? {
    try books.handovers.cancel(handover.id, actor: "kim@desk", now: books.now)
  }

  private func job(_ handover: Handover) throws -> JobState? { try books.jobs.job(handover.id)?.state }

  @Test("a plan nobody confirmed is taken back whole")
  func cancelDraft() throws {
    let handover = try books.plan(chats: chats(0..<2))
    #expect(try cancel(handover) == 2)
    #expect(try books.states(handover) == [.cancelled, .cancelled])
    #expect(try job(handover) == .cancelled)
    #expect(try books.handovers.handover(handover.id)?.isCancelled == true)
  }

  @Test("a queued handover is over at once when it is cancelled, with an audit row")
  func cancelQueued() throws {
    let handover = try books.plan(chats: chats(0..<2))
    _ = try books.handovers.confirm(handover.id, count: 2, actor: "kim@desk", now: books.now)
    #expect(try cancel(handover) == 2)
    #expect(try job(handover) == .cancelled)
    #expect(try books.audit().last?.act == "cancel" && books.audit().last?.detail == "taken=2")
  }

  @Test("what is in the air when a handover is cancelled is left to the run that sent it")
  func cancelInTheAir() throws {
    let handover = try books.running(chats: chats(0..<3))
    let batch = books.batch(chats(0..<1))
    _ = try books.commit(batch, of: handover)
    #expect(try cancel(handover) == 2)
    #expect(try books.states(handover) == [.sending, .cancelled, .cancelled])
    #expect(try job(handover) == .running)
    #expect(try books.jobs.isCurrent(handover.id, epoch: 1))
    #expect(
      try books.apply(
        books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 1),
        to: handover))
  }

  @Test("a paused handover whose groups are followed goes on when it is cancelled")
  func cancelPaused() throws {
    let handover = try books.running(chats: chats(0..<2))
    let batch = books.batch(chats(0..<1))
    _ = try books.commit(batch, of: handover)
    _ = try books.apply(
      books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 1), to: handover)
    _ = try books.jobs.pause(handover.id, actor: "kim@desk", at: books.now)
    #expect(try cancel(handover) == 1)
    #expect(try job(handover) == .queued)
    #expect(try books.states(handover) == [.accepted, .cancelled])
  }

  @Test("a group taken back is free for another plan")
  func cancelFrees() throws {
    let handover = try books.running(chats: chats(0..<1))
    _ = try cancel(handover)
    try books.plan("second", chats: chats(0..<1))
    #expect(
      try books.handovers.confirm(JobID(unchecked: "second"), count: 1, actor: "kim@desk", now: books.now)
        == .confirmed(ready: 1))
  }

  @Test("a run that was overtaken writes neither its end nor its news")
  func staleEnd() throws {
    let handover = try books.running(chats: chats(0..<1))
    _ = try books.jobs.claim(handover.id, at: books.now)
    let before = try books.everything()
    for end in [HandoverLedger.RunEnd.waiting(until: books.now), .attention, .final(.done)] {
      #expect(
        try !books.handovers.endRun(
          of: handover.id, epoch: 1, end, progress: (done: 0, total: 1), reason: "r", notice: "handover.done",
          now: books.now))
    }
    #expect(try books.everything() == before)
  }

  @Test("a pause that came first is not overwritten by the end of the run")
  func pausedEnd() throws {
    let handover = try books.running(chats: chats(0..<1))
    _ = try books.jobs.pause(handover.id, actor: "kim@desk", at: books.now)
    #expect(
      try !books.handovers.endRun(
        of: handover.id, epoch: 1, .waiting(until: books.now), progress: (done: 0, total: 1), reason: nil, notice: "n",
        now: books.now))
    #expect(try job(handover) == .paused)
    #expect(try NoticeOutbox.pending(in: books.engine).isEmpty)
  }

  @Test("a handover that has ended cannot be cancelled, and one nobody knows neither: nothing is written")
  func cancelFinal() throws {
    let handover = try books.running(chats: chats(0..<1))
    try books.handovers.endRun(
      of: handover.id, epoch: 1, .final(.done), progress: (done: 1, total: 1), reason: nil, notice: nil,
      now: books.now)
    let refused = try books.expectRefused("act=cancel reason=done") { try cancel(handover) }
    #expect(refused == nil)
    let before = try books.everything()
    #expect(try books.handovers.cancel(JobID(unchecked: "none"), actor: "kim@desk", now: books.now) == nil)
    #expect(try books.everything() == before)
  }

  @Test("a run that ends writes its state, its reason and its news together")
  func ends() throws {
    let handover = try books.running(chats: chats(0..<1))
    #expect(
      try books.handovers.endRun(
        of: handover.id, epoch: 1, .attention, progress: (done: 0, total: 1), reason: "r", notice: "attention",
        now: books.now))
    #expect(try job(handover) == .attention)
    #expect(try books.jobs.job(handover.id)?.reason == "r")
    #expect(try NoticeOutbox.pending(in: books.engine).map(\.event) == ["attention"])
  }

  @Test("the same news of a job is told once a day, other news and other jobs' beside it")
  func noticesOnce() throws {
    let first = try books.running("first", chats: chats(0..<1))
    let second = try books.running("second", chats: chats(1..<2))
    let later = books.day.next.start - TimeSpan(milliseconds: 1)
    var epoch: Int64 = 1
    func tell(_ event: String, _ moment: Timestamp) throws {
      #expect(
        try books.handovers.endRun(
          of: first.id, epoch: epoch, .waiting(until: moment), progress: (done: 0, total: 1), reason: nil,
          notice: event, isDaily: true, now: moment))
      epoch = try #require(try books.jobs.claim(first.id, at: moment)).epoch
    }
    try tell("waiting", books.now)
    try tell("waiting", later)
    try tell("attention", later)
    try tell("waiting", books.day.next.start)
    try books.handovers.endRun(
      of: second.id, epoch: 1, .attention, progress: (done: 0, total: 1), reason: nil, notice: "waiting", isDaily: true,
      now: books.now)
    let told = try NoticeOutbox.pending(in: books.engine).map { "\($0.job) \($0.event) \(Day(at: $0.at))" }
    #expect(
      Set(told) == [
        "first waiting 2026-11-21", "second waiting 2026-11-21", "first attention 2026-11-21",
        "first waiting 2026-11-22",
      ])
    #expect(told.count == 4)
  }
}
