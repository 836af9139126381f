import Foundation
import Testing

@testable import Simulator

@Suite("Listing groups", .timeLimit(.minutes(5)))
struct ListingTests {
  private let path = "externalcontact/groupchat/list"

  @Test("pages of any size give every group of an owner once", arguments: [1, 7, 100, 1000])
  func pages(limit: Int) throws {
    var desk = try Desk()
    let rows = try desk.list(owners: ["zhangsan", "lisi"], limit: limit).map(\.chatID)
    #expect(Set(rows) == Set(desk.company.chatIDs(ownedBy: "zhangsan") + desk.company.chatIDs(ownedBy: "lisi")))
    #expect(rows.count == 130 + 24)
  }

  @Test("a cursor stays good while groups leave the owner")
  func movingGroups() throws {
    var desk = try Desk(.roomy)
    let first = try desk.post(path, #"{"owner_filter":{"userid_list":["zhangsan"]},"limit":100}"#)
    let shown = try #require(first["group_chat_list"] as? [[String: Any]]).compactMap { $0["chat_id"] as? String }
    _ = try desk.transfer(Array(shown.prefix(50)), to: try desk.fitColleague())
    let cursor = try #require(first["next_cursor"] as? String)
    let second = try desk.post(
      path, #"{"owner_filter":{"userid_list":["zhangsan"]},"limit":100,"cursor":"\#(cursor)"}"#)
    #expect((second["group_chat_list"] as? [Any])?.count == 30)
  }

  @Test("a cursor fails when altered or used with another filter")
  func foreignCursor() throws {
    var desk = try Desk()
    let page = try desk.post(path, #"{"owner_filter":{"userid_list":["zhangsan"]},"limit":10}"#)
    let cursor = try #require(page["next_cursor"] as? String)
    let altered = String(cursor.dropLast()) + (cursor.hasSuffix("A") ? "B" : "A")
    #expect(
      try desk.errcode(path, #"{"owner_filter":{"userid_list":["zhangsan"]},"limit":10,"cursor":"\#(altered)"}"#)
        == 40058)
    #expect(
      try desk.errcode(path, #"{"owner_filter":{"userid_list":["lisi"]},"limit":10,"cursor":"\#(cursor)"}"#) == 40058)
    #expect(
      try desk.errcode(path, #"{"owner_filter":{"userid_list":["zhangsan"]},"limit":10,"cursor":"\#(cursor)"}"#) == 0)
  }

  @Test("by the newer rule a resigned owner's groups come only with a filter")
  func newerRule() throws {
    var desk = try Desk()
    #expect(try desk.list(status: 1).isEmpty)
    #expect(try desk.list().count == 480 - 130 - 24 - 9 - 4)
    #expect(try desk.list(owners: ["zhangsan"], status: 1).count == 130)
  }

  @Test("by the older rule a resigned userid is bad and the status filter shows the groups")
  func olderRule() throws {
    var desk = try Desk()
    desk.company.rules.resignedOwners = .statusFilter
    #expect(try desk.errcode(path, #"{"owner_filter":{"userid_list":["zhangsan"]},"limit":10}"#) == 40003)
    #expect(try desk.list(status: 1).count == 130 + 24 + 9 + 4)
    #expect(try desk.list().count == 480)
  }

  @Test("more than a thousand visible people need a filter")
  func tooMuchAsked() throws {
    var configuration = CompanyConfiguration(groups: 1200, owners: 600, colleagues: 500)
    var desk = try Desk(configuration)
    #expect(try desk.errcode(path, #"{"limit":10}"#) == 81017)
    #expect(try desk.errcode(path, #"{"limit":10,"owner_filter":{"userid_list":["zhangsan"]}}"#) == 0)
    configuration.visiblePeople = 900
    desk = try Desk(configuration)
    #expect(try desk.errcode(path, #"{"limit":10}"#) == 0)
  }

  @Test("an unknown owner is 40003, one outside the visible range 60011")
  func strangers() throws {
    var desk = try Desk()
    #expect(try desk.errcode(path, #"{"owner_filter":{"userid_list":["nobody"]},"limit":10}"#) == 40003)
    try desk.company.alter("lisi") { $0.isVisible = false }
    #expect(try desk.errcode(path, #"{"owner_filter":{"userid_list":["lisi"]},"limit":10}"#) == 60011)
    let hidden = try #require(desk.company.members.first { !$0.isResigned }).userID
    let all = try desk.list().count
    let owned = desk.company.chatIDs(ownedBy: hidden).count
    try desk.company.alter(hidden) { $0.isVisible = false }
    #expect(try desk.list().count == all - owned)
  }

  @Test("dismissed and plain groups are absent")
  func absent() throws {
    var desk = try Desk()
    let special = desk.company.allGroups(at: desk.now).filter { $0.isDismissed || !$0.isCustomerGroup }.map(\.chatID)
    let listed = try Set(
      desk.list().map(\.chatID) + desk.list(owners: ["zhangsan", "lisi", "wangwu", "zhaoliu"]).map(\.chatID))
    #expect(special.count >= 4)
    #expect(listed.isDisjoint(with: special))
  }
}
