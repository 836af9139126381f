import Foundation
import Simulator
import Testing

@Suite("join-ways: list, show, import, refresh", .timeLimit(.minutes(5)))
struct JoinWayListTests {
  @Test("an empty list says what cannot appear there and how to import, in both languages; JSON is an empty array")
  func empty() async throws {
    try await JoinWayRun.withCompany { desk in
      let english = try await desk.run("list", "--json")
      #expect(english.status == 0)
      #expect(try english.json([WayJSON].self).isEmpty)
      #expect(english.stderr.contains("admin site or by other applications cannot appear"))
      #expect(english.stderr.contains("join-ways import"))
      let chinese = try await desk.run("list", "--lang", "zh")
      #expect(chinese.status == 0 && chinese.stdout.isEmpty)
      #expect(chinese.stderr.contains("管理后台或其他应用创建的「加入群聊」不会出现在这里"))
    }
  }

  @Test("what was imported is listed with WeCom's keys, by remark, without asking WeCom")
  func imported() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      try await desk.control.post("faults", #"{"kind":"error","code":40001}"#)
      let truth = try await desk.truth().filter { $0.foreign != true }
      let rows = try await desk.list()
      #expect(rows.count == truth.count)
      for way in truth {
        let row = try #require(rows.first { $0.config_id == way.config_id })
        #expect(row.scene == way.scene && row.remark == way.remark && row.state == way.state)
        #expect(row.chat_id_list == way.chat_id_list && row.qr_code == way.qr_code)
        #expect(row.auto_create_room == way.auto_create_room && row.room_base_name == way.room_base_name)
        #expect(row.free_places == 5 - way.chat_id_list.count && row.standing == "kept")
      }
    }
  }

  @Test("a table, JSON lines and CSV have the same rows; a search narrows them")
  func forms() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      let count = try await desk.list().count
      let table = try await desk.run("list")
      #expect(table.stdout.split(separator: "\n").count == count + 1)
      #expect(table.stdout.contains("门店 A 海报") && table.stderr.contains("\(count) join ways"))
      #expect(try await desk.run("list", "--jsonl").stdout.split(separator: "\n").count == count)
      let csv = try await desk.run("list", "--csv").stdout
      #expect(csv.hasPrefix("\u{FEFF}\"config_id\",\"id\",\"standing\",\"scene\",\"remark\""))
      #expect(csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }.count == count + 1)
      #expect(try await desk.list("--search", "SHOPA").map(\.state) == ["shopA"])
      #expect(try await desk.run("list", "--search", "shopA").stderr.contains("1 of \(count) join ways"))
    }
  }

  @Test("one is shown with its groups and what is wrong with it; an unknown one is bad input: 2")
  func show() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      _ = try await desk.program.run("groups", "refresh")
      let id = try await desk.id("shopA")
      let page = try await desk.run("show", id, "--calls")
      #expect(page.status == 0)
      #expect(page.stdout.contains("all five places are taken and all groups are full"))
      #expect(page.stdout.contains("full for scanning"))
      let way = try await desk.run("show", id, "--json").json(WayJSON.self)
      #expect(way.config_id == id)
      #expect(way.findings.first?.finding == "places_used_up")
      #expect(try await desk.run("show", way.id).status == 0, "by the list's own id")
      let unknown = try await desk.run("show", "nothing", "--lang", "zh")
      #expect(unknown.status == 2 && unknown.stdout.isEmpty)
      #expect(unknown.stderr.contains("没有进群方式 nothing"))
    }
  }

  private struct Imported: Decodable {
    let config_id: String
    let end: String
    let errcode: Int?
  }

  @Test("an import tells the end of each id: all 0, some 1, none because WeCom turned them down 3")
  func ends() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      let truth = try await desk.truth()
      let own = try #require(truth.first { $0.foreign != true }).config_id
      let foreign = try #require(truth.first { $0.foreign == true }).config_id
      let mixed = try await desk.run("import", "-", "--json", input: "\(own)\n\(foreign)\nnobody\n\(own)\n")
      #expect(mixed.status == 1)
      let rows = try mixed.json([Imported].self)
      #expect(rows.map(\.end) == ["imported", "not_found", "not_found"])
      #expect(rows[1].errcode == 41044)
      let again = try await desk.run("import", "-", "--json", input: own)
      #expect(again.status == 0)
      #expect(try again.json([Imported].self).map(\.end) == ["known"])
      #expect(try await desk.run("import", "-", input: foreign).status == 3)
      #expect(try await desk.list().count == 1)
    }
  }

  @Test("config ids are typed as well as read from a file, but not both, and neither is bad input: 2")
  func typedIDs() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      let (one, other) = (try await desk.id("shopA"), try await desk.id("shopB"))
      let run = try await desk.run("import", "--id", one, other, "--json")
      #expect(run.status == 0, "\(run.stderr)")
      #expect(try run.json([Imported].self).map(\.config_id) == [one, other])
      #expect(Set(try await desk.list().compactMap(\.config_id)) == [one, other])
      for arguments in [["import"], ["import", "-", "--id", one], ["import", "--id", "配置"]] {
        let bad = try await desk.run(arguments)
        #expect(bad.status == 2 && bad.stderr.contains("Usage:"), "\(arguments): \(bad.stderr)")
      }
    }
  }

  @Test("a list of ids that cannot be read is bad input, told by its line: 2, and nothing is imported")
  func badList() async throws {
    try await JoinWayRun.withCompany { desk in
      let run = try await desk.run("import", "-", input: "abc\n配置\n")
      #expect(run.status == 2 && run.stderr.contains("-:2: \"配置\" is not a config_id"))
      #expect(try await desk.run("import", "-", input: "").status == 2)
      #expect(try await desk.run("import", "/nowhere/ids").status == 2)
      #expect(try await desk.list().isEmpty)
    }
  }

  @Test("a refresh finds what was changed and deleted elsewhere; both stay until a person has dealt with them")
  func drift() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      let (changed, deleted) = (try await desk.id("shopB"), try await desk.id("mini"))
      try await desk.control.post("join-ways/update", #"{"config_id":"\#(changed)","remark":"elsewhere"}"#)
      try await desk.control.post("join-ways/delete", #"{"config_id":"\#(deleted)"}"#)
      let refresh = try await desk.run("refresh")
      #expect(refresh.status == 0)
      #expect(refresh.stderr.contains("1 newly changed elsewhere, 1 gone"))
      #expect(try await desk.run("refresh").stderr.contains("0 newly changed elsewhere"))
      var rows = try await desk.list()
      #expect(rows.first { $0.config_id == changed }?.findings.map(\.finding).contains("changed_elsewhere") == true)
      #expect(rows.first { $0.config_id == deleted }?.standing == "gone")

      #expect(try await desk.run("forget", changed).status == 5, "it exists, and would be lost")
      #expect(try await desk.run("acknowledge", changed).status == 0)
      #expect(try await desk.run("forget", deleted).status == 0)
      rows = try await desk.list()
      #expect(rows.first { $0.config_id == changed }?.findings.map(\.finding).contains("changed_elsewhere") == false)
      #expect(!rows.contains { $0.config_id == deleted })
      #expect(try await desk.run("edit", deleted, "--remark", "x").status == 2, "a deleted configuration")
      #expect(try await desk.run("acknowledge", "nothing").status == 2)
    }
  }

  @Test("a refresh reads the groups no list tells of: a dismissed one is known as such afterwards, and to be rotated")
  func dismissedGroup() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      let way = try #require(try await desk.truth().first { $0.state == "shopB" })
      let dismissed = try #require(way.chat_id_list.first)
      try await desk.control.post("dismiss", #"{"chat_id":"\#(dismissed)"}"#)
      // What is told of a group lags two seconds behind.
      try await desk.control.post("clock", #"{"advance":10}"#)
      _ = try await desk.program.run("groups", "refresh")
      try await desk.importAll()
      func findings() async throws -> [WayJSON.Finding] {
        try await desk.list().first { $0.config_id == way.config_id }?.findings ?? []
      }
      let before = try await findings()
      #expect(before.map(\.finding).contains("groups_unknown") && before.map(\.repair).contains("refresh"))
      let refresh = try await desk.run("refresh", way.config_id)
      #expect(refresh.status == 0 && refresh.stderr.contains("fetched 1 group"), "\(refresh.stderr)")
      let after = try await findings()
      #expect(!after.map(\.finding).contains("groups_unknown"))
      #expect(after.contains { $0.finding == "groups_gone" && $0.repair == "rotate" })
    }
  }

  @Test("a refresh does not wait for the end of the global stop: it says what it left unread: 1")
  func stopped() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      #expect(try await desk.program.run("queue", "pause", "--all").status == 0)
      let refresh = try await desk.run("refresh")
      #expect(refresh.status == 1 && refresh.stderr.contains("all jobs are paused"), "\(refresh.stderr)")
    }
  }

  @Test("what strangers wrote into a remark steers no terminal and no spreadsheet, in any form")
  func hostile() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      let id = try await desk.id("shopA")
      try await desk.control.post(
        "join-ways/update",
        #"{"config_id":"\#(id)","remark":"=cmd()\u001b[2J\u202Eevil\u009b","state":"+1\u0007","room_base_name":"@x\u001b]0;t"}"#
      )
      try await desk.importAll()
      let forms = [
        ["list"], ["list", "--json"], ["list", "--jsonl"], ["list", "--csv"], ["show", id], ["show", id, "--json"],
        ["check"], ["check", id], ["edit", id, "--remark", "x", "--dry-run"], ["rotate", id, "--dry-run"],
        ["remove", id],
      ]
      for form in forms {
        let run = try await desk.run(form)
        #expect(!run.stdout.isEmpty, "\(form): \(run.stderr)")
        let found = run.hostileCharacters.filter { !form.contains("--csv") || $0 != "feff" && $0 != "d" }
        #expect(found.isEmpty, "\(form): \(Set(found))")
      }
      #expect(try await desk.run("list", "--csv").stdout.contains("\"'=cmd()"))
    }
  }

  @Test("a vendor that refuses: 3; one that cannot be reached: 4")
  func vendor() async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      let id = try await desk.id("shopA")
      try await desk.control.post(
        "faults", #"{"path":"externalcontact/groupchat/get_join_way","kind":"error","code":48002,"count":1}"#)
      #expect(try await desk.run("edit", id, "--remark", "x").status == 3)
      var away = desk
      away.program.environment["GROUPDESK_BASE_URL"] = "http://127.0.0.1:1"
      try away.program.home.write(
        """
        corp_id = "wwsimulated"
        base_url = "http://127.0.0.1:1"
        """, to: "config/profiles/away.toml")
      #expect(try await desk.run("import", "-", "--profile", "away", input: "abc").status == 4)
      #expect(try await desk.writes().isEmpty)
    }
  }
}
