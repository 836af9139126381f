import ArgumentParser
import Model
import Queue
import Services
import Storage
import Words

/// `groupdesk queue run`: the worker.
struct QueueRunCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run jobs in this process: send, follow, refresh.",
    discussion: """
      One worker a company works at a time; another one waits and takes over the moment the first ends. Nothing is lost \
      when it is killed: it goes on where it stopped.
      """)

  @Flag(help: "End when every job is final, paused or needs a person.") var untilDone = false
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    let profile = try program.resolve()
    if profile.preferences.readOnly { throw Refusal.readOnly }
    let role = try await program.waitForWorker(try program.places(of: profile))
    return try await program.withSession(writesReplica: true) { session in
      program.noteReplica(session)
      if try await session.queue.isStopped() {
        program.output.message(program.words.line(program.words.everythingStopped), .warning)
      }
      let before = Set(try await session.queue.jobs().filter(\.state.isFinal).map(\.id))
      let news = QueueNews(program, session, unless: before)
      let telling = Task { try await news.follow() }
      defer { telling.cancel() }
      let worker = Worker(session, environment: program.environment) { error in
        program.output.message(program.words.inShort(error, session.profile.application), .warning)
      }
      try await worker.run(role, kinds: [RefreshJob.kind, HandoverJob.kind], untilDone: untilDone)
      try Task.checkCancellation()
      try await news.tell()
      let ended = try await session.queue.jobs().filter { !before.contains($0.id) }
      for job in ended where job.state == .doneWithErrors && job.kind == HandoverJob.kind {
        program.output.message(program.words.line(program.words.partOfHandover(job.id)), .warning)
      }
      program.output.message(program.words.queueDone, .done)
      return ended.allSatisfy { $0.state == .done || $0.state == .cancelled } ? .done : .inPart
    }
  }
}

extension Program {
  /// Waits for the worker's role, and says so if somebody else has it.
  func waitForWorker(_ places: Session.Places) async throws -> RoleLock {
    if let role = try RoleLock.tryAcquire(.worker, beside: places.ledger) { return role }
    output.message(words.workerTaken(words[QueueTerm.worker]), .dim)
    return try await RoleLock.acquire(.worker, beside: places.ledger)
  }
}
