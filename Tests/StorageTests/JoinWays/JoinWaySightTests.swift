import Model
import Testing

@testable import Storage

/// What a look may write down, and what it may not.
@Suite("What looks at join ways bring", .timeLimit(.minutes(5)))
struct JoinWaySightTests {
  private let books: Books
  private let registry: JoinWayRegistry

  init() throws {
    books = try Books()
    registry = JoinWayRegistry(engine: books.engine)
  }

  private func content(_ remark: String = "海报") -> JoinWayContent {
    JoinWayContent(remark: remark, roomBaseName: "群", roomBaseID: 1, chats: chats(0..<2), state: "shopA")
  }

  private func found(_ content: JoinWayContent, _ qrCode: String = "http://p.qpic.cn/1") -> JoinWaySight {
    .found(JoinWay(configID: ConfigID(unchecked: "cfg"), content: content, qrCode: qrCode))
  }

  /// One that profile `desk` has imported.
  private func imported(_ content: JoinWayContent? = nil) throws -> JoinWayRecord {
    try registry.importRow(
      JoinWay(configID: ConfigID(unchecked: "cfg"), content: content ?? self.content(), qrCode: "http://p.qpic.cn/1"),
      by: "desk", readSince: books.now, newID: JoinWayID(unchecked: "w1"), actor: "kim@desk", now: books.now
    ).record
  }

  private func begin(_ kind: JoinWayCall.Kind, _ record: JoinWayRecord, to content: JoinWayContent? = nil) throws {
    let call = JoinWayCall(
      id: CallID(unchecked: "c1"), joinWay: record.id, kind: kind, content: content, before: record.content,
      bodyHash: "00ff", committedAt: books.now, deadline: books.now + .seconds(20), actor: "kim@desk")
    #expect(try registry.intend(call) == nil)
  }

  private func end(
    _ state: JoinWayCall.State, _ sight: JoinWaySight? = nil, by profile: String = "desk", isDriftKnown: Bool = false
  ) throws -> JoinWayRecord? {
    try registry.record(
      JoinWayCallResult(state, outcome: "test"), of: CallID(unchecked: "c1"), sight: sight, by: profile,
      isDriftKnown: isDriftKnown, actor: "kim@desk", now: books.now)
  }

  @Test("that it is not known counts where the profile that has it is told so; whoever finds it has it")
  func profiles() throws {
    let way = try imported()
    #expect(way.profile == "desk")
    let missed = try #require(try registry.learn(.gone, of: way, by: "crm", at: books.now + .seconds(1)))
    #expect(missed.learnt == .same && missed.record == way)
    let taken = try #require(try registry.learn(found(content()), of: way, by: "crm", at: books.now)).record
    #expect(taken.profile == "crm")
    #expect(try registry.learn(.gone, of: taken, by: "desk", at: books.now)?.record == taken)
    #expect(try registry.learn(.gone, of: taken, by: "crm", at: books.now)?.record.standing == .gone)
  }

  @Test(
    "a delete of what is not there is done for the profile that has it, and turned down for another",
    arguments: [("desk", JoinWayRecord.Standing.removed, "gone"), ("crm", .kept, "test")])
  func deleted(_ profile: String, _ standing: JoinWayRecord.Standing, _ outcome: String) throws {
    try begin(.delete, imported())
    let record = try #require(try end(.refused, .gone, by: profile))
    #expect(record.standing == standing && record.openCall == nil)
    #expect(try books.audit().last?.detail.contains("outcome=\(outcome) ") == true)
  }

  @Test("another profile's not knowing it settles nothing", arguments: [JoinWayCall.Kind.update, .delete])
  func unsettled(_ kind: JoinWayCall.Kind) throws {
    try begin(kind, imported(), to: kind == .update ? content("新") : nil)
    #expect(try end(.unknown)?.openCall?.state == .unknown)
    #expect(try end(kind == .delete ? .done : .void, .gone, by: "crm") == nil)
    let record = try #require(try registry.record(JoinWayID(unchecked: "w1")))
    #expect(record.standing == .kept && record.openCall?.state == .unknown)
  }

  @Test("an update clears a change made elsewhere only where the whole of it was shown", arguments: [true, false])
  func driftKnown(_ isKnown: Bool) throws {
    let way = try imported()
    let drifted = try #require(
      try registry.learn(found(content("别处")), of: way, by: "desk", at: books.now)
    ).record
    try begin(.update, drifted, to: content("新"))
    let record = try #require(try end(.done, isDriftKnown: isKnown))
    #expect(record.drift?.before == (isKnown ? nil : way.content))
  }

  @Test("what stood there before an update is no change made elsewhere while reads may lag, and one afterwards")
  func lag() throws {
    let way = try imported()
    try begin(.update, way, to: content("新"))
    let updated = try #require(try end(.done))
    let soon = try #require(
      try registry.learn(found(way.content), of: updated, by: "desk", at: books.now + .seconds(3)))
    #expect(soon.learnt == .same && soon.record == updated)
    // Anything else is somebody's at once.
    let late = books.now + JoinWayRegistry.readLag
    #expect(try registry.learn(found(way.content), of: updated, by: "desk", at: late)?.learnt == .drifted)
  }

  @Test("a remark shortened elsewhere is a change, once it was read back")
  func shortened() throws {
    let way = try imported(content(String(repeating: "长", count: 20)))
    let short = content(String(repeating: "长", count: 10))
    #expect(try registry.learn(found(short), of: way, by: "desk", at: books.now)?.learnt == .drifted)
  }

  @Test("a link goes with the image it was read from")
  func links() throws {
    let way = try imported()
    try registry.setLink(way.id, "https://work.weixin.qq.com/gm/1", ofCode: "http://p.qpic.cn/1")
    let known = try #require(try registry.record(way.id))
    #expect(known.link != nil)
    let other = try #require(
      try registry.learn(found(content(), "http://p.qpic.cn/2"), of: known, by: "desk", at: books.now)
    ).record
    #expect(other.qrCode == "http://p.qpic.cn/2" && other.link == nil)
    try registry.setLink(way.id, "https://work.weixin.qq.com/gm/1", ofCode: "http://p.qpic.cn/1")
    #expect(try registry.record(way.id)?.link == nil)
  }

  @Test("where nothing is new but the moment, it can be written with others'")
  func seen() throws {
    let way = try imported()
    let later = books.now + .seconds(9)
    let looked = try #require(
      try registry.learn(found(content()), of: way, by: "desk", at: later, writingSeen: false))
    #expect(looked.isUnwritten && looked.record.seenAt == later)
    #expect(try registry.record(way.id) == way)
    try registry.seen([way.id: later])
    #expect(try registry.record(way.id)?.seenAt == later)
    try registry.seen([way.id: books.now])
    #expect(try registry.record(way.id)?.seenAt == later)
    let changed = try #require(
      try registry.learn(found(content("别处")), of: way, by: "desk", at: later, writingSeen: false))
    #expect(!changed.isUnwritten && changed.learnt == .drifted)
  }

  @Test(
    "a lost add is confirmed by its own profile's import, or by what was sent, and not by another's use of its state")
  func confirmation() throws {
    func lost(_ name: String) throws {
      let record = JoinWayRecord(
        id: JoinWayID(unchecked: name), configID: nil, standing: .unconfirmed, origin: .made, profile: "desk",
        content: content(), qrCode: "", seenAt: nil, createdAt: books.now, createdBy: "kim@desk", changedAt: books.now)
      let call = JoinWayCall(
        id: CallID(unchecked: "c-\(name)"), joinWay: record.id, kind: .add, content: content(), before: nil,
        bodyHash: "00ff", committedAt: books.now, deadline: books.now + .seconds(20), actor: "kim@desk")
      #expect(try registry.intend(call, making: record) == nil)
    }
    func importing(_ config: String, _ remark: String, by profile: String) throws -> JoinWayRegistry.Import {
      try registry.importRow(
        JoinWay(configID: ConfigID(unchecked: config), content: content(remark), qrCode: ""), by: profile,
        readSince: books.now, newID: JoinWayID(unchecked: "w-\(config)"), actor: "kim@desk", now: books.now
      ).end
    }
    try lost("w1")
    #expect(try importing("theirs", "别的应用的", by: "crm") == .imported)
    #expect(try importing("seen", "海报", by: "crm") == .confirmed)
  }
}
