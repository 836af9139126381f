/// SplitMix64: the only randomness of everything simulated, so that a seed tells everything.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return scrambled(state)
  }

  /// A number in 0..<1.
  package mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// A number that depends on the seed and on what is asked about, and on nothing else: what is never stored (members of
/// a group, names) is made from it whenever somebody looks.
func mixed(_ seed: UInt64, _ subject: Int, _ aspect: Int = 0) -> UInt64 {
  let first = scrambled(seed ^ (UInt64(truncatingIfNeeded: subject) &* 0xD6E8_FEB8_6659_FD93))
  return scrambled(first &+ UInt64(truncatingIfNeeded: aspect) &* 0x9E37_79B9_7F4A_7C15)
}

private func scrambled(_ value: UInt64) -> UInt64 {
  var mixing = value
  mixing = (mixing ^ (mixing >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixing = (mixing ^ (mixing >> 27)) &* 0x94D0_49BB_1331_11EB
  return mixing ^ (mixing >> 31)
}

extension UInt64 {
  /// This number brought into 0..<limit, by its upper bits.
  func below(_ limit: Int) -> Int {
    limit <= 0 ? 0 : Int(truncatingIfNeeded: multipliedFullWidth(by: UInt64(limit)).high)
  }
}
