import Model
import Storage
import Testing

@testable import Services

@Suite("Health of a join way", .timeLimit(.minutes(5)))
struct JoinWayHealthTests {
  private typealias Sample = JoinWaySamples

  private func kinds(
    _ members: [Int?], autoCreate: Bool = true, forecast: JoinWayForecast? = nil,
    _ change: (inout JoinWayRecord, inout [JoinWayGroup]) -> Void = { _, _ in }
  ) -> [JoinWayFinding.Kind] {
    findings(members, autoCreate: autoCreate, forecast: forecast, change).map(\.kind)
  }

  private func findings(
    _ members: [Int?], autoCreate: Bool = true, forecast: JoinWayForecast? = nil,
    _ change: (inout JoinWayRecord, inout [JoinWayGroup]) -> Void = { _, _ in }
  ) -> [JoinWayFinding] {
    let names = members.indices.map { "g\($0)" }
    var record = Sample.record(Sample.content(names, autoCreate: autoCreate))
    var groups = zip(names, members).map { Sample.group($0, $1) }
    change(&record, &groups)
    return JoinWayHealth.findings(of: record, groups: groups, sharing: [], forecast: forecast, Sample.limits)
  }

  @Test(
    "who gets in decides what is wrong",
    arguments: [
      ([10], true, []), ([10, 200], true, []), ([200], true, []), ([200, 200, 200, 200], true, []),
      ([200, 200, 200, 200, 200], true, [.placesUsedUp]), ([200, 201, 500, 200, 199], true, [.nearlyFull(room: 1)]),
      ([10, 20, 30, 40, 50], true, [.noFreePlace]), ([200], false, [.allFull]),
      ([200, 200, 200, 200, 200], false, [.allFull]), ([195, 200], false, [.nearlyFull(room: 5)]), ([100], false, []),
      ([199, 10], false, []),
    ] as [([Int?], Bool, [JoinWayFinding.Kind])])
  func room(members: [Int?], autoCreate: Bool, expected: [JoinWayFinding.Kind]) {
    #expect(kinds(members, autoCreate: autoCreate) == expected)
  }

  @Test("a group whose members are not known is not taken for full")
  func unknown() {
    #expect(kinds([nil, 200], autoCreate: false) == [.groupsUnknown([Sample.chat("g0")])])
    #expect(kinds([10]) { _, groups in groups[0].isKnown = false } == [.groupsUnknown([Sample.chat("g0")])])
  }

  @Test("a code whose groups are all gone is dead, one of several takes a place in vain")
  func gone() {
    #expect(kinds([10, 20]) { _, groups in groups[0].isGone = true } == [.groupsGone([Sample.chat("g0")])])
    #expect(kinds([10]) { _, groups in groups[0].isGone = true } == [.allGroupsGone])
    #expect(kinds([]) == [.allGroupsGone])
    #expect(
      kinds([10, 200, 200, 200, 200]) { _, groups in groups[0].isGone = true }
        == [.placesUsedUp, .groupsGone([Sample.chat("g0")])])
  }

  @Test("owners who left are named once")
  func resigned() {
    let found = kinds([10, 20]) { _, groups in
      groups[0].ownerHasResigned = true
      groups[1].ownerHasResigned = true
    }
    #expect(found == [.ownerResigned([Sample.user("li")])])
  }

  @Test("full groups are dead when the first one's owner has resigned, for whom none is created")
  func noneCreated() {
    func resign(_ index: Int) -> [JoinWayFinding.Kind] {
      kinds([200, 200]) { _, groups in
        groups[1].owner = Sample.user("chen")
        groups[index].ownerHasResigned = true
      }
    }
    #expect(resign(0) == [.noneCreated(for: Sample.user("li")), .ownerResigned([Sample.user("li")])])
    #expect(resign(1) == [.ownerResigned([Sample.user("chen")])])
    #expect(
      kinds([195]) { _, groups in groups[0].ownerHasResigned = true }
        == [.nearlyFull(room: 5), .ownerResigned([Sample.user("li")])])
    #expect(JoinWayFinding(.noneCreated(for: Sample.user("li"))).repair == .replace)
    #expect(JoinWayFinding(.noneCreated(for: Sample.user("li"))).severity == .dead)
  }

  @Test("the repair of too little room is one that helps")
  func repairs() {
    func repair(
      _ members: [Int?], autoCreate: Bool = true, days: Int? = nil, resigned: Bool = false
    ) -> JoinWayFinding.Repair? {
      let forecast = days.map { JoinWayForecast(room: 100, joinsPerDay: 40, days: $0) }
      return findings(members, autoCreate: autoCreate, forecast: forecast) { _, groups in
        groups[0].ownerHasResigned = resigned
      }.first?.repair
    }
    #expect(repair([200, 200, 200, 200, 200]) == .rotate)
    #expect(repair([200, 200, 200, 200, 200], resigned: true) == .replace)
    #expect(repair([200, 20, 30, 40, 50]) == .rotate)
    #expect(repair([190, 20, 30, 40, 50]) == .rotate)
    // The planner would say that there is nothing to do.
    #expect(repair([10, 20, 30, 40, 50]) == .edit)
    #expect(repair([180, 180, 180, 180, 180], autoCreate: false, days: 2) == .edit)
    #expect(repair([150], autoCreate: true, days: 2) == .edit)
    #expect(repair([200, 150], autoCreate: true, days: 2) == .rotate)
    #expect(repair([195], autoCreate: false) == .rotate)
  }

  @Test("standing, drift and open calls are told, and the worst comes first")
  func order() {
    #expect(kinds([10]) { record, _ in record.standing = .gone } == [.gone])
    #expect(kinds([200], autoCreate: false) { record, _ in record.standing = .unconfirmed } == [.unconfirmed])
    #expect(kinds([200], autoCreate: false) { record, _ in record.standing = .removed } == [])
    let all = kinds([200, nil], autoCreate: false) { record, groups in
      record.drift = .init(before: Sample.content(), noticedAt: Timestamp(seconds: 1))
      groups[1].isGone = true
      groups[0].ownerHasResigned = true
    }
    #expect(
      all == [.allFull, .groupsGone([Sample.chat("g1")]), .ownerResigned([Sample.user("li")]), .changedElsewhere])
    let shared = JoinWayHealth.findings(
      of: Sample.record(), groups: [Sample.group("a", 200)], sharing: [Sample.id("w2")], forecast: nil, Sample.limits)
    #expect(shared.map(\.kind) == [.stateTwice([Sample.id("w2")])])
  }

  @Test("a code that fills within days is nearly full though its groups are not")
  func soon() {
    let forecast = JoinWayForecast(room: 100, joinsPerDay: 40, days: 2)
    #expect(kinds([100], autoCreate: false, forecast: forecast) == [.nearlyFull(room: 100)])
    #expect(kinds([100], autoCreate: true, forecast: forecast) == [.nearlyFull(room: 100)])
    let later = JoinWayForecast(room: 900, joinsPerDay: 40, days: 22)
    #expect(kinds([100], autoCreate: true, forecast: later) == [])
  }

  // MARK: Forecast

  private func forecast(
    _ members: [Int?], autoCreate: Bool = true, recent: Int, firstDaysAgo: Int64? = 30, state: String = "shopA",
    resigned: Bool = false
  ) -> JoinWayForecast? {
    let today = Day(number: 20_000)
    var tally = JoinTally()
    tally.recent = recent
    tally.firstJoin = firstDaysAgo.map { today.advanced(by: -$0).start }
    let names = members.indices.map { "g\($0)" }
    return JoinWayForecast(
      of: Sample.content(names, autoCreate: autoCreate, state: state),
      groups: zip(names, members).map { Sample.group($0, $1, resigned: resigned) }, tally: tally, today: today,
      Sample.limits)
  }

  @Test("room is what groups have and what free places will have")
  func forecastRoom() {
    #expect(forecast([190, 200], autoCreate: false, recent: 14)?.room == 10)
    #expect(forecast([190, 200], autoCreate: true, recent: 14)?.room == 610)
    #expect(forecast([190, 200, 1, 1, 1], autoCreate: true, recent: 14)?.room == 607)
    #expect(forecast([190, 200], autoCreate: true, recent: 14, resigned: true)?.room == 10)
  }

  @Test("the days are those until the last place is taken, at the pace of the last fortnight")
  func forecastDays() {
    #expect(forecast([110], autoCreate: false, recent: 140)?.days == 9)
    #expect(forecast([200], autoCreate: false, recent: 140)?.days == 0)
    #expect(forecast([200], autoCreate: false, recent: 0)?.days == 0)
    #expect(forecast([110], autoCreate: false, recent: 0)?.days == nil)
  }

  @Test("a young code is measured by its own days")
  func young() {
    #expect(forecast([110], autoCreate: false, recent: 30, firstDaysAgo: 2)?.joinsPerDay == 10)
    #expect(forecast([110], autoCreate: false, recent: 30, firstDaysAgo: 0)?.days == 3)
  }

  @Test("nothing is foretold without a state, or with a group nobody has looked at")
  func noForecast() {
    #expect(forecast([10], recent: 5, state: "") == nil)
    #expect(forecast([10, nil], recent: 5) == nil)
  }

  // MARK: Names

  @Test("the next groups are numbered behind the highest number seen")
  func names() {
    let content = Sample.content(["a"])
    #expect(RoomNames.next(of: content, known: [], 2) == ["销售客服群10", "销售客服群11"])
    let known = ["销售客服群10", "销售客服群12", "销售客服群3", "销售客服群 99", "销售客服群x", "别的群77"]
    #expect(RoomNames.next(of: content, known: known, 1) == ["销售客服群13"])
  }

  @Test("a row tells no next name when the owner has resigned for whom it would be created")
  func noNextName() {
    func next(resigned: Bool) -> String? {
      JoinWayRow(
        Sample.record(), groups: [Sample.group("a", 10, resigned: resigned)], tally: JoinTally(), sharing: [],
        today: Day(number: 20_000), Sample.limits
      ).nextName
    }
    #expect(next(resigned: false) == "销售客服群10" && next(resigned: true) == nil)
  }

  @Test("no name is told where no group is created, or no number known")
  func noNames() {
    #expect(RoomNames.next(of: Sample.content(autoCreate: false), known: [], 1).isEmpty)
    #expect(RoomNames.next(of: Sample.content(base: ""), known: [], 1).isEmpty)
    #expect(RoomNames.next(of: Sample.content(number: nil), known: [], 1).isEmpty)
    #expect(RoomNames.next(of: Sample.content(number: nil), known: ["销售客服群4"], 1) == ["销售客服群5"])
  }
}
