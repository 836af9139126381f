import Model
import Simulator
import Storage
import Testing
import WeCom

@testable import Services

/// Rotating, replacing and diagnosing at the simulated company.
@Suite("Care for join ways", .timeLimit(.minutes(5)))
struct JoinWayCareTests {
  /// An office that knows its groups with their members, and one owner's join way over their first groups.
  private func withWay(
    groups: Int = 5, autoCreate: Bool = true, full: Bool = true,
    _ body: (_ office: Office, _ way: JoinWayRecord, _ chats: [ChatID]) async throws -> Void
  ) async throws {
    try await Office.openWithGroups { office in
      let owner = try await office.successors(1)[0]
      let chats = try await office.chats(of: owner.rawValue)
      try #require(chats.count >= groups + 2)
      var content = try await office.content(groups: groups)
      content.autoCreateRoom = autoCreate
      let way = try await office.added(content)
      if full { for chat in content.chats { try await office.fill(chat) } }
      try await office.readDetails()
      try await body(office, way, chats)
    }
  }

  private func change(_ plan: JoinWayPlan) throws -> JoinWayPlan.Item { try #require(plan.changes.first) }

  @Test("a poster whose five groups are full lets somebody in again once it is rotated, and stays what it was")
  func rotate() async throws {
    try await withWay { office, way, chats in
      let service = office.joinWays()
      #expect(try await service.row(way.id.rawValue)?.findings.map(\.kind) == [.placesUsedUp])
      let refused = try await office.scan(way)
      #expect(refused == .refused(.placesUsedUp))
      let plan = try await service.plan(.rotate, for: [way.id])
      let item = try change(plan)
      #expect(item.dropped == Array(chats.prefix(5)) && item.added.count == 1)
      #expect(item.wanted.differences(from: item.base) == [.chats])
      let ends = try await service.perform(plan)
      guard case .done(let record, let differing)? = ends[way.id] else {
        Issue.record("\(ends)")
        return
      }
      #expect(differing.isEmpty && record.configID == way.configID && record.qrCode == way.qrCode)
      #expect(try await office.scan(way) == .joined)
      #expect(try await service.row(way.id.rawValue)?.findings == [])
    }
  }

  @Test("what the plan looks at is the company as it is now, not as it was read")
  func fresh() async throws {
    try await withWay(groups: 2, full: false) { office, way, chats in
      let service = office.joinWays()
      #expect(
        try change(try await service.plan(.replace(chats[0], with: chats[2]), for: [way.id])).wanted.chats[0]
          == chats[2])
      try await office.fill(chats[0])
      #expect(try await service.row(way.id.rawValue)?.findings == [])
      #expect(try change(try await service.plan(.rotate, for: [way.id])).dropped == [chats[0]])
      try await office.company { company, now in try company.dismiss(chats[1].rawValue, at: now) }
      try await office.clock.advance(by: .seconds(5))
      let item = try change(try await service.plan(.rotate, for: [way.id]))
      #expect(item.dropped == [chats[0], chats[1]] && item.added.count == 1)
    }
  }

  @Test("what cannot be planned is named, each for itself")
  func obstacles() async throws {
    try await withWay(groups: 2, full: false) { office, way, chats in
      let service = office.joinWays()
      let removed = try await office.added(office.content("b", state: "b"))
      try await office.removeElsewhere(removed)
      try await office.nextCall(Office.addJoinWay, .dropBefore)
      guard case .unknown(let lost) = try await service.add(office.content("c", state: "c")) else { return }
      let plan = try await service.plan(.rotate, for: [way.id, removed.id, lost.id, way.id])
      #expect(plan.items.map(\.obstacle) == [.nothingToDo, .gone, .unconfirmed])
      #expect(plan.changes.isEmpty)
      let unknown = try #require(ChatID("wrNowhere"))
      let replace = try await service.plan(.replace(chats[0], with: unknown), for: [way.id])
      #expect(replace.items[0].obstacle == .invalid([JoinWayFault(.chats, .unknownGroup(unknown))]))
    }
  }

  @Test("what somebody changed between preview and commit is left as it is")
  func changedMeanwhile() async throws {
    try await withWay { office, way, _ in
      let service = office.joinWays()
      let plan = try await service.plan(.rotate, for: [way.id])
      try await office.changeElsewhere(way) { $0.remark = "elsewhere" }
      let ends = try await service.perform(plan)
      guard case .changedMeanwhile(let conflict)? = ends[way.id] else {
        Issue.record("\(ends)")
        return
      }
      #expect(conflict.theirs == [.remark] && conflict.mine == [.chats] && conflict.contested.isEmpty)
      #expect(try await office.remote(way).chats == way.content.chats)
    }
  }

  @Test("what stops one stops all, and nothing is sent")
  func stopped() async throws {
    try await withWay { office, way, _ in
      let service = office.joinWays()
      let other = try await office.added(office.content("b", state: "b", groups: 4))
      let plan = try await service.plan(.rotate, for: [way.id, other.id])
      #expect(plan.changes.count == 2)
      let writes = try await office.writes().count
      try await office.queue.setStopped(true)
      #expect(try await service.perform(plan) == [way.id: .stopped])
      try await office.queue.setStopped(false)
      let cancelled = Task { () -> [JoinWayID: JoinWayEnd] in
        withUnsafeCurrentTask { $0?.cancel() }
        return try await service.perform(plan)
      }
      #expect(try await cancelled.value.isEmpty)
      #expect(try await office.writes().count == writes)
      #expect(try await service.perform(plan).count == 2)
    }
  }

  @Test("one that cannot be read stands in no other's way, and says why")
  func notReached() async throws {
    try await withWay { office, way, _ in
      let service = office.joinWays()
      let other = try await office.added(office.content("b", state: "b", groups: 4))
      let plan = try await service.plan(.rotate, for: [way.id, other.id])
      try await office.nextCall(Office.getJoinWay, .error, code: 40058)
      let ends = try await service.perform(plan)
      guard case .notReached(.call(.vendor(let error)))? = ends[way.id], case .done? = ends[other.id] else {
        Issue.record("\(ends)")
        return
      }
      #expect(error.code.rawValue == 40058)
    }
  }

  @Test("what the vendor says of the caller stops a plan at the first one")
  func notAuthorised() async throws {
    try await withWay { office, way, _ in
      let service = office.joinWays()
      let other = try await office.added(office.content("b", state: "b", groups: 4))
      let plan = try await service.plan(.rotate, for: [way.id, other.id])
      try await office.nextCall(Office.getJoinWay, .error, code: 48002)
      let ends = try await service.perform(plan)
      guard case .notReached? = ends[way.id] else {
        Issue.record("\(ends)")
        return
      }
      #expect(ends.count == 1)
    }
  }

  @Test("where nothing can be written down a plan stops, and says at which")
  func notRecorded() async throws {
    try await withWay { office, way, _ in
      let other = try await office.added(office.content("b", state: "b", groups: 4))
      let plan = try await office.joinWays().plan(.rotate, for: [way.id, other.id])
      let writes = try await office.writes()
      var guarded = office
      let file = office.folder.file("ledger.sqlite")
      let ledger = try await Store.open { try LedgerSchema.open(path: file, authority: .readOnly) }
      guarded.files = CompanyFiles(ledger: ledger, replica: office.files.replica)
      let refusal = StorageError.constraint(name: ReadOnlyLedger.refusal)
      #expect(try await guarded.joinWays().perform(plan) == [way.id: .notRecorded(refusal)])
      #expect(try await office.writes() == writes)
    }
  }

  @Test("an open group of one join way is offered to another planned with it, as when that is planned alone")
  func sharedCandidate() async throws {
    try await withWay { office, way, chats in
      let service = office.joinWays()
      for chat in chats.dropFirst(7) { try await office.fill(chat) }
      var content = try await office.content("b", state: "b")
      content.chats = Array(chats[5...6])
      let other = try await office.added(content)
      try await office.readDetails()
      let alone = try await service.plan(.rotate, for: [way.id])
      let together = try await service.plan(.rotate, for: [way.id, other.id])
      #expect(together.items.map(\.obstacle) == [nil, .nothingToDo])
      #expect(try change(together).wanted == change(alone).wanted)
      #expect(try change(together).added.allSatisfy(content.chats.contains))
    }
  }

  @Test("two rotated together get different groups, and one group is replaced in all that lead into it")
  func many() async throws {
    try await withWay { office, way, chats in
      let service = office.joinWays()
      let other = try await office.added(office.content("b", state: "b", groups: 5))
      let plan = try await service.plan(.rotate, for: [way.id, other.id])
      let added = plan.changes.map(\.added)
      #expect(added.count == 2 && added[0] != added[1], "\(added)")
      let replace = try await service.plan(.replace(chats[1], with: chats[6]), for: [])
      #expect(Set(replace.changes.map(\.record.id)) == [way.id, other.id])
      #expect(try await service.perform(replace).count == 2)
      #expect(try await office.remote(way).chats == [chats[0], chats[6], chats[2], chats[3], chats[4]])
      #expect(try await service.using([chats[1]]).isEmpty)
    }
  }

  @Test("a leaver's groups leave every code, and another owner's open groups take their place")
  func replaceOwner() async throws {
    try await withWay(groups: 2, full: false) { office, way, _ in
      let service = office.joinWays()
      let owners = try await office.successors(2)
      try await office.company { company, now in try company.resign(owners[0].rawValue, customers: 3, at: now) }
      try await office.sweep.run { _, _ in }
      #expect(try await service.row(way.id.rawValue)?.findings.map(\.kind) == [.ownerResigned([owners[0]])])
      let plan = try await service.plan(.replaceOwner(owners[0], with: owners[1]), for: [])
      let item = try change(plan)
      let theirs = try await office.chats(of: owners[1].rawValue)
      #expect(item.dropped == way.content.chats && item.added.allSatisfy(theirs.contains))
      _ = try await service.perform(plan)
      #expect(try await service.row(way.id.rawValue)?.findings == [])
    }
  }

  @Test("a plan and a diagnosis write nothing at the vendor and nothing into the replica")
  func looksOnly() async throws {
    try await withWay { office, way, _ in
      let service = office.joinWays()
      let before = (try await office.replica { try $0.change() }, try await office.writes())
      _ = try await service.plan(.rotate, for: [way.id])
      _ = try await service.diagnosis(of: way.id)
      #expect(try await office.replica { try $0.change() } == before.0)
      #expect(try await office.writes() == before.1)
    }
  }

  // MARK: Why can't it be scanned

  @Test("a diagnosis tells what the vendor proves now, whatever the copy says")
  func diagnosis() async throws {
    try await withWay(full: false) { office, way, chats in
      let service = office.joinWays()
      let fine = try await service.diagnosis(of: way.id)
      #expect(fine.proven.map(\.kind) == [.noFreePlace] && fine.openGroups == 5)
      #expect(fine.possible == JoinWayDiagnosis.ClientCause.allCases)
      #expect(try #require(fine.row.forecast).room > 0)
      for chat in chats.prefix(4) { try await office.fill(chat) }
      try await office.company { company, now in try company.dismiss(chats[4].rawValue, at: now) }
      try await office.clock.advance(by: .seconds(5))
      let dead = try await service.diagnosis(of: way.id)
      #expect(dead.proven.map(\.kind) == [.placesUsedUp, .groupsGone([chats[4]])] && dead.openGroups == 0)
      #expect(dead.possible.isEmpty)
      #expect(dead.row.forecast?.room == 0 && dead.row.forecast?.days == 0)
      try await office.removeElsewhere(way)
      let gone = try await service.diagnosis(of: way.id)
      #expect(gone.proven.map(\.kind) == [.gone] && gone.openGroups == 0)
    }
  }

  @Test("a group dismissed before anybody saw it is known to be gone once it was looked for")
  func neverSeen() async throws {
    try await Office.open { office in
      let (owner, chats) = try await office.company { company, now in
        let member = company.members.first { !$0.isResigned && company.chatIDs(ownedBy: $0.userID).count > 2 }
        let owner = try #require(member?.userID)
        return (owner, company.chatIDs(ownedBy: owner))
      }
      try await office.sweep.run { _, _ in }
      let content = JoinWayContent(
        remark: "poster", roomBaseName: "g", roomBaseID: 1, chats: try chats.prefix(2).map(chatID), state: "s")
      let way = try await office.added(content)
      try await office.files.replica.write { try $0.execute("DELETE FROM chat WHERE chat_id = $1", [.text(chats[1])]) }
      try await office.company { company, now in try company.dismiss(chats[1], at: now) }
      try await office.clock.advance(by: .seconds(5))
      try await office.readDetails()
      let service = office.joinWays()
      let gone = try chatID(chats[1])
      #expect(try await service.row(way.id.rawValue)?.findings.map(\.kind) == [.groupsUnknown([gone])], "\(owner)")
      try await office.readDetails([gone])
      #expect(try await service.row(way.id.rawValue)?.findings.map(\.kind) == [.groupsGone([gone])])
    }
  }

  @Test("a check names everything that is wrong, worst first")
  func check() async throws {
    try await withWay { office, way, _ in
      let good = try await office.added(office.content("good", state: "good", groups: 1))
      let other = try await office.added(office.content("b", state: "b", groups: 4))
      try await office.removeElsewhere(other)
      _ = try await office.joinWays().refresh()
      let lines = try await office.joinWays().check()
      #expect(lines.map(\.finding.severity) == lines.map(\.finding.severity).sorted(by: >))
      #expect(Set(lines.map(\.record.id)) == [way.id, other.id], "\(good.id) is fine")
    }
  }

  // MARK: Arrivals

  @Test("who came by a code is counted once each, by day and group, and gone when they left")
  func arrivals() async throws {
    try await withWay(groups: 2, full: false) { office, way, chats in
      let service = office.joinWays()
      #expect(try await service.report(ofState: "shopA").counts == .none)
      try await office.scan(way, as: "小红")
      try await office.scan(way, as: "小明")
      try await office.clock.advance(by: .days(1))
      try await office.scan(way, as: "小刚")
      try await office.clock.advance(by: .seconds(5))
      try await office.readDetails()
      var report = try await service.report(ofState: "shopA")
      #expect([report.counts.joined, report.counts.stillIn] == [3, 3])
      #expect(report.dayRows.map(\.counts.joined) == [2, 1])
      #expect(report.groupRows.map(\.chatID) == [chats[0]] && report.seenAt == office.clock.now)
      try await office.company { company, now in try company.leave(chats[0].rawValue, customer: "小明", at: now) }
      try await office.clock.advance(by: .seconds(5))
      try await office.readDetails()
      report = try await service.report(ofState: "shopA")
      #expect([report.counts.joined, report.counts.stillIn, report.counts.gone] == [3, 2, 1])
      let people = try await service.arrivals(ofState: "shopA")
      #expect(people.count == 3 && people.count { $0.goneAt != nil } == 1)
      let row = try #require(try await service.row(way.id.rawValue))
      #expect([row.counts.joined, row.counts.stillIn] == [3, 2])
      #expect(row.forecast?.joinsPerDay == 1.5)
      #expect(try await service.joinWay(ofState: "shopA")?.id == way.id)
      #expect(try await service.joinWay(ofState: "nobody") == nil)
    }
  }

  @Test("groups created automatically count on, also after they were rotated out")
  func numbering() async throws {
    try await withWay(groups: 1) { office, way, _ in
      let service = office.joinWays()
      #expect(try await service.row(way.id.rawValue)?.nextName == "销售客服群10")
      try await office.scan(way)
      try await office.clock.advance(by: .seconds(5))
      _ = try await service.refresh()
      try await office.sweep.run { _, _ in }
      try await office.readDetails()
      let row = try #require(try await service.row(way.id.rawValue))
      #expect(row.record.content.chats.count == 2 && row.nextName == "销售客服群11")
      try await office.fill(row.record.content.chats[1])
      try await office.readDetails()
      let plan = try await service.plan(.rotate, for: [way.id])
      _ = try await service.perform(plan)
      let after = try #require(try await service.row(way.id.rawValue))
      #expect(after.record.content.chats.count == 1 && after.nextName == "销售客服群11")
      #expect(try await service.nextNames(of: after.record.content, 2) == ["销售客服群11", "销售客服群12"])
    }
  }

  // MARK: Handover

  @Test("the plan of a handover names the join ways that lead into its groups")
  func handover() async throws {
    try await Office.openWithGroups { office in
      var content = try await office.content()
      content.chats = Array(try await office.chats(of: "lisi").prefix(2))
      let way = try await office.added(content)
      _ = try await office.added(office.content("other", state: "other"))
      let plan = try await office.handover.plan(
        PlanRequest(kind: .resigned, oldOwner: userID("lisi"), assignment: .owners(office.successors(1))))
      #expect(plan.joinWays.map(\.id) == [way.id])
    }
  }
}

extension Office {
  /// Reads the details of groups, as a refresh does.
  ///
  /// - Parameter chats: nil for all that are known.
  func readDetails(_ chats: [ChatID]? = nil) async throws {
    let known = try await replica { try $0.groups(GroupQuery()).map(\.chatID) }
    let chats = chats ?? known
    let refresh = DetailRefresh(client: client, replica: files.replica, clock: clock, numbers: PersonNumbers())
    try await refresh.run(chats, priority: .foreground) { _, _ in }
  }

  /// A group reaches the scan limit, and `get` shows it.
  func fill(_ chat: ChatID) async throws {
    _ = try await company { company, now in try company.fill(chat.rawValue, to: 200, at: now) }
    try await clock.advance(by: .seconds(5))
  }

  @discardableResult
  func scan(_ way: JoinWayRecord, as customer: String? = nil) async throws -> Company.Scan.Outcome {
    let config = try #require(way.configID)
    return try await company { company, now in
      try company.scan(config.rawValue, customer: customer, at: now).outcome
    }
  }
}
