import Model
import Storage
import Synchronization

/// Runs the jobs of a ledger: several mutations at a time, in the process that holds the worker role, and one refresh, in
/// that or in any other. Wakes at commits of any process, at the end of a run and at the next moment a job of its own is
/// due; never looks otherwise.
package actor JobRunner {
  package struct Options: Sendable {
    /// Mutations running at once.
    package var mutations = 4
    package var backoff = Backoff()
    /// Real time between two writes of a run's progress.
    package var progressInterval = Duration.milliseconds(500)
    /// Real time runs have to end after the request to stop, before they are cancelled.
    package var drainLimit = Duration.seconds(30)
    /// The refresher role, as the whole process uses it. Nil leaves alone the jobs that need it.
    package var refresher: SharedRole?
    /// Held with the refresher role while refreshes run: of all processes on the ledger one runs them, whatever replica it
    /// writes. Nil where there is one process.
    package var refreshLane: SharedRole?
    package init() {}
  }

  private let ledger: Store
  private let watch: LedgerWatch
  private let worker: RoleLock?
  private let handlers: [String: any JobHandler]
  private let clock: any CompanyClock
  private let options: Options
  /// Says as a stored reason what went wrong when a handler did not.
  private let reason: @Sendable (Job, any Error) -> String?
  private let afterRun: @Sendable () async -> Void

  private var running: [JobID: (lane: Lane, task: Task<Void, Never>)] = [:]
  private let isStopping = Flag()
  private let wakes: AsyncStream<Void>
  private let wake: AsyncStream<Void>.Continuation
  private var alarm: (moment: Timestamp, task: Task<Void, Never>)?
  private var refresherRole: RefresherRole

  /// - Parameters:
  ///   - worker: held by the runner for as long as it lives; nil leaves every mutation alone.
  ///   - watch: of the same ledger; the runner is its one reader.
  ///   - handlers: by job kind. Jobs of other kinds are left alone.
  ///   - reason: told of every interruption; what it returns is stored unless the handler gave a reason.
  ///   - afterRun: called once at the start and after each run, when its end is committed.
  package init(
    ledger: Store, watch: LedgerWatch, worker: RoleLock?, handlers: [String: any JobHandler], clock: any CompanyClock,
    options: Options = Options(), reason: @escaping @Sendable (Job, any Error) -> String? = { _, _ in nil },
    afterRun: @escaping @Sendable () async -> Void = {}
  ) {
    self.ledger = ledger
    self.watch = watch
    self.worker = worker
    self.handlers = handlers.filter { !$0.value.needsRefresherRole || options.refresher != nil }
    self.clock = clock
    self.options = options
    self.reason = reason
    self.afterRun = afterRun
    (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    refresherRole = RefresherRole([options.refreshLane, options.refresher].compactMap { $0 })
  }

  /// Runs jobs until the task is cancelled, then waits for those that run. Throws ``StorageError``. A runner runs once.
  package func run() async throws { try await run(untilDone: false) }

  /// Runs jobs until each is final, paused, a draft, in need of attention or of a kind without a handler, or until a
  /// person has stopped everything. Throws ``StorageError``.
  package func runUntilDone() async throws { try await run(untilDone: true) }

  private func run(untilDone: Bool) async throws {
    let listener = Task { [watch, wake] in
      for await _ in watch.ticks { wake.yield() }
    }
    defer {
      listener.cancel()
      setAlarm(nil)
      refresherRole.giveUp()
    }
    try await withTaskCancellationHandler {
      do {
        await afterRun()
        var turns = wakes.makeAsyncIterator()
        while !isStopping.isSet {
          let isDone = try await turn()
          if untilDone && isDone { return }
          // A cancelled task's iterator ends at once, which is what stops the loop.
          if await turns.next() == nil { break }
        }
        await drain()
      } catch {
        await drain()
        throw error
      }
    } onCancel: {
      isStopping.set()
      wake.yield()
    }
  }

  /// Starts what may be started; says whether nothing is left to wait for.
  private func turn() async throws -> Bool {
    let now = clock.now
    let busy = Set(running.keys)
    let isWorker = worker != nil
    let view: View
    do {
      view = try await ledger.perform { engine in
        let jobs = JobLedger(engine: engine)
        guard try !jobs.isStopped() else { return View(isStopped: true) }
        return View(
          mutations: isWorker ? try jobs.due(in: .mutation, at: now, excluding: busy) : [],
          refreshes: try jobs.due(in: .refresh, at: now, excluding: busy),
          nextDue: try jobs.nextDue(in: isWorker ? Lane.allCases : [.refresh], after: now),
          pendingKinds: try jobs.pendingKinds())
      }
    } catch StorageError.busy {
      // Many seconds of real time went by; the writer's commit, or this, leads to the next look.
      wake.yield()
      return false
    }
    setAlarm(view.nextDue)
    try await start(view.mutations, in: .mutation, atMost: options.mutations)
    try await start(view.refreshes, in: .refresh, atMost: 1)
    if !running.values.contains(where: { $0.lane == .refresh }) && view.refreshes.isEmpty { refresherRole.giveUp() }
    return running.isEmpty && view.pendingKinds.isDisjoint(with: handlers.keys)
  }

  private struct View: Sendable {
    var isStopped = false
    var mutations: [JobID] = []
    var refreshes: [JobID] = []
    var nextDue: Timestamp?
    var pendingKinds: Set<String> = []
  }

  private func start(_ due: [JobID], in lane: Lane, atMost most: Int) async throws {
    for id in due where running[id] == nil {
      guard !isStopping.isSet, running.values.count(where: { $0.lane == lane }) < most else { return }
      let kinds = Set(handlers.keys)
      let mayRefresh = refresherRole.isHeld
      let handlers = self.handlers
      let now = clock.now
      let claim: Claim
      do {
        claim = try await ledger.perform { engine in
          let jobs = JobLedger(engine: engine)
          guard let job = try jobs.job(id), kinds.contains(job.kind) else { return .none }
          if handlers[job.kind]?.needsRefresherRole == true && !mayRefresh { return .needsRefresherRole }
          return try jobs.claim(id, at: now).map(Claim.claimed) ?? .none
        }
      } catch StorageError.busy {
        wake.yield()
        return
      }
      switch claim {
      case .none: continue
      case .needsRefresherRole: refresherRole.ask { [wake] in wake.yield() }
      case .claimed(let job):
        guard let handler = handlers[job.kind] else { continue }
        running[id] = (lane, Task { await self.execute(job, handler) })
      }
    }
  }

  private enum Claim: Sendable {
    case none
    case needsRefresherRole
    case claimed(Job)
  }

  private func execute(_ job: Job, _ handler: any JobHandler) async {
    let progress = ProgressWriter(ledger: ledger, job: job, clock: clock, interval: options.progressInterval)
    let run = JobRun(ledger: ledger, job: job, isStopping: isStopping)
    let context = JobContext(
      clock: clock, isStopRequested: { await run.isStopRequested },
      progress: { await progress.report($0, $1) })
    let end = await handler.run(job, context)
    await progress.flush()
    // A row that cannot be written stays `running` under a claim nobody holds: the next worker takes it up from there,
    // as after a crash.
    try? await run.write(end, backoff: options.backoff, clock: clock, reason: reason)
    await afterRun()
    running[job.id] = nil
    wake.yield()
  }

  private func drain() async {
    isStopping.set()
    guard !running.isEmpty else { return }
    let tasks = running.values.map(\.task)
    let limit = Task { [options] in
      try? await ContinuousClock().sleep(for: options.drainLimit)
      if !Task.isCancelled { for task in tasks { task.cancel() } }
    }
    for task in tasks { await task.value }
    limit.cancel()
  }

  private func forget(_ moment: Timestamp) { if alarm?.moment == moment { alarm = nil } }

  private func setAlarm(_ moment: Timestamp?) {
    guard moment != alarm?.moment else { return }
    alarm?.task.cancel()
    alarm = moment.map { moment in
      let task = Task { [clock, wake] in
        guard (try? await clock.sleep(until: moment)) != nil else { return }
        // A clock that is set back meanwhile must find no alarm standing.
        self.forget(moment)
        wake.yield()
      }
      return (moment, task)
    }
  }
}

/// Set once, read from everywhere.
final class Flag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .acquiring) }
  func set() { value.store(true, ordering: .releasing) }
}
