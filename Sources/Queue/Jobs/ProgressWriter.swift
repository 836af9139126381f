import Model
import Storage

/// Writes a run's progress, but not more often than a person can follow: each write is a commit that every process on
/// the ledger notices.
actor ProgressWriter {
  private let ledger: Store
  private let job: Job
  private let clock: any CompanyClock
  private let interval: Duration
  private var writtenAt: ContinuousClock.Instant?
  private var unwritten: (done: Int, total: Int?)?

  init(ledger: Store, job: Job, clock: any CompanyClock, interval: Duration) {
    self.ledger = ledger
    self.job = job
    self.clock = clock
    self.interval = interval
  }

  func report(_ done: Int, _ total: Int?) async {
    unwritten = (done, total)
    if let writtenAt, writtenAt.duration(to: .now) < interval { return }
    await flush()
  }

  /// Progress is for people: what cannot be written is left to the next time.
  func flush() async {
    guard let (done, total) = unwritten else { return }
    unwritten = nil
    writtenAt = .now
    let now = clock.now
    _ = try? await ledger.perform { [job] engine in
      try JobLedger(engine: engine).progress(job.id, epoch: job.epoch, done: done, total: total, at: now)
    }
  }
}
