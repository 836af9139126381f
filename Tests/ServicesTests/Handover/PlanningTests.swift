import Model
import Simulator
import Storage
import Testing

@testable import Services

@Suite("Planning a handover", .timeLimit(.minutes(5)))
struct PlanningTests {
  @Test("several new owners own equally many groups afterwards, what is on its way included")
  func balanced() async throws {
    try await Office.open { office in
      try await office.sweep.run { _, _ in }
      let to = try await office.successors(3)
      let first = try await office.start(
        PlanRequest(kind: .resigned, oldOwner: try userID("lisi"), assignment: .owners([to[0]])))
      #expect(first.toSend.count == 10)

      let plan = try await office.handover.plan(
        PlanRequest(kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(to)))
      #expect(plan.toSend.count == 30 && plan.leftOut.isEmpty)
      let receivers = plan.newOwners.filter { $0.receives > 0 }.map(\.afterwards)
      #expect((receivers.max() ?? 0) - (receivers.min() ?? 0) <= 1)
      // Who receives nothing has that many anyway.
      #expect(plan.newOwners.filter { $0.receives == 0 }.allSatisfy { $0.afterwards >= (receivers.max() ?? 0) })
      for share in plan.newOwners {
        let owned = try await office.chats(of: share.newOwner.userID.rawValue).count
        #expect(share.newOwner.groups == owned)
        #expect(share.newOwner.expected == (share.newOwner.userID == to[0] ? 10 : 0))
      }
    }
  }

  @Test("a mapping decides for each group, and what it does not name is left out")
  func mapping() async throws {
    try await Office.open { office in
      let to = try await office.successors(2)
      let chats = try await office.chats(of: "zhangsan")
      let map = Dictionary(uniqueKeysWithValues: chats.prefix(7).enumerated().map { ($1, to[$0 % 2]) })
      let plan = try await office.handover.plan(
        PlanRequest(kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .map(map)))
      #expect(
        Dictionary(uniqueKeysWithValues: plan.toSend.map { ($0.chatID, $0.newOwner) }) == map.mapValues(Optional.init))
      #expect(plan.leftOut.count == 23 && plan.leftOut.allSatisfy { $0.detail == .notInMap && $0.newOwner == nil })
      // Each new owner's groups follow each other: two calls, not seven.
      #expect(plan.schedule.calls == 2)
    }
  }

  @Test("a selection sends only what it names")
  func selection() async throws {
    try await Office.open { office in
      let chosen = Set(try await office.chats(of: "zhangsan").prefix(4))
      let plan = try await office.handover.plan(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(try await office.successors(1)),
          selection: chosen))
      #expect(Set(plan.toSend.map(\.chatID)) == chosen)
      #expect(plan.leftOut.allSatisfy { $0.detail == .notSelected } && plan.leftOut.count == 26)
    }
  }

  @Test("groups that cannot be sent are left out, each with why")
  func leftOut() async throws {
    try await Office.open { office in
      let to = try await office.successors(2)
      let chats = try await office.chats(of: "zhangsan")
      let others = try await office.chats(of: to[0].rawValue)
      try await office.company { company, now in try company.dismiss(chats[0].rawValue, at: now) }
      try await office.clock.advance(by: .minutes(1))
      let taken = try await office.start(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners([to[1]]), selection: [chats[1]]))
      #expect(taken.toSend.count == 1)

      let named = [chats[0], chats[1], others[0], chats[2]]
      let plan = try await office.handover.plan(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"),
          assignment: .map(Dictionary(uniqueKeysWithValues: named.map { ($0, to[1]) }))))
      let why = Dictionary(uniqueKeysWithValues: plan.items.map { ($0.chatID, $0.detail) })
      #expect(why[chats[0]] == .dismissed)
      #expect(why[chats[1]] == .inAnotherHandover)
      #expect(why[others[0]] == .notOwned)
      #expect(plan.toSend.map(\.chatID) == [chats[2]])
    }
  }

  @Test("an owner who has not resigned has nothing to inherit")
  func notResigned() async throws {
    try await Office.open { office in
      let to = try await office.successors(2)
      let count = try await office.chats(of: to[0].rawValue).count
      await #expect(throws: PlanError.nothingToSend([.notResigned: count])) {
        try await office.handover.plan(
          PlanRequest(kind: .resigned, oldOwner: to[0], assignment: .owners([to[1]])))
      }
    }
  }

  @Test("an owner who has resigned has nothing to hand over on the job")
  func resigned() async throws {
    try await Office.open { office in
      let to = try await office.successors(1)
      await #expect(throws: PlanError.nothingToSend([.ownerResigned: 30])) {
        try await office.handover.plan(
          PlanRequest(kind: .onJob, oldOwner: try userID("zhangsan"), assignment: .owners(to)))
      }
    }
  }

  @Test("a group whose inheritance is not over stays with its owner")
  func inProgress() async throws {
    try await Office.open { office in
      let to = try await office.successors(2)
      let chat = try await office.chats(of: "zhangsan")[0]
      _ = try await office.company { company, now in
        try company.transfer([chat.rawValue], to: to[0].rawValue, onJob: false, at: now)
      }
      try await office.clock.advance(by: .minutes(1))
      await #expect(
        throws: PlanError.nothingToSend([
          .inProgress: 1, .notSelected: try await office.chats(of: to[0].rawValue).count - 1,
        ])
      ) {
        try await office.handover.plan(
          PlanRequest(kind: .onJob, oldOwner: to[0], assignment: .owners([to[1]]), selection: [chat]))
      }
    }
  }

  @Test("a group handed over twice on the job in 90 days is left out")
  func onJobLimit() async throws {
    try await Office.open { office in
      let to = try await office.successors(2)
      let chat = try await office.chats(of: to[0].rawValue)[0]
      for (from, into) in [(to[0], to[1]), (to[1], to[0])] {
        let plan = try await office.start(
          PlanRequest(kind: .onJob, oldOwner: from, assignment: .owners([into]), selection: [chat]))
        try await office.work()
        #expect(try await office.report(plan).job.state == .done)
      }
      #expect(try await office.owner(of: chat) == to[0].rawValue)
      let plan = try await office.handover.plan(
        PlanRequest(kind: .onJob, oldOwner: to[0], assignment: .owners([to[1]])))
      #expect(plan.leftOut.map(\.chatID) == [chat] && plan.leftOut.first?.detail == .onJobLimit)
    }
  }

  @Test("ids nobody knows are told, and nothing is planned")
  func unknown() async throws {
    try await Office.open { office in
      let to = try await office.successors(1)
      let nobody = try #require(ChatID("wrNOBODY"))
      await #expect(throws: PlanError.unknownChats([nobody])) {
        try await office.handover.plan(
          PlanRequest(
            kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(to), selection: [nobody]))
      }
      await #expect(throws: PlanError.noGroups(try userID("stranger"))) {
        try await office.handover.plan(
          PlanRequest(kind: .resigned, oldOwner: try userID("stranger"), assignment: .owners(to)))
      }
      #expect(try await office.handover.reports().isEmpty)
    }
  }

  @Test("where no list may be asked, nothing is known of a group, and it is left out as unreadable")
  func noList() async throws {
    try await Office.open { office in
      let chats = Set(try await office.chats(of: "zhangsan").prefix(3))
      try await office.company { company, _ in
        company.rules.resignedOwners = .statusFilter
        company.rules.broadListLimit = 1
      }
      let to = try await office.successors(1)
      await #expect(throws: PlanError.nothingToSend([.unreadable: 3])) {
        try await office.handover.plan(
          PlanRequest(
            kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(to), selection: chats))
      }
    }
  }

  @Test("by the older rule for resigned owners the plan is the same")
  func statusFilter() async throws {
    try await Office.open { office in
      try await office.company { company, _ in company.rules.resignedOwners = .statusFilter }
      let plan = try await office.start(
        PlanRequest(
          kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(try await office.successors(2))))
      #expect(plan.toSend.count == 30)
      try await office.work()
      #expect(try await office.report(plan).job.state == .done)
      #expect(try await office.accepted().count == 30)
    }
  }
}
