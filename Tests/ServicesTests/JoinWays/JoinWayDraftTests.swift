import Foundation
import Model
import Services
import Testing

@Suite("A join way as a person writes it down", .timeLimit(.minutes(5)))
struct JoinWayDraftTests {
  private static let answered = """
    {"config_id": "9ad7fa5c", "type": 2, "scene": 2, "remark": "门店 A", "auto_create_room": 1,
     "room_base_name": "销售客服群", "room_base_id": 10, "chat_id_list": ["wr1", "wr2"],
     "qr_code": "http://p.qpic.cn/x", "state": "shopA", "mark_source": true}
    """

  private static let content = JoinWayContent(
    scene: .qrCode, remark: "门店 A", autoCreateRoom: true, roomBaseName: "销售客服群", roomBaseID: 10,
    chats: ["wr1", "wr2"].compactMap { ChatID($0) }, state: "shopA", markSource: true)

  private func draft(_ json: String) throws -> JoinWayDraft { try JoinWayDraft(Array(json.utf8)) }

  private func problems(_ bytes: [UInt8]) -> [JoinWayDraft.Problem] {
    do throws(JoinWayDraft.Problems) {
      _ = try JoinWayDraft(bytes)
      return []
    } catch {
      return error.problems
    }
  }

  @Test("what get_join_way answered is taken back whole")
  func whole() throws {
    let draft = try draft(Self.answered)
    #expect(draft.configID == ConfigID("9ad7fa5c"))
    #expect(draft.fields == JoinWayField.allCases)
    #expect(try draft.wholeContent() == Self.content)
  }

  @Test("what it leaves out stays as it was read", arguments: JoinWayField.allCases)
  func partial(_ field: JoinWayField) throws {
    let values: [JoinWayField: String] = [
      .scene: "1", .remark: #""new""#, .autoCreateRoom: "0", .roomBaseName: #""n""#, .roomBaseID: "0",
      .chats: #"["wr9"]"#, .state: #""""#, .markSource: "false",
    ]
    let draft = try draft(#"{"\#(field.rawValue)": \#(try #require(values[field]))}"#)
    let changed = draft.applied(to: Self.content)
    #expect(draft.fields == [field])
    #expect(changed.differences(from: Self.content) == [field])
  }

  @Test("an empty document changes nothing")
  func empty() throws {
    #expect(try draft("{}").applied(to: Self.content) == Self.content)
  }

  @Test("everything this program tells beside the content is passed over")
  func told() throws {
    let keys = JoinWayToldKey.allCases.map { #""\#($0.rawValue)": [{"a": null}]"# }.joined(separator: ", ")
    #expect(try draft("{\(keys)}").fields.isEmpty)
  }

  @Test(
    "a member of a wrong type is named with what it must be",
    arguments: [
      (#"{"scene": "2"}"#, JoinWayDraft.Problem.wrongType(member: "scene", expected: .wholeNumber)),
      (#"{"scene": 2.5}"#, .wrongType(member: "scene", expected: .wholeNumber)),
      (#"{"scene": null}"#, .wrongType(member: "scene", expected: .wholeNumber)),
      (#"{"remark": 5}"#, .wrongType(member: "remark", expected: .text)),
      (#"{"remark": null}"#, .wrongType(member: "remark", expected: .text)),
      (#"{"auto_create_room": true}"#, .wrongType(member: "auto_create_room", expected: .zeroOrOne)),
      (#"{"auto_create_room": 2}"#, .wrongType(member: "auto_create_room", expected: .zeroOrOne)),
      (#"{"room_base_name": []}"#, .wrongType(member: "room_base_name", expected: .text)),
      (#"{"room_base_id": "10"}"#, .wrongType(member: "room_base_id", expected: .wholeNumber)),
      (#"{"chat_id_list": "wr1"}"#, .wrongType(member: "chat_id_list", expected: .listOfIDs)),
      (#"{"chat_id_list": [1]}"#, .wrongType(member: "chat_id_list", expected: .listOfIDs)),
      (#"{"chat_id_list": [""]}"#, .notAnID(member: "chat_id_list", "")),
      (#"{"chat_id_list": ["a b"]}"#, .notAnID(member: "chat_id_list", "a b")),
      (#"{"state": {}}"#, .wrongType(member: "state", expected: .text)),
      (#"{"mark_source": 1}"#, .wrongType(member: "mark_source", expected: .trueOrFalse)),
      (#"{"config_id": 7}"#, .wrongType(member: "config_id", expected: .text)),
      (#"{"config_id": "a b"}"#, .notAnID(member: "config_id", "a b")),
      (#"{"Remark": "x"}"#, .unknownMember("Remark")),
      (#"{"remark": "a", "remark": "b"}"#, .repeatedMember("remark")),
    ])
  func wrongMember(_ json: String, _ problem: JoinWayDraft.Problem) {
    #expect(problems(Array(json.utf8)) == [problem])
  }

  @Test("everything wrong is told at once")
  func all() {
    #expect(problems(Array(#"{"scene": [], "foo": {"a": [1]}, "remark": "x", "state": 1}"#.utf8)).count == 3)
  }

  @Test(
    "what is no JSON object is refused as a whole",
    arguments: [
      ("", JoinWayDraft.Problem.notJSON), ("{", .notJSON), ("{} {}", .notJSON), ("xyz", .notJSON),
      ("[]", .notAnObject), ("null", .notAnObject), ("\"x\"", .notAnObject), ("3", .notAnObject),
    ])
  func noObject(_ text: String, _ problem: JoinWayDraft.Problem) {
    #expect(problems(Array(text.utf8)) == [problem])
  }

  @Test("bytes that are no UTF-8, and too many of them, are refused")
  func bytes() {
    #expect(problems([0x7B, 0xFF, 0x7D]) == [.notUTF8])
    #expect(
      problems(Array(repeating: 0x20, count: JoinWayDraft.longest + 1)) == [.tooLarge(limit: JoinWayDraft.longest)])
  }

  @Test(
    "a new one needs a scene and groups, and has no config id yet; what it leaves out is as WeCom has it by default")
  func new() throws {
    #expect(throws: JoinWayDraft.Problems([.missing(member: "scene"), .missing(member: "chat_id_list")])) {
      try draft(#"{"remark": "x"}"#).newContent()
    }
    #expect(throws: JoinWayDraft.Problems([.configIDOfNew(try #require(ConfigID("9ad7fa5c")))])) {
      try draft(Self.answered).newContent()
    }
    let content = try draft(#"{"scene": 1, "chat_id_list": ["wr1"]}"#).newContent()
    #expect(content == JoinWayContent(scene: .button, autoCreateRoom: true, chats: [try #require(ChatID("wr1"))]))
  }

  @Test("a configuration as it was seen lacks nothing but what WeCom itself leaves out")
  func seen() throws {
    #expect(throws: JoinWayDraft.Problems([.missing(member: "state")])) {
      try draft(#"{"scene":2,"remark":"","auto_create_room":0,"room_base_name":"","chat_id_list":[]}"#).wholeContent()
    }
    let content = try draft(
      #"{"scene":3,"remark":"","auto_create_room":0,"room_base_name":"","chat_id_list":[],"state":""}"#
    ).wholeContent()
    #expect(content == JoinWayContent(scene: .init(rawValue: 3), autoCreateRoom: false))
  }

  @Test("a document for another configuration is not taken")
  func other() throws {
    let draft = try draft(Self.answered)
    let own = try #require(ConfigID("9ad7fa5c"))
    let other = try #require(ConfigID("b"))
    try draft.check(isFor: own)
    #expect(throws: JoinWayDraft.Problems([.otherConfigID(own, wanted: other)])) { try draft.check(isFor: other) }
    try JoinWayDraft().check(isFor: nil)
  }
}

@Suite("A list of config ids", .timeLimit(.minutes(5)))
struct ConfigIDListTests {
  private func ids(_ text: String) throws -> [String] { try ConfigIDList(Array(text.utf8)).ids.map(\.rawValue) }

  @Test(
    "one a line, pasted, or a table's column; each once, in order",
    arguments: [
      "a1\nb2\nc3\n", "a1 b2  c3", "a1,b2,\r\nc3", "\u{FEFF}a1\nb2\na1\nc3", "remark,config_id\nx,a1\ny,b2\nz,\nw,c3",
      "\"config_id\"\r\n\"a1\"\r\n\"b2\"\r\n\"c3\"\r\n", "a1；b2".replacingOccurrences(of: "；", with: ";") + "，c3",
    ])
  func forms(_ text: String) throws {
    #expect(try ids(text) == ["a1", "b2", "c3"])
  }

  @Test("an id of digits comes back from this program's own CSV")
  func digits() throws {
    #expect(try ids("\"config_id\"\r\n\"=\"\"10086\"\"\"\r\n") == ["10086"])
  }

  @Test("what is no id is told with its line")
  func wrong() {
    #expect {
      try ids("a1\n配置\n\"b\"")
    } throws: { error in
      (error as? ConfigIDList.Problems)?.problems == [.init(line: 2, kind: .notAConfigID("配置"))]
    }
  }

  @Test("a list without an id is refused", arguments: ["", "\n\n", "config_id\n", "remark,config_id\nx,\n"])
  func empty(_ text: String) {
    #expect {
      try ids(text)
    } throws: { error in
      (error as? ConfigIDList.Problems)?.problems.map(\.kind) == [.empty]
    }
  }
}
