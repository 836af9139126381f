import ArgumentParser
import Model
import Services
import Storage
import Words

/// `groupdesk join-ways acknowledge`
struct JoinWaysAcknowledgeCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "Say that a change made elsewhere is known and right.")

  @Argument(help: "The join ways: their config_ids.") var ids: [String]
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      guard let rows = try await program.joinWays(ids, session) else { return .usage }
      for row in rows { try await session.joinWays.acknowledge(row.record.id) }
      program.output.message(program.words.acknowledged(rows.count), .done)
      return .done
    }
  }
}
