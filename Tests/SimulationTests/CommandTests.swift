import Testing

@testable import simulation

@Suite("Simulation: the command", .timeLimit(.minutes(5)))
struct CommandTests {
  @Test("an unknown variant and no seeds are refused")
  func refused() {
    #expect(throws: (any Error).self) { try Simulation.parse(["--variant", "none"]) }
    #expect(throws: (any Error).self) { try Simulation.parse(["--seeds", "0"]) }
  }

  @Test("a failing seed's line names seed, variant, invariant, day, time and event")
  func line() throws {
    let campaign = Campaign(variant: Variant.named("blind-retry"))
    let line = try #require(
      (1...20 as ClosedRange<UInt64>).lazy.compactMap { try? campaign.run($0).lines.last }.first)
    let pattern = /seed \d+ variant blind-retry: I\d+ .+ at day \d+ \d\d:\d\d:\d\d event \d+/
    #expect(try pattern.wholeMatch(in: line) != nil)
  }
}
