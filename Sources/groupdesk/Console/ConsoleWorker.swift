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

  /// A console that may change nothing still fetches what a person asks for, without the worker's role: it keeps nobody
  /// from sending.
  private func look(_ changed: @escaping @Sendable (WorkerState) -> Void) async throws {
    let watch = try LedgerWatch(file: session.places.ledger)
    defer { watch.close() }
    try await withThrowingTaskGroup { group in
      if session.client != nil {
        group.addTask { try await worker.run(nil, kinds: [RefreshJob.kind], untilDone: false) }
      }
      group.addTask {
        changed(try session.isWorkerRunning ? .elsewhere : .nobody)
        for await _ in watch.ticks { changed(try session.isWorkerRunning ? .elsewhere : .nobody) }
      }
      try await group.next()
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  private var worker: Worker { Worker(session, environment: environment, failed: failed) }
}
