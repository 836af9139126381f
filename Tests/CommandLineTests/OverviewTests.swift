import Simulator
import Testing

@Suite("The overview", .timeLimit(.minutes(5)))
struct OverviewTests {
  private struct Document: Decodable {
    struct Owner: Decodable { let userid: String, waiting: Int }
    let groups: Int
    let waiting: Int
    let resigned_owners: [Owner]
    let worker: Bool
  }

  @Test("it counts what waits, as the company has it")
  func counts() async throws {
    try await CommandLineHarness.withCompany { program, server in
      let document = try await program.run("overview", "--json").json(Document.self)
      let groups = await server.company { company, now in company.allGroups(at: now) }
      for owner in document.resigned_owners {
        #expect(
          owner.waiting
            == groups.count { $0.owner == owner.userid && $0.status == 1 && $0.isCustomerGroup && !$0.isDismissed })
      }
      #expect(document.waiting == document.resigned_owners.reduce(0) { $0 + $1.waiting })
      #expect(document.waiting > 0 && !document.worker)
    }
  }

  @Test("it counts the join ways, those nobody gets in by and those somebody has to look at, as the check tells them")
  func joinWays() async throws {
    struct Document: Decodable {
      struct JoinWays: Decodable { let total: Int, dead: Int, warning: Int }
      let join_ways: JoinWays
    }
    struct Line: Decodable { let config_id: String, severity: String }
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      #expect(try await desk.program.run("overview").stdout.contains("none made or imported here"))
      try await desk.importAll()
      let ways = try await desk.program.run("overview", "--json").json(Document.self).join_ways
      let lines = try await desk.run("check", "--json").json([Line].self)
      let dead = Set(lines.filter { $0.severity == "dead" }.map(\.config_id))
      let warned = Set(lines.filter { $0.severity == "warning" }.map(\.config_id)).subtracting(dead)
      #expect(!dead.isEmpty && !warned.isEmpty)
      #expect((ways.total, ways.dead, ways.warning) == (try await desk.list().count, dead.count, warned.count))
      let page = try await desk.program.run("overview").stdout
      #expect(page.contains("\(ways.total) join ways; ✗ \(dead.count) dead · ! \(warned.count) need"), "\(page)")
    }
  }

  @Test("it says that nothing is sent unasked, and whose name stands on it")
  func words() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      let run = try await program.run("overview", "--lang", "zh")
      #expect(run.status == 0)
      #expect(run.stdout.contains("示例公司（演示 · 可修改）") && run.stdout.contains("只有输入数量确认之后才会发送"))
      let readOnly = try await program.run("--read-only", "overview", "--lang", "zh")
      #expect(readOnly.stdout.contains("只读"))
    }
  }
}
