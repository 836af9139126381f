import Foundation
import Simulator
import Testing

/// However the console ends, it is gone at once and the terminal is as it was.
@Suite("The end of the console", .serialized)
struct ConsoleEndTests {
  /// What was seen of one end.
  struct End: Sendable {
    let status: Int32?
    let seconds: Double
    let modesAreRestored: Bool
    let screenIsRestored: Bool
    let output: String
  }

  private static let restore = Array("\u{1B}[?1049l".utf8)
  private static let pasteOff = Array("\u{1B}[?2004l".utf8)

  /// Opens the console on a company, waits until its overview stands, lets `act` end it, and looks at what is left.
  private func end(
    prefix: [String] = [], environment more: [String: String] = [:],
    _ act: @escaping @Sendable (PseudoTerminal) -> Void
  ) async throws -> End {
    let server = try await Server.start(CompanyConfiguration(groups: 60, owners: 4, membersPerGroup: 5...10))
    let harness = try CommandLineHarness(server)
    var environment = harness.environment.merging(["TERM": "xterm-256color", "LANG": "C.UTF-8"]) { $1 }
    environment.merge(more) { $1 }
    let command = prefix + [CommandLineHarness.program, "--home", harness.home.path, "--lang", "en"]
    let end = try await PseudoTerminal.run(command, environment: environment) { terminal in
      let before = terminal.modesBefore
      try #require(terminal.sees("nothing is sent before"), "\(String(decoding: terminal.output, as: UTF8.self))")
      try #require(terminal.modes != before)
      act(terminal)
      let end = terminal.waitForEnd()
      return End(
        status: end?.status, seconds: end?.after ?? .infinity, modesAreRestored: terminal.modes == before,
        screenIsRestored: terminal.contains(Self.restore) && terminal.contains(Self.pasteOff),
        output: String(decoding: terminal.output, as: UTF8.self))
    }
    await server.shutdown()
    return end
  }

  @Test("a signal ends it, with the terminal restored", arguments: [SIGTERM, SIGQUIT, SIGHUP])
  func signal(number: Int32) async throws {
    let end = try await end { $0.signal(number) }
    #expect(end.status == 128 + number)
    #expect(end.seconds <= 0.5)
    #expect(end.modesAreRestored)
    #expect(end.screenIsRestored)
  }

  @Test("ctrl-c on the overview leaves as q does")
  func interruption() async throws {
    let end = try await end { $0.send("\u{3}") }
    #expect(end.status == 0)
    #expect(end.modesAreRestored && end.screenIsRestored)
  }

  @Test("q on the overview leaves")
  func leaving() async throws {
    let end = try await end { $0.send("q") }
    #expect(end.status == 0)
    #expect(end.modesAreRestored && end.screenIsRestored)
  }

  @Test("a closed terminal ends it")
  func hangUp() async throws {
    let end = try await end { $0.hangUp() }
    #expect(end.status == 129)
    #expect(end.seconds <= 0.5)
  }

  @Test("a closed terminal ends it also where SIGHUP is ignored")
  func hangUpIgnored() async throws {
    let end = try await end(prefix: ["/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""]) { $0.hangUp() }
    #expect(end.status == 129)
    #expect(end.seconds <= 0.5)
  }

  @Test("a trap restores the terminal and says where the log is")
  func trap() async throws {
    let end = try await end(environment: ["GROUPDESK_TRAP_ON": "F12"]) { $0.send("\u{1B}[24~") }
    #expect(end.status == -SIGILL || end.status == -SIGTRAP)
    #expect(end.seconds <= 0.5)
    #expect(end.modesAreRestored && end.screenIsRestored)
    #expect(end.output.contains("console.log"))
    // The runtime's own report would have come over the screen and waited for a key.
    #expect(!end.output.contains("Backtrace"))
  }

  @Test("stopped and continued, it draws everything again")
  func suspension() async throws {
    // A shell that minds jobs: nobody else could continue the process.
    let shell = ["/bin/bash", "-c", "set -m; \"$0\" \"$@\"; printf 'seen by the shell'; fg > /dev/null"]
    let end = try await end(prefix: shell) { terminal in
      let before = terminal.output.count
      terminal.send("\u{1A}")
      #expect(terminal.sees("seen by the shell", from: before))
      #expect(terminal.contains(Self.restore, from: before))
      // It stood there before, so only a new drawing brings it again.
      #expect(terminal.sees("nothing is sent before", from: before))
      terminal.send("q")
    }
    #expect(end.status == 0)
    #expect(end.modesAreRestored)
  }
}
