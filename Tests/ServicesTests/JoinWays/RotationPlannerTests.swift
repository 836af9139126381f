import Model
import Storage
import Testing

@testable import Services

@Suite("Rotating groups", .timeLimit(.minutes(5)))
struct RotationPlannerTests {
  private typealias Sample = JoinWaySamples

  private func planner(
    _ groups: [JoinWayGroup], open: [JoinWayGroup] = [], uses: [String: Int] = [:]
  ) -> RotationPlanner {
    RotationPlanner(
      groups: Sample.groups(groups),
      candidates: Dictionary(grouping: open) { $0.owner ?? Sample.user("nobody") },
      uses: Dictionary(uniqueKeysWithValues: uses.map { (Sample.chat($0), $1) }), limits: Sample.limits)
  }

  private func decide(
    _ groups: [JoinWayGroup], open: [JoinWayGroup] = [], uses: [String: Int] = [:], autoCreate: Bool = true,
    _ purpose: JoinWayPlan.Purpose = .rotate
  ) -> String {
    var planner = planner(groups, open: open, uses: uses)
    return text(planner.decide(purpose, Sample.content(groups.map(\.chatID.rawValue), autoCreate: autoCreate)))
  }

  private func text(_ decision: RotationPlanner.Decision) -> String {
    switch decision {
    case .success(let chats): chats.map(\.rawValue).joined(separator: " ")
    case .failure(let refused): "\(refused.obstacle)"
    }
  }

  private func full(_ names: String...) -> [JoinWayGroup] { names.map { Sample.group($0, 200) } }
  private static let nothing = "nothingToDo"

  @Test("five full groups make room for one open group of the same owner, and four that can be created")
  func allFull() {
    #expect(decide(full("a", "b", "c", "d", "e"), open: [Sample.group("x", 5), Sample.group("y", 9)]) == "x")
  }

  @Test("open groups stay in their order, full and gone ones leave, and nothing is added while somebody gets in")
  func keeps() {
    let groups = [
      Sample.group("a", 200), Sample.group("b", 10), Sample.group("c", 5, gone: true), Sample.group("d", 199),
    ]
    #expect(decide(groups, open: [Sample.group("x", 5)]) == "b d")
  }

  @Test("without auto-create all free places are filled")
  func fills() {
    let open = ["u", "v", "w", "x", "y"].map { Sample.group($0, 5) }
    #expect(decide(full("a", "b") + [Sample.group("c", 10)], open: open, autoCreate: false) == "c u v w x")
    #expect(decide([Sample.group("c", 10)], open: [], autoCreate: false) == Self.nothing)
  }

  @Test("groups nobody else's code leads into come first, then those with the fewest members")
  func order() {
    let open = [Sample.group("x", 5), Sample.group("y", 90), Sample.group("z", 80)]
    #expect(decide(full("a"), open: open, uses: ["x": 1], autoCreate: false) == "z y x")
  }

  @Test("two join ways planned together get different groups")
  func together() {
    var planner = planner(full("a", "b"), open: [Sample.group("x", 5), Sample.group("y", 9)])
    #expect(text(planner.decide(.rotate, Sample.content(["a"]))) == "x")
    #expect(text(planner.decide(.rotate, Sample.content(["b"]))) == "y")
  }

  @Test("groups that are nearly full, gone, a leaver's, or of unknown size are never added")
  func unfit() {
    let open = [
      Sample.group("n", 190), Sample.group("g", 5, gone: true), Sample.group("l", 5, resigned: true),
      Sample.group("u", nil),
    ]
    #expect(decide(full("a", "b"), open: open, autoCreate: false) == "noOpenGroup(Optional(li))")
  }

  @Test("with nothing open one full group stays, so that new ones are created beside it")
  func oneStays() {
    #expect(decide(full("a", "b", "c", "d", "e")) == "a")
    #expect(decide([Sample.group("g", 1, gone: true)] + full("b", "c", "d", "e")) == "b")
    #expect(decide(full("a")) == Self.nothing)
  }

  @Test("for an owner who has left no group is created, so none is kept for that")
  func leaver() {
    let groups = ["a", "b"].map { Sample.group($0, 200, resigned: true) }
    #expect(decide(groups) == "noOpenGroup(Optional(li))")
    #expect(decide([Sample.group("g", 1, gone: true)]) == "noOpenGroup(Optional(li))")
  }

  @Test("created groups keep their owner: the first group is one of theirs")
  func firstOwner() {
    let groups = [Sample.group("a", 200), Sample.group("b", 10, owner: "chen")]
    #expect(decide(groups, open: [Sample.group("x", 5)]) == "x b")
    #expect(decide(groups) == "b")
  }

  @Test("another owner of created groups is named, unless somebody has asked for them")
  func newOwner() {
    let planner = planner(
      [Sample.group("a", 200), Sample.group("b", 10, owner: "chen"), Sample.group("c", 10)])
    func owner(
      _ after: [String], autoCreate: Bool = true, _ purpose: JoinWayPlan.Purpose = .rotate
    ) -> UserID? {
      planner.newOwner(
        of: Sample.content(after, autoCreate: autoCreate), instead: Sample.content(["a", "b"], autoCreate: autoCreate),
        purpose)
    }
    #expect(owner(["b"]) == Sample.user("chen"))
    #expect(owner(["c", "b"]) == nil && owner(["b"], autoCreate: false) == nil)
    #expect(owner(["b"], .replace(Sample.chat("a"), with: Sample.chat("b"))) == Sample.user("chen"))
    #expect(owner(["b"], .replaceOwner(Sample.user("li"), with: Sample.user("chen"))) == nil)
    #expect(owner(["b"], .replaceOwner(Sample.user("li"), with: Sample.user("wang"))) == Sample.user("chen"))
  }

  @Test("five groups of which none is full make room by those that nearly are")
  func nearlyFull() {
    let groups = [195, 100, 191, 199, 50].enumerated().map { Sample.group("g\($0)", $1) }
    #expect(decide(groups) == "g1 g4")
    #expect(decide(groups, autoCreate: false) == Self.nothing)
    #expect(decide(groups, open: [Sample.group("x", 1)], autoCreate: false) == "g0 g1 g2 g4 x")
    #expect(decide((0..<5).map { Sample.group("g\($0)", 10) }) == Self.nothing)
  }

  @Test("a group of unknown size stays")
  func unknownSize() {
    #expect(decide([Sample.group("a", nil), Sample.group("b", 200)]) == "a")
  }

  @Test("one group is replaced where it stood")
  func replace() {
    let groups = [Sample.group("a", 10), Sample.group("b", 20), Sample.group("c", 30)]
    func replaced(_ old: String, _ new: String) -> String {
      decide(groups, .replace(Sample.chat(old), with: Sample.chat(new)))
    }
    #expect(replaced("b", "x") == "a x c")
    #expect(replaced("b", "c") == "a c")
    #expect(replaced("x", "y") == Self.nothing)
    #expect(replaced("b", "b") == Self.nothing)
  }

  @Test("all of somebody's groups leave, and open groups of another stand in their place")
  func replaceOwner() {
    let groups = [
      Sample.group("a", 10, owner: "wang"), Sample.group("b", 20, owner: "chen"), Sample.group("c", 30, owner: "wang"),
    ]
    let open = [Sample.group("x", 5), Sample.group("y", 9), Sample.group("z", 9)]
    let purpose = JoinWayPlan.Purpose.replaceOwner(Sample.user("wang"), with: Sample.user("li"))
    #expect(decide(groups, open: open, purpose) == "x b")
    #expect(decide(groups, open: open, autoCreate: false, purpose) == "x y b")
    #expect(decide(groups, purpose) == "noOpenGroup(Optional(li))")
    #expect(decide([Sample.group("b", 20)], open: open, purpose) == Self.nothing)
  }
}
