import Model
import Testing

@testable import WeCom

@Suite("Join way calls", .timeLimit(.minutes(5)))
struct JoinWayTests {
  private static func content() throws -> JoinWayContent {
    JoinWayContent(
      scene: .qrCode, remark: "门店\"A\"", autoCreateRoom: true, roomBaseName: "销售客服群", roomBaseID: 10,
      chats: [try id("wr1"), try id("wr2")], state: "shopA", markSource: true)
  }

  private static func sent(_ request: JoinWayRequest, _ reply: RawServer.Reply) async throws -> (
    end: JoinWayCallEnd, body: String?
  ) {
    var result: (JoinWayCallEnd, String?)?
    try await Company.open(answer: { _ in reply }) { company in
      try await company.client.prepareToSend(request.kind)
      let end = await company.client.send(request) { true }
      let requests = company.server.requests(to: request.kind.api.path)
      #expect(requests.count == 1)
      result = (end, requests.first?.body)
    }
    return try #require(result)
  }

  @Test("an add sends every field and is answered with the new id")
  func add() async throws {
    let request = JoinWayRequest.add(try Self.content())
    let (end, body) = try await Self.sent(request, .json(#"{"errcode":0,"errmsg":"ok","config_id":"c1"}"#))
    let added: ConfigID = try id("c1")
    #expect(end == .answered(added))
    #expect(Array((body ?? "").utf8) == request.body)
    #expect(
      body == #"{"scene":2,"remark":"门店\"A\"","auto_create_room":1,"room_base_name":"销售客服群","room_base_id":10,"#
        + #""chat_id_list":["wr1","wr2"],"state":"shopA","mark_source":true}"#)
  }

  @Test("an update sends the whole content, what is empty too, for it overwrites")
  func update() async throws {
    let content = JoinWayContent(autoCreateRoom: false, chats: [try id("wr1")])
    let (end, body) = try await Self.sent(.update(try id("c1"), content), .json(#"{"errcode":0}"#))
    #expect(end == .answered(nil))
    #expect(
      body == #"{"config_id":"c1","scene":2,"remark":"","auto_create_room":0,"room_base_name":"","#
        + #""chat_id_list":["wr1"],"state":""}"#)
  }

  @Test("a delete names the configuration and nothing else")
  func delete() async throws {
    let (end, body) = try await Self.sent(.delete(try id("c1")), .json(#"{"errcode":0}"#))
    #expect(end == .answered(nil))
    #expect(body == #"{"config_id":"c1"}"#)
  }

  @Test("an add that was answered without an id may have happened: nobody may repeat it")
  func addWithoutID() async throws {
    let request = JoinWayRequest.add(try Self.content())
    let end = try await Self.sent(request, .json(#"{"errcode":0,"errmsg":"ok"}"#)).end
    #expect(end == .unknown(.unreadable(.missing(member: "config_id"))))
  }

  @Test(
    "codes that prove that nothing happened refuse, all others leave the end unknown",
    arguments: [
      (40058, true), (41044, true), (41045, true), (41091, true), (49008, true), (-1, false), (6000, false),
      (99999, false),
    ])
  func codes(_ code: Int, isRefusal: Bool) async throws {
    let request = JoinWayRequest.add(try Self.content())
    let end = try await Self.sent(request, .json(#"{"errcode":\#(code),"errmsg":"no"}"#)).end
    switch end {
    case .refused(let error): #expect(isRefusal && error.code.rawValue == code)
    case .unknown(.vendor(let error)): #expect(!isRefusal && error.code.rawValue == code)
    default: Issue.record("\(end)")
    }
  }

  @Test("a dropped connection leaves the end unknown")
  func dropped() async throws {
    let end = try await Self.sent(.add(try Self.content()), .close).end
    #expect(end == .unknown(.connectionLost))
  }

  private static func read(_ answer: String) async throws -> JoinWay {
    var read: JoinWay?
    try await Company.open(answer: { _ in .json(answer) }) { company in
      read = try await company.client.joinWay(try id("c1"), priority: .foreground)
      #expect(company.server.requests(to: API.joinWay.path).first?.body == #"{"config_id":"c1"}"#)
    }
    return try #require(read)
  }

  @Test("the vendor's newer sample reads whole")
  func newSample() async throws {
    let way = try await Self.read(
      #"""
      {"errcode":0,"errmsg":"ok","join_way":{"config_id":"9ad7","scene":2,"remark":"aa_remark","auto_create_room":1,
      "room_base_name":"销售客服群","room_base_id":10,"chat_id_list":["wr1","wr2"],
      "qr_code":"http://p.qpic.cn/wwhead/nMl9/0","state":"klsdup3kj3s1","mark_source":true}}
      """#)
    let content = JoinWayContent(
      scene: .qrCode, remark: "aa_remark", autoCreateRoom: true, roomBaseName: "销售客服群", roomBaseID: 10,
      chats: [try id("wr1"), try id("wr2")], state: "klsdup3kj3s1", markSource: true)
    #expect(way == JoinWay(configID: try id("9ad7"), content: content, qrCode: "http://p.qpic.cn/wwhead/nMl9/0"))
  }

  @Test("scene 3 and a type occur in old data and are read as they are")
  func oldSample() async throws {
    let way = try await Self.read(
      #"{"errcode":0,"join_way":{"config_id":"c1","type":3,"scene":3,"auto_create_room":0,"chat_id_list":["wr1"]}}"#)
    #expect(way.content.scene.rawValue == 3)
    #expect(!way.content.scene.isKnown)
    #expect(!way.content.autoCreateRoom)
    #expect(way.content.markSource == nil)
    #expect(way.qrCode.isEmpty)
  }

  @Test("a list of groups that cannot be read whole is no answer: overwriting would lose one")
  func badGroup() async throws {
    await #expect(throws: CallError.unreadable(.joinWay, .wrongType(member: "chat_id_list"))) {
      _ = try await Self.read(#"{"errcode":0,"join_way":{"config_id":"c1","scene":2,"chat_id_list":["wr1","w r"]}}"#)
    }
  }

  @Test("an opengid leads to its group")
  func openGID() async throws {
    try await Company.open(answer: { _ in .json(#"{"errcode":0,"chat_id":"wr1"}"#) }) { company in
      let chat: ChatID = try id("wr1")
      #expect(try await company.client.chat(ofOpenGID: "og1", priority: .foreground) == chat)
      #expect(company.server.requests(to: API.openGIDToChatID.path).first?.body == #"{"opengid":"og1"}"#)
    }
  }
}
