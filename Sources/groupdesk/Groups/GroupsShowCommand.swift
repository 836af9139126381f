import ArgumentParser
import Model
import Screen
import Services
import Storage
import WeCom
import Words

/// `groupdesk groups show`
struct GroupsShowCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one customer group and who is in it.",
    discussion: """
      With --csv and --jsonl the members come as rows; --json is one document in the vendor's shape. With --opengid WeCom is \
      asked which group it is that a mini program was opened from.
      """)

  @Argument(help: ArgumentHelp("The group.", valueName: "chat_id")) var chatID: ChatID?
  @Option(help: ArgumentHelp("The group a mini program was opened from.", valueName: "opengid")) var opengid: String?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (chatID == nil) != (opengid == nil), opengid?.isEmpty != true else {
      throw ValidationError("Name one group: by its <chat_id> or with --opengid.")
    }
  }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession { session in
      guard let chatID = try await chat(session) else { return .usage }
      try await program.ensureSwept(session)
      guard let (group, members) = try await session.groups.group(chatID) else {
        program.output.message(program.words.line(program.words.noSuchGroup(chatID)), .error)
        return .usage
      }
      let names = try await session.groups.names(of: Set(group.admins + [group.owner].compactMap { $0 }))
      let ways = try await session.joinWays.joinWays(ofStates: Set(members.compactMap(\.state)))
      let page = GroupPage(group: group, members: members, names: names, limits: session.limits, ways: ways)
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

  private func chat(_ session: Session) async throws -> ChatID? {
    guard let opengid else { return chatID }
    guard let client = session.client else { throw NotConnected() }
    return try await client.chat(ofOpenGID: opengid, priority: .foreground)
  }
}
