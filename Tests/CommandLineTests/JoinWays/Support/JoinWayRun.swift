import Foundation
import Simulator
import Testing

/// Join ways played with the real program: typed commands on one side, the company's control plane on the other.
struct JoinWayRun: Sendable {
  var program: CommandLineHarness
  let control: CompanyControl

  /// - Parameter ways: those of the start; the program has to import them.
  static func withCompany(
    _ ways: [CompanyConfiguration.JoinWay] = [], groups: Int = 60, settings: String = "", rules: Rules = Rules(),
    _ body: (JoinWayRun) async throws -> Void
  ) async throws {
    var company = CompanyConfiguration(
      groups: groups, owners: 6, resigned: [.init(groups: 5, customers: 1)], membersPerGroup: 2...4, rules: rules)
    company.joinWays = ways
    company.fullPerThousand = 0
    company.nearlyFullPerThousand = 0
    try await HandoverRun.withCompany(company, settings: settings) { run in
      var program = run.program
      program.environment["LANG"] = "en_US.UTF-8"
      try await body(JoinWayRun(program: program, control: run.control))
    }
  }

  func run(_ arguments: String..., input: String = "") async throws -> CommandLineHarness.Run {
    try await program.run(["join-ways"] + arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") async throws -> CommandLineHarness.Run {
    try await program.run(["join-ways"] + arguments, input: input)
  }

  /// Takes the company's own join ways into the list.
  func importAll() async throws {
    let ids = try await truth().filter { $0.foreign != true }.map(\.config_id)
    let run = try await run("import", "-", input: ids.joined(separator: "\n"))
    try #require(run.status == 0, "\(run.stderr)")
  }

  func list(_ arguments: String...) async throws -> [WayJSON] {
    let run = try await run(["list", "--json"] + arguments)
    try #require(run.status == 0, "\(run.stderr)")
    return try run.json()
  }

  /// The first in the list with that state.
  func way(_ state: String) async throws -> WayJSON { try #require(try await list().first { $0.state == state }) }

  /// The config id of the first join way of the company with that state.
  func id(_ state: String) async throws -> String {
    try #require(try await truth().first { $0.state == state && $0.deleted_at == nil }).config_id
  }

  /// What exists at WeCom.
  func truth() async throws -> [TrueWay] {
    try await control.get("join-ways", as: TrueWays.self).join_ways
  }

  /// Every call that was to change a join way, the oldest first.
  func writes() async throws -> [WriteLine] {
    try await control.get("journal?type=join_way", as: WriteJournal.self).entries
  }

  /// Returns once a call that was to change a join way has reached WeCom, and gives the last.
  func waitForWrite(after sequence: Int = 0) async throws -> WriteLine {
    let lines = try await control.get("journal?type=join_way&after=\(sequence)&wait=50", as: WriteJournal.self).entries
    return try #require(lines.last)
  }

  /// Groups with room of one owner that no join way leads into, by chat id.
  func openGroups(_ count: Int) async throws -> [String] {
    let used = Set(try await truth().flatMap(\.chat_id_list))
    let people = try await control.company()
    let leavers = Set(people.people.filter { $0.resigned_at != nil }.map(\.userid))
    let owned = Dictionary(
      grouping: people.groups.filter { $0.isListed && !used.contains($0.chat_id) && !leavers.contains($0.owner) },
      by: \.owner)
    let groups = try #require(owned.values.first { $0.count >= count })
    return Array(groups.map(\.chat_id).sorted().prefix(count))
  }

  private struct TrueWays: Decodable { let join_ways: [TrueWay] }
  private struct WriteJournal: Decodable { let entries: [WriteLine] }
}

/// A join way as it really is.
struct TrueWay: Decodable, Sendable {
  let config_id: String
  let scene: Int
  let remark: String
  let auto_create_room: Int
  let room_base_name: String
  let room_base_id: Int?
  let chat_id_list: [String]
  let state: String
  let qr_code: String
  let link: String
  let foreign: Bool?
  let deleted_at: Int64?
}

/// One line of the journal about a join way.
struct WriteLine: Decodable, Sendable {
  let seq: Int
  let kind: String
  let config_id: String?
  let errcode: Int
  let effect: Bool
  let body: String
}

/// A join way as the program tells it.
struct WayJSON: Decodable, Sendable {
  struct Finding: Decodable, Sendable {
    let finding: String
    let severity: String
    let repair: String
  }

  let id: String
  let config_id: String?
  let standing: String
  let scene: Int
  let remark: String
  let auto_create_room: Int
  let room_base_name: String
  let room_base_id: Int?
  let chat_id_list: [String]
  let state: String
  let qr_code: String
  let link: String?
  let free_places: Int?
  let joined: Int?
  let still_in: Int?
  let next_name: String?
  let findings: [Finding]
}

/// What became of an act, as the program tells it.
struct EndJSON: Decodable, Sendable {
  struct Conflict: Decodable, Sendable {
    struct Content: Decodable, Sendable { let remark: String }
    let base: Content
    let remote: Content
    let wanted: Content
    let contested: [String]
  }

  let end: String
  let join_way: WayJSON?
  let differing: [String]?
  let conflict: Conflict?
}
