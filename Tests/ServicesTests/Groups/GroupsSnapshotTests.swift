import Model
import Storage
import Testing

@testable import Services

@Suite("The groups as a snapshot", .timeLimit(.minutes(5)))
struct GroupsSnapshotTests {
  private let desk: Shelf
  init() async throws { desk = try await Shelf() }

  private let limits = Fullness.Limits(scan: 200, scanWarning: 190, group: 500, groupWarning: 480)

  private func found(_ text: String, _ snapshot: GroupsSnapshot, within rows: [Int32]? = nil) -> [String] {
    snapshot.rows(
      GroupFilter(text), within: rows, limits: limits, ownerNames: [UserID(unchecked: "zhangsan"): "张伟"]
    ).map { snapshot.chatID($0).rawValue }
  }

  private func sorted(_ key: GroupOrder.Key, _ isDescending: Bool = false) async throws -> [String] {
    let snapshot = try await desk.feed.refresh()
    return snapshot.sorted(snapshot.rows(of: nil), by: GroupOrder(key, isDescending: isDescending))
      .map { snapshot.chatID($0).rawValue }
  }

  @Test("a group stands in the snapshot as the vendor told it")
  func columns() async throws {
    try await desk.list(["b": .waiting, "a": .normal], owner: "zhangsan")
    try await desk.read("b", name: "会员\u{1B}群", owner: "lisi", members: 3, external: 2, at: 20)
    let snapshot = try await desk.feed.refresh()
    #expect(snapshot.count == 2)
    let row = try #require(snapshot.row(of: ChatID(unchecked: "b")))
    #expect(snapshot.chatID(row).rawValue == "b" && snapshot.name(row) == "会员\u{1B}群")
    #expect(snapshot.owner(row)?.rawValue == "lisi" && snapshot.status(row) == .waiting)
    #expect(snapshot.members(row) == 3 && snapshot.external(row) == 2)
    #expect(snapshot.created(row) == Timestamp(seconds: 50) && snapshot.refreshedAt(row) == Timestamp(seconds: 20))
    #expect(snapshot.row(of: ChatID(unchecked: "c")) == nil)
  }

  @Test("what was never read is not known")
  func unknown() async throws {
    try await desk.list(["a": .normal], owner: nil)
    try await desk.read("b", name: "", owner: nil, at: 20)
    let snapshot = try await desk.feed.refresh()
    let (listed, read) = (
      try #require(snapshot.row(of: ChatID(unchecked: "a"))), try #require(snapshot.row(of: ChatID(unchecked: "b")))
    )
    #expect(snapshot.owner(listed) == nil && snapshot.members(listed) == nil && snapshot.external(listed) == nil)
    #expect(snapshot.created(listed) == nil && snapshot.refreshedAt(listed) == nil && snapshot.name(listed) == "")
    #expect(snapshot.status(read) == nil && snapshot.members(read) == 0)
  }

  @Test("nothing new is the same snapshot; anything new is another one, which equals none before")
  func versions() async throws {
    try await desk.list(["a": .normal], owner: "lisi")
    let first = try await desk.feed.refresh()
    try await desk.list(["a": .normal], owner: "lisi")
    let same = try await desk.feed.refresh()
    #expect(same === first)
    try await desk.list(["a": .waiting], owner: "lisi")
    let next = try await desk.feed.refresh()
    #expect(next != first && first.status(0) == .normal && next.status(0) == .waiting)
  }

  @Test("a snapshot patched again and again is the one read at once", arguments: 0..<20)
  func patched(_ seed: Int) async throws {
    var random = Chance(seed: UInt64(seed))
    for turn in 1...12 {
      let chat = { (random: inout Chance) in "chat\(Int.random(in: 0..<30, using: &random))" }
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: try await desk.remove(chat(&random), at: Int64(turn * 100))
        case 1: try await desk.list([chat(&random): .waiting], owner: ["lisi", "wangwu"].randomElement(using: &random))
        default:
          try await desk.read(
            chat(&random), name: ["会员", "VIP 群", ""].randomElement(using: &random) ?? "", owner: "zhangsan",
            members: Int.random(in: 0..<5, using: &random), at: Int64(turn * 100))
        }
      }
      let (patched, whole) = (try await desk.feed.refresh(), try await GroupsFeed(replica: desk.replica).refresh())
      #expect(patched.version <= whole.version)
      #expect(desk.text(patched) == desk.text(whole))
      #expect(patched.rows(of: nil).allSatisfy { patched.row(of: patched.chatID($0)) == $0 })
      let order = GroupOrder(.name, isDescending: turn > 6)
      #expect(
        patched.sorted(patched.rows(of: nil), by: order) == whole.sorted(whole.rows(of: nil), by: order))
    }
  }

  @Test("a group that is gone leaves, and comes back when it is listed again")
  func gone() async throws {
    try await desk.list(["a": .normal, "b": .normal], owner: "lisi")
    #expect(try await desk.feed.refresh().count == 2)
    try await desk.remove("a", at: 9)
    let without = try await desk.feed.refresh()
    #expect(without.count == 1 && without.row(of: ChatID(unchecked: "a")) == nil)
    try await desk.list(["a": .waiting], owner: "lisi")
    #expect(try await desk.feed.refresh().status(0) == .waiting)
  }

  @Test("the rows of an owner are theirs alone")
  func owner() async throws {
    try await desk.list(["c": .normal, "a": .normal], owner: "lisi")
    try await desk.list(["b": .normal], owner: "zhangsan")
    let snapshot = try await desk.feed.refresh()
    #expect(snapshot.rows(of: UserID(unchecked: "lisi")).map { snapshot.chatID($0).rawValue } == ["a", "c"])
    #expect(snapshot.rows(of: UserID(unchecked: "nobody")).isEmpty)
    #expect(snapshot.rows(of: nil) == [0, 1, 2])
  }

  @Test("owners come with what changed since they were last asked for")
  func owners() async throws {
    try await desk.list(["a": .normal, "b": .waiting], owner: "lisi")
    #expect(try await desk.feed.owners().map(\.waiting) == [1])
    try await desk.list(["b": .waiting], owner: "zhangsan")
    #expect(try await desk.feed.owners().map(\.userID.rawValue) == ["lisi", "zhangsan"])
    #expect(try await desk.feed.owners() == desk.replica.perform { try Replica(engine: $0).owners() })
  }

  // MARK: - Filters

  private func shelved() async throws -> GroupsSnapshot {
    try await desk.list(["wr1": .waiting, "wr2": .normal, "wr3": .inProgress], owner: "zhangsan")
    try await desk.list(["wr4": .done], owner: "lisi")
    try await desk.read("wr1", name: "华东会员福利群", owner: "zhangsan", members: 195, at: 20)
    try await desk.read("wr2", name: "VIP 会员", owner: "zhangsan", members: 12, at: 21)
    try await desk.read("wr3", name: "会", owner: "zhangsan", members: 500, at: 22)
    try await desk.read("wr4", name: "员工 vip", owner: "lisi", members: 13, at: 23)
    return try await desk.feed.refresh()
  }

  @Test(
    "a filter finds what a person means",
    arguments: [
      ("", ["wr1", "wr2", "wr3", "wr4"]), ("会员", ["wr1", "wr2"]), ("vip", ["wr2", "wr4"]), ("Vip 会", ["wr2"]),
      ("wr3", ["wr3"]), ("WR3", []), ("wr", ["wr1", "wr2", "wr3", "wr4"]), ("没有", []),
      ("owner:张", ["wr1", "wr2", "wr3"]), ("owner:LIS", ["wr4"]), ("owner:nobody", []),
      ("status:waiting", ["wr1"]), ("status：继承中", ["wr3"]), ("status:继承", ["wr3", "wr4"]), ("status:x", []),
      ("full:", ["wr1", "wr3"]), ("满员:", ["wr1", "wr3"]), ("members:>13", ["wr1", "wr3"]),
      ("members:<13", ["wr2"]), ("members:<=13", ["wr2", "wr4"]), ("members:>=500", ["wr3"]), ("members:13", ["wr4"]),
      ("members:＞12 members:<195", ["wr4"]), ("members:>20 members:<10", []),
      ("members:>", ["wr1", "wr2", "wr3", "wr4"]),
      ("vip owner:lisi", ["wr4"]), ("key:value", []), ("　会员　vip", ["wr2"]),
    ])
  func filters(_ text: String, _ expected: [String]) async throws {
    let snapshot = try await shelved()
    #expect(found(text, snapshot) == expected)
    // One by one, as few rows are looked at, and in the order they came in.
    for row in snapshot.rows(of: nil) {
      let chat = snapshot.chatID(row).rawValue
      #expect(found(text, snapshot, within: [row]) == (expected.contains(chat) ? [chat] : []))
    }
    #expect(found(text, snapshot, within: snapshot.rows(of: nil).reversed()) == expected.reversed())
  }

  @Test("a word that begins in one name and ends in the next is in neither")
  func acrossNames() async throws {
    let snapshot = try await shelved()
    // In the order of the ids the names end and begin: …福利群|VIP 会员|会|员工 vip.
    #expect(found("群V", snapshot).isEmpty && found("员会", snapshot).isEmpty)
    #expect(found("会员", snapshot) == ["wr1", "wr2"])
  }

  @Test("a filter says whether it narrows at all")
  func emptiness() {
    #expect(GroupFilter(" ").isEmpty && GroupFilter("members:>").isEmpty && !GroupFilter("a").isEmpty)
    #expect(GroupFilter("a  b") == GroupFilter("a b") && GroupFilter("a") != GroupFilter("b"))
  }

  // MARK: - Orders

  @Test("groups are sorted by every column, both ways, those without a value last")
  func orders() async throws {
    _ = try await shelved()
    try await desk.list(["wr0": .waiting], owner: nil)
    #expect(try await sorted(.members) == ["wr2", "wr4", "wr1", "wr3", "wr0"])
    #expect(try await sorted(.members, true) == ["wr3", "wr1", "wr4", "wr2", "wr0"])
    #expect(try await sorted(.status) == ["wr2", "wr0", "wr1", "wr3", "wr4"])
    #expect(try await sorted(.owner) == ["wr4", "wr1", "wr2", "wr3", "wr0"])
    #expect(try await sorted(.owner, true) == ["wr1", "wr2", "wr3", "wr4", "wr0"])
    #expect(try await sorted(.refreshed, true) == ["wr4", "wr3", "wr2", "wr1", "wr0"])
    #expect(try await sorted(.created) == ["wr1", "wr2", "wr3", "wr4", "wr0"])
    #expect(try await sorted(.name) == ["wr2", "wr3", "wr1", "wr4", "wr0"])
    #expect(try await sorted(.name, true) == ["wr4", "wr1", "wr3", "wr2", "wr0"])
  }

  @Test("some rows are sorted as all of them are", arguments: GroupOrder.Key.allCases)
  func someRows(_ key: GroupOrder.Key) async throws {
    let snapshot = try await shelved()
    let order = GroupOrder(key, isDescending: true)
    let all = snapshot.sorted(snapshot.rows(of: nil), by: order)
    for left in snapshot.rows(of: nil) {
      let some = snapshot.rows(of: nil).filter { $0 != left }
      #expect(snapshot.sorted(some.reversed(), by: order) == all.filter { $0 != left })
    }
    #expect(snapshot.sorted([], by: order).isEmpty)
  }

  @Test("names that begin alike are sorted by what follows, and the same ones by their chat ids", arguments: 0..<5)
  func names(_ seed: Int) async throws {
    var random = Chance(seed: UInt64(seed))
    var names: [String: String] = [:]
    for number in 0..<60 {
      names["g\(number)"] =
        "会员福利交流" + String(repeating: "群", count: Int.random(in: 0...3, using: &random))
        + "\(Int.random(in: 0..<9, using: &random))"
    }
    for (chat, name) in names { try await desk.read(chat, name: name, owner: nil, at: 1) }
    let order = { (left: String, right: String) in
      (Array((names[left] ?? "").utf8).lexicographicallyPrecedes(Array((names[right] ?? "").utf8)))
    }
    let byID = names.keys.sorted()
    #expect(try await sorted(.name) == byID.sorted { order($0, $1) || names[$0] == names[$1] && $0 < $1 })
    #expect(try await sorted(.name, true) == byID.sorted { order($1, $0) || names[$0] == names[$1] && $0 < $1 })
  }
}

/// A replica of its own, and what a refresh writes to it.
private struct Shelf {
  let folder: TemporaryFolder
  let replica: Store
  let feed: GroupsFeed

  init() async throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    replica = try await Store.open { try ReplicaSchema.open(path: folder.file("replica.sqlite")).engine }
    feed = GroupsFeed(replica: replica)
  }

  func list(_ rows: [String: FollowUpStatus], owner: String?) async throws {
    let rows = rows.map { GroupStatus(chatID: ChatID(unchecked: $0), status: $1) }
    try await replica.perform { engine in
      let replica = Replica(engine: engine)
      // Another owner's groups are not counted as missing here: time stands still.
      guard let owner else { return try replica.apply(rows, at: Timestamp(seconds: 1)) }
      try replica.apply(rows, ownedBy: UserID(unchecked: owner), at: Timestamp(seconds: 1))
    }
  }

  func read(
    _ chat: String, name: String, owner: String?, members: Int = 0, external: Int? = nil, at seconds: Int64
  ) async throws {
    let external = external ?? members
    let detail = GroupDetail(
      chatID: ChatID(unchecked: chat), name: name, owner: owner.map { UserID(unchecked: $0) },
      createTime: Timestamp(seconds: 50), notice: "",
      members: (0..<members).map { number in
        GroupMember(
          person: PersonID(unchecked: "p\(number)"), kind: number < external ? .externalContact : .member,
          joinTime: Timestamp(seconds: 60), joinScene: .scanned, invitor: nil, groupNickname: "", name: "",
          unionID: nil, state: nil)
      }, admins: [], memberVersion: nil)
    try await replica.perform {
      try Replica(engine: $0).apply([detail], numbers: PersonNumbers(), at: Timestamp(seconds: seconds))
    }
  }

  func remove(_ chat: String, at seconds: Int64) async throws {
    try await replica.perform {
      try Replica(engine: $0).setGone(ChatID(unchecked: chat), at: Timestamp(seconds: seconds))
    }
  }

  /// All that a list could show.
  func text(_ snapshot: GroupsSnapshot) -> [String] {
    snapshot.rows(of: nil).map { row in
      """
      \(snapshot.chatID(row)) \(snapshot.name(row)) \(String(describing: snapshot.owner(row))) \
      \(String(describing: snapshot.status(row))) \(String(describing: snapshot.members(row))) \
      \(String(describing: snapshot.external(row))) \(String(describing: snapshot.created(row))) \
      \(String(describing: snapshot.refreshedAt(row)))
      """
    }
  }
}

/// The same numbers for the same seed.
private struct Chance: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed = (mixed ^ mixed >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed >> 29
  }
}
