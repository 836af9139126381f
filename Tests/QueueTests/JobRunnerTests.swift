import Model
import Storage
import Testing

@testable import Queue

@Suite("Job runner", .timeLimit(.minutes(5)))
struct JobRunnerTests {
  private struct Broken: Error {}

  @Test("a queued job is run and its end is written")
  func runs() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    let runner = try await shop.runner(["test": Handler { _, _ in .finished(.doneWithErrors, reason: "some") }])
    try await runner.runUntilDone()
    let job = try #require(try await shop.job(id))
    #expect(job.state == .doneWithErrors && job.reason == "some" && job.epoch == 1)
  }

  @Test("a job that a dead worker left running goes on under a new epoch")
  func restart() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    _ = try await shop.jobs { try $0.claim(id, at: Timestamp(seconds: 2)) }
    let epoch = Shared<Int64>(0)
    let runner = try await shop.runner([
      "test": Handler { job, _ in
        epoch.change { $0 = job.epoch }
        return .finished(.done, reason: nil)
      }
    ])
    try await runner.runUntilDone()
    #expect(epoch.value == 2)
    #expect(try await shop.job(id)?.state == .done)
  }

  @Test("of two runners on one ledger the second works only when the first has ended, and no job runs twice")
  func twoRunners() async throws {
    let shop = try await Workshop()
    for number in 0..<20 { try await shop.insert("j\(number)") }
    let runs = Shared<[JobID: Int]>([:])
    let inside = Shared(Crowd())
    let handler = Handler { job, _ in
      inside.change { $0.enter() }
      runs.change { $0[job.id, default: 0] += 1 }
      await Task.yield()
      inside.change { $0.leave() }
      return .finished(.done, reason: nil)
    }
    try await withThrowingTaskGroup { group in
      for _ in 0..<2 {
        group.addTask {
          let store = try await Store.open { [file = shop.file] in try LedgerSchema.open(path: file) }
          let worker = try await RoleLock.acquire(.worker, beside: shop.file)
          let runner = JobRunner(
            ledger: store, watch: try LedgerWatch(file: shop.file), worker: worker, handlers: ["test": handler],
            clock: ManualClock())
          try await runner.runUntilDone()
          worker.release()
        }
      }
      try await group.waitForAll()
    }
    #expect(runs.value.count == 20 && runs.value.values.allSatisfy { $0 == 1 })
    #expect(inside.value.most <= 4)
  }

  @Test("an overtaken run cannot end the job")
  func stale() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    let runner = try await shop.runner([
      "test": Handler { job, context in
        guard job.epoch == 1 else { return .finished(.done, reason: nil) }
        // As if another worker had believed this one dead.
        _ = try? await shop.jobs { try $0.claim(job.id, at: Timestamp(seconds: 2)) }
        #expect(await context.isStopRequested)
        return .finished(.failed, reason: nil)
      }
    ])
    try await runner.runUntilDone()
    let job = try #require(try await shop.job(id))
    #expect(job.state == .done && job.epoch == 3)
  }

  @Test("refreshes run one at a time beside mutations")
  func lanes() async throws {
    let shop = try await Workshop()
    for number in 0..<3 {
      try await shop.insert("r\(number)", .refresh)
      try await shop.insert("m\(number)")
    }
    let refreshes = Shared(Crowd())
    let allMutations = Gate()
    let started = Shared(0)
    let runner = try await shop.runner([
      "test": Handler { job, _ in
        if job.lane == .mutation {
          // Ends only when all three are there: they do run at once.
          started.change {
            $0 += 1
            if $0 == 3 { allMutations.open() }
          }
          await allMutations.pass()
        } else {
          refreshes.change { $0.enter() }
          await Task.yield()
          refreshes.change { $0.leave() }
        }
        return .finished(.done, reason: nil)
      }
    ])
    try await runner.runUntilDone()
    #expect(refreshes.value.most == 1)
  }

  @Test("a run is told when its job is paused, and goes on once it is resumed")
  func pause() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    let started = Gate()
    let paused = Gate()
    let runner = try await shop.runner([
      "test": Handler { job, context in
        guard job.epoch == 1 else { return .finished(.done, reason: nil) }
        #expect(await !context.isStopRequested)
        started.open()
        await paused.pass()
        #expect(await context.isStopRequested)
        return .released
      }
    ])
    let run = Task { try await runner.run() }
    await started.pass()
    #expect(try await shop.jobs { try $0.pause(id, actor: "me", at: Timestamp(seconds: 2)) } == .done)
    paused.open()
    try await shop.wait(for: id, .paused)
    #expect(try await shop.jobs { try $0.resume(id, actor: "me", at: Timestamp(seconds: 3)) } == .done)
    try await shop.wait(for: id, .done)
    run.cancel()
    try await run.value
  }

  @Test("a cancelled job stays cancelled, whatever its run decides")
  func cancel() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    let runner = try await shop.runner([
      "test": Handler { job, _ in
        _ = try? await shop.jobs { try $0.cancel(job.id, actor: "me", at: Timestamp(seconds: 2)) }
        return .finished(.done, reason: nil)
      }
    ])
    try await runner.runUntilDone()
    #expect(try await shop.job(id)?.state == .cancelled)
  }

  @Test("while everything is stopped nothing starts and the runner ends; a run is told")
  func globalStop() async throws {
    let shop = try await Workshop()
    let first = try await shop.insert("a")
    let runner = try await shop.runner([
      "test": Handler { _, context in
        try? await shop.jobs { try $0.setStopped(true, actor: "me", at: Timestamp(seconds: 2)) }
        return await context.isStopRequested ? .released : .finished(.done, reason: nil)
      }
    ])
    try await runner.runUntilDone()
    #expect(try await shop.job(first)?.state == .queued)
  }

  @Test("a job that keeps failing waits longer each time and is put before a person")
  func backoff() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    let clock = JumpingClock()
    let starts = Shared<[Timestamp]>([])
    let runner = try await shop.runner(
      [
        "test": Handler { _, context in
          starts.change { $0.append(context.clock.now) }
          return .interrupted(Broken(), reason: nil)
        }
      ], clock: clock)
    try await runner.runUntilDone()
    let job = try #require(try await shop.job(id))
    #expect(job.state == .attention && job.reason == "Broken()")
    let moments = starts.value
    let pauses = zip(moments.dropFirst(), moments).map { ($0 - $1).seconds }
    #expect(pauses == [5, 10, 20, 40, 80, 160, 320])
  }

  @Test("waiting on purpose forgives earlier failures and ends at its moment")
  func waiting() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    let clock = ManualClock()
    let began = clock.now
    let runner = try await shop.runner(
      [
        "test": Handler { job, context in
          switch job.epoch {
          case 1: .interrupted(Broken(), reason: "r")
          case 2: .waiting(until: context.clock.now + .hours(3), reason: "quota")
          default: .finished(.done, reason: nil)
          }
        }
      ], clock: clock)
    let run = Task { try await runner.runUntilDone() }
    await clock.waitForSleepers(1)
    #expect(try await shop.job(id)?.attempts == 1)
    clock.advance(by: .seconds(5))
    try await shop.wait(for: id) { $0.epoch == 2 && $0.state == .waiting }
    let job = try #require(try await shop.job(id))
    #expect(job.attempts == 0 && job.reason == "quota" && job.notBefore == began + .seconds(5) + .hours(3))
    await clock.waitForSleepers(1)
    clock.advance(by: .hours(3))
    try await run.value
    #expect(try await shop.job(id)?.state == .done)
  }

  @Test("a job that another process puts in is noticed by an idle runner")
  func noticed() async throws {
    let shop = try await Workshop()
    let runner = try await shop.runner(["test": Handler { _, _ in .finished(.done, reason: nil) }])
    let run = Task { try await runner.run() }
    let other = try PythonProcess(
      """
      import sqlite3, sys
      ledger = sqlite3.connect(sys.argv[1])
      ledger.execute(\"\"\"INSERT INTO job (id, lane, kind, subject, payload, state, priority, done, lease_epoch,
        attempts, created_at, created_by, updated_at) VALUES ('a', 'mutation', 'test', '', '', 'queued', 0, 0, 0, 0, 1,
        'python', 1)\"\"\")
      ledger.commit()
      """, shop.file)
    try await shop.wait(for: JobID(unchecked: "a"), .done)
    run.cancel()
    try await run.value
    withExtendedLifetime(other) {}
  }

  @Test("shutting down waits for what runs and puts it back")
  func shutDown() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    let started = Gate()
    let mayEnd = Gate()
    let runner = try await shop.runner([
      "test": Handler { _, context in
        started.open()
        await mayEnd.pass()
        return await context.isStopRequested ? .released : .finished(.failed, reason: nil)
      }
    ])
    let run = Task { try await runner.run() }
    await started.pass()
    run.cancel()
    mayEnd.open()
    try await run.value
    #expect(try await shop.job(id)?.state == .queued)
  }

  @Test("jobs of unknown kinds, drafts and those that need somebody are left alone")
  func leftAlone() async throws {
    let shop = try await Workshop()
    let kinds = [("a", "other", JobState.queued), ("b", "test", .draft), ("c", "test", .attention)]
    for (id, kind, state) in kinds { try await shop.insert(id, kind: kind, state: state) }
    let runner = try await shop.runner(["test": Handler { _, _ in .finished(.done, reason: nil) }])
    try await runner.runUntilDone()
    for (id, _, state) in kinds { #expect(try await shop.job(JobID(unchecked: id))?.state == state) }
  }

  @Test("a job that needs the refresher role waits for whoever has it, and gives it up afterwards")
  func refresher() async throws {
    let shop = try await Workshop()
    let replica = shop.folder.file("replica.sqlite")
    let held = try #require(try RoleLock.tryAcquire(.refresher, beside: replica))
    try await shop.insert("r", .refresh)
    let mutation = try await shop.insert("m")
    var options = JobRunner.Options()
    options.refresher = SharedRole(.refresher, beside: replica)
    let hadRole = Shared(false)
    let handlerSawRole = Handler(needsRefresherRole: true) { _, _ in
      let free = try? RoleLock.tryAcquire(.refresher, beside: replica)
      hadRole.change { $0 = free == nil }
      return .finished(.done, reason: nil)
    }
    try await shop.ledger.write {
      _ = try $0.execute("UPDATE job SET kind = 'refresh' WHERE id = 'r'")
    }
    let runner = try await shop.runner(
      ["refresh": handlerSawRole, "test": Handler { _, _ in .finished(.done, reason: nil) }], options: options)
    let run = Task { try await runner.runUntilDone() }
    try await shop.wait(for: mutation, .done)
    #expect(try await shop.job(JobID(unchecked: "r"))?.state == .queued)
    held.release()
    try await run.value
    #expect(hadRole.value)
    #expect(try RoleLock.tryAcquire(.refresher, beside: replica) != nil)
  }

  @Test("without the worker role a runner refreshes beside a worker, and touches no mutation")
  func refreshesOnly() async throws {
    let shop = try await Workshop()
    let worker = try #require(try RoleLock.tryAcquire(.worker, beside: shop.file))
    let mutation = try await shop.insert("m")
    let refresh = try await shop.insert("r", .refresh, kind: "refresh")
    let done = Handler { _, _ in .finished(.done, reason: nil) }
    let runner = JobRunner(
      ledger: shop.ledger, watch: try LedgerWatch(file: shop.file), worker: nil,
      handlers: ["refresh": done, "test": done], clock: ManualClock())
    let run = Task { try await runner.run() }
    try await shop.wait(for: refresh, .done)
    run.cancel()
    try await run.value
    let job = try #require(try await shop.job(mutation))
    #expect(job.state == .queued && job.epoch == 0)
    worker.release()
  }

  @Test("of runners that write different replicas one refreshes at a time, and no refresh is run twice")
  func refreshLane() async throws {
    let shop = try await Workshop()
    for number in 0..<10 { try await shop.insert("r\(number)", .refresh, kind: "refresh") }
    let runs = Shared<[JobID: Int]>([:])
    let inside = Shared(Crowd())
    let handler = Handler(needsRefresherRole: true) { job, _ in
      inside.change { $0.enter() }
      runs.change { $0[job.id, default: 0] += 1 }
      await Task.yield()
      inside.change { $0.leave() }
      return .finished(.done, reason: nil)
    }
    try await withThrowingTaskGroup { group in
      for number in 0..<3 {
        group.addTask {
          let store = try await Store.open { [file = shop.file] in try LedgerSchema.open(path: file) }
          var options = JobRunner.Options()
          options.refresher = SharedRole(.refresher, beside: shop.folder.file("replica\(number)"))
          options.refreshLane = SharedRole(.refresher, beside: shop.file)
          let runner = JobRunner(
            ledger: store, watch: try LedgerWatch(file: shop.file), worker: nil, handlers: ["refresh": handler],
            clock: ManualClock(), options: options)
          try await runner.runUntilDone()
        }
      }
      try await group.waitForAll()
    }
    #expect(runs.value.count == 10 && runs.value.values.allSatisfy { $0 == 1 })
    #expect(inside.value.most == 1)
  }

  @Test("progress is written now and then, and at the end as it is")
  func progress() async throws {
    let shop = try await Workshop()
    let id = try await shop.insert("a")
    var options = JobRunner.Options()
    options.progressInterval = .seconds(3600)
    let seen = Shared<[Int]>([])
    let runner = try await shop.runner(
      [
        "test": Handler { job, context in
          for done in 1...100 {
            await context.progress(done: done, total: 100)
            let stored = (try? await shop.job(job.id))?.done ?? -1
            seen.change { if $0.last != stored { $0.append(stored) } }
          }
          return .finished(.done, reason: nil)
        }
      ], options: options)
    try await runner.runUntilDone()
    #expect(seen.value == [1])
    let job = try #require(try await shop.job(id))
    #expect(job.done == 100 && job.total == 100)
  }
}
