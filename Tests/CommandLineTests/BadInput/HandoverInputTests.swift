import Foundation
import FoundationNetworking
import Simulator
import Testing

@Suite("Handovers that cannot be", .timeLimit(.minutes(5)))
struct HandoverInputTests {
  /// The people of a simulated company that a plan needs.
  private struct Cast: Sendable {
    let resigned: String
    let active: String
    let chats: [String]

    init(_ server: Server) async throws {
      (resigned, active, chats) = try await server.company { company, _ throws(Missing) in
        let members = company.members
        guard let resigned = members.first(where: { $0.isResigned }), let active = members.first(where: Self.isFit)
        else { throw Missing() }
        return (resigned.userID, active.userID, company.chatIDs(ownedBy: resigned.userID))
      }
    }

    struct Missing: Error {}

    private static func isFit(_ person: Person) -> Bool {
      !person.isResigned && person.hasCustomerContact && person.isActivated && !person.isDisabled
    }
  }

  private func withCast(
    _ body: (CommandLineHarness, Server, Cast) async throws -> Void
  ) async throws {
    try await CommandLineHarness.withCompany(groups: 60, owners: 6) { program, server in
      try await body(program, server, try await Cast(server))
    }
  }

  // MARK: New owners

  @Test("a new owner without customer contact is refused before anything is sent, with who mends it: 2")
  func noCustomerContact() async throws {
    try await withCast { program, server, cast in
      try await server.company { company, _ throws(ControlError) in
        try company.alter(cast.active) { $0.hasCustomerContact = false }
      }
      let run = try await program.run("handover", "plan", "--from", cast.resigned, "--to", cast.active, "--lang", "en")
      #expect(run.status == 2 && run.stdout.isEmpty)
      #expect(run.stderr.contains("cannot take over: lacks customer contact. For the corp's administrator"))
    }
  }

  @Test("a new owner who has not activated WeCom: 2")
  func notActivated() async throws {
    try await withCast { program, server, cast in
      try await server.company { company, _ throws(ControlError) in
        try company.alter(cast.active) { $0.isActivated = false }
      }
      let run = try await program.run("handover", "plan", "--from", cast.resigned, "--to", cast.active, "--lang", "zh")
      #expect(run.status == 2)
      #expect(run.stderr.contains("不能接手：没有激活企业微信。请新群主：激活企业微信"))
    }
  }

  @Test("a new owner nobody knows, and the old owner as the new one: 2")
  func nobody() async throws {
    try await withCast { program, _, cast in
      let unknown = try await program.run("handover", "plan", "--from", cast.resigned, "--to", "nobody", "--lang", "en")
      #expect(unknown.status == 2 && unknown.stderr.contains("nobody cannot take over: no such member"))
      let same = try await program.run(
        "handover", "plan", "--from", cast.resigned, "--to", cast.resigned, "--lang", "en")
      #expect(same.status == 2 && same.stderr.contains("is the old owner"))
    }
  }

  // MARK: Old owners and groups

  @Test("an owner nobody knows: 2")
  func unknownOwner() async throws {
    try await withCast { program, _, cast in
      let run = try await program.run("handover", "plan", "--from", "nobody", "--to", cast.active, "--lang", "en")
      #expect(run.status == 2 && run.stdout.isEmpty)
      #expect(run.stderr.contains("WeCom shows no customer group of nobody"))
    }
  }

  @Test("an owner who has not resigned: 2, and the way that is open")
  func notResigned() async throws {
    try await withCast { program, server, cast in
      let owner = try #require(
        await server.company { company, _ in
          company.members.first { !$0.isResigned && !company.chatIDs(ownedBy: $0.userID).isEmpty }?.userID
        })
      let other = try #require(
        await server.company { company, _ in
          company.members.first { !$0.isResigned && $0.userID != owner && $0.status == 1 && $0.hasCustomerContact }?
            .userID
        })
      _ = cast
      let run = try await program.run("handover", "plan", "--from", owner, "--to", other, "--lang", "en")
      #expect(run.status == 2 && run.stderr.contains("--on-job"))
    }
  }

  @Test("a dismissed group is left out, with why")
  func leftOut() async throws {
    try await withCast { program, server, cast in
      _ = try await program.run("groups", "refresh")
      try await server.company { company, now throws(ControlError) in try company.dismiss(cast.chats[0], at: now) }
      // What a group's details show lags a little.
      await server.advanceClock(bySeconds: 10)
      let run = try await program.run(
        "handover", "plan", "--from", cast.resigned, "--to", cast.active, "--chats",
        try program.home.write(cast.chats.prefix(3).joined(separator: "\n"), to: "chats.txt"), "--lang", "en")
      #expect(run.status == 0, "\(run.stderr)")
      #expect(run.stdout.contains("dismissed 1"))
    }
  }

  // MARK: Mapping files

  private func map(_ content: String, _ body: (CommandLineHarness.Run, Cast) -> Void) async throws {
    try await withCast { program, _, cast in
      let filled =
        content
        .replacing("CHAT1", with: cast.chats[0]).replacing("CHAT2", with: cast.chats[1])
        .replacing("OWNER", with: cast.active)
      let file = try program.home.write(filled, to: "map.csv")
      body(
        try await program.run("handover", "plan", "--from", cast.resigned, "--map", file, "--lang", "en"), cast)
    }
  }

  @Test("a mapping file with a BOM, CRLF and quotes is read")
  func mapping() async throws {
    try await map("\u{FEFF}\"chat_id\",\"new_owner\"\r\n\"CHAT1\",\"OWNER\"\r\n\"CHAT2\",\"OWNER\"\r\n") { run, cast in
      #expect(run.status == 0, "\(run.stderr)")
      #expect(run.stdout.contains("2 groups"))
    }
  }

  @Test("every fault of a mapping file is told at once, with file and line: 2")
  func faults() async throws {
    try await map("chat_id,new_owner\nCHAT1,OWNER\nCHAT1,OWNER\nnot an id,OWNER\nCHAT2,\n") { run, _ in
      #expect(run.status == 2 && run.stdout.isEmpty)
      #expect(run.stderr.contains("map.csv:3:") && run.stderr.contains("stands in line 2 already"))
      #expect(run.stderr.contains("map.csv:4: \"not an id\" is not a chat_id"))
      #expect(run.stderr.contains("map.csv:5: \"\" is not a userid"))
    }
  }

  @Test("a missing column is named: 2")
  func missingColumn() async throws {
    try await map("chat_id,owner\nCHAT1,OWNER\n") { run, _ in
      #expect(run.status == 2)
      #expect(run.stderr.contains("the column new_owner is missing"))
    }
  }

  @Test("groups the vendor does not know are named: 2")
  func unknownChats() async throws {
    try await map("chat_id,new_owner\nCHAT1,OWNER\nwrNOBODY,OWNER\n") { run, _ in
      #expect(run.status == 2)
      #expect(run.stderr.contains("WeCom knows no customer group wrNOBODY"))
    }
  }

  @Test("an empty file, and one that is not there: 2")
  func noFile() async throws {
    try await map("") { run, _ in
      #expect(run.status == 2 && run.stderr.contains("has no rows"))
    }
    try await withCast { program, _, cast in
      let run = try await program.run(
        "handover", "plan", "--from", cast.resigned, "--map", "/nowhere/map.csv", "--lang", "en")
      #expect(run.status == 2 && run.stderr.contains("cannot read /nowhere/map.csv: it does not exist"))
    }
  }

  // MARK: Confirming

  @Test("another number than the plan's, none, and read-only send nothing: 5")
  func notConfirmed() async throws {
    struct Plan: Decodable { let plan: String, count: Int }
    try await withCast { program, server, cast in
      let plan = try await program.run(
        "handover", "plan", "--from", cast.resigned, "--to", cast.active, "--json"
      ).json(Plan.self)
      let wrong = try await program.run(
        "handover", "start", plan.plan, "--confirm", "\(plan.count + 1)", "--lang", "en")
      #expect(wrong.status == 5 && wrong.stderr.contains("--confirm \(plan.count)"))
      let none = try await program.run("handover", "start", plan.plan, "--lang", "en")
      #expect(none.status == 5)
      let readOnly = try await program.run(
        "--read-only", "handover", "start", plan.plan, "--confirm", "\(plan.count)", "--lang", "en")
      #expect(readOnly.status == 5 && readOnly.stderr.contains("read-only: nothing was changed"))
      let transfers = await server.company { company, _ in company.journal.transfers.count }
      #expect(transfers == 0)
    }
  }

  @Test("a plan nobody made: 2")
  func unknownPlan() async throws {
    try await withCast { program, _, _ in
      let run = try await program.run("handover", "start", "nosuchplan", "--confirm", "3", "--lang", "en")
      #expect(run.status == 2 && run.stderr.contains("there is no such plan"))
    }
  }

  // MARK: What only the transfer tells

  /// Plans, starts and runs a handover of everything to the active owner; its report comes back with the run.
  private func handOver(
    _ program: CommandLineHarness, _ cast: Cast, beforeRun: () async throws -> Void = {}
  ) async throws -> (run: CommandLineHarness.Run, report: CommandLineHarness.Run) {
    struct Plan: Decodable { let plan: String, count: Int }
    let plan = try await program.run(
      "handover", "plan", "--from", cast.resigned, "--to", cast.active, "--json"
    ).json(Plan.self)
    let started = try await program.run("handover", "start", plan.plan, "--confirm", "\(plan.count)")
    #expect(started.status == 0, "\(started.stderr)")
    try await beforeRun()
    let run = try await program.run("queue", "run", "--until-done", "--lang", "en")
    return (run, try await program.run("handover", "report", plan.plan, "--lang", "en"))
  }

  @Test("a new owner without a real name stops the handover with the vendor's word, and no group is lost: 1")
  func noRealName() async throws {
    try await withCast { program, server, cast in
      try await server.company { company, _ throws(ControlError) in
        try company.alter(cast.active) { $0.hasRealName = false }
      }
      let (run, report) = try await handOver(program, cast)
      #expect(run.status == 1, "\(run.stderr)")
      #expect(run.stderr.contains("40098") && run.stderr.contains("set the real name in WeCom"))
      #expect(report.stdout.contains("40098"), "\(report.stdout)")
      let owned = await server.company { company, _ in company.chatIDs(ownedBy: cast.resigned).count }
      #expect(owned == cast.chats.count)
    }
  }

  @Test("full groups are refused one by one, and the report says what to do: 1")
  func full() async throws {
    try await withCast { program, server, cast in
      await server.company { company, _ in
        company.rules.groupLimit = 1
        company.rules.handoverSeconds = 60...120
        company.rules.tokenSeconds = 1_000_000
      }
      let (run, report) = try await handOver(program, cast) {
        // Those few in which the new owner is already are followed to their end.
        try await server.runClock(at: 500)
      }
      #expect(run.status == 1, "\(run.stderr)")
      #expect(report.stdout.contains("90503") && report.stdout.contains("make room in the WeCom client"))
    }
  }
}

extension Server {
  /// Company seconds in one real second.
  fileprivate func runClock(at speed: Int) async throws {
    var request = URLRequest(url: try #require(URL(string: "\(baseURL)/_simulator/clock")))
    request.httpMethod = "POST"
    request.httpBody = Data(#"{"speed":\#(speed)}"#.utf8)
    _ = try await URLSession.shared.data(for: request)
  }
}
