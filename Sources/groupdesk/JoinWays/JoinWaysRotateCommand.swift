import ArgumentParser
import Model
import Services

/// `groupdesk join-ways rotate`
struct JoinWaysRotateCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Put open groups in where full ones are; code, state, remark and numbering stay.",
    discussion: """
      Full and dismissed groups are dropped, open ones of the same owner added. The changes are shown first. One join way \
      is written at once; of several, confirm the number: type it, or use --confirm.
      """)

  @Argument(help: "The join ways: their config_ids.") var ids: [String]
  @OptionGroup var plan: JoinWayPlanOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession { session in
      guard let rows = try await program.joinWays(ids, session) else { return .usage }
      try await program.ensureSwept(session)
      return try await plan.planning(program, session).run(.rotate, for: rows.map(\.record.id))
    }
  }
}

/// How changes to many are confirmed and shown.
struct JoinWayPlanOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The number of join ways the changes write.", valueName: "number")) var confirm: Int?
  @Flag(help: "Show the changes, and write nothing.") var dryRun = false
  @Flag(help: "One JSON document.") var json = false

  func planning(_ program: Program, _ session: Session) -> JoinWayPlanning {
    JoinWayPlanning(program: program, session: session, confirm: confirm, dryRun: dryRun, json: json)
  }
}
