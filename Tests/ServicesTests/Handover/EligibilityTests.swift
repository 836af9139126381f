import Model
import Simulator
import Testing

@testable import Services

@Suite("Who may receive groups", .timeLimit(.minutes(5)))
struct EligibilityTests {
  private func check(
    _ change: @escaping @Sendable (inout Person) -> Void
  ) async throws -> (obstacles: [NewOwner.Obstacle], unknowns: [NewOwner.Unknown]) {
    let found = Found()
    try await Office.open { office in
      let somebody = try await office.successors(1)[0]
      try await office.company { company, _ in try company.alter(somebody.rawValue, change) }
      let owner = try await office.handover.newOwners([somebody], oldOwner: try userID("zhangsan"))[0]
      await found.set(owner)
    }
    let owner = try #require(await found.owner)
    return (owner.obstacles, owner.unknowns)
  }

  private actor Found {
    var owner: NewOwner?
    func set(_ owner: NewOwner) { self.owner = owner }
  }

  @Test("somebody fit has no obstacle, and what only the transfer tells is unknown")
  func fit() async throws {
    let (obstacles, unknowns) = try await check { _ in }
    #expect(obstacles.isEmpty && unknowns == [.realName, .lastLogin])
  }

  @Test("without customer contact")
  func customerContact() async throws {
    #expect(try await check { $0.hasCustomerContact = false }.obstacles == [.noCustomerContact])
  }

  @Test("not activated")
  func activation() async throws {
    #expect(try await check { $0.isActivated = false }.obstacles == [.notActive(.notActivated)])
  }

  @Test("disabled")
  func disabled() async throws {
    #expect(try await check { $0.isDisabled = true }.obstacles == [.notActive(.disabled)])
  }

  @Test("without a real name nothing can be seen beforehand")
  func realName() async throws {
    #expect(try await check { $0.hasRealName = false }.obstacles.isEmpty)
  }

  @Test("nobody, a leaver, and the old owner themselves")
  func strangers() async throws {
    try await Office.open { office in
      let users = [try userID("stranger"), try userID("lisi"), try await office.successors(1)[0]]
      let owners = try await office.handover.newOwners(users, oldOwner: users[2])
      #expect(owners.map(\.obstacles) == [[.unknownMember], [.unknownMember], [.isOldOwner]])
    }
  }

  @Test("where members may not be read, activation is one more unknown")
  func noRights() async throws {
    try await Office.open { office in
      try await office.company { company, _ in
        company.rules.allowedPaths = ["gettoken", "externalcontact/get_follow_user_list"]
      }
      let owner = try await office.handover.newOwners([try await office.successors(1)[0]])[0]
      #expect(owner.isEligible && owner.name == nil)
      #expect(Set(owner.unknowns) == [.realName, .lastLogin, .activation])
    }
  }

  @Test("a plan for somebody who cannot receive groups names them with why")
  func plan() async throws {
    try await Office.open { office in
      let to = try await office.successors(2)
      try await office.company { company, _ in try company.alter(to[1].rawValue) { $0.isActivated = false } }
      do {
        _ = try await office.handover.plan(
          PlanRequest(kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(to)))
        Issue.record("planned")
      } catch PlanError.notEligible(let owners) {
        #expect(owners.map(\.userID) == [to[1]] && owners[0].obstacles == [.notActive(.notActivated)])
      }
      #expect(try await office.handover.reports().isEmpty)
    }
  }
}
