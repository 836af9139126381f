import Foundation
import Synchronization

/// Many worlds, as many at a time as there are processors; each of them in one thread.
struct Campaign: Sendable {
  var seeds: [UInt64] = []
  var size = WorldPlan.Size.small
  var variant: Variant?
  /// The variant's world, and its safety in place.
  var isSafe = false
  var isTraced = false

  /// What became of one seed.
  struct Result: Sendable {
    let seed: UInt64
    let variant: String?
    let outcome: World.Outcome

    /// A line for what broke first, behind the events that led there; with nothing broken only those.
    var lines: [String] {
      guard let finding = outcome.findings.first else { return outcome.trace }
      let name = variant.map { " variant \($0)" } ?? ""
      let others = outcome.findings.dropFirst().map { "  \($0)" }
      return outcome.trace + ["seed \(seed)\(name): \(finding)"] + (outcome.trace.isEmpty ? [] : others)
    }
  }

  /// All of them together.
  struct Report: Sendable {
    var seeds = 0
    var failed = 0
    var tally = Tally()
  }

  /// - Parameter told: of each seed when it has ended, one at a time.
  /// - Throws: what kept a world from being run at all.
  func run(told: @escaping @Sendable (Result) -> Void = { _ in }) throws -> Report {
    let report = Mutex(Report())
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: seeds.count) { index in
      do {
        let result = try run(seeds[index])
        report.withLock { report in
          report.seeds += 1
          report.failed += result.outcome.findings.isEmpty ? 0 : 1
          report.tally += result.outcome.tally
          told(result)
        }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return report.withLock { $0 }
  }

  /// One seed, on a ledger that is gone afterwards.
  func run(_ seed: UInt64) throws -> Result {
    let folder = try ScratchFolder()
    let world = try World(
      seed: seed, size: size, variant: variant, isSafe: isSafe, file: folder.file("ledger"), isTraced: isTraced)
    return Result(seed: seed, variant: variant?.name, outcome: try world.run())
  }
}

/// A folder in memory where the system has one, removed with the last reference.
final class ScratchFolder {
  private let url: URL

  init() throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let parent =
      FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
    // A folder's name, not a part of a world: those come from the seed alone.
    url = parent.appendingPathComponent("groupdesk-simulation-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  func file(_ name: String) -> String { url.appendingPathComponent(name).path }

  deinit { try? FileManager.default.removeItem(at: url) }
}
