import Model
import Testing

@testable import Services

@Suite("Planning: who gets which group", .timeLimit(.minutes(5)))
struct AssignmentTests {
  private let owners = ["a", "b", "c"].map { UserID(unchecked: $0) }
  private func chats(_ count: Int) -> [ChatID] { (0..<count).map { ChatID(unchecked: "wr\($0)") } }

  private func totals(_ assigned: [UserID?], _ load: [UserID: Int]) -> [UserID: Int] {
    assigned.reduce(into: load) { totals, owner in if let owner { totals[owner, default: 0] += 1 } }
  }

  @Test("one new owner receives everything")
  func one() {
    let assigned = Assignment.owners([owners[0]]).assign(chats(7), load: [owners[0]: 900])
    #expect(assigned == Array(repeating: owners[0], count: 7))
  }

  @Test("several new owners own equally many afterwards, give or take one", arguments: 0...20)
  func balanced(count: Int) throws {
    let load = [owners[0]: 3, owners[1]: 1, owners[2]: 2]
    let assigned = Assignment.owners(owners).assign(chats(count), load: load)
    let totals = totals(assigned, load)
    // Three more groups are needed before the differences can be evened out.
    guard count >= 3 else { return }
    let (least, most) = (try #require(totals.values.min()), try #require(totals.values.max()))
    #expect(most - least <= 1)
    #expect(totals.values.reduce(0, +) == count + 6)
  }

  @Test("who has far more than the others receives nothing until they have caught up")
  func unequal() {
    let load = [owners[0]: 100, owners[1]: 0, owners[2]: 4]
    let totals = totals(Assignment.owners(owners).assign(chats(6), load: load), load)
    #expect(totals == [owners[0]: 100, owners[1]: 5, owners[2]: 5])
  }

  @Test("between equals the one named first receives first")
  func ties() {
    let backwards = Array(owners.reversed())
    #expect(Assignment.owners(owners).assign(chats(1), load: [:]) == [owners[0]])
    #expect(Assignment.owners(backwards).assign(chats(1), load: [:]) == [owners[2]])
  }

  @Test("one new owner's groups stay together, in the order of the new owners")
  func together() {
    let assigned = Assignment.owners(owners).assign(chats(5), load: [:])
    #expect(assigned == [owners[0], owners[0], owners[1], owners[1], owners[2]])
  }

  @Test("a new owner named twice counts once")
  func namedTwice() {
    let twice = Assignment.owners([owners[1], owners[0], owners[1]])
    #expect(twice.newOwners == [owners[1], owners[0]])
    #expect(twice.assign(chats(2), load: [:]) == [owners[1], owners[0]])
  }

  @Test("a map is followed to the letter, and says nothing about groups it does not name")
  func map() {
    let map = Assignment.map([ChatID(unchecked: "wr0"): owners[2], ChatID(unchecked: "wr2"): owners[0]])
    #expect(map.assign(chats(3), load: [owners[2]: 999]) == [owners[2], nil, owners[0]])
    #expect(map.newOwners == [owners[0], owners[2]])
  }
}
