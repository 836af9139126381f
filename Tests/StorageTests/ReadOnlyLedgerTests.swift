import Model
import Testing

@testable import Storage

@Suite("A ledger of a process that may change nothing", .timeLimit(.minutes(5)))
struct ReadOnlyLedgerTests {
  private let books: Books
  /// The same file, guarded.
  private let looker: Books

  init() throws {
    books = try Books()
    looker = try Books(folder: books.folder, authority: .readOnly)
  }

  private let chats = (1...3).map { ChatID(unchecked: "wr\($0)") }

  private func isRefused(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch {
      return error as? StorageError == .constraint(name: ReadOnlyLedger.refusal)
    }
  }

  @Test("no row of any table there is can be added, changed or removed, but for refreshes and drafts")
  func everyTable() throws {
    let tables = try books.engine.read { connection in
      try connection.query("SELECT name FROM sqlite_master WHERE type = 'table'").map { try $0.text("name") }
    }
    #expect(tables.count >= 9, "\(tables)")
    for table in tables {
      let columns = try books.engine.read { connection in
        try connection.query("SELECT name, type FROM pragma_table_info('\(table)')").map { row in
          (name: try row.text("name"), isText: try row.text("type") == "TEXT")
        }
      }
      let values = columns.map { $0.isText ? "'x'" : "7" }.joined(separator: ", ")
      let insert = "INSERT INTO \(table) (\(columns.map(\.name).joined(separator: ", "))) VALUES (\(values))"
      #expect(isRefused { try looker.engine.transaction { _ = try $0.execute(insert) } }, "\(table) INSERT")
      _ = try books.engine.transaction { try $0.execute(insert) }
      for change in ["UPDATE \(table) SET \(columns[0].name) = \(columns[0].name)", "DELETE FROM \(table)"] {
        #expect(isRefused { try looker.engine.transaction { _ = try $0.execute(change) } }, "\(change)")
      }
    }
  }

  @Test("every act of a person and of a worker is refused, and leaves nothing behind")
  func acts() throws {
    let plan = try books.plan("planned", chats: chats)
    let running = try books.running("running", chats: [ChatID(unchecked: "wr9")], of: UserID(unchecked: "li"))
    let batch = books.batch("b1", [ChatID(unchecked: "wr9")], of: UserID(unchecked: "li"))
    let (now, jobs, handovers) = (books.now, looker.jobs, looker.handovers)
    var blocking = HandoverChange()
    blocking.blocksTarget = .init(newOwner: books.lina, code: 40098)
    let acts: [(String, () throws -> Void)] = [
      ("confirm", { _ = try handovers.confirm(plan.id, count: 3, actor: "a@b", now: now) }),
      ("cancel", { _ = try handovers.cancel(running.id, actor: "a@b", now: now) }),
      ("cancel a job", { _ = try jobs.cancel(running.id, actor: "a@b", at: now) }),
      ("pause", { _ = try jobs.pause(running.id, actor: "a@b", at: now) }),
      ("stop", { try jobs.setStopped(true, actor: "a@b", at: now) }),
      ("claim", { _ = try jobs.claim(running.id, at: now) }),
      ("progress", { _ = try jobs.progress(running.id, epoch: 1, done: 1, total: 2, at: now) }),
      ("intent", { _ = try looker.commit(batch, of: running) }),
      ("record", { _ = try looker.apply(blocking, to: running) }),
      (
        "end",
        {
          try handovers.endRun(
            of: running.id, epoch: 1, .attention, progress: (0, 1), reason: nil, notice: "attention", now: now)
        }
      ),
    ]
    let before = try contents()
    for (name, act) in acts { #expect(isRefused(act), "\(name)") }
    #expect(try contents() == before)
  }

  @Test("it is opened and read beside a process that is writing, and leaves the audit's head to it")
  func besideWriter() throws {
    try books.jobs.setStopped(true, actor: "kim@desk", at: books.now)
    let tips = [AuditTip.none, try books.tip()]
    try books.head.update { _ in tips }
    try books.engine.transaction { connection in
      try connection.execute("UPDATE job SET updated_at = 0")
      let beside = try Books(folder: books.folder, authority: .readOnly)
      #expect(try beside.jobs.isStopped())
      #expect(try beside.jobs.jobs().isEmpty)
    }
    _ = try Books(folder: books.folder, authority: .readOnly)
    #expect(try books.head.read() == .tips(tips))
    _ = try Books(folder: books.folder)
    #expect(try books.head.read() == .tips([books.tip()]))
  }

  @Test("plans can be made and thrown away, refreshes asked for and run")
  func allowed() throws {
    let plan = try looker.plan("draft", chats: chats)
    #expect(try looker.handovers.discard(plan.id))
    let refresh = Job(
      id: JobID(unchecked: "r1"), lane: .refresh, kind: "refresh", subject: "all", state: .queued,
      createdAt: books.now, createdBy: "a@b")
    _ = try looker.jobs.enqueueRefresh(refresh)
    let claimed = try #require(try looker.jobs.claim(refresh.id, at: books.now))
    #expect(try looker.jobs.progress(refresh.id, epoch: claimed.epoch, done: 1, total: 1, at: books.now))
    let isFinished = try looker.engine.transaction { connection in
      try JobLedger.finish(refresh.id, epoch: claimed.epoch, as: .done, reason: nil, at: books.now, in: connection)
    }
    #expect(isFinished)
  }

  @Test("a confirmed plan cannot be thrown away")
  func confirmed() throws {
    let running = try books.running("running", chats: chats)
    let before = try contents()
    #expect(try !looker.handovers.discard(running.id))
    #expect(isRefused { try looker.engine.transaction { _ = try $0.execute("DELETE FROM handover_item") } })
    #expect(try contents() == before)
  }

  /// All rows of all tables.
  private func contents() throws -> [String] {
    try books.engine.read { connection in
      try connection.query("SELECT name FROM sqlite_master WHERE type = 'table'").flatMap { table in
        try connection.query("SELECT * FROM \(try table.text("name"))").map { "\($0.values)" }
      }
    }
  }
}
