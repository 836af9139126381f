import Model
import Storage

/// The jobs of a company, as panes and subcommands see and steer them.
package struct QueueService: Sendable {
  let ledger: Store
  let clock: any CompanyClock
  let authority: Authority
  /// Who acts, as `user@host`.
  let actor: String

  package init(ledger: Store, clock: any CompanyClock, authority: Authority, actor: String) {
    self.ledger = ledger
    self.clock = clock
    self.authority = authority
    self.actor = actor
  }

  /// Newest first; plans nobody confirmed are no jobs yet.
  ///
  /// - Parameter span: company time; leaves out those that have been final for longer. Nil for all there ever were.
  package func jobs(finalFor span: TimeSpan? = nil) async throws -> [Job] {
    let since = span.map { clock.now - $0 }
    return try await ledger.perform { try JobLedger(engine: $0).jobs(finalSince: since) }
  }

  package func job(_ id: JobID) async throws -> Job? {
    try await ledger.perform { try JobLedger(engine: $0).job(id) }
  }

  /// The one job whose id begins so; nil for none and for several.
  package func job(withPrefix prefix: String) async throws -> Job? {
    let found = try await ledger.perform { try JobLedger(engine: $0).jobs(withPrefix: prefix) }
    return found.count == 1 ? found[0] : found.first { $0.id.rawValue == prefix }
  }

  package func isStopped() async throws -> Bool { try await ledger.perform { try JobLedger(engine: $0).isStopped() } }

  /// The global stop: while it is on nothing is sent, by no process.
  package func setStopped(_ isStopped: Bool) async throws {
    try authority.mayChange()
    let now = clock.now
    try await ledger.perform { [actor] engine in
      try JobLedger(engine: engine).setStopped(isStopped, actor: actor, at: now)
    }
  }

  package func pause(_ id: JobID) async throws -> JobLedger.Control {
    try authority.mayChange()
    let now = clock.now
    return try await ledger.perform { [actor] engine in
      try JobLedger(engine: engine).pause(id, actor: actor, at: now)
    }
  }

  /// A person has mended what stopped the job, or wants it to go on.
  package func resume(_ id: JobID) async throws -> JobLedger.Control {
    try authority.mayChange()
    let now = clock.now
    return try await ledger.perform { [actor] engine in
      try JobLedger(engine: engine).resume(id, actor: actor, at: now)
    }
  }

  /// Ends a job; of a handover, what was not sent yet is taken back and the rest followed to its end.
  package func cancel(_ id: JobID) async throws -> JobLedger.Control {
    try authority.mayChange()
    let now = clock.now
    return try await ledger.perform { [actor] engine in
      let handovers = HandoverLedger(engine: engine)
      guard let job = try JobLedger(engine: engine).job(id) else { return .unknownJob }
      guard try handovers.handover(id) != nil else {
        return try JobLedger(engine: engine).cancel(id, actor: actor, at: now)
      }
      return try handovers.cancel(id, actor: actor, now: now) == nil ? .notNow(job.state) : .done
    }
  }
}
