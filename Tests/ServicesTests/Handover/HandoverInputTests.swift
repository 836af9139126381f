import Model
import Simulator
import Storage
import Testing

@testable import Services

/// What can be wrong with a handover that a plan could not see: each group ends where it belongs, and nothing is lost.
@Suite("Handing over what is not as planned", .timeLimit(.minutes(5)))
struct HandoverInputTests {
  private func withStarted(
    _ to: Int = 1, _ configuration: CompanyConfiguration = Office.configuration,
    _ body: (Office, HandoverPlan, [ChatID]) async throws -> Void
  ) async throws {
    try await Office.open(configuration) { office in
      let plan = try await office.start(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(try await office.successors(to))))
      try await body(office, plan, plan.toSend.map(\.chatID))
    }
  }

  @Test("a group dismissed after the plan is gone, the others go over")
  func dismissed() async throws {
    try await withStarted { office, plan, chats in
      try await office.company { company, now in try company.dismiss(chats[3].rawValue, at: now) }
      try await office.clock.advance(by: .minutes(1))
      try await office.work()
      let report = try await office.report(plan)
      #expect(report.job.state == .doneWithErrors)
      #expect(report.items.filter { $0.state == .gone }.map(\.chatID) == [chats[3]])
      #expect(report.count(.done) == 29)
    }
  }

  @Test("a group somebody else handed over after the plan is theirs and never sent")
  func handedOver() async throws {
    try await withStarted { office, plan, chats in
      let other = try await office.successors(3)[2]
      _ = try await office.company { company, now in
        try company.transfer([chats[0].rawValue], to: other.rawValue, onJob: false, at: now)
      }
      try await office.clock.advance(by: .minutes(1))
      try await office.work()
      let report = try await office.report(plan)
      #expect(report.items.filter { $0.state == .foreign }.map(\.chatID) == [chats[0]])
      #expect(try await office.owner(of: chats[0]) == other.rawValue)
      #expect(try await !office.accepted().contains(chats[0].rawValue))
      #expect(report.count(.done) == 29)
    }
  }

  @Test("a full group is refused with its code, planned anew once there is room, and then goes over")
  func full() async throws {
    var configuration = Office.configuration
    configuration.fullPerThousand = 300
    configuration.rules.groupLimit = 9
    try await withStarted(1, configuration) { office, plan, _ in
      try await office.work()
      let report = try await office.report(plan)
      let full = report.items.filter { $0.state == .rejected }
      #expect(!full.isEmpty && full.allSatisfy { $0.code == 90503 })
      #expect(report.job.state == .doneWithErrors && report.count(.done) + full.count == 30)

      try await office.company { company, _ in company.rules.groupLimit = 100 }
      let retry = try await office.handover.retry(plan.id, newOwners: nil)
      #expect(Set(retry.toSend.map(\.chatID)) == Set(full.map(\.chatID)))
      _ = try await office.handover.start(retry.id, confirming: full.count)
      try await office.work()
      #expect(try await office.report(retry).job.state == .done)
      #expect(try await office.accepted().count == 30)
    }
  }

  @Test(
    "a new owner who turns out unfit stops the job without losing a group; mended and resumed, it goes on",
    arguments: [40098, 40205])
  func unfit(_ code: Int) async throws {
    try await withStarted { office, plan, _ in
      let newOwner = plan.newOwners[0].newOwner.userID
      try await office.company { company, now in
        try company.alter(newOwner.rawValue) {
          if code == 40098 { $0.hasRealName = false } else { $0.lastLoginAt = now - 400 * 86_400_000 }
        }
      }
      try await office.work()
      var report = try await office.report(plan)
      #expect(report.job.state == .attention)
      #expect(report.reason == .newOwnerUnfit(newOwner: newOwner, code: code))
      #expect(report.count(.ready) == 30 && report.quotaToday.used == 0)

      try await office.company { company, now in
        try company.alter(newOwner.rawValue) {
          $0.hasRealName = true
          $0.lastLoginAt = now
        }
      }
      #expect(try await office.queue.resume(plan.id) == .done)
      try await office.work()
      report = try await office.report(plan)
      #expect(report.job.state == .done && report.count(.done) == 30)
      #expect(try await office.accepted().count == 30)
    }
  }

  @Test("one unfit new owner does not hold the others up, and may be mended while these are followed")
  func oneOfTwo() async throws {
    try await withStarted(2) { office, plan, _ in
      try #require(plan.newOwners.allSatisfy { $0.receives > 0 })
      let unfit = plan.newOwners[0]
      let newOwner = unfit.newOwner.userID
      try await office.company { company, _ in try company.alter(newOwner.rawValue) { $0.hasRealName = false } }
      try await office.runOnce(plan)
      var report = try await office.report(plan)
      #expect(report.job.state == .waiting && report.reason == .newOwnerUnfit(newOwner: newOwner, code: 40098))
      #expect(report.count(.accepted) == 30 - unfit.receives && report.count(.ready) == unfit.receives)

      try await office.company { company, _ in try company.alter(newOwner.rawValue) { $0.hasRealName = true } }
      #expect(try await office.queue.resume(plan.id) == .done)
      try await office.work()
      report = try await office.report(plan)
      #expect(report.job.state == .done && report.count(.done) == 30)
      #expect(try await office.accepted().count == 30)
    }
  }

  @Test("a job that waits for nothing but its time is not resumed")
  func waiting() async throws {
    try await withStarted { office, plan, _ in
      try await office.runOnce(plan)
      #expect(try await office.queue.resume(plan.id) == .notNow(.waiting))
    }
  }

  @Test("an owner who left over a year ago: tried, refused, reported")
  func leftLongAgo() async throws {
    var configuration = Office.configuration
    configuration.resigned = [.init(groups: 5, daysAgo: 401)]
    try await withStarted(1, configuration) { office, plan, _ in
      try await office.work()
      let report = try await office.report(plan)
      #expect(report.job.state == .doneWithErrors && report.count(.rejected) == 5)
      #expect(report.items.allSatisfy { $0.code == 90506 })
      #expect(try await office.accepted().isEmpty)
    }
  }

  @Test("what somebody else spent of the day's quota is noticed, and the rest goes the next day")
  func quotaElsewhere() async throws {
    try await withStarted { office, plan, _ in
      try await office.company { company, now in try company.spendElsewhere(290, of: "zhangsan", at: now) }
      let began = Day(at: office.clock.now)
      try await office.work()
      let report = try await office.report(plan)
      #expect(report.job.state == .done && report.count(.done) == 30)
      #expect(Set(report.batches.map(\.quotaDay)) == [began, began.next])
      #expect(try await office.accepted().count == 30)
    }
  }

  @Test("two plans over the same groups: the second finds them taken")
  func conflict() async throws {
    try await Office.open { office in
      let to = try await office.successors(2)
      let request = PlanRequest(kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners([to[0]]))
      let first = try await office.handover.plan(request)
      let second = try await office.handover.plan(
        PlanRequest(kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners([to[1]])))
      #expect(try await office.handover.start(first.id, confirming: 30) == .confirmed(ready: 30))
      #expect(try await office.handover.start(second.id, confirming: 30) == .confirmed(ready: 0))
      await #expect(throws: PlanError.nothingToSend([.inAnotherHandover: 30])) {
        try await office.handover.plan(request)
      }
      try await office.work()
      #expect(try await office.report(first).job.state == .done)
      let report = try await office.report(second)
      #expect(report.count(.conflict) == 30 && report.job.state == .doneWithErrors)
      #expect(try await office.accepted().count == 30)
    }
  }

  @Test("a confirmation with another number, a second one and one of no plan change nothing")
  func confirmations() async throws {
    try await Office.open { office in
      let plan = try await office.handover.plan(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(try await office.successors(1))))
      #expect(try await office.handover.start(plan.id, confirming: 29) == .otherCount(30))
      #expect(try await office.report(plan).job.state == .draft)
      #expect(try await office.handover.start(plan.id, confirming: 30) == .confirmed(ready: 30))
      #expect(try await office.handover.start(plan.id, confirming: 30) == .alreadyConfirmed)
      #expect(try await office.handover.start(try #require(JobID("nothing")), confirming: 30) == .unknownPlan)
    }
  }

  @Test("what was cancelled before it was sent is never sent")
  func cancelled() async throws {
    try await withStarted { office, plan, _ in
      #expect(try await office.queue.cancel(plan.id) == .done)
      try await office.work()
      let report = try await office.report(plan)
      #expect(report.job.state == .cancelled && report.count(.cancelled) == 30)
      #expect(try await office.accepted().isEmpty)
      #expect(try await office.queue.cancel(plan.id) == .notNow(.cancelled))
      #expect(try await office.queue.resume(plan.id) == .notNow(.cancelled))
    }
  }

  @Test("a handover that is done stays done when somebody cancels it")
  func cancelledLate() async throws {
    try await withStarted { office, plan, _ in
      try await office.work()
      #expect(try await office.queue.cancel(plan.id) == .notNow(.done))
      #expect(try await office.report(plan).job.state == .done)
      #expect(try await !office.report(plan).handover.isCancelled)
    }
  }

  @Test("a paused job and a global stop send nothing, and go on when they are lifted")
  func stopped() async throws {
    try await withStarted { office, plan, _ in
      try await office.queue.setStopped(true)
      try await office.work()
      #expect(try await office.accepted().isEmpty)
      #expect(try await office.queue.pause(plan.id) == .done)
      try await office.queue.setStopped(false)
      try await office.work()
      #expect(try await office.accepted().isEmpty)
      #expect(try await office.report(plan).job.state == .paused)
      #expect(try await office.queue.resume(plan.id) == .done)
      try await office.work()
      #expect(try await office.accepted().count == 30)
    }
  }

  @Test("a worker that may only look commits no intent")
  func readOnlyWorker() async throws {
    try await withStarted { office, plan, _ in
      var looking = office
      looking.authority = .readOnly
      _ = try await looking.run(plan)
      let report = try await office.report(plan)
      #expect(report.batches.isEmpty && report.count(.ready) == 30)
      #expect(try await office.accepted().isEmpty)
    }
  }

  @Test("a process that may only look changes nothing")
  func readOnly() async throws {
    try await Office.open { office in
      let plan = try await office.handover.plan(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(try await office.successors(1))))
      var looking = office
      looking.authority = .readOnly
      let (handover, queue) = (looking.handover, looking.queue)
      await #expect(throws: Refusal.readOnly) { try await handover.start(plan.id, confirming: 30) }
      await #expect(throws: Refusal.readOnly) { try await queue.pause(plan.id) }
      await #expect(throws: Refusal.readOnly) { try await queue.resume(plan.id) }
      await #expect(throws: Refusal.readOnly) { try await queue.cancel(plan.id) }
      await #expect(throws: Refusal.readOnly) { try await queue.setStopped(true) }
      #expect(try await office.report(plan).job.state == .draft)
    }
  }

  @Test("a process that may only look previews a handover, and takes the preview back")
  func previewReadOnly() async throws {
    try await Office.open { office in
      var looking = office
      looking.authority = .readOnly
      let plan = try await looking.handover.plan(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(try await office.successors(1))))
      #expect(plan.toSend.count == 30)
      #expect(try await looking.handover.discard(plan.id))
      #expect(try await office.handover.report(plan.id) == nil)
    }
  }
}
