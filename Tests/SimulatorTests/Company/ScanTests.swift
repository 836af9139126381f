import Foundation
import Testing

@testable import Simulator

@Suite("Scanning codes", .timeLimit(.minutes(5)))
struct ScanTests {
  @Test("a customer joins the first group with room by a code and carries the state, after two seconds")
  func joining() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(2)
    let id = try desk.add(["chat_id_list": chats, "state": "s1"])
    _ = try desk.company.fill(chats[0], to: 200, at: desk.now)
    let before = try desk.detail(chats[1])
    let scan = try desk.company.scan(id, customer: "王小明", at: desk.now)
    #expect(scan.outcome == .joined && scan.chatID == chats[1])
    desk.wait(seconds: 1)
    #expect(try desk.member(scan.externalUserID, of: chats[1]) == nil)
    desk.wait(seconds: 1)
    let member = try #require(try desk.member(scan.externalUserID, of: chats[1]))
    #expect(member["state"] as? String == "s1" && member["join_scene"] as? Int == 3 && member["type"] as? Int == 2)
    #expect(member["name"] as? String == "王小明" && member["invitor"] == nil)
    #expect(member["join_time"] as? Int64 == desk.now / 1000 - 2)
    let after = try desk.detail(chats[1])
    #expect(after["member_version"] as? String != before["member_version"] as? String)
  }

  @Test("who is in a group of the join way is not joined again; who left is")
  func twice() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(2)
    let id = try desk.add(["chat_id_list": chats])
    let first = try desk.company.scan(id, customer: "小红", at: desk.now)
    let second = try desk.company.scan(id, customer: "小红", at: desk.now)
    #expect(second.outcome == .alreadyInside && second.externalUserID == first.externalUserID)
    desk.wait(seconds: 5)
    try desk.company.leave(chats[0], customer: "小红", at: desk.now)
    #expect(try desk.member(first.externalUserID, of: chats[0]) != nil)
    desk.wait(seconds: 2)
    #expect(try desk.member(first.externalUserID, of: chats[0]) == nil)
    #expect(try desk.company.scan(id, customer: first.externalUserID, at: desk.now).outcome == .joined)
  }

  @Test("a member of the start is inside, and may leave")
  func oldMembers() throws {
    var desk = try Desk(.roomy)
    let chat = desk.openGroups(1)[0]
    let id = try desk.add(["chat_id_list": [chat]])
    let old = try #require(try desk.members(of: chat).last { $0["type"] as? Int == 2 }?["userid"] as? String)
    #expect(try desk.company.scan(id, customer: old, at: desk.now).outcome == .alreadyInside)
    try desk.company.leave(chat, customer: old, at: desk.now)
    desk.wait(seconds: 2)
    #expect(try desk.member(old, of: chat) == nil)
    #expect(throws: ControlError.notInside(old, chat)) { try desk.company.leave(chat, customer: old, at: desk.now) }
  }

  @Test("when all are full a new group appears under the first one's owner with the next name and takes a place")
  func newGroups() throws {
    var desk = try Desk(.roomy)
    let chat = try #require(desk.roomyGroups(of: "abel").first)
    let id = try desk.add([
      "chat_id_list": [chat], "state": "s", "room_base_name": "销售客服群", "room_base_id": 10,
    ])
    _ = try desk.company.fill(chat, to: 200, at: desk.now)
    var made: [String] = []
    for number in 10...13 {
      let scan = try desk.company.scan(id, at: desk.now)
      #expect(scan.outcome == .joined && scan.isNewGroup)
      let new = try #require(scan.chatID)
      made.append(new)
      desk.wait(seconds: 3)
      let detail = try desk.detail(new)
      #expect(detail["name"] as? String == "销售客服群\(number)" && detail["owner"] as? String == "abel")
      #expect(detail["create_time"] as? Int64 == desk.now / 1000 - 3)
      #expect(try desk.members(of: new).map { $0["state"] as? String } == [nil, "s"])
      _ = try desk.company.fill(new, to: 200, at: desk.now)
    }
    #expect(try desk.joinWay(id)["chat_id_list"] as? [String] == [chat] + made)
    #expect(try desk.list(owners: ["abel"]).map(\.chatID).suffix(4) == made[...])
    #expect(try desk.list().map(\.chatID).suffix(4) == made[...])
    #expect(try desk.company.scan(id, at: desk.now).outcome == .refused(.placesUsedUp))
  }

  @Test("after full groups gave their places back, a code that was dead lets people in and the numbers go on")
  func rotated() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(6)
    let base: [String: Any] = ["room_base_name": "群", "room_base_id": 3]
    let id = try desk.add(base.merging(["chat_id_list": [chats[0]]]) { _, new in new })
    _ = try desk.company.fill(chats[0], to: 200, at: desk.now)
    let third = try #require(try desk.company.scan(id, at: desk.now).chatID)
    _ = try desk.company.fill(third, to: 200, at: desk.now)
    let update = base.merging(["config_id": id, "scene": 2, "chat_id_list": [chats[1]]]) { _, new in new }
    #expect(try desk.write("update", update).errcode == 0)
    #expect(try desk.company.scan(id, at: desk.now).chatID == chats[1])
    _ = try desk.company.fill(chats[1], to: 200, at: desk.now)
    let fourth = try #require(try desk.company.scan(id, at: desk.now).chatID)
    #expect(desk.company.group(fourth, at: desk.now)?.name == "群4")
  }

  @Test("a code that lets nobody in says why")
  func obstacles() throws {
    var desk = try Desk(.roomy)
    let chats = desk.openGroups(3)
    let full = try desk.add(["chat_id_list": [chats[0]], "auto_create_room": 0])
    let dismissed = try desk.add(["chat_id_list": [chats[1]]])
    let gone = try desk.add(["chat_id_list": [chats[2]]])
    let resigned = try desk.add(["chat_id_list": [try #require(desk.roomyGroups(of: "zhangsan").first)]])
    _ = try desk.company.fill(chats[0], to: 200, at: desk.now)
    try desk.company.dismiss(chats[1], at: desk.now)
    #expect(try desk.write("del", ["config_id": gone]).errcode == 0)
    #expect(try desk.company.scan(full, at: desk.now).outcome == .refused(.full))
    #expect(try desk.company.scan(dismissed, at: desk.now).outcome == .refused(.dismissed))
    #expect(try desk.company.scan(gone, at: desk.now).outcome == .refused(.deleted))
    #expect(throws: ControlError.unknownJoinWay("x")) { try desk.company.scan("x", at: desk.now) }
    #expect(try desk.company.scan(resigned, at: desk.now).outcome == .joined)
    let way = try desk.company.joinWay(resigned)
    let chat = try #require(way.content.chatIDs.first)
    _ = try desk.company.fill(chat, to: 200, at: desk.now)
    #expect(try desk.company.scan(resigned, at: desk.now).outcome == .refused(.ownerResigned))
  }

  @Test("the scan limit is a rule, and leaving makes room again")
  func scanLimit() throws {
    var desk = try Desk(.roomy)
    let chat = desk.openGroups(1)[0]
    let id = try desk.add(["chat_id_list": [chat], "auto_create_room": 0])
    let size = desk.company.group(chat, at: desk.now)?.members ?? 0
    desk.company.rules.scanLimit = size + 2
    let scans = try desk.company.scan(id, count: 3, at: desk.now)
    #expect(scans.map(\.outcome) == [.joined, .joined, .refused(.full)])
    #expect(try desk.company.leave(chat, count: 3, at: desk.now) == 3)
    #expect(desk.company.group(chat, at: desk.now)?.members == size - 1)
    desk.wait(seconds: 2)
    #expect(try desk.members(of: chat).count == size - 1)
    #expect(try desk.company.scan(id, at: desk.now).outcome == .joined)
  }

  @Test("a company read in the past knows nothing of who came since")
  func past() throws {
    var desk = try Desk(.roomy)
    let chat = desk.openGroups(1)[0]
    let id = try desk.add(["chat_id_list": [chat]])
    let before = desk.company.view
    let scan = try desk.company.scan(id, at: desk.now)
    desk.wait(seconds: 5)
    let call = Call(
      path: "externalcontact/groupchat/get", query: ["access_token": desk.token],
      body: Array(#"{"chat_id":"\#(chat)"}"#.utf8))
    let old = String(decoding: desk.company.answer(call, at: desk.now, seeing: before).body, as: UTF8.self)
    let new = String(decoding: desk.company.answer(call, at: desk.now).body, as: UTF8.self)
    #expect(!old.contains(scan.externalUserID) && new.contains(scan.externalUserID))
  }
}
