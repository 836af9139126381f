import Model
import Testing

@testable import Storage

@Suite("The audit chain", .timeLimit(.minutes(5)))
struct AuditChainTests {
  private let books: Books
  init() throws { books = try Books() }

  /// A bit of everything that is audited.
  private func live() throws {
    let handover = try books.running(chats: chats(0..<3))
    let batch = books.batch(chats(0..<2))
    _ = try books.commit(batch, of: handover)
    _ = try books.apply(
      books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 2), to: handover)
    _ = try books.jobs.pause(handover.id, actor: "李@desk", at: books.now + .seconds(1))
    _ = try books.jobs.resume(handover.id, actor: "李@desk", at: books.now + .seconds(2))
    try books.jobs.setStopped(true, actor: "kim@desk", at: books.now + .seconds(3))
    try books.jobs.setStopped(false, actor: "kim@desk", at: books.now + .seconds(4))
    _ = try books.handovers.cancel(handover.id, actor: "kim@desk", now: books.now + .seconds(5))
  }

  @Test("every act leaves one row, in the order of the acts, without a gap in the numbers")
  func acts() throws {
    try live()
    let rows = try books.audit()
    #expect(rows.map(\.act) == ["confirm", "intent", "recorded", "pause", "resume", "stop", "go", "cancel"])
    #expect(rows.map(\.seq) == Array(1...8))
  }

  @Test("each row names the hash before it, the first none")
  func previous() throws {
    try live()
    let rows = try books.audit()
    #expect(rows.map(\.previous) == [""] + rows.dropLast().map(\.hash))
  }

  @Test("each hash can be computed again from its row")
  func recomputed() throws {
    try live()
    for row in try books.audit() {
      #expect(
        AuditLog.hash(
          seq: row.seq, at: row.at, actor: row.actor, act: row.act, subject: row.subject, detail: row.detail,
          previous: row.previous) == row.hash)
    }
  }

  @Test("moving a character from one field to the next changes the hash")
  func framing() {
    func hash(_ actor: String, _ act: String) -> String {
      AuditLog.hash(
        seq: 1, at: Timestamp(seconds: 1), actor: actor, act: act, subject: "s", detail: "d", previous: "")
    }
    #expect(hash("ab", "c") != hash("a", "bc"))
  }

  @Test("an intent's row names job, owners, body and every group")
  func intent() throws {
    try live()
    let row = try #require(try books.audit().first { $0.act == "intent" })
    #expect(row.subject == "b1")
    #expect(row.detail == "job=h1 kind=resigned from=wang to=lina body=00ff chats=wr0 wr1")
  }
}
