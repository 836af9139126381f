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
