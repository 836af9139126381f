import Simulator

/// One reader of somebody else's bytes, and what must hold whatever they are.
struct FuzzTarget: Sendable {
  let name: String
  /// Inputs as they really occur; the mutator starts from these.
  let seeds: [[UInt8]]
  var tokens: [[UInt8]] = []
  /// Bytes of an input, at most.
  var longest = 64 << 10
  /// Says whether the input was accepted; throws ``Finding`` when something does not hold. What it draws depends on the
  /// input's number alone.
  let check: @Sendable (_ input: [UInt8], _ chance: inout SeededGenerator) throws -> Bool

  var mutator: Mutator { Mutator(seeds: seeds, tokens: tokens, longest: longest) }

  /// Every target, in the order they are run.
  static let all = vendor + settings + handover + joinWays + outputs + terminal + simulated + images

  static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

  /// Where the draws of one input start.
  func chance(seed: UInt64, index: Int) -> SeededGenerator {
    // FNV-1a: `Hasher` differs from process to process.
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    var start = SeededGenerator(seed: seed ^ hash)
    return SeededGenerator(seed: start.next() &+ UInt64(index) &* 0xD6E8_FEB8_6659_FD93)
  }

  /// Makes the input of a number and checks it.
  func run(seed: UInt64, index: Int) throws -> Bool {
    var chance = chance(seed: seed, index: index)
    let input = mutator.input(using: &chance)
    return try check(input, &chance)
  }
}

/// Something that ought to hold, and does not.
struct Finding: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Throws unless it holds.
func expect(_ holds: Bool, _ what: @autoclosure () -> String) throws(Finding) {
  if !holds { throw Finding(what()) }
}
