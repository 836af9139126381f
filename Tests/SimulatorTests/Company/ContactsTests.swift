import Foundation
import Testing

@testable import Simulator

@Suite("People", .timeLimit(.minutes(5)))
struct ContactsTests {
  @Test("follow users are the employed with customer contact")
  func followUsers() throws {
    var desk = try Desk()
    let users = try #require(try desk.get("externalcontact/get_follow_user_list")["follow_user"] as? [String])
    let wanted = desk.company.members.filter { $0.hasCustomerContact && !$0.isResigned }.map(\.userID)
    #expect(Set(users) == Set(wanted))
    #expect(users.count < desk.company.members.count)
  }

  @Test("unassigned customers come in pages, and who left none is missing", arguments: [7, 100, 1000])
  func unassigned(size: Int) throws {
    var desk = try Desk()
    var rows: [[String: Any]] = []
    var cursor = ""
    var isLast = false
    while !isLast {
      let page = try desk.post(
        "externalcontact/get_unassigned_list", #"{"page_size":\#(size),"cursor":"\#(cursor)"}"#)
      rows += try #require(page["info"] as? [[String: Any]])
      isLast = try #require(page["is_last"] as? Bool)
      cursor = try #require(page["next_cursor"] as? String)
    }
    #expect(rows.count == 340 + 57 + 18 + 23)
    #expect(Set(rows.compactMap { $0["external_userid"] as? String }).count == rows.count)
    #expect(!rows.contains { $0["handover_userid"] as? String == "wangwu" })
    let zhangsan = try #require(desk.company.members.first { $0.userID == "zhangsan" }?.resignedAt)
    let times = rows.filter { $0["handover_userid"] as? String == "zhangsan" }.compactMap {
      $0["dimission_time"] as? Int64
    }
    #expect(Set(times) == [zhangsan / 1000])
  }

  @Test("a member has a status; one who left is 60111")
  func member() throws {
    var desk = try Desk()
    let members = desk.company.members
    for person in members where !person.isResigned {
      #expect(try desk.get("user/get", ["userid": person.userID])["status"] as? Int == person.status)
    }
    #expect(Set(members.map(\.status)) == [1, 2, 4, 5])
    #expect(try desk.get("user/get", ["userid": "zhangsan"]).errcode == 60111)
    #expect(try desk.get("user/get", ["userid": "nobody"]).errcode == 60111)
    #expect(try desk.get("user/get").errcode == 41009)
  }

  @Test("a third-party application gets no names")
  func withoutNames() throws {
    var desk = try Desk()
    desk.company.rules.names = false
    let answer = try desk.get("user/get", ["userid": try desk.fitColleague()])
    #expect(answer.errcode == 0 && answer["name"] == nil && answer["department"] == nil)
  }

  @Test("userids come in pages, a row per department")
  func userIDs() throws {
    var desk = try Desk()
    var rows: [[String: Any]] = []
    var cursor = ""
    repeat {
      let page = try desk.post("user/list_id", #"{"limit":5,"cursor":"\#(cursor)"}"#)
      rows += try #require(page["dept_user"] as? [[String: Any]])
      cursor = try #require(page["next_cursor"] as? String)
    } while !cursor.isEmpty
    let employed = desk.company.members.filter { !$0.isResigned }
    #expect(rows.count == employed.reduce(0) { $0 + $1.departments.count })
    #expect(Set(rows.compactMap { $0["userid"] as? String }) == Set(employed.map(\.userID)))
  }

  @Test("departments come as a tree, whole or from one down")
  func departments() throws {
    var desk = try Desk()
    let all = try #require(try desk.get("department/list")["department"] as? [[String: Any]])
    let sales = try #require(try desk.get("department/simplelist", ["id": "3"])["department_id"] as? [[String: Any]])
    #expect(all.count == Department.all.count && all.allSatisfy { $0["name"] is String })
    #expect(sales.compactMap { $0["id"] as? Int } == [3, 4, 5])
    #expect(try desk.get("department/list", ["id": "99"]).errcode == 60123)
  }
}
