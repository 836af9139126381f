import Model
import Storage
import Testing
import WeCom

@testable import Services
@testable import Simulator

/// What reading configurations back brings: changes made elsewhere, and the ends of calls whose answer was lost.
@Suite("Looking at join ways", .timeLimit(.minutes(5)))
struct JoinWayLookTests {
  @Test("a change made elsewhere is kept with what stood there before, until a person knows")
  func drift() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      let quiet = try await office.added(office.content(state: "shopB"))
      try await office.changeElsewhere(record) { $0.state = "别处" }
      let look = try await office.joinWays().refresh()
      #expect(look.read == 2 && look.drifted == [record.id] && look.gone.isEmpty && look.failed.isEmpty)
      let drifted = try await office.record(record.id)
      #expect(drifted.drift == .init(before: record.content, noticedAt: office.clock.now))
      #expect(drifted.content.state == "别处")
      #expect(try await office.record(quiet.id).drift == nil)
      // Not twice.
      #expect(try await office.joinWays().refresh().drifted.isEmpty)
      try await office.joinWays().acknowledge(record.id)
      #expect(try await office.record(record.id).drift == nil)
      #expect(try await office.audit.entries(limit: 1).map(\.act) == ["acknowledge"])
    }
  }

  @Test("what was changed back is no change")
  func changedBack() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.changeElsewhere(record) { $0.remark = "别处" }
      _ = try await office.joinWays().refresh()
      try await office.changeElsewhere(record) { $0.remark = record.content.remark }
      _ = try await office.joinWays().refresh()
      #expect(try await office.record(record.id).drift == nil)
    }
  }

  @Test("a group the vendor created by itself is learnt, and is nobody's change")
  func createdGroup() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content(groups: 1))
      let other = try await office.content(groups: 2).chats[1]
      try await office.changeElsewhere(record) { $0.chats.append(other) }
      let look = try await office.joinWays().refresh()
      #expect(look.drifted.isEmpty)
      #expect(try await office.record(record.id).content.chats == record.content.chats + [other])
    }
  }

  @Test("what was deleted elsewhere is gone, is told once, and leaves the lists when a person knows")
  func gone() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.removeElsewhere(record)
      #expect(try await office.joinWays().refresh([record.id]).gone == [record.id])
      #expect(try await office.joinWays().refresh().gone.isEmpty)
      #expect(try await office.record(record.id).standing == .gone)
      #expect(try await office.joinWays().forget(record.id))
      #expect(try await office.joinWays().registry { try $0.records([.kept, .gone]) }.isEmpty)
      #expect(try await office.record(record.id).forgottenAt == office.clock.now)
      #expect(try await !office.joinWays().forget(record.id))
    }
  }

  private func reads(_ office: Office) async throws -> Int {
    try await office.company { company, _ in
      company.traffic.answered[Office.getJoinWay]?.values.reduce(0, +) ?? 0
    }
  }

  @Test("one that cannot be read holds up no other; what holds for all is asked once")
  func failures() async throws {
    try await Office.openWithGroups { office in
      for number in 0..<40 { _ = try await office.added(office.content(state: "s\(number)")) }
      try await office.nextCall(Office.getJoinWay, .error, code: 40058)
      let look = try await office.joinWays().refresh()
      #expect(look.read == 39 && look.failed.count == 1)

      var fault = Fault(.error, path: Office.getJoinWay)
      fault.code = 60020
      fault.count = nil
      let before = try await reads(office)
      try await office.company { [fault] company, _ in company.add([fault]) }
      let closed = try await office.joinWays().refresh()
      #expect(closed.read == 0 && closed.failed.count == 40)
      #expect(try await reads(office) - before < 40)
    }
  }

  // MARK: Calls whose answer was lost

  /// Loses the answer of an update to `wanted`; returns the configuration with that call open.
  private func loseUpdate(
    _ office: Office, _ kind: Fault.Kind, _ change: (inout JoinWayContent) -> Void = { $0.remark = "新海报" }
  ) async throws -> (record: JoinWayRecord, wanted: JoinWayContent) {
    let record = try await office.added(office.content())
    var wanted = record.content
    change(&wanted)
    try await office.nextCall(Office.updateJoinWay, kind)
    guard
      case .unknown(let lost) = try await office.joinWays().update(record.id, from: record.content, to: wanted)
    else { throw Office.Unexpected() }
    #expect(lost.openCall?.state == .unknown && lost.content == record.content)
    return (lost, wanted)
  }

  @Test("an update whose answer was lost after its effect is found done by the next look, and is no drift")
  func lostAnswer() async throws {
    try await Office.openWithGroups { office in
      let (record, wanted) = try await loseUpdate(office, .dropAfter)
      let look = try await office.joinWays().refresh()
      #expect(look.settled == [try #require(record.openCall).id] && look.drifted.isEmpty)
      let settled = try await office.record(record.id)
      #expect(settled.openCall == nil && settled.content == wanted && settled.drift == nil)
      #expect(try await office.joinWays().calls(of: record.id).map(\.state) == [.done, .done])
      #expect(try await office.writes() == ["add 0", "update 0"])
    }
  }

  @Test("an update that never arrived keeps the configuration closed until the quiet period is over")
  func lostCall() async throws {
    try await Office.openWithGroups { office in
      let (record, wanted) = try await loseUpdate(office, .dropBefore)
      let call = try #require(record.openCall)
      #expect(try await office.joinWays().refresh().settled.isEmpty)
      let again = try await office.joinWays().update(record.id, from: record.content, to: wanted)
      #expect(again == .earlierCallOpen(call, until: call.deadline + office.rules.quietPeriod))
      #expect(try await office.joinWays().base(of: record.id).openCall == call)
      #expect(try await office.writes().count { $0.hasPrefix("update") } == 1)

      try await office.waitOutQuietPeriod()
      let end = try await office.joinWays().update(record.id, from: record.content, to: wanted)
      #expect(end == .done(try await office.record(record.id), differing: []))
      #expect(try await office.joinWays().calls(of: record.id).map(\.state).filter { $0 == .void }.count == 1)
      #expect(try await office.remote(record) == wanted)
    }
  }

  @Test("an update lost while somebody else changed the configuration ends after the quiet period, as their change")
  func lostAndChanged() async throws {
    try await Office.openWithGroups { office in
      let (record, _) = try await loseUpdate(office, .dropAfter)
      try await office.changeElsewhere(record) { $0.remark = "别处" }
      #expect(try await office.joinWays().refresh().settled.isEmpty)
      try await office.waitOutQuietPeriod()
      let look = try await office.joinWays().refresh()
      #expect(look.settled.count == 1 && look.drifted == [record.id])
      let settled = try await office.record(record.id)
      #expect(settled.content.remark == "别处" && settled.drift?.before == record.content)
    }
  }

  @Test("a removal whose answer was lost is done once the vendor does not know the configuration")
  func lostRemoval() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.nextCall(Office.deleteJoinWay, .dropAfter)
      guard case .unknown(let lost) = try await office.joinWays().remove(record.id) else {
        Issue.record("the end was known")
        return
      }
      #expect(lost.standing == .kept && lost.openCall != nil)
      guard case .done(let removed, _) = try await office.joinWays().remove(record.id) else {
        Issue.record("it was not found removed")
        return
      }
      #expect(removed.standing == .removed)
      #expect(try await office.writes() == ["add 0", "delete 0"])
    }
  }

  @Test("a removal that never arrived is void after the quiet period, and can be asked for again")
  func lostRemovalCall() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.nextCall(Office.deleteJoinWay, .dropBefore)
      guard case .unknown = try await office.joinWays().remove(record.id) else { throw Office.Unexpected() }
      guard case .earlierCallOpen = try await office.joinWays().remove(record.id) else { throw Office.Unexpected() }
      try await office.waitOutQuietPeriod()
      guard case .done = try await office.joinWays().remove(record.id) else { throw Office.Unexpected() }
      #expect(try await office.configIDs().isEmpty)
    }
  }

  @Test("a process that may change nothing learns facts and settles no call")
  func readOnly() async throws {
    try await Office.openWithGroups { office in
      let changed = try await office.added(office.content(state: "shopB"))
      let (lost, _) = try await loseUpdate(office, .dropAfter)
      try await office.changeElsewhere(changed) { $0.remark = "别处" }
      let file = office.folder.file("ledger.sqlite")
      let ledger = try await Store.open { try LedgerSchema.open(path: file, authority: .readOnly) }
      var looker = office
      looker.authority = .readOnly
      looker.files = CompanyFiles(ledger: ledger, replica: office.files.replica)
      let look = try await looker.joinWays().refresh()
      #expect(look.drifted == [changed.id] && look.settled.isEmpty)
      #expect(try await office.record(changed.id).drift != nil)
      #expect(try await office.record(lost.id) == lost)
      try await office.removeElsewhere(changed)
      #expect(try await looker.joinWays().refresh().gone == [changed.id])
    }
  }
}
