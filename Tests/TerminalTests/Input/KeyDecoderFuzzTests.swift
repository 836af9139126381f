import Testing

@testable import Terminal

@Suite("Any bytes can be decoded")
struct KeyDecoderFuzzTests {
  @Test("20 000 inputs of random bytes and pieces of sequences keep no more than the bound, and a pause ends them all")
  func random() {
    var random = SplitMix(state: 20_251_121)
    let pieces = (Sequences.keys + Sequences.swallowed).map(\.bytes).filter { $0.count < 64 }
    for _ in 0..<20_000 {
      var decoder = KeyDecoder()
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        var bytes = pieces.randomElement(using: &random) ?? []
        if Bool.random(using: &random) { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))) }
        bytes += (0..<Int.random(in: 0...8, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        _ = decoder.feed(bytes)
        #expect(decoder.kept <= KeyDecoder.bound)
        if Int.random(in: 0..<4, using: &random) == 0 { _ = decoder.timeOut() }
      }
      _ = decoder.timeOut()
      #expect(!decoder.isWaiting)
      // Ctrl-c gets out of everything.
      #expect(decoder.feed([0x03]).last == .key(.control("c")))
    }
  }

  @Test("a sequence and a paste without an end keep no more than the bound")
  func endless() {
    for start in ["\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}[200~"] {
      var decoder = KeyDecoder()
      _ = decoder.feed(start.utf8)
      for _ in 0..<3 { _ = decoder.feed(repeatElement(0x31, count: 500_000)) }
      #expect(decoder.kept <= KeyDecoder.bound, "\(start.debugDescription)")
    }
  }
}

/// Random numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
