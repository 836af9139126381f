import Foundation
import Testing

@testable import Simulator

@Suite("Details of a group", .timeLimit(.minutes(5)))
struct DetailTests {
  private let path = "externalcontact/groupchat/get"

  @Test("names come only when asked for")
  func needName() throws {
    var desk = try Desk()
    let chatID = try #require(desk.company.chatIDs(ownedBy: "zhangsan").first)
    let with = try #require(try desk.detail(chatID)["member_list"] as? [[String: Any]])
    let without = try #require(try desk.detail(chatID, needName: false)["member_list"] as? [[String: Any]])
    #expect(with.allSatisfy { $0["name"] is String })
    #expect(without.allSatisfy { $0["name"] == nil })
    #expect(with.count == without.count)
  }

  @Test(
    "members follow the documents: states by code only, invitors of the own corp, unionids of outsiders, no id twice")
  func members() throws {
    var desk = try Desk()
    let everybody = Set(desk.company.members.map(\.userID))
    var states = 0
    var unionids = 0
    for chatID in desk.company.chatIDs(ownedBy: "zhangsan").prefix(30) {
      let members = try #require(try desk.detail(chatID)["member_list"] as? [[String: Any]])
      #expect(Set(members.compactMap { $0["userid"] as? String }).count == members.count)
      #expect(members.count == desk.company.group(chatID, at: desk.now)?.members)
      for member in members {
        let isOutsider = member["type"] as? Int == 2
        if member["state"] != nil {
          states += 1
          #expect(member["join_scene"] as? Int == 3)
        }
        if let invitor = member["invitor"] as? [String: Any] {
          #expect(everybody.contains(try #require(invitor["userid"] as? String)))
        }
        if member["unionid"] != nil {
          unionids += 1
          #expect(isOutsider)
        }
        #expect((member["userid"] as? String)?.hasPrefix("wm") == isOutsider)
      }
    }
    #expect(states > 0 && unionids > 0)
  }

  @Test("the same company answers the same, byte for byte")
  func determinism() throws {
    var one = try Desk()
    var two = try Desk()
    let chatID = try #require(one.company.chatIDs(ownedBy: "lisi").first)
    let call = Call(path: path, query: ["access_token": one.token], body: Array(#"{"chat_id":"\#(chatID)"}"#.utf8))
    #expect(one.company.answer(call, at: one.now).body == two.company.answer(call, at: two.now).body)
  }

  @Test("the names are the world's: emoji, escape sequences, bidi controls, very long ones")
  func realWorldNames() throws {
    var desk = try Desk(CompanyConfiguration(groups: 2400))
    var names: [String] = []
    for owner in ["zhangsan", "lisi"] {
      for chatID in desk.company.chatIDs(ownedBy: owner) {
        names.append(try desk.detail(chatID)["name"] as? String ?? "")
      }
    }
    #expect(names.contains { $0.contains("\u{1B}") })
    #expect(names.contains { $0.unicodeScalars.contains("\u{202E}") })
    #expect(names.contains { $0.unicodeScalars.contains { $0.properties.isEmojiPresentation } })
    #expect(names.contains { $0.count >= 40 })
    #expect(names.contains(""))
  }

  @Test("a change shows after two seconds")
  func lag() throws {
    var desk = try Desk(.roomy)
    let newOwner = try desk.fitColleague()
    let chatID = try desk.roomyGroup(of: "zhangsan", not: newOwner)
    let before = try desk.detail(chatID)
    #expect(try desk.transfer([chatID], to: newOwner) == [0])
    desk.wait(seconds: 1)
    #expect(try desk.detail(chatID)["owner"] as? String == "zhangsan")
    desk.wait(seconds: 1)
    let after = try desk.detail(chatID)
    #expect(after["owner"] as? String == newOwner)
    #expect(after["member_version"] as? String != before["member_version"] as? String)
    let members = try #require(after["member_list"] as? [[String: Any]]).compactMap { $0["userid"] as? String }
    #expect(members.contains(newOwner) && !members.contains("zhangsan"))
  }

  @Test("no such group is 40050, a dismissed one 49008, one outside the visible range 60011")
  func refusals() throws {
    var desk = try Desk()
    let chatID = try #require(desk.company.chatIDs(ownedBy: "lisi").first)
    #expect(try desk.errcode(path, #"{"chat_id":"wrOgQhDgAAcwMTB7YmDkbeBsgT_KAAAA"}"#) == 40050)
    try desk.company.alter("lisi") { $0.isVisible = false }
    #expect(try desk.errcode(path, #"{"chat_id":"\#(chatID)"}"#) == 60011)
    try desk.company.alter("lisi") { $0.isVisible = true }
    try desk.company.dismiss(chatID, at: desk.now)
    #expect(try desk.errcode(path, #"{"chat_id":"\#(chatID)"}"#) == 0)
    desk.wait(seconds: 2)
    #expect(try desk.errcode(path, #"{"chat_id":"\#(chatID)"}"#) == 49008)
  }
}
