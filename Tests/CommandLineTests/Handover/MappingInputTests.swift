import Simulator
import Testing

@Suite("Files for a plan that are not right", .timeLimit(.minutes(5)))
struct MappingInputTests {
  private struct Desk: Sendable {
    let run: HandoverRun
    let chats: [String]
    let to: [String]

    func plan(_ file: String, option: String = "--map", _ more: String...) async throws -> CommandLineHarness.Run {
      let path = try run.program.home.write(file, to: "input.csv")
      return try await run.program.run(
        ["handover", "plan", "--from", "zhangsan", option, path, "--json", "--lang", "en"] + more)
    }

    /// Nothing was planned, nothing said on standard output, and the person is told.
    func expectRefused(
      _ end: CommandLineHarness.Run, _ status: Int32 = 2, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      #expect(end.status == status, sourceLocation: sourceLocation)
      #expect(end.stdout.isEmpty && !end.stderr.isEmpty, sourceLocation: sourceLocation)
      let handovers = try await run.program.run("handover", "status", "--json")
      #expect(handovers.stdout.filter { !$0.isWhitespace } == "[]", sourceLocation: sourceLocation)
    }
  }

  private func withDesk(_ body: @escaping @Sendable (Desk) async throws -> Void) async throws {
    try await HandoverRun.withCompany(.small) { run in
      let truth = try await run.control.company()
      try await body(
        Desk(run: run, chats: truth.groups(of: "zhangsan").map(\.chat_id), to: try truth.successors(2)))
    }
  }

  @Test("a byte order mark, CRLF, quotes, other columns and another order are no trouble")
  func spreadsheet() async throws {
    try await withDesk { desk in
      let rows = desk.chats.prefix(3).enumerated().map { "\"\(desk.to[$0 % 2])\",\"a, b\",=\"\($1)\"" }
      let end = try await desk.plan("\u{FEFF}New_Owner,note,chat_id\r\n" + rows.joined(separator: "\r\n") + "\r\n")
      #expect(end.status == 0, "\(end.stderr)")
      let plan = try end.json(PlanJSON.self)
      #expect(plan.count == 3)
      let sent = plan.groups.filter { $0.left_out == nil }
      #expect(Set(sent.map(\.chat_id)) == Set(desk.chats.prefix(3)))
    }
  }

  @Test("missing columns", arguments: ["chat_id", "new_owner", "群,群主\nwrX,lina"])
  func columns(_ file: String) async throws {
    try await withDesk { desk in try await desk.expectRefused(try await desk.plan(file + "\n")) }
  }

  @Test("an empty file, one without rows, one that is not there, and one that is no text")
  func empty() async throws {
    try await withDesk { desk in
      try await desk.expectRefused(try await desk.plan(""))
      try await desk.expectRefused(try await desk.plan("chat_id,new_owner\n"))
      try await desk.expectRefused(
        try await desk.run.program.run("handover", "plan", "--from", "zhangsan", "--map", "/nothing/here.csv"))
      try await desk.expectRefused(try await desk.plan("chat_id,new_owner\n\"wrX,lina\n"))
    }
  }

  @Test("the same group twice, each with its line")
  func duplicates() async throws {
    try await withDesk { desk in
      let row = "\(desk.chats[0]),\(desk.to[0])\n"
      try await desk.expectRefused(try await desk.plan("chat_id,new_owner\n" + row + row))
    }
  }

  @Test("a group nobody knows, a row without one, a new owner nobody knows")
  func unknown() async throws {
    try await withDesk { desk in
      try await desk.expectRefused(
        try await desk.plan("chat_id,new_owner\n\(desk.chats[0]),\(desk.to[0])\nwrNOBODY,\(desk.to[0])\n"))
      try await desk.expectRefused(try await desk.plan("chat_id,new_owner\n,\(desk.to[0])\n"))
      try await desk.expectRefused(try await desk.plan("chat_id,new_owner\n\(desk.chats[0]),stranger\n"))
      try await desk.expectRefused(
        try await desk.plan("wrNOBODY\n", option: "--chats", "--to", desk.to[0]))
    }
  }

  @Test("a list of groups with a header, and one without")
  func chats() async throws {
    try await withDesk { desk in
      for header in ["", "chat_id\r\n"] {
        let end = try await desk.plan(
          header + desk.chats.prefix(2).joined(separator: "\r\n"), option: "--chats", "--to", desk.to[0])
        #expect(end.status == 0, "\(end.stderr)")
        #expect(try end.json(PlanJSON.self).count == 2)
      }
    }
  }

  @Test("new owners who cannot receive groups, found before anything is planned")
  func newOwners() async throws {
    try await withDesk { desk in
      for change in [#""customer_contact":false"#, #""activated":false"#, #""disabled":true"#] {
        try await desk.run.control.post("member", #"{"userid":"\#(desk.to[1])",\#(change)}"#)
        let both = desk.to.joined(separator: ",")
        try await desk.expectRefused(
          try await desk.run.program.run("handover", "plan", "--from", "zhangsan", "--to", both, "--json"))
        try await desk.run.control.post(
          "member", #"{"userid":"\#(desk.to[1])","customer_contact":true,"activated":true,"disabled":false}"#)
      }
      for nobody in ["stranger", "lisi", "zhangsan"] {
        try await desk.expectRefused(
          try await desk.run.program.run("handover", "plan", "--from", "zhangsan", "--to", nobody, "--json"))
      }
    }
  }

  @Test("an owner nobody knows, one who has not resigned, one who has for --on-job")
  func oldOwners() async throws {
    try await withDesk { desk in
      let program = desk.run.program
      for arguments in [["stranger"], [desk.to[1]], ["zhangsan", "--on-job"]] {
        try await desk.expectRefused(
          try await program.run(["handover", "plan", "--json", "--to", desk.to[0], "--from"] + arguments))
      }
    }
  }
}

extension CompanyConfiguration {
  /// 60 groups of 6 owners without full ones; `zhangsan` has left with 20, `lisi` with 5.
  static var small: CompanyConfiguration {
    var configuration = CompanyConfiguration(
      groups: 60, owners: 6, resigned: [.init(groups: 20, customers: 3), .init(groups: 5, customers: 1)],
      membersPerGroup: 2...5)
    configuration.fullPerThousand = 0
    configuration.nearlyFullPerThousand = 0
    return configuration
  }
}
