import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways add`
struct JoinWaysAddCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a join way, from a JSON document or from options.",
    discussion: """
      The document is one object with WeCom's keys: scene, remark, auto_create_room, room_base_name, room_base_id, \
      chat_id_list, state, mark_source. Without a state one is chosen: it is the only trace should the answer be lost. \
      WeCom cannot be asked then, so it is never sent a second time by itself (exit code 4).

        groupdesk join-ways add --group wrOgQhDgAAH2Yy --remark 'shop A' --state shopA --base-name 'shop A ' --base-id 2
        groupdesk join-ways add - < poster.json
      """)

  @Argument(help: ArgumentHelp("A JSON document; '-' for standard input.", valueName: "file")) var document: String?
  @OptionGroup(title: "Fields") var fields: JoinWayFieldOptions
  @Flag(help: "Show what would be sent, and send nothing.") var dryRun = false
  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func validate() throws { try fields.check(besides: document) }

  func run(in program: Program) async throws -> ExitStatus {
    let content = try content()
    return try await program.withSession { session in
      try await program.ensureSwept(session)
      let groups = try await session.groupNames(of: content.chats, program.words)
      // One without a state gets one, so that nobody need be warned.
      let faults = try await session.joinWays.faults(of: content, overwriting: nil).filter { $0.rule != .noState }
      if content.state.isEmpty { program.output.message(program.words.stateIsChosen, .dim) }
      if !json, dryRun || program.output.isTerminal { program.output.table(program.table(of: content, groups)) }
      guard try await program.tell(faults, groups, session) else { return .usage }
      if dryRun {
        if json { program.output.json(JoinWayContentDocument(content)) }
        program.output.message(program.words.nothingWritten, .dim)
        return .done
      }
      let end = try await session.joinWays.add(content)
      return try await program.tell(end, of: .add, session, json: json)
    }
  }

  private func content() throws -> JoinWayContent {
    guard let document else {
      var draft = fields.draft
      if fields.scene == nil { draft.set(.scene, \.scene, .qrCode) }
      if fields.groups.isEmpty { draft.set(.chats, \.chats, []) }
      return try draft.newContent()
    }
    return try InputFile(document).read { try JoinWayDraft($0).newContent() }
  }
}

extension Program {
  /// A content, a line for each field.
  fileprivate func table(of content: JoinWayContent, _ names: JoinWayNames) -> TextTable {
    var table = TextTable([
      .init(words[GeneralTerm.details], role: .dim), .init(words[JoinWayTerm.joinWay], narrowest: 20),
    ])
    for field in JoinWayField.allCases {
      table.add([.init(words[field]), .init(words.value(of: field, in: content) { names.group($0) })])
    }
    return table
  }
}
