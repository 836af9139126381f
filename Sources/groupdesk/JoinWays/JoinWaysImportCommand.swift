import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways import`
struct JoinWaysImportCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take join ways into the list by their config ids, and read them.",
    discussion: """
      The ids are named with --id, or stand in a file: separated by lines, spaces or commas, or in a table's column \
      config_id. Only what this application made can be read. Exit code 1: some could not be taken in; the rows say \
      which. 3: WeCom turned all of them down, unknown ids and those of other applications too.

        groupdesk join-ways import --id 9ad7fa5c…
        groupdesk join-ways import ids.txt
      """)

  @Argument(help: ArgumentHelp("A file of config ids; '-' for standard input.", valueName: "file")) var file: String?
  @Option(
    name: .customLong("id"), parsing: .upToNextOption,
    help: ArgumentHelp("These, instead of a file.", valueName: "config_id")) var ids: [ConfigID] = []
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (file != nil) == ids.isEmpty else { throw ValidationError("Name a file of config ids, or use --id.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    let ids = try file.map { try InputFile($0).read { try ConfigIDList($0).ids } } ?? ids
    return try await program.withSession { session in
      let imported = try await session.joinWays.importWays(ids) { done, total in
        program.output.progress(program.words.joinWaysRead(done, of: total))
      }
      program.output.clearProgress()
      let circumstances = Circumstances(session.profile, now: session.clock.now)
      program.output.rows(imported.map(ImportRow.init), form: form.form) {
        program.table(of: imported, circumstances)
      }
      let there = imported.count(where: \.isThere)
      program.output.message(
        program.words.joinWaysImported(there, of: imported.count), there == imported.count ? .done : .warning)
      if there == imported.count { return .done }
      return there > 0 ? .inPart : imported.first?.status ?? .usage
    }
  }
}

/// What became of one config id, as scripts get it.
private struct ImportRow: Encodable, Sendable {
  let configID: String
  let end: String
  let id: String?
  let errcode: Int?

  enum CodingKeys: String, CodingKey {
    case configID = "config_id"
    case end, id, errcode
  }

  init(_ imported: ImportedJoinWay) {
    configID = imported.configID.rawValue
    id = imported.id?.rawValue
    switch imported.end {
    case .imported: end = "imported"
    case .known: end = "known"
    case .confirmed: end = "confirmed"
    case .notFound: end = "not_found"
    case .failed: end = "failed"
    }
    errcode =
      switch imported.end {
      case .notFound(.vendor(let error)), .failed(.vendor(let error)): error.code.rawValue
      default: nil
      }
  }
}

extension ConfigID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension ImportedJoinWay {
  fileprivate var isThere: Bool { status == .done }

  fileprivate var status: ExitStatus {
    switch end {
    case .imported, .known, .confirmed: .done
    case .notFound: .refusedByVendor
    case .failed(let error): Failure.status(of: error)
    }
  }
}

extension Program {
  fileprivate func table(of imported: [ImportedJoinWay], _ circumstances: Circumstances) -> TextTable {
    var table = TextTable([
      .init(words[JoinWayTerm.configID]), .init(words[JoinWaySubcommandTerm.end], narrowest: 20),
    ])
    for one in imported {
      let advice = words.imported(one.end, in: circumstances)
      table.add([
        .init(SafeText(one.configID)), .init(words.line(advice), role: one.isThere ? .text : .warning),
      ])
    }
    return table
  }
}
