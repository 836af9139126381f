import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways show`
struct JoinWaysShowCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one join way: its fields, its groups, what is wrong with it.",
    discussion: """
      As it was last read; 'join-ways refresh ID' reads it anew. --json is one document with WeCom's keys, which 'edit' \
      takes back.
      """)

  @Argument(help: "The join way: its config_id.") var id: String
  @Flag(help: "With the calls that changed it (in a table; JSON names them too).") var calls = false
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      program.noteReplica(session)
      guard let row = try await program.joinWay(id, session) else { return .usage }
      switch form.form {
      case .json: program.output.json(JoinWayDocument(row))
      case .jsonLines, .csv: program.show([row], form.form)
      case .table:
        let page = JoinWayPage(row: row)
        program.output.table(page.details(program.words, now: session.clock.now))
        for finding in row.findings {
          program.output.line(program.words.line(of: finding, in: row), finding.severity.role)
        }
        if let drift = row.record.drift {
          try await show(drift, of: row.record.content, program, session)
        }
        if !row.groups.isEmpty {
          program.output.line("")
          program.output.table(page.groupTable(program.words, limits: session.limits))
        }
      }
      if calls, form.form == .table {
        program.output.line("")
        program.output.table(page(of: try await session.joinWays.calls(of: row.record.id), program.words))
      }
      return .done
    }
  }

  /// What was changed elsewhere, field by field.
  private func show(
    _ drift: JoinWayRecord.Drift, of content: JoinWayContent, _ program: Program, _ session: Session
  ) async throws {
    let names = try await session.groupNames(of: drift.before.chats + content.chats, program.words)
    let noticed = program.words.moment(drift.noticedAt, now: session.clock.now)
    program.output.line("")
    program.output.line(program.words.changedElsewhere(noticed), .warning)
    program.output.table(program.table(from: drift.before, to: content, names, .now))
  }

  private func page(of calls: [JoinWayCall], _ words: Catalogue) -> TextTable {
    var table = TextTable([
      .init(words[GeneralTerm.time]), .init(words[JoinWayTerm.calls]), .init(words[GeneralTerm.state]),
      .init(words[AuditTerm.actor], narrowest: 8), .init("ID", role: .dim),
    ])
    for call in calls {
      table.add([
        .init(SafeText(call.committedAt.description)), .init(words.joinWayCall(call.kind)),
        .init(words.joinWayCall(call.state), role: call.state.isOpen ? .warning : .text),
        .init(SafeText(call.actor)), .init(SafeText(call.id)),
      ])
    }
    return table
  }
}
