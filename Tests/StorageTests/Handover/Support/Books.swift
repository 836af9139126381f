import Model
import Testing

@testable import Storage

/// A ledger on a real file with handovers of `wang` in it.
struct Books {
  let folder: TemporaryFolder
  let engine: LedgerEngine
  let handovers: HandoverLedger
  let jobs: JobLedger
  let wang = UserID(unchecked: "wang")
  let lina = UserID(unchecked: "lina")
  let day: Day
  /// Ten in the morning.
  let now: Timestamp

  init() throws { try self.init(folder: TemporaryFolder()) }

  /// Opens the ledger of `folder` once more, as another process would.
  init(folder: TemporaryFolder, authority: Authority = .mayChange) throws {
    self.folder = folder
    engine = try LedgerSchema.open(path: folder.file("ledger.sqlite"), authority: authority)
    handovers = HandoverLedger(engine: engine)
    jobs = JobLedger(engine: engine)
    day = try #require(Day("2026-11-21"))
    now = day.moment(.hour(10))
  }

  /// `chats`, for `lina`, in a plan nobody has confirmed.
  @discardableResult
  func plan(_ name: String = "h1", chats: [ChatID], of owner: UserID? = nil) throws -> Handover {
    let owner = owner ?? wang
    let handover = Handover(
      id: JobID(unchecked: name), kind: .resigned, oldOwner: owner, isCancelled: false, planned: chats.count,
      createdAt: now, createdBy: "kim@desk", confirmedAt: nil)
    let items = chats.enumerated().map { position, chat in
      HandoverItem(
        chatID: chat, position: position, name: "群 \(position)", members: 10, newOwner: lina, state: .planned)
    }
    let job = Job(
      id: handover.id, lane: .mutation, kind: "handover", subject: owner.rawValue, state: .draft, createdAt: now,
      createdBy: "kim@desk")
    try handovers.save(handover, items: items, job: job)
    return handover
  }

  /// A plan that is confirmed and claimed by a run, whose epoch is 1.
  @discardableResult
  func running(_ name: String = "h1", chats: [ChatID], of owner: UserID? = nil) throws -> Handover {
    let handover = try plan(name, chats: chats, of: owner)
    _ = try handovers.confirm(handover.id, count: chats.count, actor: "kim@desk", now: now)
    _ = try #require(try jobs.claim(handover.id, at: now))
    return handover
  }

  func batch(_ chats: [ChatID], at moment: Timestamp? = nil) -> TransferBatch { batch("b1", chats, at: moment) }

  func batch(
    _ name: String, _ chats: [ChatID], of owner: UserID? = nil, at moment: Timestamp? = nil
  ) -> TransferBatch {
    let moment = moment ?? now
    return TransferBatch(
      id: BatchID(unchecked: name), kind: .resigned, oldOwner: owner ?? wang, newOwner: lina, chats: chats,
      state: .sending, bodyHash: "00ff", quotaDay: Day(at: moment), committedAt: moment,
      deadline: moment + .seconds(20))
  }

  func commit(
    _ batch: TransferBatch, of handover: Handover, epoch: Int64 = 1, at moment: Timestamp? = nil
  ) throws -> IntentRefusal? {
    try handovers.commitIntent(
      batch, job: handover.id, epoch: epoch, cap: 300, midnightGuard: .minutes(2), actor: "kim@desk",
      now: moment ?? now)
  }

  func apply(_ change: HandoverChange, to handover: Handover) throws -> Bool {
    try handovers.apply(change, to: handover, actor: "kim@desk", now: now)
  }

  /// The change that moves `chats` and ends `batch`.
  func change(
    _ chats: [ChatID], of handover: Handover, from: ItemState, to state: ItemState,
    ending batch: TransferBatch? = nil, as end: BatchState = .answered, counted: Int = 0
  ) throws -> HandoverChange {
    var change = HandoverChange()
    change.items = try handovers.items(of: handover.id).filter { chats.contains($0.chatID) }.map { item in
      var item = item
      item.state = state
      return .init(from: from, item: item)
    }
    change.batch = batch.map { .init(id: $0.id, to: end, outcome: "test", counted: counted) }
    return change
  }

  /// A bit of everything that is audited: eight rows, the second and third of the call `b1`.
  func live() throws {
    let handover = try running(chats: chats(0..<3))
    let batch = batch(chats(0..<2))
    _ = try commit(batch, of: handover)
    _ = try apply(
      change(batch.chats, of: handover, from: .sending, to: .accepted, ending: batch, counted: 2), to: handover)
    _ = try jobs.pause(handover.id, actor: "李@desk", at: now + .seconds(1))
    _ = try jobs.resume(handover.id, actor: "李@desk", at: now + .seconds(2))
    try jobs.setStopped(true, actor: "kim@desk", at: now + .seconds(3))
    try jobs.setStopped(false, actor: "kim@desk", at: now + .seconds(4))
    _ = try handovers.cancel(handover.id, actor: "kim@desk", now: now + .seconds(5))
  }

  func states(_ handover: Handover) throws -> [ItemState] { try handovers.items(of: handover.id).map(\.state) }
  func used() throws -> Int { try handovers.quota(of: wang, on: day).used }

  /// The sum of the reservations that make up what is used.
  func entries() throws -> Int64 {
    try engine.read { connection in
      try connection.query("SELECT COALESCE(SUM(count), 0) AS sum FROM quota_entry WHERE owner = 'wang'")[0]
        .integer("sum")
    }
  }

  /// Every row of the ledger: what is equal before and after has not been written to.
  func everything(butAudit: Bool = false) throws -> [String: [[SQLValue]]] {
    let tables =
      [
        "job", "switch", "handover", "handover_item", "handover_target", "transfer_batch", "quota_day", "quota_entry",
        "notice", "join_way", "join_way_call",
      ] + (butAudit ? [] : ["audit"])
    return try engine.read { connection in
      try Dictionary(
        uniqueKeysWithValues: tables.map { table in
          (table, try connection.query("SELECT * FROM \(table) ORDER BY 1, 2").map(\.values))
        })
    }
  }

  var head: AuditHead { AuditHead(ledger: folder.file("ledger.sqlite")) }

  func verify() throws -> AuditVerification { try AuditLog.verify(head: head, in: engine) }
  func tip() throws -> AuditTip { try engine.read(AuditLog.tip) }

  /// Changes the ledger behind the program's back.
  func tamper(_ sql: String...) throws {
    let file = try SQLiteEngine(
      file: folder.file("ledger.sqlite"), flavour: .ledger, schema: LedgerSchema.schema)
    try file.transaction { connection in for sql in sql { try connection.execute(sql) } }
    file.close()
  }

  /// Expects `body` to write nothing but one row of a refusal, which says so.
  @discardableResult
  func expectRefused<Value>(
    _ detail: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Value
  ) throws -> Value {
    let before = (try everything(butAudit: true), try audit())
    let value = try body()
    #expect(try everything(butAudit: true) == before.0, sourceLocation: sourceLocation)
    let rows = try audit().dropFirst(before.1.count)
    #expect(rows.map(\.act) == ["refused"], sourceLocation: sourceLocation)
    #expect(rows.map(\.detail) == [detail], sourceLocation: sourceLocation)
    return value
  }

  func audit() throws -> [AuditRow] {
    try engine.read { connection in
      try connection.query("SELECT seq, at, actor, act, subject, detail, previous, hash FROM audit ORDER BY seq").map {
        AuditRow(
          seq: try $0.integer("seq"), at: try $0.timestamp("at"), actor: try $0.text("actor"),
          act: try $0.text("act"), subject: try $0.text("subject"), detail: try $0.text("detail"),
          previous: try $0.text("previous"), hash: try $0.text("hash"))
      }
    }
  }
}

struct AuditRow: Hashable {
  var seq: Int64
  var at: Timestamp
  var actor: String
  var act: String
  var subject: String
  var detail: String
  var previous: String
  var hash: String
}

func chats(_ numbers: Range<Int>) -> [ChatID] { numbers.map { ChatID(unchecked: "wr\($0)") } }
