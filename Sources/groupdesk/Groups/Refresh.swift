import Model
import Queue
import Screen
import Services
import Storage

/// Brings the replica up to date from a subcommand: in this process if nobody else refreshes, else by whoever does, watched
/// from here. The worker's role is left alone, so that a long refresh keeps nobody from sending.
extension Program {
  /// Fetches everything if nothing was ever fetched.
  func ensureSwept(_ session: Session) async throws {
    noteReplica(session)
    if try await session.groups.sweptAt() != nil { return }
    output.message(words.neverRefreshed, .dim)
    let status = try await refresh(.all, session)
    if status != .done { throw RefreshFailed(status: status) }
  }

  /// Says if the replica was made anew.
  func noteReplica(_ session: Session) {
    guard let kept = session.replicaMovedTo else { return }
    let advice = words.replicaMadeAnew(SafeText(session.places.replica), moved: SafeText(kept))
    output.message(words.line(advice), .warning)
  }

  /// Runs a refresh to its end and says how it went.
  func refresh(_ scope: RefreshScope, _ session: Session) async throws -> ExitStatus {
    let began = ContinuousClock.now
    // It waits for the end of the stop, which may be a long time to wait without a word.
    if try await session.queue.isStopped() { output.message(words.line(words.everythingStopped), .warning) }
    let job = try await session.groups.requestRefresh(scope)
    let trouble = Trouble()
    let work = Task {
      let worker = Worker(session, environment: environment) { trouble.set($0) }
      try await worker.run(nil, kinds: [RefreshJob.kind], untilDone: true)
    }
    let watch = try LedgerWatch(file: session.places.ledger)
    let ended = try await withTaskCancellationHandler {
      try await self.watch(job.id, session, watch, began)
    } onCancel: {
      work.cancel()
    }
    // Other people's refreshes are theirs to wait for. What ends the work is told by the job's row or by `trouble`.
    work.cancel()
    _ = try? await work.value
    output.clearProgress()
    try Task.checkCancellation()
    return try await report(ended, trouble.error, session, began)
  }

  /// Follows the job until it is final, or waits for something a person would not sit through.
  private func watch(
    _ id: JobID, _ session: Session, _ watch: LedgerWatch, _ began: ContinuousClock.Instant
  ) async throws -> Job? {
    var job = try await session.queue.job(id)
    var ticks = watch.ticks.makeAsyncIterator()
    while let current = job, current.state == .queued || current.state == .running {
      if let total = current.total, total > 0 {
        let seconds = max(1, Int(TimeSpan(began.duration(to: .now)).seconds))
        output.progress(words.refreshing(done: current.done, total: total, perSecond: current.done / seconds))
      }
      guard await ticks.next() != nil else { break }
      job = try await session.queue.job(id)
    }
    return job
  }

  private func report(
    _ job: Job?, _ error: (any Error)?, _ session: Session, _ began: ContinuousClock.Instant
  ) async throws -> ExitStatus {
    guard let job else { return .usage }
    if job.state == .done {
      let span = TimeSpan(began.duration(to: .now))
      guard case .all? = RefreshScope(job) else {
        output.message(words.refreshed(groups: job.done, in: span), .done)
        return .done
      }
      let owners = try await session.groups.owners().count { $0.groups > 0 }
      output.message(words.refreshed(groups: job.done, owners: owners, in: span), .done)
      return .done
    }
    if let error { return self.report(error, application: session.profile.application) }
    let reason = job.reason.flatMap(JobReason.init(stored:)) ?? .unreachable
    output.message(
      words.reason(
        reason, notBefore: job.notBefore, now: session.clock.now, application: session.profile.application,
        names: { SafeText($0) }), .error)
    if case .refused = reason { return .refusedByVendor }
    return job.state == .cancelled || job.state == .paused ? .refusedHere : .vendorUnavailable
  }
}

/// The first fetch failed, and that was said.
struct RefreshFailed: Error { let status: ExitStatus }
