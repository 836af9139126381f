import Model
import Simulator
import Storage
import Testing
import WeCom

@testable import Services

@Suite("Importing join ways", .timeLimit(.minutes(5)))
struct JoinWayImportTests {
  /// Makes a configuration past the registry.
  private func make(_ office: Office, _ content: JoinWayContent) async throws -> ConfigID {
    try await office.client.prepareToSend(.add)
    guard case .answered(let config?) = await office.client.send(.add(content), mayStillSend: { true }) else {
      throw Office.Unexpected()
    }
    return config
  }

  @Test("each id is read back once: new, known, not there, and each says so")
  func ends() async throws {
    try await Office.openWithGroups { office in
      let known = try #require(try await office.added(office.content()).configID)
      let new = try await make(office, office.content("旧海报", state: "old"))
      let nowhere = try #require(ConfigID("0000000000000000000000000000dead"))
      let imported = try await office.joinWays().importWays([new, known, nowhere, new])
      #expect(imported.map(\.configID) == [new, known, nowhere])
      guard imported.count == 3, case .notFound(let error) = imported[2].end else {
        Issue.record("\(imported)")
        return
      }
      #expect(imported[0].end == .imported && imported[1].end == .known && error.code == .unknownConfigID)
      #expect(imported[2].id == nil)
      let record = try await office.record(try #require(imported[0].id))
      #expect(record.standing == .kept && record.origin == .imported && record.createdBy == "kim@desk")
      #expect(record.content.remark == "旧海报" && !record.qrCode.isEmpty)
      // Once more: nothing is there twice.
      #expect(try await office.joinWays().importWays([new]).map(\.end) == [.known])
      #expect(try await office.joinWays().used() == 2)
      let acts = try await office.audit.entries(limit: 9).map(\.act)
      #expect(acts.filter { $0 == "import" }.count == 3, "\(acts)")
      #expect(try await office.audit.verify().isWhole)
    }
  }

  @Test("a configuration whose answer was lost is confirmed by its state, whatever became of it on the lists")
  func confirmed() async throws {
    try await Office.openWithGroups { office in
      try await office.nextCall(Office.addJoinWay, .dropAfter)
      guard case .unknown(let lost) = try await office.joinWays().add(office.content(state: "")) else {
        throw Office.Unexpected()
      }
      #expect(try await office.joinWays().forget(lost.id))
      #expect(try await office.joinWays().registry { try $0.records([.unconfirmed]) }.isEmpty)
      let config = try #require(try await office.configIDs().first)
      let imported = try await office.joinWays().importWays([config])
      #expect(imported == [.init(configID: config, end: .confirmed, id: lost.id)])
      let record = try await office.record(lost.id)
      #expect(record.standing == .kept && record.configID == config && record.origin == .made)
      #expect(record.forgottenAt == nil && record.openCall == nil && record.drift == nil)
      #expect(try await office.joinWays().calls(of: lost.id).map(\.state) == [.done])
      #expect(try await office.audit.verify().isWhole)
    }
  }

  @Test("one that was removed from the lists and is there after all comes back")
  func revived() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.nextCall(Office.getJoinWay, .error, code: 41044)
      #expect(try await office.joinWays().refresh().gone == [record.id])
      #expect(try await office.joinWays().forget(record.id))
      let config = try #require(record.configID)
      #expect(try await office.joinWays().importWays([config]).map(\.end) == [.known])
      let back = try await office.record(record.id)
      #expect(back.standing == .kept && back.forgottenAt == nil)
    }
  }

  @Test("what cannot be read is told for each, and nothing is taken in")
  func unreachable() async throws {
    try await Office.openWithGroups { office in
      let configs = ["c1", "c2"].map { ConfigID(unchecked: $0) }
      await office.server.shutdown()
      let imported = try await office.joinWays().importWays(configs)
      #expect(imported.count == 2)
      for one in imported { if case .failed(.unreachable) = one.end {} else { Issue.record("\(one)") } }
      #expect(try await office.joinWays().registry { try $0.records() }.isEmpty)
    }
  }
}
