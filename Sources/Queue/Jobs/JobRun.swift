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
    switch end {
    case .finished(let state, let reason):
      _ = try await ledger.write { [job] connection in
        try JobLedger.finish(job.id, epoch: job.epoch, as: state, reason: reason, at: now, in: connection)
      }
    case .waiting(let until, let reason):
      _ = try await ledger.write { [job] connection in
        try JobLedger.wait(job.id, epoch: job.epoch, until: until, reason: reason, at: now, in: connection)
      }
    case .released:
      // Usually the handler has written the end, or a person has; then this changes nothing.
      try await giveBack(at: now)
    case .interrupted(let error, let given):
      if isStopping.isSet || error is CancellationError { return try await giveBack(at: now) }
      let reason = given ?? reason(job, error)
      let attempts = job.attempts + 1
      let delay = backoff.delay(after: attempts, speed: clock.speed)
      _ = try await ledger.write { [job] connection in
        guard let delay else {
          // What changes something at the vendor is never given up: a person looks, and resumes.
          let state: JobState = job.lane == .mutation ? .attention : .failed
          return try JobLedger.finish(job.id, epoch: job.epoch, as: state, reason: reason, at: now, in: connection)
        }
        return try JobLedger.wait(
          job.id, epoch: job.epoch, until: now + delay, reason: reason, attempts: attempts, at: now, in: connection)
      }
    }
  }

  private func giveBack(at now: Timestamp) async throws {
    _ = try await ledger.perform { [job] engine in
      try JobLedger(engine: engine).giveBack(job.id, epoch: job.epoch, at: now)
    }
  }
}
