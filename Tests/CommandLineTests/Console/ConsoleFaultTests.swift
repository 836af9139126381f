import Foundation
import Simulator
import Storage
import Synchronization
import Testing

/// What breaks while the console is open is told, and the rest goes on.
@Suite("Faults while the console is open", .serialized, .timeLimit(.minutes(5)))
struct ConsoleFaultTests {
  /// A console on a company that has been swept.
  private func withConsole(
    largestFile: Int? = nil, _ body: @escaping @Sendable (Tmux, CommandLineHarness, Server) async throws -> Void
  ) async throws {
    try await CommandLineHarness.withCompany { program, server in
      let refreshed = try await program.run("groups", "refresh")
      try #require(refreshed.status == 0, "\(refreshed.stderr)")
      try await program.console(largestFile: largestFile) { try await body($0, program, server) }
    }
  }

  /// Lists can be looked at, and `q` leaves.
  private func expectUse(of console: Tmux) async throws {
    try await console.press("2")
    try await console.waits(for: "the owners") {
      !$0.contains("nothing is sent before") && $0.contains("李四")
    }
    try await console.press("0")
    try await console.waits(for: "nothing is sent before")
    try await console.press("q")
    #expect(try await console.exitCode() == 0)
  }

  @Test("the vendor goes away: what is shown is local, and lists go on")
  func vendor() async throws {
    try await withConsole { console, _, server in
      await server.shutdown()
      try await console.press("r")
      try await console.waits(for: "WeCom cannot be used")
      try await expectUse(of: console)
    }
  }

  @Test("the ledger becomes rubbish: it is left alone, and lists go on")
  func rubbish() async throws {
    try await withConsole { console, program, _ in
      let rubbish = Data(String(repeating: "this is no database ", count: 500).utf8)
      let ledger = try program.home.ledger
      try rubbish.write(to: URL(fileURLWithPath: ledger))
      try await console.press("r")
      try await console.waits(for: "jobs cannot be used, lists still can")
      #expect(try program.home.bytes(of: ledger) == rubbish)
      try await expectUse(of: console)
    }
  }

  @Test("the ledger is locked by somebody: it is told, and goes on afterwards")
  func locked() async throws {
    try await withConsole { console, program, _ in
      let ledger = try program.home.ledger
      let (hold, held) = (DispatchSemaphore(value: 0), AsyncStream<Void>.makeStream())
      Thread {
        defer { held.continuation.finish() }
        guard let engine = try? LedgerSchema.open(path: ledger) else { return }
        try? engine.transaction { _ in
          held.continuation.yield()
          _ = hold.wait(timeout: .now() + 60)
        }
        engine.close()
      }.start()
      for await _ in held.stream { break }
      try await console.press("r")
      // A long path leaves little room for more on the line.
      let screen = try await console.waits(for: "/data/ledgers/")
      #expect(screen.contains("nothing is sent before"))
      hold.signal()
      try await console.press("6")
      try await console.waits(for: "1/1")
      try await console.press("Enter")
      try await console.waits(for: "in use", "(SIGSTOP)")
      try await console.press("Escape")
      try await console.waits(for: "no box") { !$0.contains("(SIGSTOP)") }
      try await console.press("0", "r")
      try await console.waits(for: "another refresh") {
        $0.contains("nothing is sent before") && !$0.contains("stops it")
      }
      try await expectUse(of: console)
    }
  }

  @Test("a full disk under the ledger is told, and lists go on")
  func fullDisk() async throws {
    // Room for what SQLite shares between processes, not for the ledger.
    try await withConsole(largestFile: 33_000) { console, _, _ in
      try await console.press("r")
      try await console.waits(for: "the disk is full")
      try await expectUse(of: console)
    }
  }
}
