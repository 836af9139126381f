import Foundation
import Subprocess
import Testing

/// No room for the ledger at the worst moments. What cannot be written down is not sent; what was sent is found out about
/// once there is room again.
@Suite("A full disk under the ledger", .timeLimit(.minutes(5)))
struct FullDiskTests {
  /// What cannot be written.
  enum Commit: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case intent = "INTENT"
    case record = "RECORD"

    var testDescription: String { rawValue }
    var path: String { self == .intent ? KillRow.list : KillRow.transfer }
  }

  private static let table = TortureTable("disk full", size: 2 * Commit.allCases.count)

  @Test("a small file system is full", .enabled { await SmallDisk.isPermitted() }, arguments: Commit.allCases)
  func fileSystem(_ commit: Commit) async throws {
    try await HandoverRun.withCompany(.small) { run in
      try await SmallDisk.beside(run.program) { disk in
        var inside = run
        inside.program = disk.program
        try await play(commit, inside, "file system", number: 0, fill: { _ in try disk.fill() }) {
          // Full as it is, nothing begins.
          #expect(try await inside.program.run("queue", "run", "--until-done").status == 5)
          try await disk.moveToLargerDisk()
          return run
        }
      }
    }
  }

  @Test("no file may grow", arguments: Commit.allCases)
  func limit(_ commit: Commit) async throws {
    try await HandoverRun.withCompany(.small) { run in
      var limited = run
      // Whoever ignores the signal is told by the call, as with a full disk.
      limited.program.launcher = ["/bin/sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]
      try await play(commit, limited, "file size", number: 2, fill: { try await Self.limit($0, to: 0) }) { run }
    }
  }

  /// - Parameters:
  ///   - fill: leaves no room to this process, or to all.
  ///   - makeRoom: takes that back, and says how to go on.
  private func play(
    _ commit: Commit, _ run: HandoverRun, _ kind: String, number: Int, fill: (RunningProgram) async throws -> Void,
    makeRoom: () async throws -> HandoverRun
  ) async throws {
    var line = TortureLine(
      number: number + (commit == .intent ? 0 : 1), name: "\(commit.rawValue), \(kind)", restart: "same")
    defer { Self.table.add(line) }
    let to = try await run.control.company().successors(2)
    let plan = try await run.start("--from", "zhangsan", "--to", to.joined(separator: ","))
    try await run.control.hold("before_effect", path: commit.path)
    try await run.program.beside(["queue", "run", "--until-done", "--lang", "en"]) { worker in
      try await run.control.waitUntilHeld()
      try await fill(worker)
      try await run.control.release()
      let end = try await worker.end()
      #expect(end.status == 5 && end.stderr.contains("disk is full"), "\(end.status) \(end.stderr)")
    }
    #expect(try await run.control.transfers().count == (commit == .intent ? 0 : 1))
    let mended = try await makeRoom()
    #expect(try await mended.runQueue().status == 0)
    try await mended.expectTruth(of: plan, from: "zhangsan")
    try await line.judge(run, plan)
    #expect(line.isRight)
  }

  private static func limit(_ program: RunningProgram, to bytes: Int) async throws {
    let end = try await Subprocess.run(
      .path("/usr/bin/prlimit"), arguments: ["--pid", "\(program.process)", "--fsize=\(bytes)"], input: .none,
      output: .discarded, error: .discarded)
    try #require(end.terminationStatus.isSuccess)
  }
}
