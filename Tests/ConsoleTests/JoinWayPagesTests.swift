import Model
import Services
import Storage
import Testing

@testable import Console

/// Plan, check, diagnosis, arrivals and replacement.
@Suite(.timeLimit(.minutes(5))) struct JoinWayPagesTests {
  private func stage(_ place: Place, _ language: Language = .en, authority: Authority = .mayChange) -> Stage {
    Stage(language, width: 140, height: 40, authority: authority, at: place) { SampleJoinWays.fill(&$0) }
  }

  private func planned(_ ids: [JoinWayID], authority: Authority = .mayChange) -> Stage {
    var stage = stage(.joinWayPlan(.rotate, ids), authority: authority)
    stage.hear(.answer(.joinWays(.plan(.rotate, ids)), .joinWays(.plan(SampleJoinWays.plan(ids)))))
    _ = stage.take()
    return stage
  }

  // MARK: - Rotating

  @Test("R plans for the one under the cursor, or for the marked ones")
  func rotate() {
    var stage = stage(.joinWays(nil))
    _ = stage.take()
    stage.press("R")
    // An unconfirmed one cannot be written.
    #expect(stage.take() == [])
    stage.press("jR")
    #expect(stage.take().contains(.joinWays(.plan(.rotate, [SampleJoinWays.hostile]))))
    stage.press("<esc>aR")
    let kept = SampleJoinWays.rows.filter { $0.record.standing == .kept }.map(\.record.id)
    #expect(stage.take().contains(.joinWays(.plan(.rotate, kept))))
  }

  @Test("one change: the preview says what goes and what comes, and enter writes it")
  func one() {
    let ids = [SampleJoinWays.dead, SampleJoinWays.good]
    var stage = planned(ids)
    for part in ["− out: 销售客服群 17 200", "+ in: Weekend runners 66", "0 → 4/5", "nothing to do", "Example Ltd"] {
      #expect(stage.text.contains(part), "\(part)")
    }
    stage.press("<enter>")
    #expect(stage.take() == [.joinWays(.perform(SampleJoinWays.plan(ids)))])
  }

  @Test("several changes are written once their number was typed under the corp's name")
  func several() {
    let ids = [SampleJoinWays.dead, SampleJoinWays.hostile]
    var stage = planned(ids)
    stage.press("<enter>")
    #expect(stage.text.contains("Overwrite 2 join ways at Example Ltd? Type the number 2"))
    stage.press("3<enter>")
    #expect(stage.take() == [] && stage.text.contains("nothing was sent"))
    stage.press("2<enter>")
    #expect(stage.take() == [.joinWays(.perform(SampleJoinWays.plan(ids)))])
  }

  @Test("esc leaves the question, and nothing is written")
  func cancelled() {
    var stage = planned([SampleJoinWays.dead, SampleJoinWays.hostile])
    stage.press("c2<esc>")
    #expect(stage.take() == [])
  }

  @Test("results stand beside each, with what to do about those that failed")
  func results() {
    let ids = [SampleJoinWays.dead, SampleJoinWays.hostile]
    var stage = planned(ids)
    stage.press("c2<enter>")
    let record = SampleJoinWays.row(SampleJoinWays.dead).record
    stage.hear(
      .answer(
        .joinWays(.perform(SampleJoinWays.plan(ids))),
        .joinWays(.performed([record.id: .done(record, differing: []), SampleJoinWays.hostile: .gone(record)]))))
    _ = stage.take()
    #expect(stage.lines.count { $0.contains("1 of 2 join ways changed") } == 1)
    #expect(stage.lines.count { $0.contains("门店 A 海报") } == 2 && !stage.text.contains("门店 A 海报: updated"))
    #expect(stage.text.contains("does not know"))
    stage.press("j")
    #expect(stage.text.contains("Make a new one"))
    stage.press("<enter>")
    #expect(stage.take() == [])
  }

  @Test("what was not tried is said so, and counts among those that were to be written")
  func notTried() {
    let ids = [SampleJoinWays.dead, SampleJoinWays.hostile]
    var stage = planned(ids)
    stage.press("c2<enter>")
    stage.hear(
      .answer(
        .joinWays(.perform(SampleJoinWays.plan(ids))),
        .joinWays(.performed([SampleJoinWays.dead: .notReached(.otherConfiguration)]))))
    _ = stage.take()
    #expect(stage.text.contains("0 of 2 join ways changed"))
    #expect(stage.text.contains("another configuration") && stage.text.contains("not tried"))
  }

  @Test("a preview warns where created groups will be somebody else's")
  func newOwner() {
    let ids = [SampleJoinWays.dead]
    var plan = SampleJoinWays.plan(ids)
    plan.items[0].newOwner = UserID(unchecked: "lina")
    var stage = stage(.joinWayPlan(.rotate, ids))
    stage.hear(.answer(.joinWays(.plan(.rotate, ids)), .joinWays(.plan(plan))))
    #expect(stage.text.contains("groups created from then on are"))
  }

  @Test("leaving while it plans ends the planning")
  func leave() {
    var stage = Stage(.en, at: .joinWayPlan(.rotate, [SampleJoinWays.dead])) { SampleJoinWays.fill(&$0) }
    let effects = stage.app.turn([.input(.key(.escape))], now: stage.now, instant: stage.instant)
    #expect(effects.contains(.cancel(.joinWays(.plan(.rotate, [SampleJoinWays.dead])))))
  }

  @Test("read-only: a plan is shown and cannot be written")
  func readOnly() {
    var stage = planned([SampleJoinWays.dead], authority: .readOnly)
    stage.press("<enter>c")
    #expect(stage.take() == [] && stage.text.contains("read-only"))
  }

  // MARK: - Replacing

  @Test("a group is replaced in every join way that uses it")
  func replaceGroup() {
    let ids = SampleJoinWays.rows.map(\.record.id)
    var stage = stage(.joinWayReplacement(ids))
    _ = stage.take()
    // The first is what needs it most: a full group.
    while !(stage.lines.first { $0.contains("▌") } ?? "").contains("VIP") { stage.press("j") }
    stage.press("<enter>/Weekend<enter><enter>")
    #expect(
      stage.take().contains(
        .joinWays(.plan(.replace(SampleJoinWays.chat(3), with: SampleJoinWays.chat(9)), [SampleJoinWays.dead]))))
  }

  @Test("all of an owner's groups are replaced by somebody's who has not resigned")
  func replaceOwner() {
    let ids = SampleJoinWays.rows.map(\.record.id)
    var stage = stage(.joinWayReplacement(ids))
    _ = stage.take()
    while !(stage.lines.first { $0.contains("▌") } ?? "").contains("all of 张伟") { stage.press("j") }
    stage.press("<enter>")
    // Neither the same owner nor everybody.
    #expect(stage.lines.dropFirst(2).allSatisfy { !$0.contains("张伟") && !$0.contains("all owners") })
    stage.press("/王强<enter><enter>")
    #expect(stage.text.contains("王强: has resigned; choose somebody else") && stage.take() == [])
    stage.press("/<c-u>李娜<enter><enter>")
    let zhang = UserID(unchecked: "zhangwei")
    #expect(stage.take().contains(.joinWays(.plan(.replaceOwner(zhang, with: UserID(unchecked: "lina")), ids))))
  }

  // MARK: - Check

  @Test("the check lists every finding, the worst first, and enter mends the one under the cursor")
  func check() {
    var stage = stage(.joinWayCheck)
    let severities = stage.lines.compactMap { $0.split(separator: " ").last }.filter {
      ["dead", "warning"].contains($0)
    }
    #expect(severities == ["dead", "dead", "warning", "warning", "warning", "warning"])
    _ = stage.take()
    stage.press("j<enter>")
    #expect(stage.app.stack.top.cast(to: JoinWayPlanPane.self) != nil)
    #expect(stage.take().contains(.joinWays(.plan(.rotate, [SampleJoinWays.dead]))))
  }

  @Test("groups whose members are not known are read from the check, with their configuration")
  func unknownGroups() {
    let (id, chat) = (SampleJoinWays.good, SampleJoinWays.chat(8))
    var stage = Stage(.en, at: .joinWayCheck) { world in
      SampleJoinWays.fill(&world)
      var row = SampleJoinWays.row(id)
      row.findings = [.init(.groupsUnknown([chat]))]
      world.joinWays = JoinWaysSnapshot(version: 2, [row])
    }
    _ = stage.take()
    stage.press("<enter>")
    #expect(stage.take() == [.joinWays(.refresh([id])), .refresh([.groups([chat])])])
  }

  @Test("a change made elsewhere is shown before it is acknowledged")
  func acknowledgeAsks() {
    var stage = stage(.joinWayCheck)
    _ = stage.take()
    while !(stage.lines.first { $0.contains("▌") } ?? "").contains("changed elsewhere") { stage.press("j") }
    stage.press("<enter>")
    #expect(stage.take() == [] && stage.text.contains("remark: 门店 B 海报 → 门店 B 海报（新）"))
    stage.press("<left><enter>")
    #expect(stage.take() == [.joinWays(.acknowledge(SampleJoinWays.drifted))])
  }

  @Test("nothing wrong: the check says of how many")
  func allIsWell() {
    let stage = Stage(.en, at: .joinWayCheck) { world in
      SampleJoinWays.fill(&world)
      world.joinWays = JoinWaysSnapshot(version: 2, [SampleJoinWays.row(SampleJoinWays.good)])
    }
    #expect(stage.text.contains("nothing is wrong with 1 join way"))
  }

  @Test("forgetting from the check asks first")
  func forgetAsks() {
    var stage = stage(.joinWayCheck)
    _ = stage.take()
    stage.press("<enter><enter>")
    #expect(stage.take() == [])
    stage.press("<enter><left><enter>")
    #expect(stage.take() == [.joinWays(.forget(SampleJoinWays.gone))])
  }

  // MARK: - Diagnosis

  @Test("what the API proves stands apart from what only the client shows, and enter mends it")
  func diagnosis() {
    var stage = stage(.joinWays(nil))
    stage.press("jjjjj")
    _ = stage.take()
    stage.press("d")
    #expect(stage.take().contains(.joinWays(.diagnosis(SampleJoinWays.dead))))
    let row = SampleJoinWays.row(SampleJoinWays.dead)
    stage.hear(
      .answer(
        .joinWays(.diagnosis(row.record.id)),
        .joinWays(
          .diagnosis(
            JoinWayDiagnosis(proven: row.findings, possible: [.invitationConfirmation], row: row, openGroups: 0)))))
    let text = stage.text
    let (proven, possible) = (text.range(of: "proven by the API"), text.range(of: "not visible to the API"))
    #expect(proven.map { $0.lowerBound } ?? text.endIndex < possible.map { $0.lowerBound } ?? text.startIndex)
    #expect(text.contains("all groups are full") && text.contains("群聊邀请确认"))
    stage.press("<enter>")
    #expect(stage.take().contains(.joinWays(.plan(.rotate, [SampleJoinWays.dead]))))
  }

  @Test("what could not be read is told, and r looks again")
  func diagnosisFails() {
    var stage = stage(.joinWayDiagnosis(SampleJoinWays.dead))
    _ = stage.take()
    stage.hear(.failed(.joinWays(.diagnosis(SampleJoinWays.dead)), NotConnected()))
    #expect(stage.text.contains("could not be read"))
    stage.press("r")
    #expect(stage.take() == [.joinWays(.diagnosis(SampleJoinWays.dead))])
  }

  // MARK: - Arrivals

  static let arrivals: News = {
    func came(_ number: Int, gone: Bool) -> JoinArrival {
      JoinArrival(
        person: PersonID(unchecked: "wmAAAA000\(number)"), name: number == 2 ? "" : "客户\u{202E} \(number)",
        chatID: SampleJoinWays.chat(1), groupName: "销售客服群 17", joinTime: Stage.morning - .days(Int64(number)),
        goneAt: gone ? Stage.morning - .hours(2) : nil)
    }
    let counts = JoinCounts(joined: 3, stillIn: 2, lastJoin: Stage.morning - .days(1))
    let report = JoinReport(
      counts: counts,
      dayRows: (1...3).reversed().map {
        .init(
          day: Day(at: Stage.morning - .days(Int64($0))),
          counts: .init(joined: 1, stillIn: $0 == 3 ? 0 : 1, lastJoin: nil))
      }, groupRows: [.init(chatID: SampleJoinWays.chat(1), name: "销售客服群 17", counts: counts)],
      seenAt: Stage.morning - .minutes(3))
    return .answer(
      .joinWays(.arrivals(state: "shopA")),
      .joinWays(.arrivals(report, [came(1, gone: false), came(2, gone: false), came(3, gone: true)])))
  }()

  @Test("m shows who came by it: by day, by group and by name, with who has left")
  func arrivals() {
    var stage = stage(.joinWayArrivals(SampleJoinWays.dead))
    #expect(stage.take() == [.joinWays(.arrivals(state: "shopA"))])
    stage.hear(Self.arrivals)
    #expect(stage.text.contains("3 joined · 2 still in · 1 left"))
    #expect(stage.text.contains("2026-11-18") && stage.text.contains("销售客服群 17"))
    stage.press("/客户<enter>")
    #expect(stage.text.contains("2 of 3 rows"))
    stage.press("e")
    #expect(stage.text.contains("arrivals-2026-11-21.csv"))
    stage.press("<enter>")
    #expect(stage.take() == [.joinWays(.saveArrivals(state: "shopA", path: "arrivals-2026-11-21.csv"))])
  }

  @Test("an export holds one row a person and group, and no text of theirs that steers")
  func export() throws {
    guard case .answer(_, .joinWays(.arrivals(_, let rows))) = Self.arrivals else { return }
    let csv = ArrivalsTable(rows).csv
    #expect(csv.split(whereSeparator: \.isNewline).count == 4)
    #expect(csv.contains("wmAAAA0003") && !csv.contains("\u{202E}"))
  }
}
