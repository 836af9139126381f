import Foundation
import Subprocess

/// All inputs of all targets, each target in a process of its own, two at a time.
struct Campaign: Sendable {
  let targets: [FuzzTarget]
  let seed: UInt64
  let inputs: Int
  /// The program that runs a batch: this one.
  let program: String
  /// Hears where a process begins.
  let progress: @Sendable (String) -> Void

  /// What became of one target.
  struct Result: Sendable {
    let target: String
    var report = Batch.Report()
    /// Nil when everything held.
    var failure: String?
  }

  private static let processesAtOnce = 2
  /// More than this in memory, or gained while inputs go by, is too much.
  private static let mostMemory = 256 << 20
  private static let mostGrowth = 32 << 20

  func run() async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: targets.count)
      var next = 0
      func start() {
        guard next < targets.count else { return }
        let number = next
        next += 1
        group.addTask { (number, try await run(targets[number])) }
      }
      for _ in 0..<Self.processesAtOnce { start() }
      while let (number, result) = try await group.next() {
        results[number] = result
        start()
      }
      return results.compactMap(\.self)
    }
  }

  private func run(_ target: FuzzTarget) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
    // A file's name, not a part of an input: those come from the seed alone.
    let path = folder.appendingPathComponent("groupdesk-fuzz-\(UUID())").path
    let note = try Note(path)
    defer { unlink(path) }
    let end = try await Subprocess.run(
      .path(.init(program)),
      arguments: ["--target", target.name, "--seed", "\(seed)", "--inputs", "\(inputs)", "--note", path],
      // The report of a crash would take longer than all inputs before it.
      environment: .inherit.updating(["SWIFT_BACKTRACE": "enable=no"]),
      input: .none, output: .string(limit: 64 << 10), error: .discarded
    ) { execution in
      progress("\(target.name): \(inputs) inputs, process \(execution.processIdentifier)")
    }
    let place = "seed \(seed) index \(note.current)"
    switch end.terminationStatus {
    case .exited:
      guard let report = try? JSONDecoder().decode(Batch.Report.self, from: Data(end.standardOutput.utf8)) else {
        return Result(target: target.name, failure: "\(place): ended without a report (\(end.terminationStatus))")
      }
      let finding = report.finding.map { "\(place): \($0)" }
      return Result(target: target.name, report: report, failure: finding ?? memoryFailure(report))
    case .signaled(let signal):
      let how = note.isHung ? "took more than \(Batch.patience) s" : "ended by signal \(signal)"
      return Result(target: target.name, failure: "\(place): \(how)")
    }
  }

  private func memoryFailure(_ report: Batch.Report) -> String? {
    if report.peak > Self.mostMemory { return "\(report.peak >> 20) MB in memory" }
    guard report.growth > Self.mostGrowth else { return nil }
    return "\(report.growth >> 20) MB more in memory than after a tenth of the inputs"
  }
}
