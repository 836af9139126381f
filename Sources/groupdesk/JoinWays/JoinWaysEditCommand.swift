import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways edit`
struct JoinWaysEditCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change fields of a join way; all others are written back as they are.",
    discussion: """
      WeCom overwrites, so the configuration is read, the change is shown, the whole is written and read back. A document \
      names only what is to change. If it was changed elsewhere since it was read, nothing is written and both sides are \
      shown (exit code 5); with --from the base is the document you looked at, from 'show --json'.

        groupdesk join-ways edit 9ad7fa5c… --remark 'shop A, door'
        groupdesk join-ways show 9ad7fa5c… --json > seen.json; edit a copy of it, then:
        groupdesk join-ways edit 9ad7fa5c… copy.json --from seen.json
      """)

  @Argument(help: "The join way: its config_id.") var id: String
  @Argument(help: ArgumentHelp("A JSON document; '-' for standard input.", valueName: "file")) var document: String?
  @OptionGroup(title: "Fields") var fields: JoinWayFieldOptions
  @Option(help: ArgumentHelp("The whole configuration as you saw it.", valueName: "file")) var from: String?
  @Flag(help: "Show the change, and write nothing.") var dryRun = false
  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try fields.check(besides: document)
    guard document != "-" || from != "-" else {
      throw ValidationError("Only one document can come from standard input.")
    }
  }

  func run(in program: Program) async throws -> ExitStatus {
    let draft = try document.map { try InputFile($0).read { try JoinWayDraft($0) } } ?? fields.draft
    let seen = try from.map { try InputFile($0).read { try JoinWayDraft($0) } }
    return try await program.withSession { session in
      guard let row = try await program.joinWay(id, session) else { return .usage }
      for (draft, file) in [(draft, document), (seen, from)] {
        try draft?.check(isFor: row.record.configID, file: file)
      }
      guard row.record.configID != nil else {
        program.output.message(program.words.line(program.words.unconfirmedStays(row.record.id)), .error)
        return .usage
      }
      let seenContent = try seen?.wholeContent(file: from)
      try await program.ensureSwept(session)
      let read = try await session.joinWays.base(of: row.record.id)
      guard read.standing == .kept else {
        return try await program.tell(.gone(read), of: .update, session, json: json)
      }
      let base = seenContent ?? read.content
      return try await change(read, from: base, to: draft.applied(to: base), program, session)
    }
  }

  private func change(
    _ record: JoinWayRecord, from base: JoinWayContent, to wanted: JoinWayContent, _ program: Program,
    _ session: Session
  ) async throws -> ExitStatus {
    let changed = wanted.differences(from: base)
    guard !changed.isEmpty else {
      if json, let row = try await session.joinWays.row(record.id.rawValue) {
        program.output.json(JoinWayEndDocument(.done(record, differing: []), row))
      }
      program.output.message(program.words.nothingToChange, .dim)
      return .done
    }
    let names = try await session.groupNames(of: base.chats + wanted.chats, program.words)
    if !json { program.output.table(program.table(from: base, to: wanted, names)) }
    program.output.message(program.words.writtenBack(JoinWayField.allCases.count - changed.count), .dim)
    let faults = try await session.joinWays.faults(of: wanted, overwriting: record)
    guard try await program.tell(faults, names, session) else { return .usage }
    if dryRun {
      if json { program.output.json(JoinWayContentDocument(wanted)) }
      program.output.message(program.words.nothingWritten, .dim)
      return .done
    }
    let end = try await session.joinWays.update(record.id, from: base, to: wanted)
    return try await program.tell(end, of: .update, session, json: json)
  }
}

extension JoinWayDraft {
  /// - Throws: ``Problems`` with the file's name.
  fileprivate func check(isFor wanted: ConfigID?, file: String?) throws {
    do throws(Problems) {
      try check(isFor: wanted)
    } catch {
      throw Problems(error.problems, file: file)
    }
  }

  fileprivate func wholeContent(file: String?) throws -> JoinWayContent {
    do throws(Problems) {
      return try wholeContent()
    } catch {
      throw Problems(error.problems, file: file)
    }
  }
}

extension Program {
  /// A change: field, before, after.
  ///
  /// - Parameter title: of what it became.
  func table(
    from base: JoinWayContent, to wanted: JoinWayContent, _ names: JoinWayNames, _ title: JoinWayTerm = .after
  ) -> TextTable {
    var table = TextTable([
      .init(words[JoinWaySubcommandTerm.field]), .init(words[JoinWayTerm.before], narrowest: 12),
      .init(words[title], narrowest: 12),
    ])
    for field in wanted.differences(from: base) {
      table.add(
        [.init(words[field])] + [base, wanted].map { .init(words.value(of: field, in: $0) { names.group($0) }) })
    }
    return table
  }
}
