import Foundation
import Storage
import Testing

@Suite("Databases that cannot be used", .timeLimit(.minutes(5)))
struct DatabaseFaultTests {
  /// What a later version would leave behind.
  private func makeNewer(_ engine: any SQLEngine) throws {
    try engine.transaction { connection in
      _ = try connection.execute("INSERT INTO schema_version (version, name) VALUES (99, 'of the future')", [])
    }
    engine.close()
  }

  private let rubbish = Data(String(repeating: "this is no database ", count: 500).utf8)

  @Test("a damaged replica is moved away, made anew and fetched again, and that is said: 0")
  func damagedReplica() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      let before = try await program.run("groups", "list", "--json")
      let replica = try program.home.replica
      try rubbish.write(to: URL(fileURLWithPath: replica))
      let run = try await program.run("groups", "list", "--json", "--lang", "en")
      #expect(run.status == 0)
      #expect(run.stdout == before.stdout)
      #expect(run.stderr.contains("it was moved to") && run.stderr.contains("made anew"))
      #expect(try program.home.bytes(of: replica + ".unusable-1") == rubbish)
    }
  }

  @Test("a replica of a newer version is moved away and made anew: 0")
  func newerReplica() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      let before = try await program.run("groups", "list", "--json")
      try makeNewer(try ReplicaSchema.open(path: try program.home.replica).engine)
      let run = try await program.run("groups", "list", "--json", "--lang", "zh")
      #expect(run.status == 0)
      #expect(run.stdout == before.stdout)
      #expect(run.stderr.contains("重新建立"))
    }
  }

  @Test("a damaged ledger is not touched, nothing is done, and what to do is said: 5")
  func damagedLedger() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      _ = try await program.run("groups", "list")
      let ledger = try program.home.ledger
      try rubbish.write(to: URL(fileURLWithPath: ledger))
      let run = try await program.run("groups", "list", "--json", "--lang", "en")
      #expect(run.status == 5)
      #expect(run.stderr.contains("the ledger \(ledger) is damaged") && run.stderr.contains("do not delete it"))
      #expect(run.stdout.isEmpty)
      #expect(try program.home.bytes(of: ledger) == rubbish)
    }
  }

  @Test("a ledger of a newer version is not touched: 5, upgrade")
  func newerLedger() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      _ = try await program.run("groups", "list")
      let ledger = try program.home.ledger
      try makeNewer(try LedgerSchema.open(path: ledger))
      let before = try program.home.bytes(of: ledger)
      let run = try await program.run("overview", "--lang", "en")
      #expect(run.status == 5)
      #expect(run.stderr.contains("written by a newer version (99") && run.stderr.contains("Upgrade this program"))
      #expect(try program.home.bytes(of: ledger) == before)
    }
  }

  @Test("a full disk under the ledger is said, and nothing is lost: 5")
  func fullLedger() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      let full = try await program.run("groups", "list", "--lang", "en", largestFile: 8192)
      #expect(full.status == 5)
      #expect(full.stderr.contains("the disk is full while writing"))
      let again = try await program.run("groups", "list", "--json")
      #expect(again.status == 0)
    }
  }

  @Test("a disk that fills up under the replica is said; with room the fetch goes on: 5, then 0")
  func fullReplica() async throws {
    try await CommandLineHarness.withCompany(groups: 400, owners: 3) { program, _ in
      let full = try await program.run("groups", "list", "--lang", "en", largestFile: 300_000)
      #expect(full.status == 5, "\(full.stderr)")
      #expect(full.stderr.contains("the disk is full while writing"))
      let again = try await program.run("groups", "refresh", "--lang", "en")
      #expect(again.status == 0, "\(again.stderr)")
    }
  }

  @Test("a folder that may not be written is named: 5")
  func folder() async throws {
    try await CommandLineHarness.withCompany(groups: 20, owners: 3) { program, _ in
      try program.home.write("in the way", to: "data")
      let run = try await program.run("groups", "list", "--lang", "en")
      #expect(run.status == 5)
      #expect(run.stderr.contains("cannot create the folder") && run.stderr.contains("--home"))
    }
  }
}
