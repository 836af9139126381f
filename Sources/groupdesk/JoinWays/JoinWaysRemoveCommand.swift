import ArgumentParser
import Foundation
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways remove`
struct JoinWaysRemoveCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a join way at WeCom; its printed codes are dead from then on.",
    discussion: "This cannot be taken back, so the config_id is asked for: type it, or use --confirm.")

  @Argument(help: "The join way: its config_id.") var id: String
  @Option(help: ArgumentHelp("The config_id once more.", valueName: "config_id")) var confirm: String?
  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession { session in
      guard let row = try await program.joinWay(id, session) else { return .usage }
      guard let config = row.record.configID else {
        program.output.message(program.words.line(program.words.unconfirmedStays(row.record.id)), .error)
        return .usage
      }
      if !json {
        program.output.table(JoinWayPage(row: row).details(program.words, now: session.clock.now))
      }
      guard (confirm ?? ask(config, program, session)) == config.rawValue else {
        program.output.message(program.words.line(program.words.removalNotConfirmed(config)), .error)
        return .refusedHere
      }
      let end = try await session.joinWays.remove(row.record.id)
      return try await program.tell(end, of: .delete, session, json: json)
    }
  }

  /// Asks on a terminal; nil elsewhere.
  private func ask(_ config: ConfigID, _ program: Program, _ session: Session) -> String? {
    guard isatty(0) == 1, isatty(2) == 1 else { return nil }
    program.output.message(program.words.confirmRemoval(of: config, SafeText(session.corp, limit: 60)), .title)
    return readLine()?.filter { !$0.isWhitespace }
  }
}
