import ArgumentParser
import Model
import Services
import Storage
import Words

/// `groupdesk join-ways forget`
struct JoinWaysForgetCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Take an unconfirmed or gone join way off the list; its record stays.")

  @Argument(help: "The join way: its config_id, or the id that 'list' shows.") var id: String
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      guard let row = try await program.joinWay(id, session) else { return .usage }
      let name = program.words.joinWayName(row.record)
      guard try await session.joinWays.forget(row.record.id) else {
        program.output.message(program.words.line(program.words.cannotForget(name)), .error)
        return .refusedHere
      }
      program.output.message(program.words.forgotten(name), .done)
      return .done
    }
  }
}
