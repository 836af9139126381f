import Model
import Testing

@testable import WeCom

@Suite("Group reads", .timeLimit(.minutes(5)))
struct GroupReadTests {
  @Test("the request of a list is the vendor's")
  func listRequest() async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0,"group_chat_list":[]}"#) }) { company in
      _ = try await company.client.listGroups(
        status: .waiting, owners: OwnerFilter(try id("abel")), cursor: Cursor("c"), limit: 5000,
        priority: .background)
      let request = try #require(company.server.requests(to: API.groupList.path).first)
      #expect(request.method == "POST")
      #expect(request.query == ["access_token": "canary-TOKEN1"])
      #expect(
        request.body
          == #"{"status_filter":1,"owner_filter":{"userid_list":["abel"]},"cursor":"c","limit":1000}"#)
    }
  }

  @Test("a list is followed to its end, and rows without a name are counted")
  func pages() async throws {
    try await Company.open(answer: { request in
      request.body.contains("\"cursor\":\"two\"")
        ? .json(#"{"errcode":0,"group_chat_list":[{"chat_id":"wr3","status":9}],"next_cursor":""}"#)
        : .json(
          #"{"errcode":0,"group_chat_list":[{"chat_id":"wr1","status":0},{"chat_id":"w r","status":1},"#
            + #"{"status":1},{"chat_id":"wr2","status":1}],"next_cursor":"two"}"#)
    }) { company in
      let list = try await company.client.allGroups(priority: .background).collect()
      #expect(list.rows.map(\.chatID.rawValue) == ["wr1", "wr2", "wr3"])
      #expect(list.rows.map(\.status.rawValue) == [0, 1, 9])
      #expect(list.dropped == 2)
    }
  }

  @Test("a cursor that comes again ends the list with an error")
  func circle() async throws {
    try await Company.open(
      answer: { _ in .json(#"{"errcode":0,"group_chat_list":[],"next_cursor":"same"}"#) }
    ) { company in
      await #expect(throws: CallError.cursorRepeated(.groupList)) {
        try await company.client.allGroups(priority: .background).collect()
      }
    }
  }

  @Test("owners are asked for by the hundred")
  func split() throws {
    let owners = try (0..<250).map { try id("u\($0)") as UserID }
    #expect(OwnerFilter.split(owners).map(\.owners.count) == [100, 100, 50])
    #expect(OwnerFilter.split(owners).flatMap(\.owners) == owners)
    #expect(OwnerFilter.split([]).isEmpty)
  }

  @Test("a group is read as the vendor documents it")
  func group() async throws {
    let body = """
      {"errcode":0,"errmsg":"ok","group_chat":{"chat_id":"wr1","name":"销售客服群","owner":"ZhuShengBen",
      "create_time":1572505490,"notice":"文明沟通","member_version":"v9","member_list":[
      {"userid":"abel","type":1,"join_time":1572505491,"join_scene":1,"invitor":{"userid":"jack"},
      "group_nickname":"客服小张","name":"张三丰"},
      {"userid":"wm1","type":2,"unionid":"oz","join_time":1572505492,"join_scene":3,"state":"s1","invitor":null},
      {"userid":"","type":2},{"type":1}],"admin_list":[{"userid":"sam"},{"userid":"p o"}]}}
      """
    try await Company.open(answer: { _ in .json(body) }) { company in
      let group = try await company.client.group(try id("wr1"), priority: .background)
      let abel: PersonID = try id("abel")
      let customer: PersonID = try id("wm1")
      #expect(
        group
          == GroupDetail(
            chatID: try id("wr1"), name: "销售客服群", owner: UserID("ZhuShengBen"),
            createTime: Timestamp(seconds: 1_572_505_490), notice: "文明沟通",
            members: [
              GroupMember(
                person: abel, kind: .member, joinTime: Timestamp(seconds: 1_572_505_491), joinScene: .invited,
                invitor: UserID("jack"), groupNickname: "客服小张", name: "张三丰", unionID: nil, state: nil),
              GroupMember(
                person: customer, kind: .externalContact, joinTime: Timestamp(seconds: 1_572_505_492),
                joinScene: .scanned, invitor: nil, groupNickname: "", name: "", unionID: "oz", state: "s1"),
            ], admins: [try id("sam")], memberVersion: "v9"))
      #expect(company.server.requests(to: API.group.path).first?.body == #"{"chat_id":"wr1","need_name":1}"#)
    }
  }

  @Test("a stranger's endless name is cut")
  func longName() async throws {
    let name = String(repeating: "群", count: 10_000)
    try await Company.open(
      answer: { _ in .json(#"{"errcode":0,"group_chat":{"chat_id":"wr1","name":"\#(name)"}}"#) }
    ) { company in
      let group = try await company.client.group(try id("wr1"), priority: .background)
      #expect(group.name.count == GroupDetail.longestName)
    }
  }

  @Test(
    "a group without what makes it one is unreadable",
    arguments: [
      (#"{"errcode":0}"#, "group_chat"), (#"{"errcode":0,"group_chat":{}}"#, "chat_id"),
      (#"{"errcode":0,"group_chat":{"chat_id":"a b"}}"#, "chat_id"),
    ])
  func incomplete(_ body: String, _ member: String) async throws {
    try await Company.open(answer: { _ in .json(body) }) { company in
      await #expect(throws: CallError.unreadable(.group, .missing(member: member))) {
        try await company.client.group(try id("wr1"), priority: .background)
      }
    }
  }
}

@Suite("People reads", .timeLimit(.minutes(5)))
struct PeopleReadTests {
  @Test("the last page of unassigned customers ends the list although it has a cursor")
  func unassigned() async throws {
    let body = """
      {"errcode":0,"info":[{"handover_userid":"zhangsan","external_userid":"wm1","dimission_time":1550838571},
      {"handover_userid":"zhangsan","external_userid":"","dimission_time":1}],"is_last":true,"next_cursor":"more"}
      """
    try await Company.open(answer: { _ in .json(body) }) { company in
      let list = try await company.client.allUnassignedCustomers(priority: .background).collect()
      #expect(list.rows.map(\.resignedAt) == [Timestamp(seconds: 1_550_838_571)])
      #expect(list.dropped == 1)
      #expect(company.server.requests(to: API.unassignedList.path).count == 1)
    }
  }

  @Test("a member is read, and without a name for an application that may not know it")
  func member() async throws {
    try await Company.open(answer: { request in
      request.query["userid"] == "a%26b"
        ? .json(#"{"errcode":0,"userid":"a&b","name":"张三","department":[1,2],"status":4}"#)
        : .json(#"{"errcode":0,"userid":"woAJ2","department":[1]}"#)
    }) { company in
      let named: UserID = try id("a&b")
      let bare: UserID = try id("woAJ2")
      #expect(
        try await company.client.member(named, priority: .background)
          == Member(userID: named, name: "张三", departments: [1, 2], activation: .notActivated))
      #expect(
        try await company.client.member(bare, priority: .background)
          == Member(userID: bare, name: nil, departments: [1], activation: nil))
    }
  }

  @Test("member ids are followed by cursor")
  func memberIDs() async throws {
    try await Company.open(answer: { request in
      request.body.contains("cursor")
        ? .json(#"{"errcode":0,"dept_user":[{"userid":"b","department":2}],"next_cursor":""}"#)
        : .json(#"{"errcode":0,"dept_user":[{"userid":"a","department":1},{"userid":"x"}],"next_cursor":"n"}"#)
    }) { company in
      let list = try await company.client.allMemberIDs(priority: .background).collect()
      #expect(list.rows.map(\.userID.rawValue) == ["a", "b"])
      #expect(list.dropped == 1)
    }
  }

  @Test("departments are read")
  func departments() async throws {
    try await Company.open(
      answer: { _ in .json(#"{"errcode":0,"department":[{"id":1,"name":"总部","parentid":0},{"id":2,"parentid":1}]}"#) }
    ) { company in
      let departments = try await company.client.departments(priority: .background)
      #expect(
        departments == [Department(id: 1, parent: 0, name: "总部"), Department(id: 2, parent: 1, name: nil)])
    }
  }
}
