import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways list`
struct JoinWaysListCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the join ways this program made or imported, by remark.",
    discussion: """
      Reads the ledger and the local copy of the groups; WeCom is not asked ('join-ways refresh' does that). Numbers of \
      people are as far as the groups' members were seen.
      """)

  @Flag(help: "With those that were removed.") var all = false
  @Option(help: ArgumentHelp("Only those with this in remark, state or a group's name.", valueName: "text"))
  var search: String?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      program.noteReplica(session)
      let rows = try await session.joinWays.rows(all ? .all : .current)
      let wanted = (search ?? "").lowercased()
      let shown = wanted.isEmpty ? rows : rows.filter { $0.mentions(wanted) }
      program.show(shown, form.form)
      if rows.isEmpty {
        for line in program.words.noJoinWays { program.output.message(line, .warning) }
      } else {
        program.output.message(program.words.joinWaysShown(shown.count, of: rows.count), .dim)
        program.output.message(program.words.joinWaysUsed(try await session.joinWays.used()), .dim)
        try await program.tellAge(session)
      }
      return .done
    }
  }
}

extension JoinWayRow {
  /// - Parameter text: in small letters.
  fileprivate func mentions(_ text: String) -> Bool {
    let content = record.content
    return ([content.remark, content.state, content.roomBaseName] + groups.map(\.name))
      .contains { $0.lowercased().contains(text) }
  }
}

extension Program {
  /// Join ways in the form a person asked for.
  func show(_ rows: [JoinWayRow], _ form: Form) {
    let list = JoinWayList(rows)
    output.rows(rows.map(JoinWayDocument.init), form: form, csv: { list.csv(words) }) {
      list.table(words, width: output.tableWidth)
    }
  }
}
