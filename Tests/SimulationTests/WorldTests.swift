import Foundation
import Testing

@testable import simulation

@Suite("Simulation: worlds", .timeLimit(.minutes(10)))
struct WorldTests {
  @Test("nothing breaks in 300 small worlds", arguments: 0..<12 as Range<UInt64>)
  func smallWorlds(part: UInt64) async throws {
    let lines = try await inTurn { try (part * 25 + 1...part * 25 + 25).flatMap { try Campaign().run($0).lines } }
    #expect(lines == [])
  }

  @Test("what once broke stays mended", arguments: try Corpus.seeds())
  func corpus(seed: UInt64) async throws {
    #expect(try await inTurn { try Campaign().run(seed).lines } == [])
  }

  @Test("a seed is the same world every time")
  func sameWorld() async throws {
    let worlds = try await inTurn { try (0..<2).map { _ in try Campaign(isTraced: true).run(7).outcome } }
    #expect(worlds[0].trace == worlds[1].trace)
    #expect(worlds[0].tally == worlds[1].tally)
    #expect(worlds[0].tally.events > 100)
  }

  @Test("worlds raise every fault that the protocol is for")
  func faults() async throws {
    let tally = try await inTurn { try Campaign(seeds: Array(1...30)).run().tally }
    for count in [
      tally.crashes, tally.freezes, tally.lostAnswers, tally.lateArrivals, tally.staleReads, tally.databaseErrors,
      tally.accepted,
    ] {
      #expect(count > 20)
    }
    #expect(tally.doubleSubmissions == 0)
  }
}

/// The seeds of the corpus: a line each, the number first.
private enum Corpus {
  static func seeds() throws -> [UInt64] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus/seeds.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in try #require(line.split(separator: " ").first.flatMap { UInt64($0) }) }
  }
}
