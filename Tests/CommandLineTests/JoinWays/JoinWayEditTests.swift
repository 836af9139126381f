import Foundation
import Simulator
import Testing

@Suite("join-ways edit and remove", .timeLimit(.minutes(5)))
struct JoinWayEditTests {
  private func withWays(_ body: (JoinWayRun, String) async throws -> Void) async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      try await body(desk, try await desk.id("wechat-menu"))
    }
  }

  private func way(_ desk: JoinWayRun, _ id: String) async throws -> TrueWay {
    try #require(try await desk.truth().first { $0.config_id == id })
  }

  @Test("one field changes; the others are written back as they were, and the change is shown first")
  func oneField() async throws {
    try await withWays { desk, id in
      let before = try await way(desk, id)
      let run = try await desk.run("edit", id, "--remark", "menu 2")
      #expect(run.status == 0, "\(run.stderr)")
      #expect(run.stdout.contains("公众号菜单") && run.stdout.contains("menu 2"))
      #expect(run.stderr.contains("the other 7 fields are written back"))
      let after = try await way(desk, id)
      #expect(after.remark == "menu 2")
      #expect(after.state == before.state && after.chat_id_list == before.chat_id_list && after.scene == before.scene)
      #expect(after.room_base_name == before.room_base_name && after.room_base_id == before.room_base_id)
      #expect(try await desk.writes().map(\.kind) == ["update"])
    }
  }

  @Test("what show told is taken back: a document changes only what it names differently")
  func document() async throws {
    try await withWays { desk, id in
      let shown = try await desk.run("show", id, "--json").stdout
      let same = try await desk.run("edit", id, "-", input: shown)
      #expect(same.status == 0 && same.stderr.contains("nothing to change"))
      #expect(try await desk.writes().isEmpty)
      let other = shown.replacingOccurrences(of: "公众号菜单", with: "菜单")
      let run = try await desk.run("edit", id, "-", "--json", input: other)
      #expect(run.status == 0)
      #expect(try run.json(EndJSON.self).join_way?.remark == "菜单")
      #expect(try await desk.run("edit", id, "-", input: #"{"state":"menu2"}"#).status == 0)
      let after = try await way(desk, id)
      #expect(after.remark == "菜单" && after.state == "menu2")
    }
  }

  @Test("a document for another configuration, and one with an unknown member, write nothing: 2")
  func wrongDocument() async throws {
    try await withWays { desk, id in
      let other = try await desk.id("shopA")
      let mixed = try await desk.run("edit", id, "-", input: #"{"config_id":"\#(other)","remark":"x"}"#)
      #expect(mixed.status == 2 && mixed.stderr.contains("config_id is \(other), not \(id)"))
      let typo = try await desk.run("edit", id, "-", input: #"{"remrak":"x"}"#)
      #expect(typo.status == 2 && typo.stderr.contains("no member remrak"))
      #expect(try await desk.run("edit", "nothing", "--remark", "x").status == 2)
      #expect(try await desk.run("edit", id).status == 2)
      #expect(try await desk.writes().isEmpty)
    }
  }

  @Test("two people edit one: who saw the older content gets both sides and 5, and the other's change stays")
  func twoPeople() async throws {
    try await withWays { desk, id in
      let seen = try desk.program.home.write(
        try await desk.run("show", id, "--json").stdout, to: "seen.json")
      #expect(try await desk.run("edit", id, "--remark", "theirs").status == 0)
      let run = try await desk.run("edit", id, "--remark", "mine", "--from", seen)
      #expect(run.status == 5)
      #expect(run.stdout.contains("公众号菜单") && run.stdout.contains("theirs") && run.stdout.contains("mine"))
      #expect(run.stderr.contains("changed elsewhere meanwhile") && run.stderr.contains("join-ways show \(id)"))
      let json = try await desk.run("edit", id, "--remark", "mine", "--from", seen, "--json")
      let end = try json.json(EndJSON.self)
      #expect(end.end == "changed_meanwhile" && end.conflict?.contested == ["remark"])
      #expect(end.conflict?.base.remark == "公众号菜单" && end.conflict?.remote.remark == "theirs")
      #expect(try await way(desk, id).remark == "theirs")
      #expect(try await desk.writes().count == 1)
    }
  }

  @Test("a base that lacks a field is no base")
  func partialBase() async throws {
    try await withWays { desk, id in
      let seen = try desk.program.home.write(#"{"remark":"x"}"#, to: "seen.json")
      let run = try await desk.run("edit", id, "--remark", "mine", "--from", seen)
      #expect(run.status == 2 && run.stderr.contains("state is missing"))
    }
  }

  @Test("a dry run shows the change and writes nothing; content that may not be sent is told by its rule")
  func dryRunAndRules() async throws {
    try await withWays { desk, id in
      let dry = try await desk.run("edit", id, "--remark", "new", "--dry-run")
      #expect(dry.status == 0 && dry.stdout.contains("new") && dry.stderr.contains("nothing was written"))
      let long = try await desk.run("edit", id, "--remark", String(repeating: "x", count: 31))
      #expect(long.status == 2 && long.stderr.contains("WeCom would cut it silently"))
      // Old data is read, and never written as it is.
      let old = try await desk.id("old-2021")
      #expect(try await desk.run("show", old, "--json").json(WayJSON.self).scene == 3)
      let scene = try await desk.run("edit", old, "--remark", "x")
      #expect(scene.status == 2 && scene.stderr.contains("scene 3 occurs in old data"))
      #expect(try await desk.writes().isEmpty)
      #expect(try await desk.run("edit", old, "--scene", "2").status == 0)
    }
  }

  @Test("an answer that was lost is not repeated: 4; while it is not settled nothing more is sent: 5")
  func lost() async throws {
    try await withWays { desk, id in
      try await desk.control.post(
        "faults", #"{"path":"externalcontact/groupchat/update_join_way","kind":"drop_before"}"#)
      let run = try await desk.run("edit", id, "--remark", "new")
      #expect(run.status == 4 && run.stderr.contains("may have taken effect or not"))
      let next = try await desk.run("edit", id, "--remark", "newer")
      #expect(next.status == 5 && next.stderr.contains("not known yet"), "\(next.stderr)")
      #expect(try await desk.writes().count == 1)
    }
  }

  @Test("a removal wants the config id typed back: without it 5 and nothing happens, with it the code is dead")
  func remove() async throws {
    try await withWays { desk, id in
      for arguments in [["remove", id], ["remove", id, "--confirm", "1"]] {
        let run = try await desk.run(arguments)
        #expect(run.status == 5 && run.stderr.contains("--confirm \(id)"))
      }
      #expect(try await desk.writes().isEmpty)
      let run = try await desk.run("remove", id, "--confirm", id, "--json")
      #expect(run.status == 0)
      #expect(try run.json(EndJSON.self).join_way?.standing == "removed")
      #expect(try await way(desk, id).deleted_at != nil)
      #expect(try await !desk.list().contains { $0.config_id == id })
      #expect(try await desk.list("--all").contains { $0.config_id == id })
      let again = try await desk.run("remove", id, "--confirm", id)
      #expect(again.status == 0 && again.stderr.contains("nothing to remove"))
      #expect(try await desk.writes().map(\.kind) == ["delete"])
    }
  }

  @Test("while everything is stopped nothing is written: 5")
  func stopped() async throws {
    try await withWays { desk, id in
      // Groups are not fetched either while it is.
      #expect(try await desk.program.run("groups", "refresh").status == 0)
      #expect(try await desk.program.run("queue", "pause", "--all").status == 0)
      let run = try await desk.run("edit", id, "--remark", "x", "--json")
      #expect(run.status == 5)
      #expect(try run.json(EndJSON.self).end == "stopped")
      #expect(try await desk.writes().isEmpty)
    }
  }
}
