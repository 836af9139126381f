import Model
import Storage
import Testing
import WeCom

@testable import Services
@testable import Simulator

/// Two profiles of one corp are two applications and one registry: what one application has the other is not told of.
@Suite("Join ways of two profiles", .timeLimit(.minutes(5)))
struct JoinWayProfileTests {
  /// A configuration of another application, in the registry since its profile, `crm`, imported it.
  private func foreign(_ office: Office) async throws -> JoinWayRecord {
    let content = try await office.content(state: "crm")
    let config = try await office.company { company, _ in
      try company.makeJoinWay(
        [
          "scene": .integer(2), "auto_create_room": .integer(0), "state": .string(content.state),
          "remark": .string(content.remark), "chat_id_list": .array(content.chats.map { .string($0.rawValue) }),
        ], isForeign: true, type: nil
      ).configID
    }
    let way = JoinWay(configID: try #require(ConfigID(config)), content: content, qrCode: "")
    let now = office.clock.now
    return try await office.joinWays().registry { registry in
      try registry.importRow(
        way, by: "crm", readSince: now, newID: JoinWayID(unchecked: "w-crm"), actor: "li@desk", now: now
      ).record
    }
  }

  @Test("what another application has is not taken for gone: the look says whose it is")
  func notGone() async throws {
    try await Office.openWithGroups { office in
      let theirs = try await foreign(office)
      let ours = try await office.added(office.content())
      let look = try await office.joinWays().refresh()
      #expect(look.read == 1 && look.gone.isEmpty)
      #expect(look.failed == [theirs.id: .otherProfile("crm")])
      #expect(try await office.record(theirs.id) == theirs)
      #expect(try await office.record(ours.id).profile == "desk")
      await #expect(throws: JoinWayTrouble.otherProfile("crm")) { try await office.joinWays().base(of: theirs.id) }
      // Its own profile is believed.
      #expect(try await office.joinWays(profile: "crm").refresh([theirs.id]).gone == [theirs.id])
    }
  }

  @Test("nothing is sent about what another application has, and it is not taken for removed")
  func notSent() async throws {
    try await Office.openWithGroups { office in
      let theirs = try await foreign(office)
      let wanted = theirs.content.with { $0.remark = "新" }
      await #expect(throws: JoinWayTrouble.otherProfile("crm")) {
        try await office.joinWays().update(theirs.id, from: theirs.content, to: wanted)
      }
      await #expect(throws: JoinWayTrouble.otherProfile("crm")) { try await office.joinWays().remove(theirs.id) }
      #expect(try await office.writes().isEmpty)
      #expect(try await office.record(theirs.id) == theirs)
      let config = try #require(theirs.configID)
      let imported = try await office.joinWays().importWays([config])
      guard imported.count == 1, case .notFound = imported[0].end else {
        Issue.record("\(imported)")
        return
      }
      #expect(try await office.record(theirs.id) == theirs)
    }
  }

  @Test("a removal whose answer was lost is not settled by another application's not knowing the configuration")
  func lostRemoval() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.nextCall(Office.deleteJoinWay, .dropBefore)
      guard case .unknown(let lost) = try await office.joinWays().remove(record.id) else { throw Office.Unexpected() }
      try await office.nextCall(Office.getJoinWay, .error, code: 41044)
      let look = try await office.joinWays(profile: "crm").refresh([record.id])
      #expect(look.settled.isEmpty && look.failed == [record.id: .otherProfile("desk")])
      #expect(try await office.record(record.id) == lost)
      // It lives on, and its own profile finds that out.
      try await office.waitOutQuietPeriod()
      let own = try await office.joinWays().refresh([record.id])
      #expect(own.settled.count == 1 && own.gone.isEmpty)
      #expect(try await office.record(record.id).standing == .kept)
    }
  }

  @Test("whoever reads a configuration has it, too: from then on their profile is believed")
  func takenOver() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      let other = office.joinWays(profile: "crm")
      #expect(try await other.refresh().read == 1)
      #expect(try await office.record(record.id).profile == "crm")
      try await office.nextCall(Office.getJoinWay, .error, code: 41044)
      #expect(try await office.joinWays().refresh().failed == [record.id: .otherProfile("crm")])
      try await office.nextCall(Office.deleteJoinWay, .error, code: 41044)
      guard case .done(let removed, _) = try await other.remove(record.id) else { throw Office.Unexpected() }
      #expect(removed.standing == .removed)
    }
  }
}
