import Foundation
import Simulator
import Testing

@Suite("join-ways add", .timeLimit(.minutes(5)))
struct JoinWayAddTests {
  @Test("made from options: the config id alone goes to standard output, and WeCom has what was asked for")
  func options() async throws {
    try await JoinWayRun.withCompany { desk in
      let groups = try await desk.openGroups(2)
      let run = try await desk.run(
        "add", "--remark", "门店 A", "--group", groups[0], "--group", groups[1], "--base-name", "门店群", "--base-id", "3",
        "--state", "shopA")
      #expect(run.status == 0, "\(run.stderr)")
      let way = try #require(try await desk.truth().first)
      #expect(run.stdout == way.config_id + "\n")
      #expect(way.remark == "门店 A" && way.chat_id_list == groups && way.scene == 2 && way.auto_create_room == 1)
      #expect(way.room_base_name == "门店群" && way.room_base_id == 3 && way.state == "shopA")
      #expect(try await desk.list().map(\.config_id) == [way.config_id])
    }
  }

  @Test("made from a JSON document, from a file or standard input; JSON tells what was read back")
  func document() async throws {
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      let json = #"""
        {"scene": 1, "remark": "小程序", "auto_create_room": 0, "chat_id_list": ["\#(group)"], "state": "mini",
         "mark_source": false}
        """#
      let file = try desk.program.home.write(json, to: "way.json")
      let first = try await desk.run("add", file, "--json")
      #expect(first.status == 0, "\(first.stderr)")
      let end = try first.json(EndJSON.self)
      #expect(end.end == "done" && end.differing == [])
      #expect(end.join_way?.scene == 1 && end.join_way?.auto_create_room == 0 && end.join_way?.state == "mini")
      let copy = json.replacingOccurrences(of: "\"mini\"", with: "\"mini2\"")
      #expect(try await desk.run("add", "-", input: copy).status == 0)
      #expect(try await desk.truth().map(\.state).sorted() == ["mini", "mini2"])
    }
  }

  @Test("one without a state gets one of its own")
  func freshState() async throws {
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      for _ in 0..<2 {
        let run = try await desk.run("add", "--group", group, "--no-auto-create")
        #expect(run.status == 0 && run.stderr.contains("one is chosen"), "\(run.stderr)")
      }
      let states = try await desk.truth().map(\.state)
      #expect(Set(states).count == 2 && states.allSatisfy { !$0.isEmpty && $0.utf8.count <= 30 })
    }
  }

  @Test("a dry run shows what would be sent and sends nothing")
  func dryRun() async throws {
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      let run = try await desk.run("add", "--group", group, "--remark", "x", "--no-auto-create", "--dry-run")
      #expect(run.status == 0 && run.stdout.contains("remark") && run.stderr.contains("nothing was written"))
      #expect(try await desk.writes().isEmpty)
    }
  }

  @Test("an answer that was lost: 4, it may exist, it is shown as unconfirmed and never sent again by itself")
  func lost() async throws {
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      try await desk.control.post(
        "faults", #"{"path":"externalcontact/groupchat/add_join_way","kind":"drop_after"}"#)
      let run = try await desk.run("add", "--group", group, "--remark", "lost", "--state", "lost1", "--no-auto-create")
      #expect(run.status == 4)
      #expect(run.stdout.isEmpty, "there is no id to tell")
      #expect(run.stderr.contains("may exist (state lost1)") && run.stderr.contains("not sent again"))
      let row = try #require(try await desk.list().first)
      #expect(row.standing == "unconfirmed" && row.config_id == nil && row.state == "lost1")
      #expect(try await desk.run("refresh").status == 0)
      #expect(try await desk.writes().count == 1)
      // Without an id nobody can change it.
      #expect(try await desk.run("edit", row.id, "--remark", "x").status == 2)
      #expect(try await desk.run("remove", row.id, "--confirm", row.id).status == 2)
      // The id turns up.
      let id = try await desk.id("lost1")
      #expect(try await desk.run("import", "-", input: id).status == 0)
      #expect(try await desk.list().map(\.standing) == ["kept"])
      #expect(try await desk.writes().count == 1)
    }
  }

  @Test("an unconfirmed one can be taken off the list")
  func forgotten() async throws {
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      try await desk.control.post(
        "faults", #"{"path":"externalcontact/groupchat/add_join_way","kind":"drop_before"}"#)
      #expect(try await desk.run("add", "--group", group, "--no-auto-create").status == 4)
      let row = try #require(try await desk.list().first)
      #expect(try await desk.run("forget", row.id).status == 0)
      #expect(try await desk.list().isEmpty)
    }
  }

  @Test("turned down by WeCom: its words, 3, and nothing is listed")
  func refused() async throws {
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      try await desk.control.post(
        "faults", #"{"path":"externalcontact/groupchat/add_join_way","kind":"error","code":48002}"#)
      let run = try await desk.run("add", "--group", group, "--no-auto-create", "--json")
      #expect(run.status == 3, "\(run.stderr)")
      #expect(try run.json(EndJSON.self).end == "refused")
      #expect(try await desk.list().isEmpty)
    }
  }

  /// One thing wrong with it, and what is said about it.
  private struct Bad: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let arguments: @Sendable ([String]) -> [String]
    let says: String
  }

  private static let bad: [Bad] = [
    Bad(
      testDescription: "six groups", arguments: { groups in groups.flatMap { ["--group", $0] } },
      says: "at most 5 groups"),
    Bad(testDescription: "no group", arguments: { _ in ["--remark", "x"] }, says: "choose at least one group"),
    Bad(
      testDescription: "a group twice", arguments: { ["--group", $0[0], "--group", $0[0]] }, says: "is there twice"),
    Bad(
      testDescription: "an unknown group", arguments: { _ in ["--group", "wrNobody"] },
      says: "there is no group wrNobody"),
    Bad(
      testDescription: "a remark of 31",
      arguments: { ["--group", $0[0], "--remark", String(repeating: "备", count: 31)] },
      says: "at most 30 characters, this one 31"),
    Bad(
      testDescription: "a state of 31",
      arguments: { ["--group", $0[0], "--state", String(repeating: "s", count: 31)] },
      says: "at most 30 characters, this one 31"),
    Bad(
      testDescription: "a base name of 41",
      arguments: { ["--group", $0[0], "--base-name", String(repeating: "群", count: 41)] },
      says: "at most 40 characters, this one 41"),
    Bad(
      testDescription: "scene 3", arguments: { ["--group", $0[0], "--scene", "3"] }, says: "scene 3 occurs in old data"),
    Bad(
      testDescription: "a control character", arguments: { ["--group", $0[0], "--remark", "a\u{1B}[2Jb"] },
      says: "control characters"),
  ]

  @Test("bad input is told with its rule: 2, and nothing is sent")
  func badInput() async throws {
    try await JoinWayRun.withCompany { desk in
      let groups = try await desk.openGroups(6)
      for bad in Self.bad {
        let auto = bad.testDescription == "a base name of 41" ? [] : ["--no-auto-create"]
        let run = try await desk.run(["add"] + bad.arguments(groups) + auto)
        #expect(run.status == 2, "\(bad.testDescription): \(run.status) \(run.stderr)")
        #expect(run.stderr.contains(bad.says), "\(bad.testDescription): \(run.stderr)")
        #expect(run.stdout.isEmpty && run.hostileCharacters.isEmpty, "\(bad.testDescription)")
      }
      #expect(try await desk.writes().isEmpty)
    }
  }

  @Test("a dismissed group is told as one; a state with emoji is sent with a warning about how it is counted")
  func dismissedAndEmoji() async throws {
    try await JoinWayRun.withCompany { desk in
      let groups = try await desk.openGroups(2)
      _ = try await desk.program.run("groups", "refresh")
      try await desk.control.post("dismiss", #"{"chat_id":"\#(groups[0])"}"#)
      try await desk.control.jump(to: try await desk.control.now() + 60_000)
      _ = try await desk.program.run("groups", "refresh", "--chat", groups[0])
      let dismissed = try await desk.run("add", "--group", groups[0], "--no-auto-create")
      #expect(dismissed.status == 2 && dismissed.stderr.contains("was dismissed"), "\(dismissed.stderr)")
      let emoji = try await desk.run("add", "--group", groups[1], "--no-auto-create", "--state", "春😀")
      #expect(emoji.status == 0)
      #expect(emoji.stderr.contains("characters beyond ASCII: how WeCom counts them is unknown"))
      let long = try await desk.run(
        "add", "--group", groups[1], "--no-auto-create", "--state", String(repeating: "春", count: 30), "--dry-run")
      #expect(long.status == 0 && long.stderr.contains("90 bytes: which of them WeCom counts is unknown"))
    }
  }

  @Test("a state that another join way has is not used again")
  func stateTaken() async throws {
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      #expect(try await desk.run("add", "--group", group, "--no-auto-create", "--state", "one").status == 0)
      let second = try await desk.run("add", "--group", group, "--no-auto-create", "--state", "one", "--lang", "zh")
      #expect(second.status == 2 && second.stderr.contains("已被另一个进群方式使用"))
      #expect(try await desk.writes().count == 1)
    }
  }

  @Test("a document that is none is told by what is wrong with it: 2")
  func badDocuments() async throws {
    try await JoinWayRun.withCompany { desk in
      let cases = [
        ("", "-: it is not one JSON document".replacingOccurrences(of: ": it", with: "")), ("[]", "not a JSON object"),
        (#"{"scene":2,"chat_id_list":[],"remrak":"x"}"#, "there is no member remrak"),
        (#"{"scene":"2","chat_id_list":[]}"#, "scene must be a whole number"),
        (#"{"remark":"x"}"#, "scene is missing"),
        (#"{"config_id":"abc","scene":2,"chat_id_list":[]}"#, "belongs to a configuration there is already"),
        ("{\"remark\":\"" + String(repeating: "x", count: 70_000) + "\"}", "has more than 65 536 bytes"),
      ]
      for (document, says) in cases {
        let run = try await desk.run("add", "-", input: document)
        #expect(run.status == 2 && run.stderr.contains(says), "\(document.prefix(40)): \(run.stderr)")
      }
      let chinese = try await desk.run("add", "-", "--lang", "zh", input: #"{"scene":"2","chat_id_list":[]}"#)
      #expect(chinese.stderr.contains("scene 应为整数"))
      #expect(try await desk.run("add").status == 2)
      #expect(try await desk.run("add", "-", "--remark", "x", input: "{}").status == 2)
      #expect(try await desk.writes().isEmpty)
    }
  }
}
