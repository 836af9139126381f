import ArgumentParser
import Model
import Services

/// `groupdesk groups refresh`
struct GroupsRefreshCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: "Fetch groups and members from WeCom.",
    discussion: "Without --owner and --chat everything is fetched, as with --all.")

  @Flag(help: "Everything, also what was fetched lately.") var all = false
  @Option(help: ArgumentHelp("Only this owner's groups.", valueName: "userid")) var owner: UserID?
  @Option(help: ArgumentHelp("Only this group.", valueName: "chat_id")) var chat: ChatID?
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard [all, owner != nil, chat != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("Use only one of --all, --owner and --chat.")
    }
  }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(writesReplica: true) { session in
      program.noteReplica(session)
      let scope: RefreshScope = owner.map { .owner($0) } ?? chat.map { .group($0) } ?? .all
      let status = try await program.refresh(scope, session)
      if status == .done, let chat, try await session.groups.group(chat) == nil {
        program.output.message(program.words.line(program.words.unknownChat(chat)), .error)
        return .usage
      }
      return status
    }
  }
}
