import Foundation
import Subprocess
import Testing

/// The program as a process that a test watches, signals and waits for.
struct RunningProgram: Sendable {
  let process: pid_t
  private let ending: Task<CommandLineHarness.Run, any Error>

  init(process: pid_t, ending: Task<CommandLineHarness.Run, any Error>) {
    self.process = process
    self.ending = ending
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Returns when it has ended.
  func end() async throws -> CommandLineHarness.Run {
    try await withTaskCancellationHandler {
      try await ending.value
    } onCancel: {
      ending.cancel()
    }
  }

  /// Kills it should it still run.
  func stop() { ending.cancel() }

  /// How often the threads of a process have gone to sleep so far, and so were woken.
  static func sleeps(of process: pid_t) throws -> Int {
    let folder = "/proc/\(process)/task"
    return try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
      .reduce(0) { sum, task in
        // A thread may end while it is looked at.
        let status = (try? String(contentsOfFile: "\(task)/status", encoding: .utf8)) ?? ""
        let lines = status.split(separator: "\n").filter { $0.hasPrefix("voluntary_ctxt_switches") }
        return sum + lines.compactMap { Int($0.split(separator: "\t").last ?? "") }.reduce(0, +)
      }
  }

  /// Returns once the kernel has stopped it.
  func waitUntilStopped() async throws {
    try await waitUntil {
      let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      return stat.split(separator: ")").last?.split(separator: " ").first == "T"
    }
  }

  /// Returns once it is blocked at a lock: waiting for the worker's role.
  func waitUntilItWaitsForRole() async throws {
    try await waitUntil {
      let locks = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
      return locks.contains("-> FLOCK  ADVISORY  WRITE \(process) ")
    }
  }

  /// The process that holds the worker's role of a ledger; nil while nobody does.
  static func worker(of ledger: String) throws -> pid_t? {
    let file = try FileManager.default.attributesOfItem(atPath: "\(ledger).worker.lock")[.systemFileNumber]
    let number = try #require(file as? Int)
    let locks = try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
    let held = locks.first { !$0.contains("->") && $0.contains("FLOCK") && $0.contains(":\(number) ") }
    return held?.split(separator: " ").dropFirst(4).first.flatMap { pid_t($0) }
  }
}

/// Looks until it is so: for what the kernel tells nobody when it changes.
func waitUntil(_ isSo: () throws -> Bool) async throws {
  while try !isSo() { try await Task.sleep(for: .milliseconds(5)) }
}
