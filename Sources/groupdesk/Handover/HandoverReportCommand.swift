import ArgumentParser
import Console
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk handover report`
struct HandoverReportCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Every group of a handover with its end: text, CSV or JSON.")

  @Argument(help: "The plan; the beginning of its id is enough.") var plan: String
  @Option(name: .customLong("to"), help: ArgumentHelp("Only what goes to this new owner.", valueName: "userid"))
  var newOwner: UserID?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      guard let job = try await session.queue.job(withPrefix: plan),
        var report = try await session.handover.report(job.id)
      else { throw PlanError.unknownPlan }
      if let newOwner { report = report.limited(to: newOwner) }
      switch form.form {
      case .json: program.output.document(try JSONOutput.text(ReportDocument(report)))
      case .jsonLines:
        for item in report.items {
          program.output.document(try JSONOutput.text(ReportDocument.Group(item, report), isPretty: false))
        }
      case .csv: program.output.document(ReportTable(report, program.words).csv)
      case .table: show(report, program, session)
      }
      return .done
    }
  }

  private func show(_ report: HandoverReport, _ program: Program, _ session: Session) {
    let (words, output) = (program.words, program.output)
    output.line(
      SafeText(
        "\(words[HandoverTerm.report]) · \(words.kind(report.handover.kind)) · "
          + "\(program.person(report.handover.oldOwner, report.names)) (\(report.handover.oldOwner)) · "
          + "\(report.handover.id)"), .title)
    output.line(
      words.standing(report.job.state, reason: program.nextStep(of: report.job, session, report.names)),
      report.job.state.role)
    program.showCounts(report, session)
    var table = TextTable([
      .init(words[GroupTerm.chatID]), .init(words[GroupTerm.groupName], narrowest: 12),
      .init(words[HandoverTerm.newOwner], narrowest: 8), .init(words[HandoverTerm.answer], narrowest: 16),
    ])
    for item in report.items {
      table.add([
        .init(SafeText(item.chatID), role: .dim),
        .init(item.name.isEmpty ? words[GroupTerm.unnamed] : SafeText(item.name, limit: 80)),
        .init(item.newOwner.map { program.person($0, report.names) } ?? "—"),
        .init(words.itemResult(item, application: session.profile.application), role: item.state.role),
      ])
    }
    output.table(table)
  }
}

/// A report as scripts get it.
struct ReportDocument: Codable, Sendable {
  struct Group: Codable, Sendable {
    let chat_id: String
    let name: String
    let member_count: Int?
    let new_owner: String?
    let state: String
    let detail: String?
    let errcode: Int?
    let accepted_at: Int64?

    init(_ item: HandoverItem, _ report: HandoverReport) {
      chat_id = item.chatID.rawValue
      name = item.name
      member_count = item.members
      new_owner = item.newOwner?.rawValue
      state = item.state.rawValue
      detail = item.detail?.rawValue
      errcode = item.code
      accepted_at = item.acceptedAt?.seconds
    }
  }

  struct Call: Codable, Sendable {
    let id: String
    let new_owner: String
    let chat_id_list: [String]
    let state: String
    let day: String
    let body_sha256: String
  }

  let summary: StatusRow
  let group_chat_list: [Group]
  let calls: [Call]

  init(_ report: HandoverReport) {
    summary = StatusRow(report)
    group_chat_list = report.items.map { Group($0, report) }
    calls = report.batches.map { batch in
      Call(
        id: batch.id.rawValue, new_owner: batch.newOwner.rawValue, chat_id_list: batch.chats.map(\.rawValue),
        state: batch.state.rawValue, day: batch.quotaDay.description, body_sha256: batch.bodyHash)
    }
  }
}
