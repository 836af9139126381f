import Model
import Storage
import Synchronization

@testable import Queue

/// A ledger in a folder of its own, and what it takes to run its jobs.
struct Workshop {
  let folder: TemporaryFolder
  let ledger: Store
  var file: String { folder.file("ledger.sqlite") }

  init() async throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    ledger = try await Store.open { [file = folder.file("ledger.sqlite")] in try LedgerSchema.open(path: file) }
  }

  @discardableResult
  func insert(
    _ id: String, _ lane: Lane = .mutation, kind: String = "test", state: JobState = .queued
  ) async throws -> JobID {
    let job = Job(
      id: JobID(unchecked: id), lane: lane, kind: kind, subject: id, state: state,
      createdAt: Timestamp(seconds: 1), createdBy: "me@here")
    try await ledger.write { try JobLedger.insert(job, in: $0) }
    return job.id
  }

  func job(_ id: JobID) async throws -> Job? {
    try await ledger.perform { try JobLedger(engine: $0).job(id) }
  }

  func jobs<T: Sendable>(_ body: @Sendable (JobLedger) throws -> T) async throws -> T {
    try await ledger.perform { try body(JobLedger(engine: $0)) }
  }

  func wait(for id: JobID, _ state: JobState) async throws { try await wait(for: id) { $0.state == state } }

  /// Returns once the job is so; looks at every commit.
  func wait(for id: JobID, _ isReached: (Job) -> Bool) async throws {
    let watch = try LedgerWatch(file: file)
    var ticks = watch.ticks.makeAsyncIterator()
    while true {
      if let job = try await job(id), isReached(job) { return }
      await ticks.next()
    }
  }

  func runner(
    _ handlers: [String: any JobHandler], clock: any CompanyClock = ManualClock(),
    options: JobRunner.Options = JobRunner.Options(), role: RoleLock? = nil
  ) async throws -> JobRunner {
    let worker: RoleLock = if let role { role } else { try await RoleLock.acquire(.worker, beside: file) }
    return JobRunner(
      ledger: ledger, watch: try LedgerWatch(file: file), worker: worker, handlers: handlers, clock: clock,
      options: options, reason: { _, error in "\(error)" })
  }
}

/// A handler that does what its closure says.
struct Handler: JobHandler {
  var needsRefresherRole = false
  let body: @Sendable (Job, JobContext) async -> JobEnd
  init(needsRefresherRole: Bool = false, _ body: @escaping @Sendable (Job, JobContext) async -> JobEnd) {
    self.needsRefresherRole = needsRefresherRole
    self.body = body
  }
  func run(_ job: Job, _ context: JobContext) async -> JobEnd { await body(job, context) }
}

/// Opened once; whoever comes before waits.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }
  private let state = Mutex(State())

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}
