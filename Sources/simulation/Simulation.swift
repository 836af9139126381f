import ArgumentParser
import Foundation
import Synchronization

/// Runs worlds and tells which of them broke a promise.
@main
struct Simulation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulation",
    abstract: "Play handovers through crashes, freezes, lost answers and late ones, seed by seed.",
    discussion: """
      Prints a line for each failing seed and a summary; exits with 0 only if none failed. With a variant a safety is \
      missing, and seeds are expected to fail.
      """)

  @Option(help: "How many seeds to run.") var seeds = 100
  @Option(help: "The first seed.") var from: UInt64 = 1
  @Option(help: "This seed only.") var seed: UInt64?
  @Option(help: "Leave one safety out; see --list-variants.") var variant: String?
  @Flag(help: "Run a variant's world with the safety in place.") var safe = false
  @Flag(help: "3 workers, 1200 groups, 12 days; else at most 150 groups and 4 days.") var full = false
  @Flag(help: "Print the last events of each seed.") var trace = false
  @Flag(help: "Name the variants, what they leave out and what must find it.") var listVariants = false

  mutating func validate() throws {
    if let variant, Variant.named(variant) == nil {
      throw ValidationError("there is no variant \"\(variant)\"; see --list-variants")
    }
    guard seeds > 0 else { throw ValidationError("--seeds takes a number above 0") }
  }

  func run() throws {
    if listVariants {
      for variant in Variant.all {
        print("\(variant.name): without \(variant.removes). \(variant.world). Breaks \(variant.breaks.rawValue).")
      }
      return
    }
    let first = seed ?? from
    let campaign = Campaign(
      seeds: Array(first..<first + (seed == nil ? UInt64(seeds) : 1)), size: full ? .full : .small,
      variant: variant.flatMap(Variant.named), isSafe: safe, isTraced: trace)
    let begun = ContinuousClock.now
    let report = try campaign.run { result in
      for line in result.lines { say(line) }
    }
    let seconds = begun.duration(to: .now).components.seconds
    say("\(report.seeds) seeds, \(report.failed) failed, \(report.tally), \(seconds) s")
    if report.failed > 0 { throw ExitCode(1) }
  }

  /// At once, also where the output is a file.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
