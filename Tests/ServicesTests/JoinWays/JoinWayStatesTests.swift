import Model
import Simulator
import Storage
import Testing
import WeCom

@testable import Services

@Suite("Join ways by their states", .timeLimit(.minutes(5)))
struct JoinWayStatesTests {
  @Test("a state that one join way alone has names it, also once it was removed or has another")
  func alone() async throws {
    try await Office.openWithGroups { office in
      let service = office.joinWays()
      let removed = try await office.added(office.content("a", state: "a"))
      _ = try await service.remove(removed.id)
      #expect(try await service.joinWay(ofState: "a")?.id == removed.id)
      let changed = try await office.added(office.content("b", state: #"b"/\"#))
      var content = changed.content
      content.state = "c"
      guard case .done = try await service.update(changed.id, from: changed.content, to: content) else {
        throw Office.Unexpected()
      }
      #expect(try await service.joinWay(ofState: #"b"/\"#)?.id == changed.id)
      #expect(try await service.joinWay(ofState: "c")?.id == changed.id)
      #expect(try await service.joinWay(ofState: "nobody") == nil)
      #expect(try await service.joinWay(ofState: "") == nil)
    }
  }

  @Test("a state that was taken over from one that is gone names neither of them")
  func takenOver() async throws {
    try await Office.openWithGroups { office in
      let service = office.joinWays()
      let first = try await office.added(office.content("first", state: "a"))
      try await office.removeElsewhere(first)
      #expect(try await service.refresh().gone == [first.id])
      _ = try await office.added(office.content("second", state: "a"))
      #expect(try await service.joinWay(ofState: "a") == nil)
    }
  }

  @Test("a state that one gave up and another has now names neither of them")
  func givenUp() async throws {
    try await Office.openWithGroups { office in
      let service = office.joinWays()
      let first = try await office.added(office.content("first", state: "a"))
      var content = first.content
      content.state = "b"
      guard case .done = try await service.update(first.id, from: first.content, to: content) else {
        throw Office.Unexpected()
      }
      _ = try await office.added(office.content("second", state: "a"))
      #expect(try await service.joinWay(ofState: "a") == nil)
      #expect(try await service.joinWays(ofStates: ["a", "b"]).mapValues(\.id) == ["b": first.id])
    }
  }

  @Test("one that was never made had no state")
  func refused() async throws {
    try await Office.openWithGroups { office in
      let service = office.joinWays()
      try await office.nextCall(Office.addJoinWay, .error, code: 40058)
      guard case .refused = try await service.add(office.content("no", state: "a")) else {
        throw Office.Unexpected()
      }
      let made = try await office.added(office.content("yes", state: "a"))
      #expect(try await service.joinWay(ofState: "a")?.id == made.id)
    }
  }

  @Test("of an unconfirmed one nothing is proven but that, and nothing is guessed about groups and clients")
  func unconfirmed() async throws {
    try await Office.openWithGroups { office in
      let service = office.joinWays()
      try await office.nextCall(Office.addJoinWay, .dropAfter)
      guard case .unknown(let lost) = try await service.add(office.content()) else { throw Office.Unexpected() }
      let diagnosis = try await service.diagnosis(of: lost.id)
      #expect(diagnosis.proven.map(\.kind).contains(.unconfirmed))
      #expect(diagnosis.possible.isEmpty && diagnosis.openGroups == nil)
      #expect(diagnosis.row.freePlaces == nil)
    }
  }
}
