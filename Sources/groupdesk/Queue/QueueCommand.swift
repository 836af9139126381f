import ArgumentParser
import Console
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk queue …`
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Jobs: list, pause, resume, cancel, and the worker that runs them.",
    subcommands: [
      QueueListCommand.self, QueuePauseCommand.self, QueueResumeCommand.self, QueueCancelCommand.self,
      QueueRunCommand.self,
    ],
    defaultSubcommand: QueueListCommand.self)
}

/// `groupdesk queue list`
struct QueueListCommand: Subcommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the jobs, newest first.")

  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      let jobs = try await session.queue.jobs()
      if try await session.queue.isStopped() { program.output.message(program.words.allPaused, .warning) }
      let names = try await program.names(of: jobs, session)
      program.output.rows(jobs.map(JobRow.init), form: form.form) {
        program.table(of: jobs, session, names)
      }
      return .done
    }
  }
}

/// A job as scripts get it.
struct JobRow: Codable, Sendable {
  let id: String
  let kind: String
  let subject: String
  let state: String
  let reason: JobReason?
  let not_before: Int64?
  let done: Int
  let total: Int?
  let created_at: Int64
  let created_by: String
  let finished_at: Int64?

  init(_ job: Job) {
    id = job.id.rawValue
    kind = job.kind
    subject = job.subject
    state = job.state.rawValue
    reason = job.reason.flatMap(JobReason.init(stored:))
    not_before = job.notBefore?.seconds
    done = job.done
    total = job.total
    created_at = job.createdAt.seconds
    created_by = job.createdBy
    finished_at = job.finishedAt?.seconds
  }
}

extension Program {
  func names(of jobs: [Job], _ session: Session) async throws -> [UserID: String] {
    let reasons = jobs.compactMap { $0.reason.flatMap(JobReason.init(stored:)) }
    return try await session.groups.names(
      of: Set(jobs.compactMap { UserID($0.subject) }).union(reasons.compactMap(\.person)))
  }

  func table(of jobs: [Job], _ session: Session, _ names: [UserID: String]) -> TextTable {
    var table = TextTable([
      .init(words[GeneralTerm.state]), .init(words[QueueTerm.job], narrowest: 16), .init("ID"),
      .init(words[QueueTerm.progress], .right), .init(words[QueueTerm.nextStep], narrowest: 12),
    ])
    for job in jobs {
      table.add([
        .init(words.state(job.state), role: job.state.role),
        .init(words.jobTitle(job, names: { person($0, names) })), .init(SafeText(job.id)),
        .init(words.progress(of: job)), .init(nextStep(of: job, session, names)),
      ])
    }
    return table
  }

  /// Why a job waits and when it goes on; empty while nothing stands in its way.
  func nextStep(of job: Job, _ session: Session, _ names: [UserID: String]) -> SafeText {
    words.nextStep(
      of: job, now: session.clock.now, application: session.profile.application, names: { person($0, names) })
  }

  /// A name if there is one, else the userid.
  func person(_ user: UserID, _ names: [UserID: String]) -> SafeText {
    names[user].map { SafeText($0, limit: 40) } ?? SafeText(user)
  }
}

extension JobReason {
  /// Whom the reason names.
  fileprivate var person: UserID? {
    switch self {
    case .quotaUsedUp(let user, _), .quotaClosed(let user, _), .otherHandover(let user), .newOwnerUnfit(let user, _):
      user
    default: nil
    }
  }
}
