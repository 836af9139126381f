import ArgumentParser
import Model
import Storage
import Words

/// `groupdesk queue pause`
struct QueuePauseCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Send nothing more for a job, or for any with --all, until it is resumed.")

  @Argument(help: "The job; the beginning of its id is enough.") var id: String?
  @Flag(help: "The global stop: no process sends anything.") var all = false
  @OptionGroup var shared: SharedOptions

  func validate() throws { try OneJob.validate(id, all) }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      if all {
        try await session.queue.setStopped(true)
        program.output.message(program.words.allPaused, .warning)
        return .done
      }
      return try await OneJob.act(id, program, session) { job in
        (try await session.queue.pause(job.id), program.words.paused(job.id))
      }
    }
  }
}

/// `groupdesk queue resume`
struct QueueResumeCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let a paused job, or one that waited for a person, go on.")

  @Argument(help: "The job; the beginning of its id is enough.") var id: String?
  @Flag(help: "End the global stop.") var all = false
  @OptionGroup var shared: SharedOptions

  func validate() throws { try OneJob.validate(id, all) }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      if all {
        try await session.queue.setStopped(false)
        program.output.message(program.words.allResumed, .done)
        let isWaitedFor = try await session.queue.jobs().contains { $0.state.isActive && $0.lane == .mutation }
        if isWaitedFor { try program.sayWhetherWorking(session) }
        return .done
      }
      let status = try await OneJob.act(id, program, session) { job in
        (try await session.queue.resume(job.id), program.words.resumed(job.id))
      }
      if status == .done { try program.sayWhetherWorking(session) }
      return status
    }
  }
}

/// `groupdesk queue cancel`
struct QueueCancelCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Take back what was not sent yet; what was sent is followed to its end.")

  @Argument(help: "The job; the beginning of its id is enough.") var id: String
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      try await OneJob.act(id, program, session) { job in
        let control = try await session.queue.cancel(job.id)
        let followed = try await session.handover.report(job.id)?.count(.sending, .unknown, .accepted) ?? 0
        return (control, program.words.cancelled(job.id, stillFollowed: followed))
      }
    }
  }
}

/// What the three have in common: find the one job, do it, say it.
private enum OneJob {
  static func validate(_ id: String?, _ all: Bool) throws {
    guard (id != nil) != all else { throw ValidationError("Name a job, or use --all.") }
  }

  static func act(
    _ id: String?, _ program: Program, _ session: Session,
    _ body: (Job) async throws -> (JobLedger.Control, SafeText)
  ) async throws -> ExitStatus {
    guard let id, let job = try await session.queue.job(withPrefix: id) else {
      program.output.message(
        program.words.line(program.words.noSuchJob(JobID(id ?? "") ?? JobID(unchecked: "?"))), .error)
      return .usage
    }
    let (control, words) = try await body(job)
    switch control {
    case .done:
      program.output.message(words, .done)
      return .done
    case .unknownJob, .notNow:
      program.output.message(program.words.line(program.words.control(control, job: job.id)), .error)
      return .usage
    }
  }
}
