import Model
import Storage
import Testing

@testable import Services

@Suite("Planning: the draft", .timeLimit(.minutes(5)))
struct PlanDraftTests {
  private let lina = UserID(unchecked: "lina")
  private let zhao = UserID(unchecked: "zhao")
  private func chat(_ number: Int) -> ChatID { ChatID(unchecked: "wr\(number)") }

  private func group(
    _ number: Int, made: Int64 = 0, members: Int = 10, employees: Set<UserID> = [], obstacle: ItemDetail? = nil
  ) -> SurveyedGroup {
    SurveyedGroup(
      chatID: chat(number), name: "群 \(number)", members: members, employees: employees,
      createTime: Timestamp(seconds: made), obstacle: obstacle)
  }

  private func draft(
    _ groups: [SurveyedGroup], _ assignment: Assignment? = nil, selection: Set<ChatID>? = nil
  ) -> PlanDraft {
    let assignment = assignment ?? .owners([lina])
    return PlanDraft(
      groups: groups,
      request: PlanRequest(
        kind: .resigned, oldOwner: UserID(unchecked: "wang"), assignment: assignment, selection: selection),
      newOwners: assignment.newOwners.map {
        NewOwner(userID: $0, name: nil, groups: 0, expected: 0, obstacles: [], unknowns: [])
      },
      groupLimit: 200)
  }

  @Test("the oldest group is sent first, and of equally old ones the one with the lesser id")
  func order() {
    let draft = draft([group(3, made: 5), group(2, made: 5), group(1, made: 9), group(4, made: 1)])
    #expect(draft.items.map(\.chatID) == [chat(4), chat(2), chat(3), chat(1)])
    #expect(draft.items.map(\.position) == [0, 1, 2, 3])
  }

  @Test("one new owner's groups follow each other, whatever their age")
  func contiguous() {
    let map = Assignment.map([chat(0): zhao, chat(1): lina, chat(2): zhao, chat(3): lina])
    let draft = draft((0..<4).map { group($0, made: Int64($0)) }, map)
    #expect(draft.items.map(\.newOwner) == [lina, lina, zhao, zhao])
    #expect(draft.items.map(\.chatID) == [chat(1), chat(3), chat(0), chat(2)])
  }

  @Test("a group that cannot be sent is left out with the reason seen", arguments: ItemDetail.allCases)
  func obstacle(reason: ItemDetail) {
    let draft = draft([group(0, obstacle: reason), group(1, made: 1)])
    #expect(draft.items.map(\.chatID) == [chat(1), chat(0)])
    #expect(draft.items.map(\.state) == [.planned, .excluded])
    #expect(draft.items[1].detail == reason && draft.items[1].newOwner == nil)
  }

  @Test("what was not selected is called so, even if it could not be sent either")
  func notSelected() {
    let draft = draft([group(0), group(1, obstacle: .dismissed)], selection: [chat(0)])
    #expect(draft.items.map(\.detail) == [nil, .notSelected])
  }

  @Test("what the map does not name is called so")
  func notInMap() {
    let draft = draft([group(0), group(1)], .map([chat(1): lina]))
    #expect(draft.items.map(\.chatID) == [chat(1), chat(0)])
    #expect(draft.items[1].detail == .notInMap)
  }

  @Test("groups left out follow the others and count for nobody")
  func shares() {
    let draft = draft(
      [group(0, obstacle: .inProgress)] + (1..<6).map { group($0, made: 1) }, .owners([lina, zhao]))
    #expect(draft.shares.map(\.receives) == [3, 2])
    #expect(draft.items.map(\.position) == Array(0..<6))
    #expect(draft.items.last?.chatID == chat(0))
  }

  @Test("what is on its way to a new owner already weighs as much as what they own")
  func expected() {
    let owners = [(lina, 1, 3), (zhao, 2, 0)].map {
      NewOwner(userID: $0.0, name: nil, groups: $0.1, expected: $0.2, obstacles: [], unknowns: [])
    }
    let draft = PlanDraft(
      groups: (0..<4).map { group($0) },
      request: PlanRequest(kind: .resigned, oldOwner: UserID(unchecked: "wang"), assignment: .owners([lina, zhao])),
      newOwners: owners, groupLimit: 200)
    #expect(draft.shares.map(\.receives) == [1, 3])
    #expect(draft.shares.map(\.afterwards) == [5, 5])
  }

  @Test("from five below the limit a group the new owner is not in may need a hand")
  func mayNeedHand() {
    let draft = draft([group(0, members: 194), group(1, members: 195), group(2, members: 200)])
    #expect(draft.mayNeedHand == [chat(1), chat(2)])
  }

  @Test("a full group needs no hand if its own new owner is in it; somebody else's being in it does not help")
  func alreadyIn() {
    let draft = draft([
      group(0, members: 200, employees: [lina]), group(1, members: 200, employees: [zhao]),
    ])
    #expect(draft.mayNeedHand == [chat(1)])
  }

  @Test("a full group that is left out needs no hand")
  func leftOutNeedsNone() {
    #expect(draft([group(0, members: 200, obstacle: .inProgress)]).mayNeedHand == [])
  }
}
