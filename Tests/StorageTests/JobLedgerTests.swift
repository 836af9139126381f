import Model
import Testing

@testable import Storage

@Suite("Jobs", .timeLimit(.minutes(5)))
struct JobLedgerTests {
  private let folder: TemporaryFolder
  private let jobs: JobLedger
  private let id = JobID(unchecked: "j-1")
  private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

  init() throws {
    folder = try TemporaryFolder()
    jobs = JobLedger(engine: try LedgerSchema.open(path: folder.file("ledger.sqlite")))
  }

  private func job(
    _ id: String = "j-1", _ lane: Lane = .mutation, subject: String = "zhangsan", state: JobState = .queued,
    priority: Int = 0, at seconds: Int64 = 1
  ) -> Job {
    Job(
      id: JobID(unchecked: id), lane: lane, kind: "k", subject: subject, state: state, priority: priority,
      createdAt: at(seconds), createdBy: "me@here")
  }

  private func insert(_ job: Job) throws { try jobs.engine.transaction { try JobLedger.insert(job, in: $0) } }

  private func wait(epoch: Int64, until: Timestamp?) throws -> Bool {
    try jobs.engine.transaction {
      try JobLedger.wait(id, epoch: epoch, until: until, reason: "r", attempts: 2, at: at(3), in: $0)
    }
  }

  private func finish(epoch: Int64, as state: JobState = .done) throws -> Bool {
    try jobs.engine.transaction {
      try JobLedger.finish(id, epoch: epoch, as: state, reason: nil, at: at(4), in: $0)
    }
  }

  @Test("a job comes back as it was put in")
  func roundTrip() throws {
    let job = job(state: .draft, priority: 7)
    try insert(job)
    #expect(try jobs.job(id) == job)
  }

  @Test("a claim makes the job run under a new epoch")
  func claim() throws {
    try insert(job())
    let claimed = try #require(try jobs.claim(id, at: at(2)))
    #expect(claimed.state == .running && claimed.epoch == 1 && claimed.startedAt == at(2))
    #expect(try jobs.isCurrent(id, epoch: 1))
  }

  @Test("a job that a dead worker left running is claimed again, and keeps when it began")
  func orphan() throws {
    try insert(job())
    _ = try jobs.claim(id, at: at(2))
    let again = try #require(try jobs.claim(id, at: at(9)))
    #expect(again.epoch == 2 && again.startedAt == at(2))
  }

  @Test("what an overtaken run decides is not written")
  func staleEpoch() throws {
    try insert(job())
    _ = try jobs.claim(id, at: at(2))
    _ = try jobs.claim(id, at: at(3))
    #expect(try !finish(epoch: 1))
    #expect(try !wait(epoch: 1, until: at(9)))
    #expect(try !jobs.progress(id, epoch: 1, done: 1, total: 2, at: at(4)))
    #expect(try !jobs.giveBack(id, epoch: 1, at: at(4)))
    #expect(try jobs.job(id)?.state == .running)
    #expect(try finish(epoch: 2))
  }

  @Test("a final job is left alone by everything")
  func finalIsFinal() throws {
    try insert(job())
    _ = try jobs.claim(id, at: at(2))
    #expect(try finish(epoch: 1))
    #expect(try jobs.claim(id, at: at(5)) == nil)
    #expect(try jobs.pause(id, actor: "me", at: at(5)) == .notNow(.done))
    #expect(try jobs.resume(id, actor: "me", at: at(5)) == .notNow(.done))
    #expect(try jobs.cancel(id, actor: "me", at: at(5)) == .notNow(.done))
    #expect(try !finish(epoch: 1, as: .failed))
    #expect(try jobs.job(id)?.finishedAt == at(4))
  }

  @Test("a waiting job is due at its moment, not before")
  func waiting() throws {
    try insert(job())
    _ = try jobs.claim(id, at: at(2))
    #expect(try wait(epoch: 1, until: at(100)))
    #expect(try jobs.due(in: .mutation, at: at(99), excluding: []).isEmpty)
    #expect(try jobs.claim(id, at: at(99)) == nil)
    #expect(try jobs.nextDue(in: [.mutation], after: at(50)) == at(100))
    #expect(try jobs.nextDue(in: [.refresh], after: at(50)) == nil)
    #expect(try jobs.claim(id, at: at(100))?.attempts == 2)
  }

  @Test("a job that waits without a moment is due only once somebody queues it")
  func waitingForSomebody() throws {
    try insert(job())
    _ = try jobs.claim(id, at: at(2))
    #expect(try wait(epoch: 1, until: nil))
    #expect(try jobs.claim(id, at: at(1_000_000)) == nil)
    #expect(try jobs.pendingKinds().isEmpty)
    try jobs.engine.transaction { try JobLedger.enqueue(id, at: at(5), in: $0) }
    #expect(try jobs.due(in: .mutation, at: at(5), excluding: []) == [id])
  }

  @Test("a paused job is neither claimed nor ended by its run, and goes on when resumed")
  func pause() throws {
    try insert(job())
    _ = try jobs.claim(id, at: at(2))
    #expect(try jobs.pause(id, actor: "me", at: at(3)) == .done)
    #expect(try !finish(epoch: 1))
    #expect(try jobs.claim(id, at: at(4)) == nil)
    #expect(try jobs.resume(id, actor: "me", at: at(5)) == .done)
    #expect(try jobs.claim(id, at: at(6))?.epoch == 2)
  }

  @Test("a person is told what cannot be done")
  func notNow() throws {
    #expect(try jobs.pause(id, actor: "me", at: at(2)) == .unknownJob)
    try insert(job(state: .draft))
    #expect(try jobs.pause(id, actor: "me", at: at(2)) == .notNow(.draft))
    #expect(try jobs.resume(id, actor: "me", at: at(2)) == .notNow(.draft))
    #expect(try jobs.cancel(id, actor: "me", at: at(2)) == .done)
  }

  @Test("while everything is stopped nothing is claimed")
  func stop() throws {
    try insert(job())
    try jobs.setStopped(true, actor: "me", at: at(2))
    #expect(try jobs.claim(id, at: at(3)) == nil)
    try jobs.setStopped(false, actor: "me", at: at(4))
    #expect(try jobs.claim(id, at: at(5)) != nil)
  }

  @Test("the most urgent job comes first, then the oldest; those that run are left out")
  func order() throws {
    try insert(job("old", at: 1))
    try insert(job("new", at: 2))
    try insert(job("urgent", priority: 5, at: 3))
    try insert(job("running", at: 0))
    try insert(job("other lane", .refresh, at: 0))
    let due = try jobs.due(in: .mutation, at: at(9), excluding: [JobID(unchecked: "running")])
    #expect(due.map(\.rawValue) == ["urgent", "old", "new"])
  }

  @Test("a refresh asked for twice is one job while it is open, and another afterwards")
  func refreshOnce() throws {
    #expect(try jobs.enqueueRefresh(job("j-1", .refresh)).id == id)
    #expect(try jobs.enqueueRefresh(job("j-2", .refresh)).id == id)
    #expect(try jobs.enqueueRefresh(job("j-3", .refresh, subject: "lisi")).id.rawValue == "j-3")
    _ = try jobs.claim(id, at: at(2))
    #expect(try finish(epoch: 1))
    #expect(try jobs.enqueueRefresh(job("j-4", .refresh)).id.rawValue == "j-4")
  }

  @Test("a job given back is queued again")
  func giveBack() throws {
    try insert(job())
    _ = try jobs.claim(id, at: at(2))
    #expect(try jobs.giveBack(id, epoch: 1, at: at(3)))
    #expect(try jobs.job(id)?.state == .queued)
  }

  @Test("final jobs are left out once they are older than asked for; open ones stay")
  func finalSince() throws {
    for (number, id) in ["old", "new"].enumerated() {
      try insert(job(id))
      let claim = try #require(try jobs.claim(JobID(unchecked: id), at: at(2)))
      _ = try jobs.engine.transaction {
        try JobLedger.finish(claim.id, epoch: 1, as: .done, reason: nil, at: at(Int64(10 + number * 10)), in: $0)
      }
    }
    try insert(job("open"))
    try insert(job("draft", state: .draft))
    #expect(try jobs.jobs(finalSince: at(20)).map(\.id.rawValue) == ["open", "new"])
    #expect(try jobs.jobs().map(\.id.rawValue) == ["open", "old", "new"])
    #expect(try jobs.jobs(includingDrafts: true, finalSince: at(21)).map(\.id.rawValue) == ["open", "draft"])
  }
}
