import Model
import Simulator
import Storage
import Testing
import WeCom

@testable import Services

/// Adding, overwriting and removing join ways at the simulated company, and what is known afterwards.
@Suite("Acts on join ways", .timeLimit(.minutes(5)))
struct JoinWayActsTests {
  @Test("an add is written down before it is sent, sent once, and read back")
  func add() async throws {
    try await Office.openWithGroups { office in
      let content = try await office.content()
      let record = try await office.added(content)
      #expect(record.standing == .kept && record.origin == .made && record.openCall == nil)
      #expect(record.configID == (try await office.configIDs().first))
      #expect(record.content.differences(from: content) == [.markSource])
      #expect(record.qrCode.contains("/_simulator/qr/") && record.seenAt == office.clock.now)
      #expect(try await office.writes() == ["add 0"])
      let calls = try await office.joinWays().calls(of: record.id)
      #expect(calls.map(\.state) == [.done] && calls.map(\.content) == [content])
      #expect(try await office.joinWays().used() == 1)
      #expect(try await office.audit.entries(limit: 9).map(\.act) == ["recorded", "intent"])
      #expect(try await office.audit.verify().isWhole)
    }
  }

  @Test("a configuration without a state gets one nobody else has")
  func freshState() async throws {
    try await Office.openWithGroups { office in
      let first = try await office.added(office.content(state: ""))
      let second = try await office.added(office.content(state: ""))
      #expect(first.content.state.hasPrefix("gd") && first.content.state != second.content.state)
      #expect(try await office.remote(first).state == first.content.state)
    }
  }

  @Test(
    "an add whose answer is lost is unconfirmed, whether it took effect or not, and is never sent again",
    arguments: [Fault.Kind.dropBefore, .dropAfter, .busyAfterEffect, .truncated, .wrongTypes, .unknownCode])
  func addLost(kind: Fault.Kind) async throws {
    try await Office.openWithGroups { office in
      try await office.nextCall(Office.addJoinWay, kind)
      guard case .unknown(let record) = try await office.joinWays().add(office.content()) else {
        Issue.record("the end was known")
        return
      }
      #expect(record.standing == .unconfirmed && record.configID == nil && record.content.state == "shopA")
      #expect(record.openCall?.state == .unknown)
      // Neither looking nor time changes that.
      try await office.waitOutQuietPeriod()
      let look = try await office.joinWays().refresh()
      #expect(look == JoinWayLook())
      #expect(try await office.record(record.id) == record)
      #expect(try await office.writes().count == 1)
      guard case .earlierCallOpen = try await office.joinWays().remove(record.id) else {
        Issue.record("something was sent")
        return
      }
      #expect(try await office.writes().count == 1)
      #expect(try await office.joinWays().used() == 1)
    }
  }

  @Test("an add that is refused, or provably never sent, does not exist and counts for nothing")
  func addRefused() async throws {
    try await Office.openWithGroups { office in
      try await office.nextCall(Office.addJoinWay, .error, code: 41045)
      guard case .refused(let error) = try await office.joinWays().add(office.content()) else {
        Issue.record("it was not refused")
        return
      }
      #expect(error.code == .joinWayQuotaUsedUp)
      var late = office
      late.rules.gate = .zero
      #expect(try await late.joinWays().add(office.content()) == .notSent(.gateClosed))
      let records = try await office.joinWays().registry { try $0.records() }
      #expect(records.map(\.standing) == [.refused, .refused] && records.allSatisfy { $0.openCall == nil })
      #expect(try await office.joinWays().used() == 0)
      // Its state is free again.
      _ = try await office.added(office.content())
    }
  }

  @Test("a state that another configuration has is refused in the intent itself")
  func stateTaken() async throws {
    try await Office.openWithGroups { office in
      let first = try await office.added(office.content())
      let content = try await office.content("另一张")
      let call = JoinWayCall(
        id: CallID(unchecked: "c-x"), joinWay: JoinWayID(unchecked: "w-x"), kind: .add, content: content, before: nil,
        bodyHash: "00", committedAt: office.clock.now, deadline: office.clock.now, actor: "li@desk")
      #expect(try await office.joinWays().registry { try $0.intend(call) } == .stateTaken(first.id))
    }
  }

  @Test("an update overwrites what the person saw, is read back, and clears what somebody had changed")
  func update() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      var wanted = record.content
      wanted.remark = "门店 A 新海报"
      wanted.chats.reverse()
      let end = try await office.joinWays().update(record.id, from: record.content, to: wanted)
      #expect(end == .done(try await office.record(record.id), differing: []))
      #expect(try await office.remote(record) == wanted)
      #expect(try await office.record(record.id).content == wanted)
      #expect(try await office.writes() == ["add 0", "update 0"])
      // The same once more: there is nothing to send.
      #expect(try await office.joinWays().update(record.id, from: wanted, to: wanted) == end)
      #expect(try await office.writes().count == 2)
    }
  }

  @Test("what the vendor makes of a remark is told, and is no change made elsewhere")
  func remarkCut() async throws {
    try await Office.openWithGroups { office in
      try await office.company { company, _ in company.rules.joinWayBytes = true }
      let content = try await office.content("上海门店一层收银台海报第二版")
      guard case .done(let record, differing: [.remark]) = try await office.joinWays().add(content) else {
        Issue.record("the cut was not told")
        return
      }
      #expect(record.content.remark == "上海门店一层收银台海" && record.drift == nil)
      #expect(try await office.joinWays().refresh().drifted.isEmpty)
    }
  }

  @Test("two people, one configuration: the second one's update is not sent, and both sides are told")
  func conflict() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.changeElsewhere(record) {
        $0.remark = "别人改的"
        $0.roomBaseID = 20
      }
      var wanted = record.content
      wanted.remark = "我改的"
      wanted.chats = [wanted.chats[0]]
      guard
        case .changedMeanwhile(let conflict) = try await office.joinWays().update(
          record.id, from: record.content, to: wanted)
      else {
        Issue.record("it was overwritten")
        return
      }
      #expect(conflict.theirs == [.remark, .roomBaseID] && conflict.mine == [.remark, .chats])
      #expect(conflict.contested == [.remark])
      #expect(conflict.merged.remark == "我改的" && conflict.merged.roomBaseID == 20)
      #expect(try await office.writes() == ["add 0", "update 0"])
      #expect(try await office.record(record.id).drift?.before == record.content)

      // Having seen it, they may overwrite.
      let end = try await office.joinWays().update(record.id, from: conflict.remote, to: conflict.merged)
      #expect(end == .done(try await office.record(record.id), differing: []))
      #expect(try await office.record(record.id).drift == nil)
    }
  }

  @Test("what was deleted elsewhere is gone, before an update and while it is under way")
  func goneElsewhere() async throws {
    try await Office.openWithGroups { office in
      let first = try await office.added(office.content())
      let second = try await office.added(office.content(state: "shopB"))
      try await office.removeElsewhere(first)
      var wanted = first.content
      wanted.remark = "新"
      guard case .gone(let gone) = try await office.joinWays().update(first.id, from: first.content, to: wanted) else {
        Issue.record("it was sent")
        return
      }
      #expect(gone.standing == .gone)
      #expect(try await office.writes().count == 2)

      try await office.nextCall(Office.updateJoinWay, .error, code: 41044)
      wanted = second.content
      wanted.remark = "新"
      let end = try await office.joinWays().update(second.id, from: second.content, to: wanted)
      #expect(end == .gone(try await office.record(second.id)))
      #expect(try await office.record(second.id).standing == .gone)
    }
  }

  @Test("removing removes, and says so again when it is asked for again")
  func remove() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      guard case .done(let removed, _) = try await office.joinWays().remove(record.id) else {
        Issue.record("it was not removed")
        return
      }
      #expect(removed.standing == .removed)
      #expect(try await office.configIDs().isEmpty)
      #expect(try await office.joinWays().remove(record.id) == .gone(removed))
      #expect(try await office.writes() == ["add 0", "delete 0"])
      #expect(try await office.joinWays().used() == 0)
    }
  }

  @Test("deleted elsewhere while a removal is on its way: that is what was wanted")
  func removeGone() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.nextCall(Office.deleteJoinWay, .error, code: 41044)
      guard case .done(let removed, _) = try await office.joinWays().remove(record.id) else {
        Issue.record("it was not taken for removed")
        return
      }
      #expect(removed.standing == .removed)
    }
  }

  @Test("while everything is stopped nothing is sent, and the audit says who tried")
  func stopped() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      try await office.queue.setStopped(true)
      var wanted = record.content
      wanted.remark = "新"
      #expect(try await office.joinWays().add(office.content(state: "x")) == .stopped)
      #expect(try await office.joinWays().update(record.id, from: record.content, to: wanted) == .stopped)
      #expect(try await office.joinWays().remove(record.id) == .stopped)
      #expect(try await office.writes() == ["add 0"])
      let refused = try await office.audit.entries(limit: 3)
      #expect(refused.allSatisfy { $0.act == "refused" && $0.detail.contains("reason=stopped") }, "\(refused)")
    }
  }

  @Test("on an audit that is not whole nothing is sent")
  func auditNotWhole() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      let head = AuditHead(ledger: office.folder.file("ledger.sqlite"))
      try head.update { _ in [AuditTip(count: 99, hash: "ff", at: office.clock.now)] }
      #expect(try await office.joinWays().add(office.content(state: "x")) == .auditNotWhole)
      #expect(try await office.joinWays().remove(record.id) == .auditNotWhole)
      #expect(try await office.writes() == ["add 0"])
    }
  }

  @Test("of two processes that change one configuration at once, one does")
  func twoProcesses() async throws {
    try await Office.openWithGroups { office in
      let record = try await office.added(office.content())
      let file = office.folder.file("ledger.sqlite")
      let ledger = try await Store.open { try LedgerSchema.open(path: file) }
      var other = office
      other.files = CompanyFiles(ledger: ledger, replica: office.files.replica)
      func wanted(_ remark: String) -> JoinWayContent {
        var content = record.content
        content.remark = remark
        return content
      }
      async let one = office.joinWays().update(record.id, from: record.content, to: wanted("一"))
      async let two = other.joinWays().update(record.id, from: record.content, to: wanted("二"))
      let ends = [try await one, try await two]
      // The other one's call is open, or its change is there already.
      let done = ends.count { if case .done = $0 { true } else { false } }
      let kept = ends.count {
        switch $0 {
        case .earlierCallOpen, .changedMeanwhile: true
        default: false
        }
      }
      #expect(done == 1 && kept == 1, "\(ends)")
      #expect(try await office.writes() == ["add 0", "update 0"])
    }
  }
}
