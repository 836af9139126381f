import Model
import Testing

@testable import Storage

/// What every engine behind the seam must do, run through each of them.
@Suite("SQL conformance", .timeLimit(.minutes(5)))
struct SQLConformanceTests {
  enum Kind: CaseIterable { case ledger, replica }

  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func engine(_ kind: Kind) throws -> any SQLEngine {
    let schema = Schema([
      Migration(
        name: "thing",
        statements: [
          "CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, number BIGINT, word TEXT)",
          "CREATE UNIQUE INDEX thing_open ON thing (number) WHERE word = 'open'",
        ])
    ])
    return switch kind {
    case .ledger: try SQLiteEngine(file: folder.file("ledger"), flavour: .ledger, schema: schema)
    case .replica: try SQLiteEngine(file: folder.file("replica"), flavour: .replica, schema: schema)
    }
  }

  @Test("placeholders are bound by number, not by place", arguments: Kind.allCases)
  func placeholders(_ kind: Kind) throws {
    let row = try engine(kind).read {
      try $0.query("SELECT $2 AS second, $1 AS first, $2 AS again", ["one", "two"])[0]
    }
    #expect(try [row.text("first"), row.text("second"), row.text("again")] == ["one", "two", "two"])
  }

  @Test(
    "every text comes back as it was", arguments: Kind.allCases,
    ["", "plain", "客户群 👩‍👩‍👧", "a\u{0}b", "'; DROP TABLE thing; --", String(repeating: "长", count: 5000)])
  func texts(_ kind: Kind, _ text: String) throws {
    let found = try engine(kind).transaction { connection in
      try connection.execute("INSERT INTO thing (id, word) VALUES ('a', $1)", [.text(text)])
      return try connection.query("SELECT word FROM thing WHERE word = $1", [.text(text)])
    }
    #expect(try found.first?.text("word") == text)
  }

  @Test("every whole number comes back as it was", arguments: Kind.allCases, [Int64.min, -1, 0, .max])
  func numbers(_ kind: Kind, _ number: Int64) throws {
    let found = try engine(kind).transaction { connection in
      try connection.execute("INSERT INTO thing (id, number) VALUES ('a', $1)", [.integer(number)])
      return try connection.query("SELECT number FROM thing")
    }
    #expect(try found[0].integer("number") == number)
  }

  @Test("NULL is nil, and no text or number", arguments: Kind.allCases)
  func nulls(_ kind: Kind) throws {
    let row = try engine(kind).transaction { connection in
      try connection.execute("INSERT INTO thing (id, number, word) VALUES ('a', $1, $1)", [nil])
      return try connection.query("SELECT * FROM thing")[0]
    }
    #expect(row.optionalText("word") == nil && row.optionalInteger("number") == nil)
    #expect(throws: row.damage) { try row.text("word") }
    #expect(throws: row.damage) { try row.integer("number") }
    #expect(throws: row.damage) { try row.text("missing") }
  }

  @Test("a transaction that throws leaves nothing behind", arguments: Kind.allCases)
  func rollback(_ kind: Kind) throws {
    struct Stop: Error {}
    let engine = try engine(kind)
    #expect(throws: Stop.self) {
      try engine.transaction { connection in
        try connection.execute("INSERT INTO thing (id) VALUES ('a')")
        throw Stop()
      }
    }
    #expect(try engine.read { try $0.query("SELECT id FROM thing").isEmpty })
  }

  @Test("a read refuses to write, and writing is possible again afterwards", arguments: Kind.allCases)
  func readOnly(_ kind: Kind) throws {
    let engine = try engine(kind)
    #expect(throws: StorageError.self) {
      try engine.read { try $0.execute("INSERT INTO thing (id) VALUES ('a')") }
    }
    #expect(try engine.transaction { try $0.execute("INSERT INTO thing (id) VALUES ('a')") } == 1)
  }

  @Test("an upsert returns its row only where its condition holds", arguments: Kind.allCases)
  func upsert(_ kind: Kind) throws {
    let sql = """
      INSERT INTO thing (id, number) VALUES ('a', $1)
      ON CONFLICT (id) DO UPDATE SET number = thing.number + excluded.number
      WHERE thing.number + excluded.number <= 5 RETURNING number
      """
    let answers = try engine(kind).transaction { connection in
      try [3, 2, 1].map { try connection.query(sql, [.integer($0)]).first?.integer("number") }
    }
    #expect(answers == [3, 5, nil])
  }

  @Test("execute tells how many rows it changed", arguments: Kind.allCases)
  func rowsChanged(_ kind: Kind) throws {
    let counts = try engine(kind).transaction { connection in
      [
        try connection.execute("INSERT INTO thing (id) VALUES ('a'), ('b'), ('c')"),
        try connection.execute("UPDATE thing SET number = 1 WHERE id IN ('a', 'b')"),
        try connection.execute("UPDATE thing SET number = 2 WHERE id = 'z'"),
        try connection.execute("DELETE FROM thing"),
      ]
    }
    #expect(counts == [3, 2, 0, 3])
  }

  @Test("a partial unique index refuses the second open row, and the transaction can be tried again")
  func partialIndex() throws {
    for kind in Kind.allCases {
      let engine = try engine(kind)
      let insert = "INSERT INTO thing (id, number, word) VALUES ($1, 1, $2)"
      try engine.transaction { try $0.execute(insert, ["a", "open"]) }
      #expect {
        try engine.transaction { try $0.execute(insert, ["b", "open"]) }
      } throws: {
        if case StorageError.constraint = $0 { true } else { false }
      }
      #expect(try engine.transaction { try $0.execute(insert, ["b", "closed"]) } == 1)
    }
  }

  @Test("one statement runs for each row of values", arguments: Kind.allCases)
  func manyRows(_ kind: Kind) throws {
    let total = try engine(kind).transaction { connection in
      try connection.execute(
        "INSERT INTO thing (id, number) VALUES ($1, $2)", rows: (1...1000).map { [.text("\($0)"), .integer($0)] })
      return try connection.query("SELECT SUM(number) AS total FROM thing")[0].integer("total")
    }
    #expect(total == 500_500)
  }

  @Test("rows are read in place as they were stored, and what the reader throws ends it", arguments: Kind.allCases)
  func forEach(_ kind: Kind) throws {
    let engine = try engine(kind)
    try engine.transaction {
      try $0.execute(
        "INSERT INTO thing (id, number, word) VALUES ($1, $2, $3)",
        rows: [["a", 7, "长 word"], ["b", nil, nil], ["c", -1, ""]])
    }
    let sql = "SELECT id, number, word FROM thing WHERE id >= $1 ORDER BY id"
    var rows: [String] = []
    try engine.read {
      try $0.forEach(sql, ["a"]) { row in
        let text = { (bytes: UnsafeBufferPointer<UInt8>) in String(decoding: bytes, as: UTF8.self) }
        rows.append("\(row.withText(at: 0, text)) \(row.integer(at: 1) ?? 0) \(row.withText(at: 2, text))")
        #expect(row.integer(at: 0) == nil && row.withText(at: 1, text).isEmpty)
      }
    }
    #expect(rows == ["a 7 长 word", "b 0 ", "c -1 "])
    #expect(throws: CancellationError.self) {
      try engine.read { try $0.forEach(sql, ["a"]) { _ in throw CancellationError() } }
    }
    #expect(try engine.read { try $0.query(sql, ["b"]).count } == 2)
  }

  @Test("a missing value and a mistake in the SQL are errors, not guesses", arguments: Kind.allCases)
  func mistakes(_ kind: Kind) throws {
    let engine = try engine(kind)
    for (sql, values) in [("SELECT $1, $2", ["one"]), ("SELEC 1", []), ("SELECT ?", ["one"])] as [(String, [SQLValue])]
    {
      #expect {
        try engine.read { try $0.query(sql, values) }
      } throws: {
        if case StorageError.failed = $0 { true } else { false }
      }
    }
  }

  @Test("two connections to one file see each other's commits", arguments: Kind.allCases)
  func twoConnections(_ kind: Kind) throws {
    let first = try engine(kind)
    let second = try engine(kind)
    try first.transaction { try $0.execute("INSERT INTO thing (id) VALUES ('a')") }
    try second.transaction { try $0.execute("INSERT INTO thing (id) VALUES ('b')") }
    #expect(
      try first.read { try $0.query("SELECT id FROM thing ORDER BY id").map { try $0.text("id") } } == ["a", "b"])
  }

  @Test("a closed engine says so", arguments: Kind.allCases)
  func closed(_ kind: Kind) throws {
    let engine = try engine(kind)
    engine.close()
    engine.close()
    #expect {
      try engine.read { try $0.query("SELECT 1") }
    } throws: {
      if case StorageError.closed = $0 { true } else { false }
    }
  }
}
