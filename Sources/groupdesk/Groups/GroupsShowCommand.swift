import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk groups show`
struct GroupsShowCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one customer group and who is in it.",
    discussion: "With --csv and --jsonl the members come as rows; --json is one document in the vendor's shape.")

  @Argument(help: ArgumentHelp("The group.", valueName: "chat_id")) var chatID: ChatID
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession { session in
      try await program.ensureSwept(session)
      guard let (group, members) = try await session.groups.group(chatID) else {
        program.output.message(program.words.line(program.words.noSuchGroup(chatID)), .error)
        return .usage
      }
      let names = try await session.groups.names(of: Set(group.admins + [group.owner].compactMap { $0 }))
      let page = GroupPage(group: group, members: members, names: names, limits: session.limits)
      switch form.form {
      case .json: program.output.json(page.document)
      case .jsonLines, .csv: program.output.rows(page.document.memberList, form: form.form) { TextTable([]) }
      case .table:
        program.output.table(page.details(program.words, now: session.clock.now))
        if !members.isEmpty {
          program.output.line("")
          program.output.table(page.memberTable(program.words))
        }
      }
      if let seen = group.detailAt { program.output.message(program.words.dataAge(session.clock.now - seen), .dim) }
      return .done
    }
  }
}
