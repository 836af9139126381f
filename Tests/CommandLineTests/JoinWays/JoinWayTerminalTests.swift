import Foundation
import QRCodes
import Simulator
import Testing

/// What the subcommands do on a terminal only: ask, and draw.
@Suite("join-ways on a terminal", .timeLimit(.minutes(5)))
struct JoinWayTerminalTests {
  /// What became of a run on a terminal.
  private struct End: Sendable {
    let status: Int32?
    let output: String
  }

  private func withWays(_ body: (JoinWayRun) async throws -> Void) async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      _ = try await desk.program.run("groups", "refresh")
      try await body(desk)
    }
  }

  /// - Parameters:
  ///   - question: what is waited for before `answer` is typed; nil where nothing is asked.
  ///   - width: columns of the terminal.
  private func onTerminal(
    _ desk: JoinWayRun, _ arguments: [String], _ question: String? = nil, _ answer: String = "", width: Int = 100
  ) async throws -> End {
    let environment = desk.program.environment.merging(["TERM": "dumb", "NO_COLOR": "1"]) { $1 }
    let command = [CommandLineHarness.program, "join-ways"] + arguments + ["--home", desk.program.home.path]
    return try await PseudoTerminal.run(command, environment: environment, width: width) { terminal in
      if let question {
        try #require(terminal.sees(question), "\(String(decoding: terminal.output, as: UTF8.self))")
        terminal.send(answer + "\n")
      }
      let end = terminal.waitForEnd(seconds: 60)
      return End(status: end?.status, output: String(decoding: terminal.output, as: UTF8.self))
    }
  }

  @Test("a removal asks for the config id: typed right it is removed, anything else leaves it")
  func removal() async throws {
    try await withWays { desk in
      let id = try await desk.id("wechat-menu")
      let wrong = try await onTerminal(desk, ["remove", id], "type the config id", "yes")
      #expect(wrong.status == 5, "\(wrong.output)")
      #expect(try await desk.writes().isEmpty)
      let right = try await onTerminal(desk, ["remove", id], "type the config id", id)
      #expect(right.status == 0, "\(right.output)")
      #expect(try await desk.writes().map(\.kind) == ["delete"])
    }
  }

  @Test("rotating several asks for their number")
  func several() async throws {
    try await withWays { desk in
      let ids = [try await desk.id("shopA"), try await desk.id("live")]
      let wrong = try await onTerminal(desk, ["rotate"] + ids, "type the number 2", "3")
      #expect(wrong.status == 5, "\(wrong.output)")
      #expect(try await desk.writes().isEmpty)
      let right = try await onTerminal(desk, ["rotate"] + ids, "type the number 2", "2")
      #expect(right.status == 0, "\(right.output)")
      #expect(try await desk.writes().count == 2)
    }
  }

  @Test("the code is drawn with its link below; where it does not fit, it is said and the link is there")
  func drawn() async throws {
    try await withWays { desk in
      let poster = try #require(try await desk.truth().first { $0.state == "shopA" })
      let code = try #require(QRCode(poster.link))
      let run = try await onTerminal(desk, ["qr", poster.config_id])
      #expect(run.status == 0)
      let lines = run.output.split(whereSeparator: \.isNewline).map(String.init)
      let drawn = lines.filter { $0.contains { "█▀▄".contains($0) } }
      #expect(drawn.count >= (code.size + 1) / 2, "\(run.output)")
      #expect(lines.last?.contains(poster.link) == true)
      let narrow = try await onTerminal(desk, ["qr", poster.config_id], width: 20)
      #expect(narrow.status == 0 && narrow.output.contains("too narrow") && narrow.output.contains(poster.link))
    }
  }

  @Test(
    "every subcommand explains itself",
    arguments: [
      "list", "show", "add", "edit", "rotate", "replace", "remove", "qr", "find", "import", "refresh", "check",
      "arrivals",
      "acknowledge", "forget",
    ])
  func help(_ command: String) async throws {
    let run = try await CommandLineHarness().run("join-ways", command, "--help")
    #expect(run.status == 0 && run.stderr.isEmpty)
    #expect(run.stdout.contains("USAGE: groupdesk join-ways \(command)"))
    #expect(run.stdout.contains("--lang"))
  }
}
