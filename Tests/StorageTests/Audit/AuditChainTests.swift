import Model
import Testing

@testable import Storage

@Suite("The audit chain", .timeLimit(.minutes(5)))
struct AuditChainTests {
  private let books: Books
  init() throws { books = try Books() }

  @Test("every act leaves one row, in the order of the acts, without a gap in the numbers")
  func acts() throws {
    try books.live()
    let rows = try books.audit()
    #expect(rows.map(\.act) == ["confirm", "intent", "recorded", "pause", "resume", "stop", "go", "cancel"])
    #expect(rows.map(\.seq) == Array(1...8))
  }

  @Test("each row names the hash before it, the first none")
  func previous() throws {
    try books.live()
    let rows = try books.audit()
    #expect(rows.map(\.previous) == [""] + rows.dropLast().map(\.hash))
  }

  @Test("each hash can be computed again from its row")
  func recomputed() throws {
    try books.live()
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
    try books.live()
    let row = try #require(try books.audit().first { $0.act == "intent" })
    #expect(row.subject == "b1")
    #expect(row.detail == "job=h1 kind=resigned from=wang to=lina body=00ff chats=wr0 wr1")
  }
}
