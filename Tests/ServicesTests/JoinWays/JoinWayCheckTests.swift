import Model
import Storage
import Testing

@testable import Services

@Suite("Rules of a join way", .timeLimit(.minutes(5)))
struct JoinWayCheckTests {
  private typealias Sample = JoinWaySamples
  private static let facts = JoinWayCheckFacts(
    groups: Sample.groups([
      Sample.group("a", 10), Sample.group("b", 20), Sample.group("c", 30), Sample.group("d", 40), Sample.group("e", 50),
      Sample.group("f", 60), Sample.group("full", 200), Sample.group("near", 190), Sample.group("gone", 5, gone: true),
      Sample.group("left", 5, resigned: true), Sample.group("other", 5, owner: "chen"),
    ]),
    states: ["taken": [Sample.id("w9")], "shopA": [Sample.id("w1")]], limits: Sample.limits)

  /// The rules a change of a good content breaks.
  private func rules(
    _ existing: JoinWayRecord? = nil, _ change: (inout JoinWayContent) -> Void = { _ in }
  ) -> (faults: [JoinWayFault.Rule], warnings: [JoinWayFault.Rule]) {
    var content = existing?.content ?? Sample.content(state: "new")
    change(&content)
    let all = JoinWayCheck.faults(of: content, overwriting: existing, Self.facts)
    #expect(all.map(\.isWarning) == all.map(\.isWarning).sorted { !$0 && $1 }, "faults come first")
    return (all.filter { !$0.isWarning }.map(\.rule), all.filter(\.isWarning).map(\.rule))
  }

  @Test("a good content breaks no rule")
  func good() {
    #expect(rules() == ([], []))
    #expect(rules(Sample.record()) == ([], []))
  }

  @Test("none, six, two equal, unknown and dismissed groups are faults")
  func groups() {
    #expect(rules { $0.chats = [] }.faults == [.noGroup])
    #expect(rules { $0.chats = ["a", "b", "c", "d", "e", "f"].map(Sample.chat) }.faults == [.tooManyGroups(6)])
    #expect(rules { $0.chats = ["a", "b", "a"].map(Sample.chat) }.faults == [.duplicateGroup(Sample.chat("a"))])
    #expect(rules { $0.chats = ["a", "who"].map(Sample.chat) }.faults == [.unknownGroup(Sample.chat("who"))])
    #expect(rules { $0.chats = ["a", "gone"].map(Sample.chat) }.faults == [.dismissedGroup(Sample.chat("gone"))])
  }

  @Test("full, nearly full, ownerless and mixed groups are warnings")
  func groupWarnings() {
    func of(_ chats: [String]) -> [JoinWayFault.Rule] { rules { $0.chats = chats.map(Sample.chat) }.warnings }
    #expect(of(["full"]) == [.groupFull(Sample.chat("full"), members: 200)])
    #expect(of(["near"]) == [.groupNearlyFull(Sample.chat("near"), members: 190)])
    #expect(of(["left"]) == [.ownerResigned(Sample.chat("left"))])
    #expect(of(["a", "other"]) == [.severalOwners])
    #expect(of(["a", "b", "c", "d", "e"]) == [.noPlaceForNewGroups])
    let manual = rules { content in
      content.chats = ["a", "b", "c", "d", "other"].map(Sample.chat)
      content.autoCreateRoom = false
    }
    #expect(manual == ([], []))
  }

  @Test(
    "lengths are counted in Unicode scalars, the last allowed one included",
    arguments: [("a", 1), ("群", 1), ("👨‍👩‍👧", 5)])
  func lengths(character: String, scalars: Int) {
    func text(_ limit: Int) -> String { String(repeating: character, count: limit / scalars) }
    let over = { (limit: Int) in text(limit) + String(repeating: "b", count: limit % scalars) + "b" }
    #expect(rules { $0.remark = text(30) }.faults.isEmpty)
    #expect(rules { $0.remark = over(30) }.faults == [.remarkTooLong(31)])
    #expect(rules { $0.state = text(30) }.faults.isEmpty)
    #expect(rules { $0.state = over(30) }.faults == [.stateTooLong(31)])
    #expect(rules { $0.roomBaseName = text(40) }.faults.isEmpty)
    #expect(rules { $0.roomBaseName = over(40) }.faults == [.baseNameTooLong(41)])
  }

  @Test("a state of no more characters but more bytes, or beyond ASCII, is for a person to know")
  func stateBytes() {
    #expect(rules { $0.state = String(repeating: "店", count: 11) }.warnings == [.stateBytes(33)])
    #expect(rules { $0.state = "店" }.warnings == [.stateNotASCII])
    #expect(rules { $0.state = "🙂" }.warnings == [.stateNotASCII])
    #expect(rules { $0.state = "" }.warnings == [.noState])
  }

  @Test("a state of another configuration is a fault, one's own is none")
  func stateTaken() {
    #expect(rules { $0.state = "taken" }.faults == [.stateTaken(by: Sample.id("w9"))])
    #expect(rules(Sample.record()) { $0.remark = "x" } == ([], []))
    #expect(rules { $0.state = "shopA" }.faults == [.stateTaken(by: Sample.id("w1"))])
  }

  @Test("another state than the one people came by so far is for a person to know; a first one is not")
  func stateChanged() {
    #expect(rules(Sample.record()) { $0.state = "shopB" } == ([], [.stateChanged(from: "shopA")]))
    #expect(rules(Sample.record()) { $0.state = "" } == ([], [.stateChanged(from: "shopA"), .noState]))
    #expect(rules(Sample.record(Sample.content(state: ""))) { $0.state = "new" } == ([], []))
    #expect(rules { $0.state = "newer" } == ([], []), "nobody came by one that is not there yet")
  }

  @Test("scene 3, control characters, a missing base name and an absurd number are faults")
  func others() {
    #expect(rules { $0.scene = .init(rawValue: 3) }.faults == [.sceneNotWritable(3)])
    #expect(rules { $0.remark = "a\u{1B}[31m" }.faults == [.unprintable])
    #expect(rules { $0.state = "a\u{85}b" }.faults == [.unprintable])
    #expect(rules { $0.roomBaseName = "a\nb" }.faults == [.unprintable])
    #expect(rules { $0.roomBaseName = "" }.faults == [.noBaseName])
    #expect(rules { $0.roomBaseID = -1 }.faults == [.badBaseID(-1)])
    let off = rules { content in
      content.autoCreateRoom = false
      content.roomBaseName = ""
    }
    #expect(off == ([], []))
  }

  @Test("what the vendor has already may be written back, but for a scene and a number that no call may carry")
  func old() {
    var content = Sample.content(["who", "gone"], state: "taken", base: "")
    content.remark = String(repeating: "x", count: 31)
    let old = rules(Sample.record(content))
    #expect(old.faults.isEmpty)
    #expect(
      Set(old.warnings) == [
        .remarkTooLong(31), .noBaseName, .unknownGroup(Sample.chat("who")), .dismissedGroup(Sample.chat("gone")),
        .stateTaken(by: Sample.id("w9")),
      ])
    content.scene = .init(rawValue: 3)
    content.chats = ["a", "b", "c", "d", "e", "f"].map(Sample.chat)
    #expect(rules(Sample.record(content)).faults == [.sceneNotWritable(3), .tooManyGroups(6)])
    #expect(rules(Sample.record(content)) { $0.remark += "y" }.faults.contains(.remarkTooLong(32)))
  }
}
