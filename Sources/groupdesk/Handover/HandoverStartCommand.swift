import ArgumentParser
import Foundation
import Model
import Queue
import Services
import Storage
import Words

/// `groupdesk handover start`
struct HandoverStartCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Confirm a plan; a worker ('groupdesk queue run') sends it.",
    discussion: "What is sent cannot be taken back, so the number of groups is asked for: type it, or use --confirm.")

  @Argument(help: "The plan; the beginning of its id is enough.") var plan: String
  @Option(help: ArgumentHelp("The number of groups the plan sends.", valueName: "number")) var confirm: Int?
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      guard let job = try await session.queue.job(withPrefix: plan),
        let report = try await session.handover.report(job.id)
      else { throw PlanError.unknownPlan }
      let planned = report.count(.planned)
      let typed = confirm ?? (planned > 0 ? ask(program, session, planned) : nil)
      let confirmation = try await session.handover.start(job.id, confirming: typed ?? -1)
      switch confirmation {
      case .confirmed(let ready):
        program.output.message(program.words.handoverStarted(job.id, groups: ready), .done)
        if try await session.queue.isStopped() {
          program.output.message(program.words.line(program.words.everythingStopped), .warning)
        }
        try program.sayWhetherWorking(session)
        return ready == planned ? .done : .inPart
      case .unknownPlan, .alreadyConfirmed, .otherCount, .nothingToSend:
        let advice = program.words.confirmation(confirmation, plan: job.id)
        program.output.message(program.words.line(advice), .error)
        return confirmation == .unknownPlan ? .usage : .refusedHere
      }
    }
  }

  /// Asks on a terminal; nil elsewhere, and for anything that is no number.
  private func ask(_ program: Program, _ session: Session, _ planned: Int) -> Int? {
    guard isatty(0) == 1, isatty(2) == 1 else { return nil }
    program.output.message(program.words.confirm(SafeText(session.corp, limit: 60), groups: planned), .title)
    return readLine().flatMap { Int($0.filter { !$0.isWhitespace }) }
  }
}

extension Program {
  /// Says whether a worker runs; without one nothing goes on.
  func sayWhetherWorking(_ session: Session) throws {
    if try session.isWorkerRunning {
      output.message(words.workerRuns, .dim)
    } else {
      output.message(words.line(words.noWorker), .warning)
    }
  }
}
