import Model
import Testing

@testable import Storage

@Suite("Registry of join ways", .timeLimit(.minutes(5)))
struct JoinWayRegistryTests {
  private let books: Books
  private let registry: JoinWayRegistry

  init() throws {
    books = try Books()
    registry = JoinWayRegistry(engine: books.engine)
  }

  private func content(_ state: String = "shopA", _ remark: String = "海报") -> JoinWayContent {
    JoinWayContent(
      scene: .init(rawValue: 7), remark: remark, autoCreateRoom: true, roomBaseName: "群\u{1F4A1}\"'", roomBaseID: nil,
      chats: chats(0..<2), state: state, markSource: nil)
  }

  private func record(_ name: String, state: String = "shopA") -> JoinWayRecord {
    JoinWayRecord(
      id: JoinWayID(unchecked: name), configID: nil, standing: .unconfirmed, origin: .made, profile: "desk",
      content: content(state), qrCode: "", seenAt: nil, createdAt: books.now, createdBy: "kim@desk",
      changedAt: books.now)
  }

  private func add(_ name: String, of way: String, state: String = "shopA") -> JoinWayCall {
    call(name, .add, of: way, content: content(state), before: nil)
  }

  private func call(
    _ name: String, _ kind: JoinWayCall.Kind, of way: String, content: JoinWayContent?, before: JoinWayContent?
  ) -> JoinWayCall {
    JoinWayCall(
      id: CallID(unchecked: name), joinWay: JoinWayID(unchecked: way), kind: kind, content: content, before: before,
      bodyHash: "00ff", committedAt: books.now, deadline: books.now + .seconds(20), actor: "kim@desk")
  }

  /// A configuration that was added and answered.
  private func kept(_ name: String, state: String = "shopA") throws -> JoinWayRecord {
    #expect(try registry.intend(add("c-\(name)", of: name, state: state), making: record(name, state: state)) == nil)
    return try #require(try end("c-\(name)", .done, config: "cfg-\(name)"))
  }

  @discardableResult
  private func end(
    _ call: String, _ state: JoinWayCall.State, config: String? = nil, sight: JoinWaySight? = nil,
    by profile: String = "desk", isDriftKnown: Bool = false
  ) throws -> JoinWayRecord? {
    try registry.record(
      JoinWayCallResult(state, outcome: "test", configID: config.map { ConfigID(unchecked: $0) }),
      of: CallID(unchecked: call), sight: sight, by: profile, isDriftKnown: isDriftKnown, actor: "kim@desk",
      now: books.now)
  }

  private func found(_ config: String, _ content: JoinWayContent) -> JoinWaySight {
    .found(JoinWay(configID: ConfigID(unchecked: config), content: content, qrCode: "http://p.qpic.cn/1"))
  }

  // MARK: INTENT

  @Test("an intent leaves row, open call and audit together, in values that come back as they were")
  func intent() throws {
    let call = add("c1", of: "w1")
    #expect(try registry.intend(call, making: record("w1")) == nil)
    var expected = record("w1")
    expected.openCall = call
    #expect(try registry.record(expected.id) == expected)
    #expect(try registry.calls(of: expected.id) == [call])
    let row = try #require(try books.audit().last)
    #expect(
      row.act == "intent" && row.subject == "c1" && row.detail.hasPrefix("api=add_join_way join_way=w1 config=- "))
    #expect(try books.verify().isWhole)
  }

  @Test("until the commit no other process sees anything of an intent")
  func isolation() throws {
    var seen: [JoinWayRecord]?
    #expect(
      try registry.intend(add("c1", of: "w1"), making: record("w1")) {
        seen = try? JoinWayRegistry(engine: Books(folder: books.folder).engine).records()
      } == nil)
    #expect(seen == [])
  }

  @Test("nothing is committed while everything is stopped, and the audit says who tried")
  func stopped() throws {
    try books.jobs.setStopped(true, actor: "kim@desk", at: books.now)
    let refusal = try books.expectRefused("act=intent reason=stopped api=add_join_way") {
      try registry.intend(add("c1", of: "w1"), making: record("w1"))
    }
    #expect(refusal == .stopped)
    #expect(try registry.records().isEmpty)
  }

  @Test("one call about a configuration at a time; whoever is second is told which is open")
  func openCall() throws {
    let way = try kept("w1")
    let open = call("c2", .update, of: "w1", content: content("b"), before: way.content)
    #expect(try registry.intend(open) == nil)
    let second = call("c3", .delete, of: "w1", content: nil, before: way.content)
    #expect(try registry.intend(second) == .openCall(open))
    #expect(throws: StorageError.self) {
      try books.engine.transaction { connection in
        _ = try connection.execute(
          """
          INSERT INTO join_way_call SELECT 'c9', join_way_id, kind, config_id, state, content, content_before, body_hash,
            committed_at, deadline, actor, audit_hash, outcome, recorded_at FROM join_way_call WHERE id = 'c2'
          """)
      }
    }
    try end("c2", .void)
    #expect(try registry.intend(second) == nil)
  }

  @Test("a state is one configuration's: also of one that is unconfirmed, not of one that was refused or removed")
  func stateTaken() throws {
    #expect(try registry.intend(add("c1", of: "w1"), making: record("w1")) == nil)
    let again = add("c2", of: "w2")
    #expect(try registry.intend(again, making: record("w2")) == .stateTaken(JoinWayID(unchecked: "w1")))
    try end("c1", .refused)
    #expect(try registry.intend(again, making: record("w2")) == nil)
  }

  @Test("an update keeps a state that is there twice already, and brings none that is")
  func stateOfUpdate() throws {
    let first = try kept("w1")
    let second = try kept("w2", state: "shopB")
    let brings = call("c3", .update, of: "w2", content: content("shopA"), before: second.content)
    #expect(try registry.intend(brings) == .stateTaken(first.id))
    var twice = second.content
    twice.state = "shopA"
    #expect(try registry.learn(found("cfg-w2", twice), of: second, by: "desk", at: books.now)?.learnt == .drifted)
    let keeps = call("c4", .update, of: "w2", content: content("shopA", "新"), before: twice)
    #expect(try registry.intend(keeps) == nil)
  }

  @Test(
    "nothing is sent about what is not there any more",
    arguments: [JoinWayRecord.Standing.removed, .gone, .unconfirmed])
  func notThere(standing: JoinWayRecord.Standing) throws {
    let way = try kept("w1")
    try books.tamper("UPDATE join_way SET standing = '\(standing.rawValue)'")
    #expect(try registry.intend(call("c2", .delete, of: "w1", content: nil, before: way.content)) == .changed)
    #expect(try registry.intend(call("c3", .delete, of: "w9", content: nil, before: way.content)) == .changed)
  }

  @Test("on an audit that is not whole nothing is committed, and the refusal is written down")
  func audit() throws {
    try books.head.update { _ in [AuditTip(count: 7, hash: "ff", at: books.now)] }
    let refusal = try books.expectRefused("act=intent reason=audit api=add_join_way") {
      try registry.intend(add("c1", of: "w1"), making: record("w1"))
    }
    guard case .audit = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  // MARK: RECORD

  @Test(
    "what an add's end makes of its row",
    arguments: [
      (JoinWayCall.State.done, JoinWayRecord.Standing.kept), (.notSent, .refused), (.refused, .refused),
      (.unknown, .unconfirmed),
    ])
  func addEnds(_ state: JoinWayCall.State, _ standing: JoinWayRecord.Standing) throws {
    #expect(try registry.intend(add("c1", of: "w1"), making: record("w1")) == nil)
    let record = try #require(try end("c1", state, config: state == .done ? "cfg" : nil))
    #expect(record.standing == standing && (record.openCall != nil) == state.isOpen)
    #expect(record.configID?.rawValue == (state == .done ? "cfg" : nil))
    #expect(try registry.used() == (standing == .refused ? 0 : 1))
  }

  @Test("an end is written once: what is closed stays as it is")
  func once() throws {
    let record = try kept("w1")
    #expect(try end("c-w1", .refused) == nil)
    #expect(try registry.record(record.id) == record)
    #expect(try end("nowhere", .done) == nil)
  }

  @Test("an answer that names a configuration another row has is no answer")
  func otherConfiguration() throws {
    _ = try kept("w1")
    #expect(try registry.intend(add("c2", of: "w2", state: "b"), making: record("w2", state: "b")) == nil)
    let record = try #require(try end("c2", .done, config: "cfg-w1"))
    #expect(record.standing == .unconfirmed && record.configID == nil && record.openCall?.state == .unknown)
  }

  @Test("the end of an update and what was read are written together")
  func endWithSight() throws {
    let way = try kept("w1")
    #expect(try registry.intend(call("c2", .update, of: "w1", content: content("b"), before: way.content)) == nil)
    let record = try #require(try end("c2", .done, sight: found("cfg-w1", content("b", "别处"))))
    #expect(record.content == content("b", "别处") && record.drift?.before == content("b"))
    #expect(record.qrCode == "http://p.qpic.cn/1")
  }

  @Test(
    "the audit names a call that says something else than its row",
    arguments: [
      "body_hash = '11'", "kind = 'delete'", "config_id = 'x'", "content = NULL", "join_way_id = 'w9'", "id = 'c9'",
    ])
  func verification(change: String) throws {
    let way = try kept("w1")
    #expect(try registry.intend(call("c2", .update, of: "w1", content: content("b"), before: way.content)) == nil)
    #expect(try books.verify().isWhole)
    try books.tamper("UPDATE join_way_call SET \(change) WHERE id = 'c2'")
    let differs = AuditFault.callDiffers(row: 3, call: CallID(unchecked: "c2"))
    let without = change.hasPrefix("id") ? [AuditFault.callWithoutRow(CallID(unchecked: "c9"))] : []
    #expect(try books.verify().faults == [differs] + without)
  }

  // MARK: Facts

  @Test("while a call is open nothing is concluded from what is read")
  func openCallHidesFacts() throws {
    let way = try kept("w1")
    #expect(try registry.intend(call("c2", .update, of: "w1", content: content("b"), before: way.content)) == nil)
    for sight in [found("cfg-w1", content("b")), .gone] {
      let learnt = try #require(try registry.learn(sight, of: way, by: "desk", at: books.now))
      #expect(learnt.learnt == .same && learnt.record.content == way.content && learnt.record.standing == .kept)
    }
  }

  @Test("what was read before the row changed is not learnt")
  func staleRead() throws {
    let way = try kept("w1")
    #expect(try registry.intend(call("c2", .update, of: "w1", content: content("b"), before: way.content)) == nil)
    let changed = try #require(try end("c2", .done))
    #expect(try registry.learn(found("cfg-w1", way.content), of: way, by: "desk", at: books.now)?.record == changed)
  }

  @Test("the first content before a change is kept until a person knows, however often it changes")
  func drift() throws {
    let way = try kept("w1")
    let once = try #require(
      try registry.learn(found("cfg-w1", content("shopA", "一")), of: way, by: "desk", at: books.now))
    let twice = try #require(
      try registry.learn(
        found("cfg-w1", content("shopA", "二")), of: once.record, by: "desk", at: books.now + .seconds(9)))
    #expect(once.learnt == .drifted && twice.learnt == .drifted)
    #expect(twice.record.drift?.before == way.content)
    #expect(try registry.acknowledge(way.id, actor: "li@desk", now: books.now))
    #expect(try registry.record(way.id)?.drift == nil)
    #expect(try !registry.acknowledge(way.id, actor: "li@desk", now: books.now))
    #expect(try books.audit().last?.act == "acknowledge")
  }

  @Test("only what is unconfirmed or gone is forgotten; its row stays, and an unconfirmed one counts on")
  func forget() throws {
    let way = try kept("w1")
    #expect(try !registry.forget(way.id, actor: "li@desk", now: books.now))
    #expect(try registry.intend(add("c2", of: "w2", state: "b"), making: record("w2", state: "b")) == nil)
    #expect(try registry.forget(JoinWayID(unchecked: "w2"), actor: "li@desk", now: books.now))
    #expect(try registry.records([.kept, .unconfirmed]).map(\.id) == [way.id])
    #expect(try registry.records(includingForgotten: true).count == 2)
    #expect(try registry.used() == 2)
  }

  @Test("a link is kept, and the row is found by config id and by state")
  func finding() throws {
    let way = try kept("w1")
    try registry.setLink(way.id, "https://work.weixin.qq.com/gm/1", ofCode: way.qrCode)
    let config = try #require(way.configID)
    #expect(try registry.record(configID: config)?.link == "https://work.weixin.qq.com/gm/1")
    #expect(try registry.records(withState: "shopA").map(\.id) == [way.id])
    #expect(try registry.records(withState: "").isEmpty)
    #expect(try registry.record(JoinWayID(unchecked: "w9")) == nil)
  }

  @Test("the audit of a join way is shown with its calls")
  func auditOfJoinWay() throws {
    _ = try kept("w1")
    _ = try kept("w2", state: "b")
    let rows = try books.engine.read { try AuditLog.entries(AuditFilter(subject: "w1"), limit: 9, in: $0) }
    #expect(rows.map(\.subject) == ["c-w1", "c-w1"])
  }

  // MARK: Read-only

  @Test("a process that may change nothing learns facts, and can do nothing else")
  func readOnly() throws {
    let way = try kept("w1")
    let open = try kept("w2", state: "b")
    #expect(try registry.intend(call("c3", .delete, of: "w2", content: nil, before: open.content)) == nil)
    let looker = JoinWayRegistry(engine: try Books(folder: books.folder, authority: .readOnly).engine)
    #expect(try looker.learn(found("cfg-w1", content("z")), of: way, by: "desk", at: books.now)?.learnt == .drifted)
    let drifted = try #require(try looker.record(way.id))
    #expect(try looker.learn(.gone, of: drifted, by: "desk", at: books.now)?.learnt == .gone)
    let gone = try #require(try looker.record(way.id))
    let back = try looker.learn(found("cfg-w1", content("z")), of: gone, by: "desk", at: books.now)
    #expect(back?.record.standing == .kept)
    try looker.setLink(way.id, "https://work.weixin.qq.com/gm/1", ofCode: "http://p.qpic.cn/1")

    let now = books.now
    let acts: [(String, () throws -> Void)] = [
      (
        "intent", { _ = try looker.intend(self.add("c4", of: "w4", state: "x"), making: self.record("w4", state: "x")) }
      ),
      (
        "record",
        {
          _ = try looker.record(
            JoinWayCallResult(.done, outcome: "test"), of: CallID(unchecked: "c3"), by: "desk", actor: "a@b",
            now: now)
        }
      ),
      ("acknowledge", { _ = try looker.acknowledge(way.id, actor: "a@b", now: now) }),
      (
        "import",
        {
          _ = try looker.importRow(
            JoinWay(configID: ConfigID(unchecked: "n"), content: self.content("n"), qrCode: ""), by: "desk",
            readSince: now,
            newID: JoinWayID(unchecked: "w7"), actor: "a@b", now: now)
        }
      ),
    ]
    let before = try books.engine.read { try $0.query("SELECT * FROM join_way").map(\.values) }
    for (name, act) in acts {
      #expect(throws: StorageError.constraint(name: ReadOnlyLedger.refusal), "\(name)") { try act() }
    }
    #expect(try books.engine.read { try $0.query("SELECT * FROM join_way").map(\.values) } == before)
  }
}
