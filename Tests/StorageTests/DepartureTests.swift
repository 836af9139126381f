import Model
import Testing

@testable import Storage

@Suite("Departures", .timeLimit(.minutes(5)))
struct DepartureTests {
  private let folder: TemporaryFolder
  private let replica: Replica
  private let numbers = PersonNumbers()
  private let zhangsan = UserID(unchecked: "zhangsan")

  init() throws {
    folder = try TemporaryFolder()
    replica = Replica(engine: try ReplicaSchema.open(path: folder.file("replica.sqlite")).engine)
  }

  private func chat(_ name: String) -> ChatID { ChatID(unchecked: name) }

  private struct Came {
    let person: String
    var state: String? = "shopA"
    var at: Int64 = 100
  }

  /// What a look at one group showed.
  private func look(_ chat: String, _ members: [Came], at seconds: Int64) throws {
    let detail = GroupDetail(
      chatID: self.chat(chat), name: "group \(chat)", owner: zhangsan, createTime: Timestamp(seconds: 50), notice: "",
      members: members.map { came in
        GroupMember(
          person: PersonID(unchecked: came.person), kind: .externalContact, joinTime: Timestamp(seconds: came.at),
          joinScene: .scanned, invitor: nil, groupNickname: "", name: came.person.uppercased(), unionID: nil,
          state: came.state)
      },
      admins: [], memberVersion: "\(seconds)")
    try replica.apply([detail], numbers: numbers, at: Timestamp(seconds: seconds))
  }

  private func tally(_ state: String = "shopA", since: Int64 = 0) throws -> JoinTally {
    try replica.joinWayFacts(chats: [], states: [state], since: Timestamp(seconds: since)).tallies[state] ?? JoinTally()
  }

  private func counts(_ state: String = "shopA") throws -> [Int] {
    let tally = try tally(state)
    return [tally.joined, tally.stillIn]
  }

  @Test("who left is counted as joined and not as still in")
  func left() throws {
    try look("a", [Came(person: "x"), Came(person: "y")], at: 1)
    #expect(try counts() == [2, 2])
    try look("a", [Came(person: "y")], at: 2)
    #expect(try counts() == [2, 1])
    try look("a", [], at: 3)
    #expect(try counts() == [2, 0])
  }

  @Test("who joined several groups counts once, and is in while one of them holds them")
  func severalGroups() throws {
    try look("a", [Came(person: "x", at: 100)], at: 1)
    try look("b", [Came(person: "x", at: 200)], at: 2)
    #expect(try counts() == [1, 1])
    try look("a", [], at: 3)
    #expect(try counts() == [1, 1])
    try look("b", [], at: 4)
    #expect(try counts() == [1, 0])
  }

  @Test("who comes back counts once, with the day of the first time")
  func rejoined() throws {
    try look("a", [Came(person: "x", at: 100)], at: 1)
    try look("a", [], at: 2)
    try look("a", [Came(person: "x", at: 900)], at: 3)
    let tally = try tally()
    #expect([tally.joined, tally.stillIn] == [1, 1])
    #expect(tally.firstJoin == Timestamp(seconds: 100) && tally.lastJoin == Timestamp(seconds: 900))
  }

  @Test("who left and came again between two looks keeps the first time, too")
  func rejoinedUnseen() throws {
    try look("a", [Came(person: "x", at: 100)], at: 1)
    try look("a", [Came(person: "x", at: 900)], at: 2)
    let tally = try tally(since: 500)
    #expect([tally.joined, tally.stillIn, tally.recent] == [1, 1, 0])
    #expect(tally.firstJoin == Timestamp(seconds: 100))
  }

  @Test("who comes back by another way was brought by both states, and is in")
  func otherState() throws {
    try look("a", [Came(person: "x", state: "shopA")], at: 1)
    try look("a", [Came(person: "x", state: "shopB", at: 300)], at: 2)
    #expect(try counts("shopA") == [1, 1])
    #expect(try counts("shopB") == [1, 1])
    try look("a", [Came(person: "x", state: nil, at: 400)], at: 3)
    #expect(try counts("shopA") == [1, 1])
    try look("a", [], at: 4)
    #expect(try counts("shopA") == [1, 0] && counts("shopB") == [1, 0])
  }

  @Test("the members of a dismissed group are gone, and back when it is seen again")
  func dismissed() throws {
    try look("a", [Came(person: "x"), Came(person: "y")], at: 1)
    try replica.setGone(chat("a"), at: Timestamp(seconds: 7))
    #expect(try counts() == [2, 0])
    #expect(try replica.arrivals(ofState: "shopA", limit: nil).map(\.goneAt) == [.init(seconds: 7), .init(seconds: 7)])
    try look("a", [Came(person: "x")], at: 8)
    #expect(try counts() == [2, 1])
  }

  @Test("members without a state leave no trace")
  func withoutState() throws {
    try look("a", [Came(person: "x", state: nil)], at: 1)
    try look("a", [], at: 2)
    #expect(try replica.engine.read { try $0.query("SELECT COUNT(*) AS n FROM departure")[0].integer("n") } == 0)
  }

  @Test("a look that changes nothing leaves no trace")
  func unchanged() throws {
    try look("a", [Came(person: "x")], at: 1)
    try look("a", [Came(person: "x")], at: 2)
    #expect(try replica.engine.read { try $0.query("SELECT COUNT(*) AS n FROM departure")[0].integer("n") } == 0)
  }

  @Test("arrivals are told newest first, one for each person and group, with when they were missed")
  func arrivals() throws {
    try look("a", [Came(person: "x", at: 100), Came(person: "y", at: 300)], at: 1000)
    try look("b", [Came(person: "x", at: 200)], at: 1000)
    try look("a", [Came(person: "y", at: 300)], at: 2000)
    let arrivals = try replica.arrivals(ofState: "shopA", limit: nil)
    #expect(arrivals.map { "\($0.person) \($0.chatID)" } == ["y a", "x b", "x a"])
    #expect(arrivals.map(\.goneAt) == [nil, nil, Timestamp(seconds: 2000)])
    #expect(arrivals.map(\.name) == ["Y", "X", "X"] && arrivals[0].groupName == "group a")
    #expect(try replica.arrivals(ofState: "shopA", limit: 1).count == 1)
    #expect(try replica.arrivals(ofState: "nobody", limit: nil).isEmpty)
  }

  @Test("recent joins and the groups' names are told, by one look at all states as by single ones")
  func allStates() throws {
    try look("a", [Came(person: "x", at: 100), Came(person: "y", state: "shopB", at: 900)], at: 1)
    try look("b", [Came(person: "y", at: 800)], at: 2)
    let since = Timestamp(seconds: 500)
    let all = try replica.joinWayFacts(chats: [], states: nil, since: since).tallies
    let some = try replica.joinWayFacts(chats: [], states: ["shopA", "shopB", "nobody"], since: since).tallies
    #expect(all == some)
    #expect(all["shopA"]?.recent == 1 && all["shopA"]?.joined == 2)
    #expect(all["shopA"]?.groupNames == ["group a", "group b"])
  }

  @Test("a group's card tells owner, members, and whether either is gone")
  func cards() throws {
    try look("a", [Came(person: "zhangsan"), Came(person: "x")], at: 1)
    try look("b", [], at: 1)
    try replica.setGone(chat("b"), at: Timestamp(seconds: 2))
    func cards() throws -> [ChatID: GroupCard] {
      try replica.joinWayFacts(chats: [chat("a"), chat("b"), chat("c")], states: [], since: Timestamp(seconds: 0)).cards
    }
    #expect(try cards().count == 2)
    #expect(try cards()[chat("a")]?.members == 2 && cards()[chat("a")]?.ownerName == "ZHANGSAN")
    #expect(try cards()[chat("b")]?.isGone == true)
    #expect(try cards()[chat("a")]?.ownerHasResigned == false)
    try replica.apply([GroupStatus(chatID: chat("d"), status: .waiting)], ownedBy: zhangsan, at: Timestamp(seconds: 3))
    #expect(try cards()[chat("a")]?.ownerHasResigned == true)
  }

  @Test("an owner's open groups come with the fewest members first, those that are gone or full left out")
  func openGroups() throws {
    try look("a", [Came(person: "x"), Came(person: "y")], at: 1)
    try look("b", [Came(person: "x")], at: 1)
    try look("c", [], at: 1)
    try look("d", [], at: 1)
    try replica.setGone(chat("d"), at: Timestamp(seconds: 2))
    #expect(try replica.openGroups(ownedBy: zhangsan, below: 2, limit: 9).map(\.chatID.rawValue) == ["c", "b"])
    #expect(try replica.openGroups(ownedBy: zhangsan, below: 9, limit: 2).map(\.chatID.rawValue) == ["c", "b"])
  }
}
