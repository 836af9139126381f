import Model
import Simulator
import Storage
import Testing
import WeCom

@testable import Services

@Suite("Sweeping a company", .timeLimit(.minutes(5)))
struct CompanySweepTests {
  /// What the replica says of groups, beside what is true.
  private func expectTruth(_ office: Office, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let truth = try await office.company { company, now in
      company.allGroups(at: now).filter { $0.isCustomerGroup && !$0.isDismissed }
    }
    let groups = try await office.replica { try $0.groups(GroupQuery()) }
    #expect(groups.count == truth.count, sourceLocation: sourceLocation)
    let known = Dictionary(uniqueKeysWithValues: groups.map { ($0.chatID.rawValue, $0) })
    for group in truth {
      #expect(known[group.chatID]?.owner?.rawValue == group.owner, sourceLocation: sourceLocation)
      #expect(known[group.chatID]?.status?.rawValue == group.status, sourceLocation: sourceLocation)
    }
  }

  private func refresh(_ office: Office) async throws {
    try await office.sweep.run { _, _ in }
    let chats = try await office.replica { try $0.chatsNeedingDetail(before: .init(milliseconds: .max)) }
    try await DetailRefresh(
      client: office.client, replica: office.files.replica, clock: office.clock, numbers: PersonNumbers()
    ).run(chats, priority: .background, progress: { _, _ in })
  }

  @Test(
    "every group is found with owner and status, whatever the rule for resigned owners",
    arguments: [Rules.ResignedOwners.ownerFilter, .statusFilter])
  func bothRules(_ rule: Rules.ResignedOwners) async throws {
    try await Office.open { office in
      try await office.company { company, _ in company.rules.resignedOwners = rule }
      try await refresh(office)
      try await expectTruth(office)
    }
  }

  @Test("with too many people for an unfiltered list the owners are asked one by one")
  func tooMuchAsked() async throws {
    try await Office.open { office in
      try await office.company { company, _ in company.rules.broadListLimit = 1 }
      try await refresh(office)
      try await expectTruth(office)
      let refusals = try await office.company { company, _ in
        company.journal.entries.count { if case .refusal(81017) = $0.event { true } else { false } }
      }
      #expect(refusals > 0)
    }
  }

  @Test("a leaver without waiting customers, whom no list tells of, is found once somebody names them")
  func named() async throws {
    var configuration = Office.configuration
    configuration.resigned = [.init(groups: 30, customers: 0)]
    try await Office.open(configuration) { office in
      try await refresh(office)
      #expect(try await office.handover.resignedOwners().isEmpty)
      try await office.sweep.run(owner: try userID("zhangsan"))
      #expect(try await office.handover.resignedOwners().map(\.waiting) == [30])
    }
  }

  @Test("who left keeps the name they had")
  func names() async throws {
    try await Office.open { office in
      let leaver = try await office.successors(1)[0]
      let name = try await office.company { company, _ in company.members.first { $0.userID == leaver.rawValue }?.name }
      try await refresh(office)
      try await office.company { company, now in try company.resign(leaver.rawValue, customers: 3, at: now) }
      try await office.clock.advance(by: .hours(1))
      try await refresh(office)
      let owner = try #require(try await office.handover.resignedOwners().first { $0.userID == leaver })
      #expect(owner.name == name && name != nil)
      let waiting = try await office.chats(of: leaver.rawValue).count
      #expect(owner.waitingCustomers == 3 && owner.waiting == waiting)
    }
  }

  @Test("a group that is no longer listed is gone after the second sweep, not after the first")
  func gone() async throws {
    try await Office.open { office in
      let owner = try await office.successors(1)[0]
      let chat = try await office.chats(of: owner.rawValue)[0]
      try await office.sweep.run { _, _ in }
      try await office.company { company, now in try company.dismiss(chat.rawValue, at: now) }
      try await office.clock.advance(by: .minutes(10))
      try await office.sweep.run { _, _ in }
      #expect(try await office.replica { try $0.group(chat) }?.goneAt == nil)
      try await office.clock.advance(by: .minutes(10))
      try await office.sweep.run { _, _ in }
      #expect(try await office.replica { try $0.group(chat) }?.goneAt != nil)
    }
  }

  @Test("resigned owners are told with the days left, most urgent first, and with the customers that wait")
  func resigned() async throws {
    try await Office.open { office in
      try await refresh(office)
      let owners = try await office.handover.resignedOwners()
      #expect(owners.map(\.userID.rawValue) == ["lisi", "zhangsan"])
      #expect(owners.map(\.waiting) == [10, 30] && owners.map(\.waitingCustomers) == [2, 7])
      let now = office.clock.now
      #expect(owners.map { $0.daysLeft(at: now) } == [335, 353])
    }
  }
}
