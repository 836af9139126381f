import Testing

@testable import simulation

@Suite("Simulation: the checker is checked", .timeLimit(.minutes(10)))
struct VariantTests {
  @Test("a protocol with one safety missing is caught within 20 seeds", arguments: Variant.all.map(\.name))
  func isCaught(name: String) async throws {
    let isCaught = try await inTurn {
      let variant = try #require(Variant.named(name) as Variant?)
      return try (1...20 as ClosedRange<UInt64>).contains { seed in
        try Campaign(variant: variant).run(seed).outcome.findings.contains { $0.invariant == variant.breaks }
      }
    }
    #expect(isCaught)
  }

  @Test("in the same world nothing breaks with the safety in place", arguments: Variant.all.map(\.name))
  func isSafe(name: String) async throws {
    let lines = try await inTurn {
      try (1...5 as ClosedRange<UInt64>).flatMap {
        try Campaign(variant: Variant.named(name), isSafe: true).run($0).lines
      }
    }
    #expect(lines == [])
  }

  @Test("each variant has a name of its own")
  func names() {
    #expect(Set(Variant.all.map(\.name)).count == Variant.all.count)
    #expect(Variant.named("none") == nil)
  }
}
