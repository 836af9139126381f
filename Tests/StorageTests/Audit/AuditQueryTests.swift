import Model
import Testing

@testable import Storage

@Suite("Reading the audit", .timeLimit(.minutes(5)))
struct AuditQueryTests {
  private let books: Books
  init() throws {
    books = try Books()
    try books.live()
  }

  private func rows(_ filter: AuditFilter = AuditFilter(), before: Int64? = nil, limit: Int = 100) throws -> [Int64] {
    try books.engine.read { try AuditLog.entries(filter, before: before, limit: limit, in: $0) }.map(\.seq)
  }

  @Test("rows come newest first, and page by page all of them")
  func pages() throws {
    #expect(try rows(limit: 5) == [8, 7, 6, 5, 4])
    #expect(try rows(before: 4, limit: 5) == [3, 2, 1])
    #expect(try rows(before: 1) == [])
    #expect(try books.engine.read { try AuditLog.entries(after: 6, limit: 9, in: $0) }.map(\.seq) == [8, 7])
  }

  @Test("a job's rows are its own and those of its calls")
  func subject() throws {
    #expect(try rows(AuditFilter(subject: "h1")) == [8, 5, 4, 3, 2, 1])
    #expect(try rows(AuditFilter(subject: "b1")) == [3, 2])
    #expect(try rows(AuditFilter(subject: "b")) == [])
  }

  @Test("since, actor and text narrow what is listed, also together")
  func filters() throws {
    #expect(try rows(AuditFilter(since: books.now + .seconds(3))) == [8, 7, 6])
    #expect(try rows(AuditFilter(actor: "李@desk")) == [5, 4])
    #expect(try rows(AuditFilter(text: "chats=wr0")) == [2])
    #expect(try rows(AuditFilter(text: "%")) == [])
    #expect(try rows(AuditFilter(since: books.now + .seconds(2), actor: "李@desk")) == [5])
  }

  @Test("a detail is read back as names and values")
  func parameters() throws {
    let intent = try books.engine.read { try AuditLog.entries(before: 3, limit: 1, in: $0) }[0]
    #expect(
      intent.parameters == [
        "job": "h1", "kind": "resigned", "from": "wang", "to": "lina", "body": "00ff", "chats": "wr0 wr1",
      ])
  }

  @Test("the same refusal is told once a day by each actor, another reason or day beside it")
  func refusals() throws {
    func refuse(_ reason: String, actor: String = "kim@desk", at moment: Timestamp) throws {
      try books.engine.transaction {
        try AuditLog.refuse(.intent, for: reason, actor: actor, subject: "h1", at: moment, in: $0)
      }
    }
    for minute: Int64 in 0..<60 {
      try refuse("quota", at: books.now + .minutes(minute))
      try refuse("otherBatch", at: books.now + .minutes(minute))
    }
    try refuse("quota", actor: "lee@desk", at: books.now)
    try refuse("quota", at: books.now + .days(1))
    #expect(try rows().count == 8 + 4)
  }

  @Test("a million rows are listed and paged as fast as a hundred: by their numbers")
  func usesIndexes() throws {
    func plan(_ sql: String) throws -> String {
      try books.engine.read { try $0.query("EXPLAIN QUERY PLAN \(sql)").map { try $0.text("detail") } }
        .joined(separator: "; ")
    }
    for condition in ["seq < 5", "actor = 'a' AND seq < 5"] {
      let used = try plan("SELECT * FROM audit WHERE \(condition) ORDER BY seq DESC LIMIT 100")
      #expect(used.contains("USING INDEX") && !used.contains("TEMP B-TREE"), "\(used)")
    }
    #expect(try !plan("SELECT seq FROM audit ORDER BY seq DESC LIMIT 1").contains("TEMP B-TREE"))
  }
}
