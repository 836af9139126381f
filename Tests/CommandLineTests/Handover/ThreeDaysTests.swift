import Foundation
import Testing

/// The main job at full size: 650 groups of a resigned owner, three days of 300, 300 and 50.
@Suite("A handover of three days", .serialized, .timeLimit(.minutes(5)))
struct ThreeDaysTests {
  private static let company = [
    "--groups", "2400", "--owners", "12", "--resigned", "650,40,12", "--members", "3-8", "--speed", "1440",
  ]

  /// A company of that size without full groups, swept, and a program that talks to it under its own limits.
  private func withCompany(_ body: @escaping @Sendable (HandoverRun, Truth) async throws -> Void) async throws {
    try await SimulateProcess.run(Self.company) { control in
      try await control.post("rules", #"{"group_limit":100000}"#)
      var program = try CommandLineHarness()
      program.environment["GROUPDESK_BASE_URL"] = control.baseURL
      program.environment["GROUPDESK_LIMITER"] = nil
      let refreshed = try await program.run("groups", "refresh")
      try #require(refreshed.status == 0, "\(refreshed.stderr)")
      try await body(HandoverRun(program: program, control: control), try await control.company())
    }
  }

  @Test("650 groups go to three new owners, 300 a day, each group once")
  func owners() async throws {
    try await withCompany { run, before in
      let (from, to) = ("zhangsan", try before.successors(3))
      let plan = try await run.start("--from", from, "--to", to.joined(separator: ","))
      #expect(plan.count == 650 && before.groups(of: from).count == 650)
      #expect(plan.days.map(\.groups) == [300, 300, 50])

      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: from)

      let after = try await run.control.company()
      for owner in plan.new_owners {
        #expect(after.groups(of: owner.new_owner).count == owner.groups_afterwards)
      }
      let calls = try await run.control.transfers()
      // A slow machine may have had to repeat a call that was provably not sent or without effect, and a day later.
      #expect(calls.count >= plan.calls)
      #expect(Set(calls.map(\.day)).count >= plan.days.count)
    }
  }

  @Test("a mapping file's groups go where it says")
  func mapping() async throws {
    try await withCompany { run, before in
      let (from, to) = ("zhangsan", try before.successors(4))
      let chats = before.groups(of: from).map(\.chat_id)
      let rows = chats.enumerated().map { "\($1),\(to[$0 % 4])" }
      let file = try run.program.home.write("chat_id,new_owner\n" + rows.joined(separator: "\n"), to: "map.csv")
      let plan = try await run.start("--from", from, "--map", file)
      #expect(plan.count == 650)
      #expect(Set(plan.groups.map { "\($0.chat_id),\($0.new_owner ?? "")" }) == Set(rows))

      #expect(try await run.runQueue().status == 0)
      try await run.expectTruth(of: plan, from: from)
    }
  }

  @Test("two workers at once send nothing twice")
  func twoWorkers() async throws {
    try await withCompany { run, before in
      let from = "zhangsan"
      let plan = try await run.start("--from", from, "--to", try before.successors(3).joined(separator: ","))
      let program = run.program
      let ends = try await run.whileTimeJumps {
        async let first = program.run("queue", "run", "--until-done")
        async let second = program.run("queue", "run", "--until-done")
        return try await [first.status, second.status]
      }
      #expect(ends == [0, 0])
      try await run.expectTruth(of: plan, from: from)
    }
  }
}
