import ArgumentParser
import Console
import Model
import Screen
import Services
import Words

/// `groupdesk handover status`
struct HandoverStatusCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "How handovers stand: all of them, or one in short.")

  @Argument(help: "The plan; the beginning of its id is enough.") var plan: String?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      var reports = try await session.handover.reports()
      if let plan {
        guard let job = try await session.queue.job(withPrefix: plan) else { throw PlanError.unknownPlan }
        reports = reports.filter { $0.handover.id == job.id }
        guard !reports.isEmpty else { throw PlanError.unknownPlan }
      }
      let words = program.words
      if try await session.queue.isStopped() { program.output.message(words.allPaused, .warning) }
      if reports.contains(where: { $0.job.state.isActive }) { try program.sayWhetherWorking(session) }
      program.output.rows(reports.map(StatusRow.init), form: form.form) {
        var table = TextTable(
          [
            .init(words[HandoverTerm.plan]), .init(words[HandoverTerm.oldOwner], narrowest: 8),
            .init(words[HandoverTerm.newOwner], narrowest: 8), .init(words[GeneralTerm.state]),
            .init(words[QueueTerm.progress], .right), .init(words[QueueTerm.nextStep], narrowest: 12),
          ].dropLast(plan == nil ? 0 : 1))
        for report in reports {
          var cells: [TextTable.Cell] = [
            .init(SafeText(report.handover.id)),
            .init(program.person(report.handover.oldOwner, report.names)),
            .init(
              SafeText(
                report.newOwners.map { program.person($0.newOwner, report.names).text }.joined(separator: " · "),
                limit: 80)),
            .init(words.state(report.job.state), role: report.job.state.role),
            .init(words.progress(of: report.job)),
          ]
          if plan == nil { cells.append(.init(program.nextStep(of: report.job, session, report.names))) }
          table.add(cells)
        }
        return table
      }
      if form.form == .table, plan != nil, let report = reports.first {
        // In the table a narrow terminal cuts it off.
        let reason = program.nextStep(of: report.job, session, report.names)
        if !reason.isEmpty { program.output.line(reason, report.job.state.role) }
        program.showCounts(report, session)
      }
      return .done
    }
  }
}

extension Program {
  func showCounts(_ report: HandoverReport, _ session: Session) {
    output.line(
      words.handoverCounts(
        assigned: report.assigned, total: report.planned, inProgress: report.count(.accepted),
        done: report.count(.done), refused: report.failures.count, unknown: report.count(.unknown)))
    output.line(words.quotaUsed(report.quotaToday.used, of: session.rules.dailyCap), .dim)
  }
}

/// A handover in short, as scripts get it.
struct StatusRow: Codable, Sendable {
  let plan: String
  let kind: String
  let handover_userid: String
  let new_owners: [String]
  let state: String
  let reason: JobReason?
  let not_before: Int64?
  let planned: Int
  let assigned: Int
  let items: [String: Int]
  let created_at: Int64
  let confirmed_at: Int64?

  init(_ report: HandoverReport) {
    plan = report.handover.id.rawValue
    kind = report.handover.kind == .onJob ? "on_job" : "resigned"
    handover_userid = report.handover.oldOwner.rawValue
    new_owners = report.newOwners.map(\.newOwner.rawValue)
    state = report.job.state.rawValue
    reason = report.reason
    not_before = report.job.notBefore?.seconds
    planned = report.planned
    assigned = report.assigned
    items = Dictionary(grouping: report.items, by: \.state.rawValue).mapValues(\.count)
    created_at = report.handover.createdAt.seconds
    confirmed_at = report.handover.confirmedAt?.seconds
  }
}
