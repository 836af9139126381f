import Model
import Testing

@testable import Storage

@Suite("Replica", .timeLimit(.minutes(5)))
struct ReplicaTests {
  private let folder: TemporaryFolder
  private let replica: Replica
  private let numbers = PersonNumbers()
  private let zhangsan = UserID(unchecked: "zhangsan")
  private let lisi = UserID(unchecked: "lisi")

  init() throws {
    folder = try TemporaryFolder()
    replica = Replica(engine: try ReplicaSchema.open(path: folder.file("replica.sqlite")).engine)
  }

  private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }
  private func chat(_ name: String) -> ChatID { ChatID(unchecked: name) }
  private func row(_ chat: String, _ status: FollowUpStatus = .normal) -> GroupStatus {
    GroupStatus(chatID: self.chat(chat), status: status)
  }

  private func member(
    _ id: String, _ kind: GroupMember.Kind = .externalContact, name: String = "", invitor: UserID? = nil,
    nickname: String = "", state: String? = nil, joined: Int64 = 100
  ) -> GroupMember {
    GroupMember(
      person: PersonID(unchecked: id), kind: kind, joinTime: at(joined), joinScene: .scanned, invitor: invitor,
      groupNickname: nickname, name: name, unionID: nil, state: state)
  }

  private func detail(
    _ chat: String, name: String = "group", owner: UserID? = nil, version: String? = "1", notice: String = "",
    _ members: [GroupMember] = []
  ) -> GroupDetail {
    GroupDetail(
      chatID: self.chat(chat), name: name, owner: owner ?? zhangsan, createTime: at(50), notice: notice,
      members: members, admins: [lisi], memberVersion: version)
  }

  private func store(_ details: GroupDetail..., at seconds: Int64 = 10) throws {
    try replica.apply(details, numbers: numbers, at: at(seconds))
  }

  @Test("a group missing in two complete lists of its owner is gone, and back when it is listed again")
  func missing() throws {
    try replica.apply([row("a"), row("b")], ownedBy: zhangsan, at: at(1))
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(2))
    #expect(try replica.group(chat("b"))?.goneAt == nil)
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(3))
    #expect(try replica.group(chat("b"))?.goneAt == at(3))
    #expect(try replica.chats(ownedBy: zhangsan) == [chat("a")])
    try replica.apply([row("b")], at: at(4))
    #expect(try replica.group(chat("b"))?.goneAt == nil)
  }

  @Test("a group listed in between is not gone")
  func missingOnce() throws {
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(1))
    try replica.apply([], ownedBy: zhangsan, at: at(2))
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(3))
    try replica.apply([], ownedBy: zhangsan, at: at(4))
    #expect(try replica.group(chat("a"))?.goneAt == nil)
  }

  @Test("another owner's list takes a group over and counts nobody else's as missing")
  func newOwner() throws {
    try replica.apply([row("a"), row("b")], ownedBy: zhangsan, at: at(1))
    try replica.apply([row("a", .done)], ownedBy: lisi, at: at(2))
    #expect(try replica.group(chat("a"))?.owner == lisi)
    #expect(try replica.groupCounts() == [zhangsan: 1, lisi: 1])
  }

  @Test("rows without an owner keep the one that is known")
  func statusOnly() throws {
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(1))
    try replica.apply([row("a", .waiting)], at: at(2))
    let group = try #require(try replica.group(chat("a")))
    #expect(group.owner == zhangsan && group.status == .waiting && group.statusAt == at(2))
  }

  @Test("details come back as they were told")
  func details() throws {
    let hostile = "群\u{1B}[31m'; --"
    try store(
      detail(
        "a", name: hostile, notice: "公告",
        [
          member("zhangsan", .member, name: "张三", joined: 90),
          member("wm1", name: "客户", invitor: zhangsan, nickname: "小客", state: "shop", joined: 91),
        ]))
    let group = try #require(try replica.group(chat("a")))
    #expect(group.name == hostile && group.notice == "公告" && group.owner == zhangsan && group.admins == [lisi])
    #expect(group.createTime == at(50) && group.memberCount == 2 && group.externalCount == 1)
    let people = try replica.members(of: chat("a"))
    #expect(people.map(\.person.rawValue) == ["zhangsan", "wm1"])
    #expect(people[1].invitor == PersonID(zhangsan) && people[1].invitorName == "张三")
    #expect(people[1].groupNickname == "小客" && people[1].state == "shop" && people[1].joinScene == .scanned)
    #expect(people[0].state == nil && people[0].invitor == nil && people[0].joinTime == at(90))
  }

  @Test("members are replaced when the version moves, and left alone when it does not")
  func memberVersion() throws {
    try store(detail("a", version: "1", [member("x"), member("y")]))
    try store(detail("a", version: "1", [member("z")]))
    #expect(try replica.members(of: chat("a")).count == 2)
    try store(detail("a", version: "2", [member("z")]))
    #expect(try replica.members(of: chat("a")).map(\.person.rawValue) == ["z"])
  }

  @Test("without a version members are always replaced")
  func noVersion() throws {
    try store(detail("a", version: nil, [member("x")]))
    try store(detail("a", version: nil, [member("y")]))
    #expect(try replica.members(of: chat("a")).map(\.person.rawValue) == ["y"])
  }

  @Test("the members of a group listed before its details are stored")
  func listedFirst() throws {
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(1))
    try store(detail("a", [member("x")]))
    #expect(try replica.members(of: chat("a")).count == 1)
  }

  @Test("one group told twice in one transaction is stored once, as it was told last")
  func toldTwice() throws {
    try store(detail("a", version: "1", [member("x")]), detail("a", name: "later", version: "2", [member("y")]))
    #expect(try replica.group(chat("a"))?.name == "later")
    #expect(try replica.members(of: chat("a")).map(\.person.rawValue) == ["y"])
  }

  @Test("a person told twice in one group is there once")
  func personTwice() throws {
    try store(detail("a", [member("x"), member("x")]))
    #expect(try replica.members(of: chat("a")).count == 1)
  }

  @Test("a name is kept when a later answer tells none")
  func namesStay() throws {
    try store(detail("a", version: "1", [member("zhangsan", .member, name: "张三")]))
    try store(detail("a", version: "2", [member("zhangsan", .member)]))
    #expect(try replica.members(of: chat("a"))[0].name == "张三")
    #expect(try replica.names(of: [zhangsan, lisi]) == [zhangsan: "张三"])
    try store(detail("a", version: "3", [member("zhangsan", .member, name: "张三丰")]))
    #expect(try replica.names(of: [zhangsan]) == [zhangsan: "张三丰"])
  }

  @Test("a rolled-back transaction gives nobody a number")
  func rolledBackNumbers() throws {
    struct Full: Error {}
    let failing = Replica(engine: FailingCommit(engine: replica.engine, error: Full()))
    #expect(throws: Full.self) { try failing.apply([detail("a", [member("x")])], numbers: numbers, at: at(1)) }
    try store(detail("b", [member("y")]))
    try store(detail("c", [member("x")]))
    #expect(try replica.members(of: chat("b")).map(\.person.rawValue) == ["y"])
    #expect(try replica.members(of: chat("c")).map(\.person.rawValue) == ["x"])
  }

  @Test("what another process stored is found though this one has not seen it")
  func otherProcess() throws {
    try replica.apply([detail("a", [member("x", name: "甲")])], numbers: PersonNumbers(), at: at(1))
    try store(detail("b", [member("x")]))
    #expect(try replica.members(of: chat("b"))[0].name == "甲")
  }

  @Test("whoever another process numbered in between keeps that number")
  func numberedMeanwhile() throws {
    try store(detail("a", [member("x")]))
    try replica.apply([detail("b", [member("y", name: "乙")])], numbers: PersonNumbers(), at: at(1))
    try store(detail("c", [member("x"), member("y"), member("z")]))
    #expect(try replica.members(of: chat("c")).map(\.person.rawValue).sorted() == ["x", "y", "z"])
    #expect(try replica.members(of: chat("c")).contains { $0.person.rawValue == "y" && $0.name == "乙" })
  }

  @Test("of several names in one transaction the last one told stays")
  func lastName() throws {
    try store(detail("a", [member("x", name: "甲")]))
    try store(detail("b", [member("x", name: "乙")]), detail("c", [member("x", name: "甲")]))
    #expect(try replica.members(of: chat("a"))[0].name == "甲")
    try store(detail("d", [member("x", name: "丙")]))
    #expect(try replica.members(of: chat("a"))[0].name == "丙")
  }

  @Test("a search finds parts of names and takes its wildcards literally")
  func search() throws {
    try store(detail("a", name: "100% 客户"), detail("b", name: "100 客户"), detail("c", name: "a_b!"))
    func found(_ text: String) throws -> [String] {
      var query = GroupQuery()
      query.search = text
      return try replica.groups(query).map(\.chatID.rawValue)
    }
    #expect(try found("0%") == ["a"])
    #expect(try found("_b!") == ["c"])
    #expect(try found("客户") == ["a", "b"])
    #expect(try found("") == ["a", "b", "c"])
  }

  @Test("groups are filtered, sorted and limited")
  func query() throws {
    try store(
      detail("a", name: "z", owner: lisi, [member("x")]), detail("b", name: "y", [member("x"), member("y")]),
      detail("c", name: "x"))
    var query = GroupQuery()
    query.owners = [zhangsan]
    #expect(try replica.groups(query).map(\.chatID.rawValue) == ["b", "c"])
    query.owners = []
    query.sort = .largest
    query.limit = 2
    #expect(try replica.groups(query).map(\.chatID.rawValue) == ["b", "a"])
    query.sort = .name
    query.limit = nil
    #expect(try replica.groups(query).map(\.name) == ["x", "y", "z"])
    query.status = .waiting
    #expect(try replica.groups(query).isEmpty)
  }

  @Test("a refresh goes on with what it has not read yet")
  func resume() throws {
    try replica.apply([row("a"), row("b"), row("c")], ownedBy: zhangsan, at: at(1))
    try store(detail("a"), at: 5)
    try store(detail("b"), at: 20)
    #expect(try replica.chatsNeedingDetail(before: at(10)) == [chat("c"), chat("a")])
    try replica.setGone(chat("c"), at: at(21))
    #expect(try replica.chatsNeedingDetail(before: at(10), ownedBy: zhangsan) == [chat("a")])
  }

  /// The chat ids that changed since, gone ones marked, and the change to ask with next.
  private func changes(since change: Int64) throws -> (chats: [String], change: Int64) {
    var chats: [String] = []
    let next = try replica.forEachGroup(since: change) { row in
      chats.append(row.withChatID { String(decoding: $0, as: UTF8.self) } + (row.isGone ? " gone" : ""))
    }
    return (chats.sorted(), next)
  }

  @Test("listing groups again as they were changes nothing for others")
  func unchanged() throws {
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(1))
    let seen = try changes(since: 0)
    #expect(seen.chats == ["a"])
    try replica.apply([row("a")], ownedBy: zhangsan, at: at(3))
    #expect(try changes(since: seen.change).chats.isEmpty)
  }

  @Test("details read again change their age for others")
  func readAgain() throws {
    try store(detail("a", [member("x")]), detail("b"), at: 2)
    let seen = try changes(since: 0).change
    try store(detail("a", [member("x")]), at: 4)
    #expect(try changes(since: seen).chats == ["a"])
    #expect(try replica.ages().newestDetail == at(4))
  }

  @Test("what differs is pulled, and only that")
  func pulled() throws {
    try replica.apply([row("a"), row("b"), row("c")], ownedBy: zhangsan, at: at(1))
    let seen = try changes(since: 0).change
    try replica.apply([row("a"), row("b", .waiting), row("c")], ownedBy: zhangsan, at: at(2))
    try replica.setGone(chat("c"), at: at(3))
    #expect(try changes(since: seen).chats == ["b", "c gone"])
    #expect(try changes(since: 0).chats == ["a", "b"])
  }

  @Test("a row is read in place as it was stored")
  func readInPlace() throws {
    try store(detail("a", name: "会员群", [member("x"), member("lisi", .member)]), at: 2)
    try replica.apply([row("a", .waiting), row("b")], at: at(3))
    var rows: [[String]] = []
    _ = try replica.forEachGroup(since: 0) { row in
      func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
      rows.append([
        row.withName(text), row.withOwner(text), "\(row.status ?? -1)", "\(row.memberCount ?? -1)",
        "\(row.externalCount ?? -1)", "\(row.createTime?.seconds ?? -1)", "\(row.detailAt?.seconds ?? -1)",
      ])
    }
    #expect(rows == [["会员群", "zhangsan", "1", "2", "1", "50", "2"], ["", "", "0", "-1", "-1", "-1", "-1"]])
  }

  @Test("owners are told with their groups by status, their load and what waits")
  func owners() throws {
    try replica.apply([row("a", .waiting), row("b", .done)], ownedBy: zhangsan, at: at(1))
    try replica.apply([Member(userID: lisi, name: "李四", departments: [1, 2], activation: .active)], at: at(2))
    try replica.apply(followUsers: [lisi])
    let customer = UnassignedCustomer(
      handover: zhangsan, externalUser: PersonID(unchecked: "wm1"), resignedAt: at(40))
    try replica.apply(unassigned: [customer, customer])
    let owners = try replica.owners()
    #expect(owners.map(\.userID) == [zhangsan, lisi])
    #expect(owners[0].groups == 2 && owners[0].waiting == 1 && owners[0].done == 1)
    #expect(owners[0].waitingCustomers == 2 && owners[0].resignedAt == at(40) && owners[0].hasResigned)
    #expect(owners[1].hasCustomerContact && owners[1].name == "李四" && !owners[1].hasResigned)
    #expect(try replica.resignedOwners().map(\.userID) == [zhangsan])
  }

  @Test("who lost customer contact, or has no customer waiting any more, is known so")
  func lessThanBefore() throws {
    try replica.apply(followUsers: [lisi, zhangsan])
    try replica.apply(
      unassigned: [.init(handover: zhangsan, externalUser: PersonID(unchecked: "w"), resignedAt: at(40))])
    try replica.apply(followUsers: [lisi])
    try replica.apply(unassigned: [])
    let owner = try #require(try replica.owner(zhangsan))
    #expect(!owner.hasCustomerContact && owner.waitingCustomers == 0 && owner.resignedAt == at(40))
  }

  @Test("a member's name is kept when the vendor no longer tells it")
  func memberName() throws {
    try replica.apply([Member(userID: lisi, name: "李四", departments: [], activation: .active)], at: at(1))
    try replica.apply([Member(userID: lisi, name: nil, departments: [], activation: .left)], at: at(2))
    let owner = try #require(try replica.owner(lisi))
    #expect(owner.name == "李四" && owner.activation == .left)
  }
}

/// An engine whose transactions do their work and then fail, as on a full disk at the commit.
private struct FailingCommit: SQLEngine {
  let engine: any SQLEngine
  let error: any Error
  func transaction<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    try engine.transaction { connection in
      _ = try body(connection)
      throw error
    }
  }
  func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try engine.read(body) }
  func close() {}
}
