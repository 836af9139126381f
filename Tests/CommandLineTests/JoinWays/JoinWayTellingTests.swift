import Foundation
import Simulator
import Testing

/// What the subcommands tell where little is known, and where there is little room.
@Suite("join-ways: what is told", .timeLimit(.minutes(5)))
struct JoinWayTellingTests {
  private func withWays(_ body: (JoinWayRun) async throws -> Void) async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      try await body(desk)
    }
  }

  /// Adds one whose answer is lost, and tells its id.
  private func lost(_ desk: JoinWayRun, state: String = "lost1") async throws -> String {
    let group = try await desk.openGroups(1)[0]
    try await desk.control.post(
      "faults", #"{"path":"externalcontact/groupchat/add_join_way","kind":"drop_after"}"#)
    let run = try await desk.run("add", "--group", group, "--no-auto-create", "--state", state)
    try #require(run.status == 4, "\(run.stderr)")
    return try await desk.way(state).id
  }

  /// The cells behind a title of the page of details.
  private func line(_ title: String, _ page: CommandLineHarness.Run) -> String? {
    page.stdout.split(separator: "\n").first { $0.hasPrefix(title) }.map(String.init)
  }

  @Test("without a state nobody can say who came: neither a number nor 0")
  func nameless() async throws {
    try await withWays { desk in
      let nameless = try #require(try await desk.list().first { $0.state.isEmpty })
      #expect(nameless.joined == nil && nameless.still_in == nil)
      let page = try await desk.run("show", try #require(nameless.config_id))
      #expect(line("joined", page)?.hasSuffix(" –") == true, "\(page.stdout)")
      let counted = try await desk.way("shopB")
      #expect(counted.joined == 0 && counted.still_in == 0)
    }
  }

  @Test("nobody knows the free places of one that may not exist, or exists no more")
  func places() async throws {
    try await withWays { desk in
      let gone = try await desk.id("mini")
      try await desk.control.post("join-ways/delete", #"{"config_id":"\#(gone)"}"#)
      #expect(try await desk.run("refresh").status == 0)
      #expect(try await desk.way("mini").free_places == nil)
      let page = try await desk.run("show", gone)
      #expect(line("free places", page)?.hasSuffix(" –") == true, "\(page.stdout)")
      _ = try await lost(desk)
      #expect(try await desk.way("lost1").free_places == nil)
      #expect(try await desk.way("shopB").free_places == 3)
    }
  }

  @Test("what was changed elsewhere is shown field by field until a person has said that they know")
  func drift() async throws {
    try await withWays { desk in
      let id = try await desk.id("shopB")
      try await desk.control.post("join-ways/update", #"{"config_id":"\#(id)","remark":"elsewhere"}"#)
      #expect(try await desk.run("refresh").status == 0)
      let page = try await desk.run("show", id)
      #expect(page.stdout.contains("changed elsewhere (noticed "))
      let row = page.stdout.split(separator: "\n").last { $0.hasPrefix("remark") }
      #expect(row?.contains("门店 B 海报") == true && row?.hasSuffix("elsewhere") == true, "\(page.stdout)")
      #expect(page.stdout.contains("before") && page.stdout.contains(" now"))
      #expect(try await desk.run("acknowledge", id).status == 0)
      #expect(try await !desk.run("show", id).stdout.contains("before"))
    }
  }

  @Test("an imported one says when it was imported, one that was made here when it was made")
  func imported() async throws {
    try await withWays { desk in
      let page = try await desk.run("show", try await desk.id("shopB"))
      #expect(page.stdout.contains("imported at") && !page.stdout.contains("made at"))
      let group = try await desk.openGroups(1)[0]
      let id = try await desk.run("add", "--group", group, "--no-auto-create", "--state", "door").stdout
      let made = try await desk.run("show", id.trimmingCharacters(in: .whitespacesAndNewlines))
      #expect(made.stdout.contains("made at") && !made.stdout.contains("imported at"))
    }
  }

  @Test("one without a config id cannot be looked at: nothing is said of groups and clients")
  func unconfirmed() async throws {
    struct Diagnosis: Decodable { let possible: [String], open_groups: Int? }
    try await withWays { desk in
      let id = try await lost(desk)
      let run = try await desk.run("check", id)
      #expect(run.status == 0 && run.stdout.contains("cannot be looked at: there is no config id"), "\(run.stdout)")
      #expect(!run.stdout.contains("takes anybody") && !run.stdout.contains("proven by the API"))
      #expect(!run.stdout.contains("群聊邀请确认"))
      let json = try await desk.run("check", id, "--json").json(Diagnosis.self)
      #expect(json.possible.isEmpty && json.open_groups == nil)
    }
  }

  @Test("another state: those who came so far stay with the former one, and that is said before it is written")
  func stateChanged() async throws {
    try await withWays { desk in
      let id = try await desk.id("shopB")
      let run = try await desk.run("edit", id, "--state", "shopB2", "--dry-run")
      #expect(run.status == 0 && run.stderr.contains("stay with the former one, shopB"), "\(run.stderr)")
      #expect(try await !desk.run("edit", id, "--remark", "x", "--dry-run").stderr.contains("former"))
    }
  }

  @Test("whoever has a state already is named by remark and config id")
  func stateTaken() async throws {
    try await withWays { desk in
      let (id, other) = (try await desk.id("shopB"), try await desk.way("live"))
      let config = try #require(other.config_id)
      let run = try await desk.run("edit", id, "--state", "live")
      #expect(run.status == 2 && run.stderr.contains("直播间 (\(config))"), "\(run.stderr)")
      #expect(!run.stderr.contains(other.id))
    }
  }

  @Test("of those who came a Chinese table says when they left, not how many")
  func left() async throws {
    try await withWays { desk in
      let id = try await desk.id("shopB")
      #expect(try await desk.scan(id) == 1)
      try await desk.control.jump(to: try await desk.control.now() + 60_000)
      #expect(try await desk.program.run("groups", "refresh").status == 0)
      let run = try await desk.run("arrivals", id, "--by", "member", "--lang", "zh")
      #expect(run.stdout.contains("退群时间") && !run.stdout.contains("退群人数"))
    }
  }

  @Test(
    "a plan that a terminal would cut is told group by group, each name whole",
    arguments: [["--dry-run"], ["--confirm", "2"]])
  func narrow(_ flags: [String]) async throws {
    try await withWays { desk in
      #expect(try await desk.program.run("groups", "refresh").status == 0)
      let ids = [try await desk.id("shopA"), try await desk.id("live")]
      let piped = try await desk.run(["rotate"] + ids + ["--dry-run"]).stdout
      let environment = desk.program.environment.merging(["TERM": "dumb", "NO_COLOR": "1"]) { $1 }
      let command =
        [CommandLineHarness.program, "join-ways", "rotate"] + ids + flags + ["--home", desk.program.home.path]
      let output = try await PseudoTerminal.run(command, environment: environment, width: 60) { terminal in
        let end = terminal.waitForEnd(seconds: 60)
        #expect(end?.status == 0)
        return String(decoding: terminal.output, as: UTF8.self)
      }
      let lines = output.split(whereSeparator: \.isNewline).map(String.init)
      let (dropped, added) = (lines.filter { $0.hasPrefix("  − ") }, lines.filter { $0.hasPrefix("  + ") })
      #expect(dropped.count == 7 && dropped.allSatisfy { $0.hasSuffix("room for 0") }, "\(output)")
      #expect(!added.isEmpty && added.allSatisfy { !$0.hasSuffix("room for 0") && $0.contains(" · ") }, "\(output)")
      #expect(!lines.contains { $0.contains("…") && !$0.contains("reading") && !$0.contains("changing") }, "\(output)")
      #expect(lines.contains { $0.contains("门店 A 海报 · free places") } && lines.contains("  \(ids[0])"))
      #expect(!piped.contains("  − "), "in a pipe it stays a table")
    }
  }
}
