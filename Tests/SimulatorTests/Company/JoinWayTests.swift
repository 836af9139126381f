import Foundation
import Testing

@testable import Simulator

@Suite("Join ways", .timeLimit(.minutes(5)))
struct JoinWayTests {
  @Test("an add answers nothing but a config id, and get tells everything with the defaults filled in")
  func addAndGet() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(2)
    let added = try desk.write("add", ["scene": 2, "chat_id_list": chats])
    #expect(Set(added.keys) == ["errcode", "errmsg", "config_id"])
    let id = try #require(added["config_id"] as? String)
    #expect(id.count == 32)
    let way = try desk.joinWay(id)
    #expect(way["chat_id_list"] as? [String] == chats)
    #expect(way["scene"] as? Int == 2 && way["auto_create_room"] as? Int == 1)
    #expect(way["remark"] as? String == "" && way["state"] as? String == "" && way["room_base_name"] as? String == "")
    #expect(way["mark_source"] as? Bool == true && way["room_base_id"] == nil)
    #expect((way["qr_code"] as? String)?.contains(id) == true)
  }

  @Test("two adds of the same make two configurations")
  func noIdempotency() throws {
    var desk = try Desk(.roomy)
    let body: [String: Any] = ["scene": 2, "chat_id_list": desk.openGroups(1)]
    let ids = try [desk.write("add", body), desk.write("add", body)].map { $0["config_id"] as? String }
    #expect(Set(ids).count == 2 && !ids.contains(nil))
  }

  @Test("a remark is cut in silence at 30 characters; a state of 31 and a base name of 41 are refused")
  func lengths() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(1)
    let id = try desk.add(["remark": String(repeating: "备", count: 31), "chat_id_list": chats])
    #expect(try desk.joinWay(id)["remark"] as? String == String(repeating: "备", count: 30))
    func code(_ name: String, _ count: Int) throws -> Int {
      try desk.write("add", ["scene": 2, "chat_id_list": chats, name: String(repeating: "群", count: count)]).errcode
    }
    #expect(try code("state", 30) == 0 && code("state", 31) == 40058)
    #expect(try code("room_base_name", 40) == 0 && code("room_base_name", 41) == 40058)
    desk.company.rules.joinWayBytes = true
    #expect(try code("state", 10) == 0 && code("state", 11) == 40058)
  }

  @Test(
    "what is wrong in the body of an add is refused with the vendor's code",
    arguments: [
      (#"{"chat_id_list":["A"]}"#, 40058), (#"{"scene":3,"chat_id_list":["A"]}"#, 40058),
      (#"{"scene":"2","chat_id_list":["A"]}"#, 40058), (#"{"scene":2}"#, 40058),
      (#"{"scene":2,"chat_id_list":[]}"#, 40058), (#"{"scene":2,"chat_id_list":"A"}"#, 40058),
      (#"{"scene":2,"chat_id_list":["A","A"]}"#, 40058), (#"{"scene":2,"chat_id_list":["A",1]}"#, 40058),
      (#"{"scene":2,"chat_id_list":["A","B","C","D","E","F"]}"#, 41091),
      (#"{"scene":2,"chat_id_list":["wrX"]}"#, 40050), (#"{"scene":2,"chat_id_list":["GONE"]}"#, 49008),
      (#"{"scene":2,"chat_id_list":["PLAIN"]}"#, 90501),
      (#"{"scene":2,"chat_id_list":["A"],"remark":7}"#, 40058),
      (#"{"scene":2,"chat_id_list":["A"],"auto_create_room":true}"#, 40058),
      (#"{"scene":2,"chat_id_list":["A"],"auto_create_room":2}"#, 40058),
      (#"{"scene":2,"chat_id_list":["A"],"room_base_id":-1}"#, 40058),
      (#"{"scene":2,"chat_id_list":["A"],"mark_source":1}"#, 40058),
      (#"{"scene":2,"chat_id_list":["A"],"nobody":"knows"}"#, 0), ("nonsense", 40058),
    ])
  func badBodies(body: String, code: Int) throws {
    var desk = try Desk(.roomy)
    var body = body
    let all = desk.company.allGroups(at: desk.now)
    var names = Dictionary(uniqueKeysWithValues: zip(["A", "B", "C", "D", "E", "F"], desk.openGroups(6)))
    names["GONE"] = try #require(all.first { $0.isDismissed }).chatID
    names["PLAIN"] = try #require(all.first { !$0.isCustomerGroup }).chatID
    for (name, chat) in names { body = body.replacingOccurrences(of: "\"\(name)\"", with: "\"\(chat)\"") }
    #expect(try desk.errcode(Desk.path("add"), body) == code)
    #expect(desk.company.joinWays.count == (code == 0 ? 1 : 0))
  }

  @Test("GET is refused, and a group outside the visible range is 60011")
  func methodAndRange() throws {
    var desk = try Desk(.roomy)
    for call in ["add", "get", "update", "del"] { #expect(try desk.get(Desk.path(call)).errcode == 40058) }
    let chat = try #require(desk.company.chatIDs(ownedBy: "abel").first)
    try desk.company.alter("abel") { $0.isVisible = false }
    #expect(try desk.write("add", ["scene": 2, "chat_id_list": [chat]]).errcode == 60011)
  }

  @Test("without a config id it is 41043, with an unknown, a deleted or another application's 41044")
  func configIDs() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(1)
    let id = try desk.add(["chat_id_list": chats])
    let foreign = try desk.company.makeJoinWay(
      ["scene": .integer(2), "chat_id_list": .array([.string(chats[0])])], isForeign: true, type: nil)
    #expect(try desk.write("del", ["config_id": id]).errcode == 0)
    for call in ["get", "update", "del"] {
      #expect(try desk.write(call, ["scene": 2, "chat_id_list": chats]).errcode == 41043)
      #expect(try desk.write(call, ["config_id": 7]).errcode == 40058)
      for lost in ["nothing", id, foreign.configID] {
        #expect(try desk.write(call, ["config_id": lost, "scene": 2, "chat_id_list": chats]).errcode == 41044)
      }
    }
  }

  @Test("an update overwrites: what is not sent is gone, or stays by the other rule")
  func overwriting() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(2)
    let full: [String: Any] = [
      "remark": "海报", "state": "s1", "auto_create_room": 0, "room_base_name": "群", "room_base_id": 9,
      "mark_source": false, "chat_id_list": chats,
    ]
    let id = try desk.add(full)
    let sparse: [String: Any] = ["config_id": id, "scene": 2, "chat_id_list": [chats[1]]]
    desk.company.rules.unsentOnUpdate = .kept
    #expect(try desk.write("update", sparse).errcode == 0)
    #expect(try desk.joinWay(id)["state"] as? String == "s1")
    #expect(try desk.joinWay(id)["chat_id_list"] as? [String] == [chats[1]])
    desk.company.rules.unsentOnUpdate = .defaults
    #expect(try desk.write("update", sparse).errcode == 0)
    let way = try desk.joinWay(id)
    #expect(way["state"] as? String == "" && way["remark"] as? String == "" && way["auto_create_room"] as? Int == 1)
    #expect(way["room_base_id"] == nil && way["mark_source"] as? Bool == true)
    #expect(try desk.write("update", ["config_id": id, "chat_id_list": chats]).errcode == 40058)
    #expect(try desk.write("update", ["config_id": id, "scene": 2]).errcode == 40058)
  }

  @Test("past the quota an add is 41045, and a deletion makes room")
  func quota() throws {
    var desk = try Desk(.roomy)
    desk.company.rules.joinWayQuota = 1
    let chats = desk.openGroups(1)
    let id = try desk.add(["chat_id_list": chats])
    #expect(try desk.write("add", ["scene": 2, "chat_id_list": chats]).errcode == 41045)
    #expect(try desk.write("del", ["config_id": id]).errcode == 0)
    #expect(try desk.write("add", ["scene": 2, "chat_id_list": chats]).errcode == 0)
  }

  @Test("old data with scene 3 and a type is read, and becomes 1 or 2 by an update")
  func oldScene() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(1)
    let old = try desk.company.makeJoinWay(
      ["scene": .integer(3), "chat_id_list": .array([.string(chats[0])])], isForeign: false, type: 3)
    let way = try desk.joinWay(old.configID)
    #expect(way["scene"] as? Int == 3 && way["type"] as? Int == 3)
    #expect(try desk.write("update", ["config_id": old.configID, "scene": 3, "chat_id_list": chats]).errcode == 40058)
    #expect(try desk.write("update", ["config_id": old.configID, "scene": 2, "chat_id_list": chats]).errcode == 0)
  }

  @Test("a button's qr_code is the component's address")
  func button() throws {
    var desk = try Desk(.roomy)
    let added = try desk.write("add", ["scene": 1, "chat_id_list": desk.openGroups(1)])
    let way = try desk.joinWay(try #require(added["config_id"] as? String))
    #expect((way["qr_code"] as? String)?.hasPrefix("https://work.weixin.qq.com/gm/") == true)
    #expect((way["qr_code"] as? String)?.hasSuffix("?scene=1") == true)
  }

  @Test("an opengid leads to its group, another text is 90511")
  func openGID() throws {
    var desk = try Desk(.roomy)
    let chat = desk.openGroups(1)[0]
    let openGID = try #require(desk.company.openGID(of: chat))
    let path = "externalcontact/opengid_to_chatid"
    #expect(try desk.post(path, #"{"opengid":"\#(openGID)"}"#)["chat_id"] as? String == chat)
    #expect(try desk.errcode(path, #"{"opengid":"og"}"#) == 90511)
    #expect(try desk.errcode(path, "{}") == 40058)
  }

  @Test("the journal keeps every write with its body, what was made, and whether an answer was lost")
  func journal() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(1)
    var fault = Fault(.dropAfter, path: Desk.path("add"))
    fault.count = 1
    desk.company.add([fault])
    let id = try desk.add(["state": "s1", "chat_id_list": chats])
    #expect(try desk.write("update", ["config_id": id, "scene": 9, "chat_id_list": chats]).errcode == 40058)
    #expect(try desk.write("del", ["config_id": id]).errcode == 0)
    let writes = desk.company.journal.joinWayWrites
    #expect(writes.map(\.kind) == [.add, .update, .delete])
    #expect(writes.map(\.configID) == [id, id, id])
    #expect(writes.map(\.code) == [0, 40058, 0])
    #expect(writes.map(\.hadEffect) == [true, false, true])
    #expect(writes.map(\.delivery) == [.dropped, .whole, .whole])
    #expect(writes[0].body.contains("\"s1\""))
  }

  @Test("the application's permission and the rate count for join ways as for everything")
  func access() throws {
    var desk = try Desk(.roomy)
    let body: [String: Any] = ["scene": 2, "chat_id_list": desk.openGroups(1)]
    desk.company.rules.allowedPaths = [Desk.path("get")]
    #expect(try desk.write("add", body).errcode == 48002)
    desk.company.rules.allowedPaths = nil
    desk.company.rules.perMinute = 2
    let codes = try (0..<3).map { _ in try desk.write("add", body).errcode }
    #expect(codes.contains(45009))
    desk.company.rules.trustedAddresses = ["10.0.0.1"]
    #expect(try desk.write("get", ["config_id": "x"]).errcode == 60020)
    #expect(desk.company.joinWays.count < 3)
  }

  @Test("an add whose answer was busy after the effect has left a configuration, which nobody can look up")
  func busyAfterEffect() throws {
    var desk = try Desk(.roomy)
    desk.company.add([Fault(.busyAfterEffect, path: Desk.path("add"))])
    let answer = try desk.write("add", ["scene": 2, "state": "s1", "chat_id_list": desk.openGroups(1)])
    #expect(answer.errcode == -1 && answer["config_id"] == nil)
    let made = try #require(desk.company.allJoinWays.first)
    #expect(made.content.state == "s1")
    #expect(desk.company.journal.joinWayWrites.map(\.configID) == [made.configID])
  }

  @Test("a fault before the effect makes no configuration", arguments: [Fault.Kind.dropBefore, .busy, .html])
  func faultBefore(kind: Fault.Kind) throws {
    var desk = try Desk(.roomy)
    desk.company.add([Fault(kind, path: Desk.path("add"))])
    let body = try JSONSerialization.data(withJSONObject: ["scene": 2, "chat_id_list": desk.openGroups(1)])
    _ = desk.company.answer(
      Call(path: Desk.path("add"), query: ["access_token": desk.token], body: Array(body)), at: desk.now)
    #expect(desk.company.joinWays.count == 0)
    #expect(desk.company.journal.joinWayWrites.map(\.hadEffect) == [false])
  }

  @Test("the company to show around has join ways of every condition, with members who carry their state")
  func usualJoinWays() throws {
    var configuration = CompanyConfiguration(groups: 240, owners: 8, membersPerGroup: 5...60)
    configuration.fullPerThousand = 0
    configuration.joinWays = CompanyConfiguration.usualJoinWays
    var desk = try Desk(configuration)
    let ids = desk.company.ownConfigIDs
    #expect(ids.count == 12 && desk.company.allJoinWays.count == 13)
    let ways = try ids.map { try desk.joinWay($0) }
    #expect(Set(ways.compactMap { $0["scene"] as? Int }) == [1, 2, 3])
    let dead = try #require(ways.first)
    let chats = try #require(dead["chat_id_list"] as? [String])
    #expect(chats.count == 5)
    #expect(chats.allSatisfy { desk.company.group($0, at: desk.now)?.members ?? 0 >= 200 })
    #expect(try desk.members(of: chats[0]).contains { $0["state"] as? String == "shopA" })
    let scan = try desk.company.scan(ids[0], at: desk.now)
    #expect(scan.outcome == .refused(.placesUsedUp))
    configuration.joinWays = []
    var without = try Desk(configuration)
    #expect(try desk.list().map(\.chatID) == without.list().map(\.chatID), "no group comes or goes for them")
  }
}
