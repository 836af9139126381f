import Foundation
import FoundationNetworking
import Simulator
import Testing

@Suite("A vendor that misbehaves", .timeLimit(.minutes(5)))
struct VendorFaultTests {
  private static let firstRead = "externalcontact/get_follow_user_list"

  private static func fault(_ kind: Fault.Kind, code: Int? = nil) -> Fault {
    var fault = Fault(kind, path: firstRead)
    fault.count = nil
    fault.code = code
    return fault
  }

  private func refresh(with fault: Fault) async throws -> CommandLineHarness.Run {
    var run: CommandLineHarness.Run?
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, server in
      await server.company { company, _ in company.add([fault]) }
      run = try await program.run("groups", "refresh", "--lang", "en")
    }
    return try #require(run)
  }

  @Test("a vendor that is down is unreachable: 4")
  func down() async throws {
    var program: CommandLineHarness?
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { harness, _ in program = harness }
    let run = try await #require(program).run("groups", "list", "--lang", "en")
    #expect(run.status == 4)
    #expect(run.stderr.contains("cannot connect to 127.0.0.1:"))
    #expect(run.stdout.isEmpty)
  }

  @Test("a vendor that does not answer in time: 4, with how long was waited")
  func slow() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, server in
      try program.home.write(
        """
        corp_id = "wwsimulated"
        base_url = "\(server.baseURL)"
        request_timeout = 5
        """, to: "config/profiles/slow.toml")
      await server.company { company, _ in company.add(Hold(path: "gettoken", point: .beforeEffect, count: 100)) }
      let run = try await program.run("profile", "check", "slow", "--lang", "en")
      #expect(run.status == 4)
      #expect(run.stdout.contains("within 5 seconds"))
    }
  }

  @Test("a page of HTML in place of an answer: 4, with its HTTP status")
  func html() async throws {
    let run = try await refresh(with: Self.fault(.html))
    #expect(run.status == 4)
    #expect(run.stderr.contains("answers HTTP 502"))
  }

  @Test("half a document: 4")
  func truncated() async throws {
    let run = try await refresh(with: Self.fault(.truncated))
    #expect(run.status == 4)
    #expect(run.stderr.contains("ends in the middle"))
  }

  @Test("members of other types: 4, naming the member")
  func wrongTypes() async throws {
    let run = try await refresh(with: Self.fault(.wrongTypes))
    #expect(run.status == 4)
    #expect(run.stderr.contains("follow_user is missing or of a wrong type"))
  }

  @Test("members nobody documented, and a byte order mark, do no harm", arguments: [Fault.Kind.unknownMembers, .bom])
  func harmless(_ kind: Fault.Kind) async throws {
    var fault = Fault(kind)
    fault.count = nil
    let run = try await refresh(with: fault)
    #expect(run.status == 0, "\(run.stderr)")
  }

  @Test("a code nobody documented is no success, and says where to look it up: 3")
  func unknownCode() async throws {
    let run = try await refresh(with: Self.fault(.unknownCode, code: 987_654))
    #expect(run.status == 3)
    #expect(run.stderr.contains("987654") && run.stderr.contains("does not count as success"))
  }

  @Test("a vendor that stays busy: 4")
  func busy() async throws {
    let run = try await refresh(with: Self.fault(.busy))
    #expect(run.status == 4)
    #expect(run.stderr.contains("-1 WeCom is busy"))
  }

  @Test("a connection that breaks: 4")
  func broken() async throws {
    let run = try await refresh(with: Self.fault(.resetAfter))
    #expect(run.status == 4)
    #expect(run.stderr.contains("the connection to 127.0.0.1:"))
  }

  @Test("ctrl-c ends a fetch once its call has ended: 130")
  func interrupted() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, server in
      var fault = Self.fault(.slow)
      fault.milliseconds = 2000
      let slow = fault
      await server.company { company, _ in company.add([slow]) }
      let run = try await program.run("groups", "refresh", "--lang", "en", signal: .interrupt) {
        try await Self.tokenGiven(by: server)
      }
      #expect(run.status == 130)
      #expect(run.stderr.contains("interrupted"))
    }
  }

  /// Returns once the program has its token: the first read, which is slow, comes next.
  private static func tokenGiven(by server: Server) async throws {
    let journal = try #require(URL(string: "\(server.baseURL)/_simulator/journal?type=token&wait=50"))
    _ = try await URLSession.shared.data(from: journal)
  }
}
