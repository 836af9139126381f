import Console
import Model
import Queue
import Storage
import Words

/// Says on standard error how jobs get on, whenever one changes its state or reason; nothing is repeated.
actor QueueNews {
  private let program: Program
  private let session: Session
  private let old: Set<JobID>
  private var told: [JobID: SafeText] = [:]

  /// - Parameter old: jobs that had ended before; nothing is said of them.
  init(_ program: Program, _ session: Session, unless old: Set<JobID>) {
    self.program = program
    self.session = session
    self.old = old
  }

  /// Tells at every commit, until cancelled.
  func follow() async throws {
    let watch = try LedgerWatch(file: session.places.ledger)
    defer { watch.close() }
    for await _ in watch.ticks { try await tell() }
  }

  /// Tells what has changed since the last time.
  func tell() async throws {
    let jobs = try await session.queue.jobs().filter { !old.contains($0.id) }
    let names = try await program.names(of: jobs, session)
    for job in jobs.reversed() where job.state != .running {
      let news = program.words.standing(job.state, reason: program.nextStep(of: job, session, names))
      guard told.updateValue(news, forKey: job.id) != news else { continue }
      let progress = job.total.map { " \(job.done)/\($0)" } ?? ""
      let title = program.words.jobTitle(job, names: { program.person($0, names) })
      program.output.message(SafeText("\(title)\(progress) · \(news)"), job.state.role)
    }
  }
}
