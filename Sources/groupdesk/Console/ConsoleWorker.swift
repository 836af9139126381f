import Console
import Model
import Queue
import Services
import Storage

/// Does a company's jobs from inside the console while nobody else does.
struct ConsoleWorker: Sendable {
  let session: Session
  let environment: [String: String]
  /// Told what broke a run off.
  let failed: @Sendable (any Error) -> Void

  /// Until the task is cancelled; then it waits for the run in hand to come to a safe end.
  ///
  /// - Parameter changed: told who works whenever that changes.
  func run(_ changed: @escaping @Sendable (WorkerState) -> Void) async throws {
    guard session.client != nil, session.authority == .mayChange else { return try await look(changed) }
    var role = try RoleLock.tryAcquire(.worker, beside: session.places.ledger)
    if role == nil {
      changed(.elsewhere)
      role = try await RoleLock.acquire(.worker, beside: session.places.ledger)
    }
    guard let role else { return }
    // Whoever waits for it gets it as soon as the last run has ended.
    defer { role.release() }
    changed(.here)
    try await worker.run(role, kinds: [RefreshJob.kind, HandoverJob.kind], untilDone: false)
  }

  /// A console that may change nothing still fetches what a person asks for, and lets the role go at once.
  private func look(_ changed: @Sendable (WorkerState) -> Void) async throws {
    let watch = try LedgerWatch(file: session.places.ledger)
    var ticks = watch.ticks.makeAsyncIterator()
    repeat {
      guard let role = try RoleLock.tryAcquire(.worker, beside: session.places.ledger) else {
        changed(.elsewhere)
        continue
      }
      changed(.nobody)
      guard session.client != nil, try await isRefreshQueued else {
        role.release()
        continue
      }
      try await worker.run(role, kinds: [RefreshJob.kind], untilDone: true)
    } while await ticks.next() != nil
    watch.close()
  }

  private var isRefreshQueued: Bool {
    get async throws {
      try await session.queue.jobs(finalFor: .seconds(0)).contains { $0.kind == RefreshJob.kind && $0.state.isActive }
    }
  }

  private var worker: Worker { Worker(session, environment: environment, failed: failed) }
}
