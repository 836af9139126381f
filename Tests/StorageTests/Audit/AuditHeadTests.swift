import Foundation
import Model
import Testing

@testable import Storage

@Suite("The audit's head", .timeLimit(.minutes(5)))
struct AuditHeadTests {
  private let books: Books
  init() throws { books = try Books() }

  private func stop() throws { try books.jobs.setStopped(true, actor: "kim@desk", at: books.now) }
  private func go() throws { try books.jobs.setStopped(false, actor: "kim@desk", at: books.now) }
  private func content() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: books.head.path)) }
  private func put(_ content: Data) throws { try content.write(to: URL(fileURLWithPath: books.head.path)) }

  @Test("the head is a file of its owner's only, and follows every act")
  func follows() throws {
    #expect(try books.head.read() == .missing)
    try stop()
    #expect(try books.head.read() == .tips([books.tip()]))
    try go()
    #expect(try books.head.read() == .tips([books.tip()]))
    let mode = try FileManager.default.attributesOfItem(atPath: books.head.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("the heads of two companies in one folder are moved beside each other")
  func otherCompany() throws {
    let other = AuditHead(ledger: books.folder.file("other.sqlite"))
    try other.update { _ in
      try stop()
      #expect(throws: StorageError.busy(file: other.path)) { try other.update(patience: .zero) { _ in nil } }
      return nil
    }
    #expect(try books.head.read() == .tips([books.tip()]))
    let mode = try FileManager.default.attributesOfItem(atPath: books.head.path + ".lock")[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("what is no act leaves the head alone")
  func noAct() throws {
    try stop()
    let before = try content()
    try books.plan(chats: chats(0..<1))
    #expect(try content() == before)
  }

  @Test("a transaction that ends before its commit leaves a head that names both tips, and the next act goes on")
  func crashBeforeCommit() throws {
    try stop()
    let tip = try books.tip()
    let dying = JobLedger(engine: LedgerEngine(EngineWithoutCommit(engine: books.engine), head: books.head))
    #expect(throws: EngineWithoutCommit.Died.self) {
      try dying.setStopped(false, actor: "kim@desk", at: books.now + .seconds(1))
    }
    guard case .tips(let tips) = try books.head.read() else { return #expect(Bool(false)) }
    #expect(tips.count == 2 && tips.first == tip)
    #expect(try books.tip() == tip)
    #expect(try books.verify().isWhole)
    try go()
    #expect(try books.head.read() == .tips([books.tip()]))
    #expect(try books.verify().isWhole)
  }

  @Test("a process that ends right after its commit leaves a head that names both tips; the next opening settles it")
  func crashAfterCommit() throws {
    try stop()
    let before = try books.tip()
    try go()
    let after = try books.tip()
    try books.head.update { _ in [before, after] }
    #expect(try books.verify().isWhole)
    _ = try Books(folder: books.folder)
    #expect(try books.head.read() == .tips([after]))
    try books.tamper("DELETE FROM audit WHERE seq = 2")
    #expect(try books.verify().faults == [.cut(first: 2, last: 2)])
  }

  @Test("opening a ledger does not take back what another process is about to commit")
  func openingBeside() throws {
    try stop()
    let tip = try books.tip()
    let coming = AuditTip(count: 2, hash: "ff", at: books.now)
    try books.head.update { _ in [tip, coming] }
    _ = try Books(folder: books.folder)
    #expect(try books.head.read() == .tips([tip, coming]))
  }

  @Test("a missing, unreadable or older head is told")
  func told() throws {
    try stop()
    let old = try content()
    try go()
    try put(Data("{}".utf8))
    #expect(try books.verify().faults == [.headUnreadable])
    try put(old)
    let behind = try books.verify().faults
    #expect(behind == [.headBehind(count: 1)])
    // The row it names is right.
    #expect(behind.map(\.row) == [nil])
    try FileManager.default.removeItem(atPath: books.head.path)
    #expect(try books.verify().faults == [.headMissing])
  }

  @Test("a head of another ledger's is told")
  func otherLedger() throws {
    let other = try Books()
    try other.jobs.setStopped(true, actor: "lee@desk", at: books.now)
    try stop()
    try put(Data(contentsOf: URL(fileURLWithPath: other.head.path)))
    #expect(try books.verify().faults == [.headDiffers(count: 1)])
  }

  @Test("what leads to calls is refused on a cut audit, with nothing written; what stops them is done")
  func noAuditNoAct() throws {
    let handover = try books.running(chats: chats(0..<2))
    let plan = try books.plan("second", chats: chats(2..<3))
    try stop()
    try go()
    try books.tamper("DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)")
    let fault = AuditMismatch(fault: .cut(first: 3, last: 3))
    try books.expectRefused("act=confirm reason=audit") {
      #expect(throws: fault) {
        try books.handovers.confirm(plan.id, count: 1, actor: "kim@desk", now: books.now)
      }
    }
    // The row of the refusal stands where the lost one stood; what is wrong is told anew.
    try books.expectRefused("act=go reason=audit") { #expect(throws: AuditMismatch.self) { try go() } }
    let refused = try books.expectRefused("act=intent reason=audit") {
      try books.commit(books.batch(chats(0..<2)), of: handover)
    }
    #expect(refused == .audit)
    #expect(try books.handovers.batches(of: handover.id).isEmpty)
    #expect(try books.states(handover) == [.ready, .ready])

    #expect(try books.jobs.pause(handover.id, actor: "kim@desk", at: books.now) == .done)
    #expect(throws: AuditMismatch.self) { try books.jobs.resume(handover.id, actor: "kim@desk", at: books.now) }
    try stop()
    #expect(try books.jobs.isStopped())
    // Rows that were added do not hide the cut.
    #expect(try !books.verify().isWhole)
    #expect(throws: AuditMismatch.self) { try go() }
  }

  @Test("what the vendor answered is written down although the audit was cut")
  func factsAreWritten() throws {
    let handover = try books.running(chats: chats(0..<2))
    let batch = books.batch(chats(0..<2))
    _ = try books.commit(batch, of: handover)
    try books.tamper("DELETE FROM audit WHERE seq = 2")
    #expect(
      try books.apply(
        books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 2),
        to: handover))
    #expect(try books.states(handover) == [.accepted, .accepted])
  }

  @Test("a ledger put back from an old copy sends nothing")
  func oldCopy() throws {
    let handover = try books.running(chats: chats(0..<2))
    let ledger = URL(fileURLWithPath: books.folder.file("ledger.sqlite"))
    let copy = try Data(contentsOf: ledger)
    let batch = books.batch(chats(0..<1))
    _ = try books.commit(batch, of: handover)
    books.engine.close()
    try copy.write(to: ledger)
    let again = try Books(folder: books.folder)
    #expect(try again.verify().faults == [.cut(first: 2, last: 2)])
    #expect(try again.commit(books.batch("b2", chats(0..<1)), of: handover) == .audit)
    // The row of the refusal stands where the lost one stood.
    #expect(try again.verify().faults == [.headDiffers(count: 2)])
  }

  @Test(
    "while the head can be neither read nor replaced, what leads to calls is not done; what stops them and what was learnt is",
    arguments: ["", ".new", ".lock"])
  func headOutOfReach(file: String) throws {
    let handover = try books.running(chats: chats(0..<2))
    let plan = try books.plan("second", chats: chats(2..<3))
    let batch = books.batch(chats(0..<1))
    _ = try books.commit(batch, of: handover)
    // What nobody may open, the superuser included.
    let path = books.head.path + file
    let kept = try content()
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)

    let before = try books.everything()
    #expect(throws: StorageError.self) { try go() }
    #expect(throws: StorageError.self) {
      try books.handovers.confirm(plan.id, count: 1, actor: "kim@desk", now: books.now)
    }
    #expect(try books.everything() == before)

    try stop()
    #expect(try books.jobs.isStopped())
    #expect(
      try books.apply(
        books.change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 1),
        to: handover))
    #expect(try books.jobs.pause(handover.id, actor: "kim@desk", at: books.now) == .done)
    _ = try books.handovers.cancel(handover.id, actor: "kim@desk", now: books.now)
    #expect(try books.audit().suffix(4).map(\.act) == ["stop", "recorded", "pause", "cancel"])

    try FileManager.default.removeItem(atPath: path)
    try put(kept)
    #expect(try books.verify().faults == [.headBehind(count: 2)])
    #expect(throws: AuditMismatch(fault: .headBehind(count: 2))) { try go() }
  }

  @Test("what keeps the head from being read or written is told as the system tells it")
  func reasons() async throws {
    try stop()
    let tip = try books.tip()
    for file in [books.head.path + ".new", books.head.path + ".lock", books.head.path] {
      try? FileManager.default.removeItem(atPath: file)
      try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
      #expect(throws: StorageError.notPermitted(file: file, reason: EISDIR)) { try books.head.update { _ in [tip] } }
      try FileManager.default.removeItem(atPath: file)
    }
    // A limit on the size of files holds for the whole process, hence one of its own.
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let head = AuditHead(ledger: folder.file("ledger.sqlite"))
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let unlimited = limit
      limit.rlim_cur = 10
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #expect(throws: StorageError.diskFull(file: head.path + ".new")) { try head.update { _ in [.none] } }
      limit = unlimited
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #expect(try AuditHead(ledger: folder.file("ledger.sqlite")).read() == .missing)
    }
  }

  @Test("a ledger from before the head is adopted as it was then, and not once it was cut or went on without a head")
  func olderLedger() throws {
    let file = books.folder.file("older.sqlite")
    let older = try SQLiteEngine(
      file: file, flavour: .ledger, schema: Schema(Array(LedgerSchema.schema.migrations.prefix(2))))
    try older.transaction { connection in
      for number in 1...3 {
        try AuditLog.append(.stop, actor: "a@b", subject: "\(number)", detail: "", at: books.now, in: connection)
      }
    }
    older.close()
    let engine = try LedgerSchema.open(path: file)
    let head = AuditHead(ledger: file)
    #expect(try AuditLog.verify(head: head, in: engine).isWhole)
    try JobLedger(engine: engine).setStopped(false, actor: "a@b", at: books.now)
    #expect(try AuditLog.verify(head: head, in: engine).isWhole)
    try FileManager.default.removeItem(atPath: head.path)
    #expect(try AuditLog.verify(head: head, in: engine).faults == [.headMissing])
  }

  @Test("several processes append, and the head is right at every moment")
  func severalWriters() async throws {
    let folder = books.folder
    try await withThrowingTaskGroup { group in
      for writer in 0..<4 {
        group.addTask {
          let own = try Books(folder: folder)
          for number in 0..<25 {
            try own.jobs.setStopped(number.isMultiple(of: 2), actor: "writer\(writer)@desk", at: own.now)
            let found = try own.verify()
            #expect(found.isWhole, "\(found.faults)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try books.head.read() == .tips([books.tip()]))
    #expect(try books.verify().tip.count == 100)
  }
}
