import Foundation
import Simulator
import Testing

/// `kill -9` at every moment at which a join way could be made twice, or a change to one be lost or done twice. Whatever the
/// moment: looking sends nothing, the same command typed again does what is left to do, and the company's journal shows
/// each act carried out once at most.
@Suite("An act on a join way killed in the middle", .timeLimit(.minutes(5)))
struct JoinWayKillTests {
  @Test("killed there, and typed again", arguments: JoinWayKillRow.cases)
  func row(_ row: JoinWayKillRow) async throws {
    try await JoinWayScene.play(row) { scene in
      try await scene.expectKilled()
      #expect(try await scene.effects() == (row.hasEffect ? 1 : 0))
      let writes = try await scene.writes()

      // Looking sends nothing, and shows what is not known.
      try #require(try await scene.run("join-ways", "refresh").status == 0)
      let seen = try await scene.list()
      try scene.expectShown(seen)
      #expect(try await scene.writes() == writes)

      // By then a call that has shown no effect has had none.
      try await scene.waitOutQuietPeriod()
      try await scene.typeAgain()
      #expect(try await scene.effects() == (row.act == .add && row.trace != .none && !row.hasEffect ? 0 : 1))
      try await scene.expectTruth()
      let verified = try await scene.run("audit", "verify")
      #expect(verified.status == 0, "\(verified.stderr)")
    }
  }
}

/// One row of the matrix, played with the real program.
private struct JoinWayScene: Sendable {
  struct Listed: Decodable {
    struct Call: Decodable { let state: String }
    let id: String
    let config_id: String?
    let standing: String
    let remark: String
    let state: String
    let chat_id_list: [String]
    let open_call: Call?
  }

  let row: JoinWayKillRow
  let server: Server
  let program: CommandLineHarness
  /// Of the configuration that is changed; empty for an add.
  let config: String
  let groups: [String]

  private var control: CompanyControl { CompanyControl(server) }

  static func play(_ row: JoinWayKillRow, _ body: (JoinWayScene) async throws -> Void) async throws {
    await Turnstile.handovers.enter()
    let server = try await Server.start(CompanyConfiguration(groups: 40, owners: 4, membersPerGroup: 2...4))
    do {
      try await body(try await prepare(row, server))
    } catch {
      await server.shutdown()
      await Turnstile.handovers.leave()
      throw error
    }
    await server.shutdown()
    await Turnstile.handovers.leave()
  }

  /// A program that knows the company, and one configuration unless one is to be added.
  private static func prepare(_ row: JoinWayKillRow, _ server: Server) async throws -> JoinWayScene {
    var program = try CommandLineHarness()
    program.environment["GROUPDESK_BASE_URL"] = nil
    try program.home.write(
      """
      corp_id = "wwsimulated"
      base_url = "\(server.baseURL)"
      request_timeout = 5

      """, to: "config/profiles/shop.toml")
    let (groups, now) = try await server.company { company, now in
      let owner = try #require(
        company.members.filter { !$0.isResigned }.map(\.userID).max {
          company.chatIDs(ownedBy: $0).count < company.chatIDs(ownedBy: $1).count
        })
      return (company.chatIDs(ownedBy: owner), now)
    }
    try #require(groups.count >= 3 && now > 0)
    if row.act == .rotate {
      _ = try await server.company { company, now in try company.fill(groups[0], to: 200, at: now) }
      // Reads lag changes.
      await server.advanceClock(bySeconds: 10)
    }
    let swept = try await program.run("groups", "refresh", "--all")
    try #require(swept.status == 0, "\(swept.stderr)")
    guard row.act != .add else {
      return JoinWayScene(row: row, server: server, program: program, config: "", groups: groups)
    }
    let added = try await program.run(adding(groups))
    try #require(added.status == 0, "\(added.stderr)")
    let config = added.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
    return JoinWayScene(row: row, server: server, program: program, config: config, groups: groups)
  }

  private static func adding(_ groups: [String]) -> [String] {
    ["join-ways", "add", "--remark", "poster", "--state", "shopA", "--base-name", "shop ", "--base-id", "2"]
      + groups.prefix(2).flatMap { ["--group", $0] }
  }

  /// The act, as it is typed.
  private var words: [String] {
    switch row.act {
    case .add: Self.adding(groups)
    case .edit: ["join-ways", "edit", config, "--remark", "new poster"]
    case .rotate: ["join-ways", "rotate", config]
    case .remove: ["join-ways", "remove", config, "--confirm", config]
    }
  }

  func run(_ words: String...) async throws -> CommandLineHarness.Run { try await program.run(words) }

  func expectKilled() async throws {
    switch row.way {
    case .point(let point):
      try await expectKilled(["GROUPDESK_CRASH_AT": point])
    case .commit(let text, let moment):
      try await expectKilled(KillSwitch(database: .ledger, text: text, moment: moment).environment)
    case .call(let point, let isDropped):
      try await control.hold(point, path: row.act.path)
      try await program.beside(words) { running in
        try await control.waitUntilHeld()
        running.send(SIGKILL)
        #expect(try await running.end().status == -SIGKILL)
      }
      try await control.release(dropping: isDropped)
      if row.hasEffect { try await waitForEffect() }
    }
  }

  private func expectKilled(_ variables: [String: String]) async throws {
    var program = program
    program.environment.merge(variables) { $1 }
    let end = try await program.run(words)
    try #require(end.status == -SIGKILL, "\(end.status): \(end.stderr)")
    // What was on its way when the process died arrives, or never left.
    if row.hasEffect { try await waitForEffect() }
  }

  /// A call that is let go on takes effect a moment later.
  private func waitForEffect() async throws {
    var (last, looks) = (0, 0)
    while try await effects() == 0, looks < 2 {
      looks += 1
      let new = try await control.get("journal?type=join_way&after=\(last)&wait=50", as: Lines.self).entries
      last = new.last?.seq ?? last
    }
  }

  private struct Lines: Decodable {
    struct Line: Decodable { let seq: Int }
    let entries: [Line]
  }

  // MARK: What is seen

  /// Calls of this act that the company carried out.
  func effects() async throws -> Int {
    let kind: JournalEntry.JoinWayWrite.Kind =
      switch row.act {
      case .add: .add
      case .edit, .rotate: .update
      case .remove: .delete
      }
    return await server.company { company, _ in
      company.journal.joinWayWrites.filter { $0.kind == kind && $0.hadEffect }.count
    }
  }

  /// Calls that change a join way, whatever became of them.
  func writes() async throws -> Int { await server.company { company, _ in company.journal.joinWayWrites.count } }

  func list() async throws -> [Listed] {
    let end = try await run("join-ways", "list", "--json")
    try #require(end.status == 0, "\(end.stderr)")
    return try end.json()
  }

  /// After the first look.
  func expectShown(_ listed: [Listed]) throws {
    switch (row.act, row.trace) {
    case (.add, .none): #expect(listed.isEmpty)
    case (.add, .open):
      #expect(listed.map(\.standing) == ["unconfirmed"] && listed.first?.state == "shopA")
    case (.remove, .done),
      (.remove, .open) where row.hasEffect:
      #expect(listed.isEmpty)
    case (_, .open) where !row.hasEffect: #expect(listed.first?.open_call != nil)
    default: #expect(listed.count == 1 && listed.first?.standing == "kept" && listed.first?.open_call == nil)
    }
  }

  func waitOutQuietPeriod() async throws { try await control.jump(to: try await control.now() + 20 * 60_000) }

  func typeAgain() async throws {
    let end = try await program.run(words)
    switch (row.act, row.trace) {
    // Its state is taken, by itself.
    case (.add, .open), (.add, .done): #expect(end.status == 2, "\(end.stderr)")
    // It is not in the lists any more.
    case (.remove, _) where row.hasEffect: break
    default: #expect(end.status == 0, "\(end.stderr)")
    }
  }

  /// In the end the list says what the company has, and no call is open.
  func expectTruth() async throws {
    let own = await server.company { company, _ in company.ownConfigIDs }
    if row.act == .add, row.trace == .open { try await dealWithUnconfirmed(own) }
    let listed = try await list()
    #expect(listed.compactMap(\.config_id) == own)
    #expect(listed.allSatisfy { $0.open_call == nil && $0.standing == "kept" })
    guard let way = listed.first, row.act != .remove else { return }
    let content = try await server.company { company, _ in try company.joinWay(own[0]).content }
    #expect(way.chat_id_list == content.chatIDs && way.remark == content.remark)
    switch row.act {
    case .edit: #expect(content.remark == "new poster")
    case .rotate: #expect(!content.chatIDs.contains(groups[0]))
    case .add, .remove: break
    }
  }

  /// A person who finds the config id imports it, one who knows that there is none forgets it.
  private func dealWithUnconfirmed(_ own: [String]) async throws {
    if let config = own.first {
      let end = try await program.run(["join-ways", "import", "-"], input: config + "\n")
      #expect(end.status == 0, "\(end.stderr)")
    } else {
      let id = try #require(try await list().first?.id)
      let end = try await run("join-ways", "forget", id)
      #expect(end.status == 0, "\(end.stderr)")
    }
  }
}
