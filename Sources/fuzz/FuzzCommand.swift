import ArgumentParser
import Foundation
import Model
import Screen

/// Feeds every reader of other people's bytes with inputs nobody would send, and says which one broke what.
@main
struct FuzzCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Tries every reader of other people's bytes on mutated inputs.",
    discussion: """
      The same seed makes the same inputs. Every target runs in a process of its own; one that crashes or hangs is \
      reported with the input's index, and --target NAME --seed N --index I runs that one alone, in this process. \
      Ends with 1 if anything did not hold.
      """)

  @Option(help: "Inputs for each target.")
  var inputs = 1_000_000

  @Option(help: "A target to run; may be repeated. All of them without it.")
  var target: [String] = []

  @Option(help: "What the inputs are drawn from.")
  var seed: UInt64 = 1

  @Option(help: "Show this one input of the target, then run it.")
  var index: Int?

  @Flag(help: "Name the targets and end.")
  var listTargets = false

  @Option(help: .hidden)
  var note: String?

  func validate() throws {
    for name in target where FuzzTarget.named(name) == nil {
      throw ValidationError("There is no target '\(name)': see --list-targets.")
    }
    if index != nil || note != nil, target.count != 1 { throw ValidationError("This needs one --target.") }
    if inputs < 1 { throw ValidationError("There have to be inputs.") }
  }

  func run() async throws {
    CharacterType.prepare()
    if listTargets { return FuzzTarget.all.forEach { print($0.name) } }
    let targets = target.isEmpty ? FuzzTarget.all : target.compactMap { FuzzTarget.named($0) }
    if let index { return try replay(targets[0], index) }
    if let note {
      let report = Batch(target: targets[0], seed: seed, count: inputs).run(try Note(note))
      print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
      return
    }
    let campaign = Campaign(targets: targets, seed: seed, inputs: inputs, program: "/proc/\(getpid())/exe") { line in
      FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
    let results = try await campaign.run()
    for line in Summary.lines(results) { print(line) }
    if results.contains(where: { $0.failure != nil }) { throw ExitCode.failure }
  }

  private func replay(_ target: FuzzTarget, _ index: Int) throws {
    var chance = target.chance(seed: seed, index: index)
    let input = target.mutator.input(using: &chance)
    print("\(input.count) bytes: \(String(decoding: input.prefix(4096), as: UTF8.self).debugDescription)")
    do {
      print(try target.check(input, &chance) ? "accepted" : "rejected")
    } catch let finding as Finding {
      print(finding.description.debugDescription)
      throw ExitCode.failure
    }
  }
}
