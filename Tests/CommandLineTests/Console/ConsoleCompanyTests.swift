import Foundation
import Simulator
import Testing

/// Several processes on one ledger: who works, who sees what, and who goes on.
@Suite("Consoles and workers together", .serialized, .timeLimit(.minutes(5)))
struct ConsoleCompanyTests {
  private static let here = "this program, until you leave"
  private static let elsewhere = "another process, and it goes on"

  @Test("what one console does the other shows, and it works when the first is killed")
  func twoConsoles() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      _ = try await program.run("groups", "refresh")
      try await program.console { first in
        try await first.waits(for: Self.here)
        try await program.console { second in
          try await second.waits(for: Self.elsewhere)
          try await second.press("3")
          try await second.waits(for: "queue") { !$0.contains("nothing is sent before") }
          try await first.press("3")
          try await first.waits(for: "queue") { !$0.contains("nothing is sent before") }
          try await first.press("P")
          try await first.waits(for: "all paused")
          try await second.waits(for: "all paused")
          try await second.press("0")
          try await second.waits(for: Self.elsewhere)
          kill(try #require(try await first.process), SIGKILL)
          try await second.waits(for: Self.here)
          try await second.press("q")
          #expect(try await second.exitCode() == 0)
        }
      }
    }
  }

  @Test("beside a running worker the console watches, and takes over when it is killed")
  func besideQueueRun() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      _ = try await program.run("groups", "refresh")
      let worker = [CommandLineHarness.program, "queue", "run", "--home", program.home.path]
      try await Tmux.run(worker, environment: program.environment) { worker in
        try await waitForRole(program)
        let process = try #require(try await worker.process)
        try await program.console { console in
          try await console.waits(for: Self.elsewhere)
          kill(process, SIGKILL)
          try await console.waits(for: Self.here)
        }
      }
    }
  }

  private func waitForRole(_ program: CommandLineHarness) async throws {
    for _ in 0..<200 {
      let overview = try await program.run("overview", "--json").json(Overview.self)
      if overview.worker { return }
    }
    Issue.record("the worker never had its role")
  }

  private struct Overview: Decodable { let worker: Bool }

  /// A handover that has been queued and not worked on, and a console that works on it.
  private func withUnfinished(
    _ body: @escaping @Sendable (Tmux, HandoverRun, PlanJSON) async throws -> Void
  ) async throws {
    try await HandoverRun.withCompany(
      CompanyConfiguration(groups: 60, owners: 6, resigned: [.init(groups: 20, customers: 4)], membersPerGroup: 3...8)
    ) { run in
      _ = try await run.program.run("groups", "refresh")
      let before = try await run.control.company()
      let plan = try await run.start("--from", try before.leaver(), "--to", try before.successors(1)[0])
      try await run.program.console { console in
        try await console.waits(for: Self.here)
        try await body(console, run, plan)
      }
    }
  }

  @Test("leaving with unfinished work asks first, and the answer it stands on is to stay")
  func stay() async throws {
    try await withUnfinished { console, _, _ in
      try await console.press("q")
      try await console.waits(for: "Leave groupdesk?", "[ Stay ]")
      try await console.press("Enter")
      try await console.waits(for: "no dialog") { !$0.contains("Leave groupdesk?") && $0.contains(Self.here) }
    }
  }

  @Test("a worker started at the end has a session of its own and finishes the handover")
  func startWorkerAndLeave() async throws {
    try await withUnfinished { console, run, plan in
      try await console.press("q")
      try await console.waits(for: "[ Stay ]", "Start a worker")
      try await console.press("Home", "Left", "Left")
      try await console.waits(for: "[ Start a worker")
      try await console.press("Enter")
      #expect(try await console.exitCode() == 0)
      let worker = try #require(workers(run.program).first)
      defer { kill(worker, SIGKILL) }
      #expect(getsid(worker) == worker)
      _ = try await run.whileTimeJumps {
        try await run.waitForJob { $0.state.isFinal }
      }
      let report = try await run.report(plan.plan)
      #expect(report.summary.state == "done" || report.summary.state == "done_with_errors")
      #expect(report.summary.planned == plan.count)
    }
  }

  /// The processes that run this home's queue.
  private func workers(_ program: CommandLineHarness) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { process in
      guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
      let arguments = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      return arguments.contains("queue") && arguments.contains("run") && arguments.contains(program.home.path)
    }
  }
}
