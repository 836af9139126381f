import Model
import Storage

/// One run of one job, under the claim it was started with.
struct JobRun: Sendable {
  let ledger: Store
  let job: Job
  let isStopping: Flag

  var isStopRequested: Bool {
    get async {
      if isStopping.isSet || Task.isCancelled { return true }
      let mayGoOn = try? await ledger.perform { [job] engine in
        let jobs = JobLedger(engine: engine)
        return try !jobs.isStopped() && jobs.isCurrent(job.id, epoch: job.epoch)
      }
      // A ledger that cannot be asked is no leave to go on.
      return mayGoOn != true
    }
  }

  /// Writes how the run ended; has no effect once the claim is stale or a person was faster.
  func write(
    _ end: JobEnd, backoff: Backoff, clock: any CompanyClock, reason: @Sendable (Job, any Error) -> String?
  ) async throws {
    let now = clock.now
    let end = isStopping.isSet ? end.whenStopping : end
    try await ledger.perform { [job] engine in
      try end.write(for: job, backoff: backoff, speed: clock.speed, reason: reason, now: now, in: engine)
    }
  }
}

extension JobEnd {
  /// What goes wrong while a process ends is no failure of the job.
  var whenStopping: JobEnd {
    if case .interrupted = self { .released } else { self }
  }

  /// Writes how a run of `job` ended under its claim; has no effect once the claim is stale or a person was faster.
  /// Throws ``StorageError``.
  ///
  /// - Parameter reason: says as a stored reason what went wrong, where the end itself does not.
  package func write(
    for job: Job, backoff: Backoff, speed: Double, reason: (Job, any Error) -> String? = { _, _ in nil },
    now: Timestamp, in engine: any SQLEngine
  ) throws {
    switch self {
    case .finished(let state, let reason):
      try engine.transaction { connection in
        _ = try JobLedger.finish(job.id, epoch: job.epoch, as: state, reason: reason, at: now, in: connection)
      }
    case .waiting(let until, let reason):
      try engine.transaction { connection in
        _ = try JobLedger.wait(job.id, epoch: job.epoch, until: until, reason: reason, at: now, in: connection)
      }
    // Usually the handler has written the end, or a person has; then this changes nothing.
    case .released: try JobLedger(engine: engine).giveBack(job.id, epoch: job.epoch, at: now)
    case .interrupted(let error, _) where error is CancellationError:
      try JobLedger(engine: engine).giveBack(job.id, epoch: job.epoch, at: now)
    case .interrupted(let error, let given):
      let reason = given ?? reason(job, error)
      let attempts = job.attempts + 1
      let delay = backoff.delay(after: attempts, speed: speed)
      try engine.transaction { connection in
        guard let delay else {
          // What changes something at the vendor is never given up: a person looks, and resumes.
          let state: JobState = job.lane == .mutation ? .attention : .failed
          _ = try JobLedger.finish(job.id, epoch: job.epoch, as: state, reason: reason, at: now, in: connection)
          return
        }
        _ = try JobLedger.wait(
          job.id, epoch: job.epoch, until: now + delay, reason: reason, attempts: attempts, at: now, in: connection)
      }
    }
  }
}
