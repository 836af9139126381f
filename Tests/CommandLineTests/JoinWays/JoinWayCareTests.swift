import Foundation
import Simulator
import Testing

@Suite("join-ways rotate, replace, check, arrivals", .timeLimit(.minutes(5)))
struct JoinWayCareTests {
  private struct PlanJSON: Decodable {
    struct Item: Decodable {
      let config_id: String?
      let dropped: [String]
      let added: [String]
      let obstacle: String?
      let end: String?
    }
    let purpose: String
    let count: Int
    let done: Int?
    let join_ways: [Item]
  }

  private struct CheckLine: Decodable {
    let config_id: String?
    let finding: String
    let severity: String
    let repair: String
  }

  private struct Diagnosis: Decodable {
    struct Finding: Decodable { let finding: String }
    let proven: [Finding]
    let possible: [String]
    let open_groups: Int?
  }

  private struct Scans: Decodable { let joined: Int }

  private func withWays(_ body: (JoinWayRun) async throws -> Void) async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      _ = try await desk.program.run("groups", "refresh")
      try await body(desk)
    }
  }

  private func way(_ desk: JoinWayRun, _ id: String) async throws -> TrueWay {
    try #require(try await desk.truth().first { $0.config_id == id })
  }

  @Test("a poster whose five groups are full is rotated: code, state and remark stay, and customers get in")
  func rotate() async throws {
    try await withWays { desk in
      let id = try await desk.id("shopA")
      let before = try await way(desk, id)
      let dry = try await desk.run("rotate", id, "--dry-run", "--json").json(PlanJSON.self)
      #expect(dry.count == 1 && dry.done == nil)
      #expect(try await desk.writes().isEmpty)
      let run = try await desk.run("rotate", id, "--json")
      #expect(run.status == 0, "\(run.stderr)")
      let plan = try run.json(PlanJSON.self)
      #expect(plan.purpose == "rotate" && plan.done == 1 && plan.join_ways.first?.end == "done")
      let after = try await way(desk, id)
      #expect(after.link == before.link && after.state == before.state && after.remark == before.remark)
      #expect(Set(after.chat_id_list).isDisjoint(with: before.chat_id_list) && after.chat_id_list.count < 5)
      let scan = try await desk.scan(id)
      #expect(scan == 1)
      let again = try await desk.run("rotate", id, "--json")
      #expect(again.status == 0)
      #expect(try again.json(PlanJSON.self).join_ways.first?.obstacle == "nothing_to_do")
    }
  }

  @Test("several want their number typed back: without it the plan is shown and nothing written: 5")
  func several() async throws {
    try await withWays { desk in
      let ids = [try await desk.id("shopA"), try await desk.id("live")]
      for confirm in [[], ["--confirm", "1"]] {
        let run = try await desk.run(["rotate"] + ids + confirm)
        #expect(run.status == 5 && run.stderr.contains("--confirm 2"), "\(run.stderr)")
        #expect(run.stdout.contains("门店 A 海报") && run.stdout.contains("直播间"))
      }
      #expect(try await desk.writes().isEmpty)
      let run = try await desk.run(["rotate"] + ids + ["--confirm", "2"])
      #expect(run.status == 0 && run.stderr.contains("2 of 2 join ways changed"), "\(run.stderr)")
      #expect(try await desk.writes().map(\.kind) == ["update", "update"])
      #expect(try await desk.run("rotate", ids[0], "nothing").status == 2)
    }
  }

  @Test("one of two could not be written: 1, and which")
  func inPart() async throws {
    try await withWays { desk in
      let ids = [try await desk.id("shopA"), try await desk.id("live")]
      try await desk.control.post(
        "faults", #"{"path":"externalcontact/groupchat/update_join_way","kind":"error","code":40058,"count":1}"#)
      let run = try await desk.run(["rotate"] + ids + ["--confirm", "2", "--json"])
      #expect(run.status == 1, "\(run.stderr)")
      let plan = try run.json(PlanJSON.self)
      #expect(plan.done == 1 && Set(plan.join_ways.compactMap(\.end)) == ["refused", "done"])
    }
  }

  @Test("a group goes out of every join way that uses it, another comes in")
  func replaceGroup() async throws {
    try await withWays { desk in
      let id = try await desk.id("live")
      let old = try await way(desk, id).chat_id_list[0]
      let new = try await desk.openGroups(1)[0]
      let run = try await desk.run("replace", "--group", old, "--with", new, "--json")
      #expect(run.status == 0, "\(run.stderr)")
      #expect(try run.json(PlanJSON.self).join_ways.map(\.added) == [[new]])
      let after = try await way(desk, id).chat_id_list
      #expect(after.contains(new) && !after.contains(old))
      #expect(try await desk.run("replace", "--group", old, "--with", "wrNobody").status == 2)
      #expect(try await desk.run("replace", "--group", old, "--with", old).status == 2)
      #expect(try await desk.run("replace", "--with", old).status == 2)
      let none = try await desk.run("replace", "--group", old, "--with", new)
      #expect(none.status == 0 && none.stderr.contains("no join way leads into"))
    }
  }

  @Test("the groups of a resigned owner go out of their join ways")
  func replaceOwner() async throws {
    try await withWays { desk in
      let id = try await desk.id("zhangsan-card")
      let before = try await way(desk, id).chat_id_list
      let truth = try await desk.control.company()
      let leaver = try truth.leaver()
      let successor = try truth.successors(1)[0]
      let run = try await desk.run("replace", "--owner", leaver, "--with", successor, "--json")
      #expect(run.status == 0, "\(run.stderr)")
      let after = try await way(desk, id).chat_id_list
      #expect(!after.isEmpty && Set(after).isDisjoint(with: before))
      let owned = Set(truth.groups(of: successor).map(\.chat_id))
      #expect(after.allSatisfy(owned.contains))
      #expect(try await desk.run("replace", "--owner", leaver, "--with", "nobody").status == 2)
    }
  }

  @Test("a check over all names what is dead first, and what mends it")
  func check() async throws {
    try await withWays { desk in
      let dead = try await desk.id("shopA")
      let lines = try await desk.run("check", "--json").json([CheckLine].self)
      let first = try #require(lines.first)
      #expect(first.severity == "dead" && first.repair == "rotate")
      #expect(lines.contains { $0.config_id == dead && $0.finding == "places_used_up" })
      #expect(lines.count { $0.finding == "state_twice" } == 2)
      #expect(lines.contains { $0.finding == "owner_resigned" && $0.repair == "replace" })
      let filling = try await desk.id("spring-poster")
      #expect(lines.contains { $0.config_id == filling && $0.finding == "nearly_full" })
      let chinese = try await desk.run("check", "--lang", "zh")
      #expect(chinese.stdout.contains("5 个位置已用完"))
    }
  }

  @Test("why one cannot be scanned: what the API proves apart from what only the client shows")
  func diagnosis() async throws {
    try await withWays { desk in
      let dead = try await desk.run("check", try await desk.id("shopA"), "--json").json(Diagnosis.self)
      #expect(dead.proven.first?.finding == "places_used_up" && dead.open_groups == 0)
      let fine = try await desk.run("check", try await desk.id("wechat-menu"))
      #expect(fine.status == 0 && fine.stdout.contains("nothing the API tells is wrong"))
      #expect(fine.stdout.contains("群聊邀请确认") && fine.stdout.contains("企业可邀请进群的客户数"))
      #expect(try await desk.run("check", "nothing").status == 2)
    }
  }

  @Test("who came by a code: by day, by group and everybody, as far as was seen")
  func arrivals() async throws {
    struct Day: Decodable { let day: String, joined: Int, still_in: Int }
    struct Group: Decodable { let chat_id: String, joined: Int }
    struct Member: Decodable { let userid: String, chat_id: String, state: String }
    try await JoinWayRun.withCompany { desk in
      let group = try await desk.openGroups(1)[0]
      let added = try await desk.run("add", "--group", group, "--no-auto-create", "--state", "door")
      let id = added.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
      let nobody = try await desk.run("arrivals", id, "--json")
      #expect(nobody.status == 0 && nobody.stderr.contains("nobody who came by"))
      #expect(try await desk.scan(id, count: 3) == 3)
      try await desk.control.jump(to: try await desk.control.now() + 60_000)
      #expect(try await desk.program.run("groups", "refresh", "--chat", group).status == 0)
      let days = try await desk.run("arrivals", id, "--json").json([Day].self)
      #expect(days.map(\.joined) == [3] && days.map(\.still_in) == [3])
      #expect(try await desk.run("arrivals", id, "--by", "group", "--json").json([Group].self).map(\.joined) == [3])
      let members = try await desk.run("arrivals", id, "--by", "member", "--json").json([Member].self)
      #expect(members.count == 3 && members.allSatisfy { $0.state == "door" && $0.chat_id == group })
      let csv = try await desk.run("arrivals", id, "--by", "member", "--limit", "2", "--csv").stdout
      #expect(csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }.count == 3)
      // From a member to the join way.
      let page = try await desk.program.run("groups", "show", group, "--json").stdout
      #expect(page.contains(id))
      #expect(try await desk.list().first?.joined == 3)
      #expect(try await desk.run("arrivals", id, "--limit", "2").status == 2)
    }
  }

  @Test("without a state nobody can say who came: 2")
  func noState() async throws {
    try await withWays { desk in
      let nameless = try #require(try await desk.list().first { $0.state.isEmpty }?.config_id)
      let run = try await desk.run("arrivals", nameless)
      #expect(run.status == 2 && run.stderr.contains("has no state"))
    }
  }
}

extension JoinWayRun {
  /// How many got in.
  func scan(_ id: String, count: Int = 1) async throws -> Int {
    struct Scans: Decodable { let joined: Int }
    return try await control.posted("scan", #"{"config_id":"\#(id)","count":\#(count)}"#, as: Scans.self).joined
  }
}
