import Model
import Services
import Storage
import Testing

@testable import Console

/// The panes of join ways in both languages and the sizes they are looked at in.
@Suite("the panes of join ways look as recorded", .timeLimit(.minutes(5)))
struct JoinWaysSnapshots {
  enum State: String, CaseIterable {
    case list, marked, empty, failed, filter, details, code, removing, form, faults, picker, preview, conflict, plan,
      confirm, written, check, diagnosis, arrivals, replacement
  }

  struct Screen: CustomTestStringConvertible {
    let language: Language
    let width: Int
    let height: Int
    var testDescription: String { "\(language.rawValue)-\(width)x\(height)" }
  }

  static let screens = [Language.zh, .en].flatMap { language in
    [(80, 24), (120, 40), (160, 50), (48, 14)].map { Screen(language: language, width: $0, height: $1) }
  }

  @Test("in each state", arguments: State.allCases, screens)
  func state(_ state: State, _ screen: Screen) throws {
    var stage = Stage(screen.language, width: screen.width, height: screen.height, at: Self.place(state)) { world in
      if state != .empty { SampleJoinWays.fill(&world) }
      if state == .failed {
        (world.joinWays, world.isLoaded) = (.empty, false)
        let advice = world.words.advice(for: StorageError.busy(file: "ledger.sqlite"), in: world.circumstances)
        world.faults = advice.map { Fault(.ledger, $0) }
      }
    }
    Self.play(state, &stage)
    try expectSnapshot(stage.frame, "join-ways/\(state.rawValue)-\(screen.testDescription)")
  }

  private static func place(_ state: State) -> Place {
    switch state {
    case .list, .marked, .empty, .failed, .filter: .joinWays(nil)
    case .details: .joinWays(SampleJoinWays.dead)
    case .removing: .joinWays(SampleJoinWays.good)
    case .code: .joinWayCode(SampleJoinWays.good)
    case .form, .faults, .picker: .joinWayForm(.new)
    case .preview, .conflict: .joinWayForm(.edit(SampleJoinWays.drifted))
    case .plan, .confirm, .written:
      .joinWayPlan(.rotate, [SampleJoinWays.dead, SampleJoinWays.hostile, SampleJoinWays.good])
    case .check: .joinWayCheck
    case .diagnosis: .joinWayDiagnosis(SampleJoinWays.dead)
    case .arrivals: .joinWayArrivals(SampleJoinWays.dead)
    case .replacement: .joinWayReplacement(SampleJoinWays.rows.map(\.record.id))
    }
  }

  private static func play(_ state: State, _ stage: inout Stage) {
    switch state {
    case .list, .empty, .failed, .details, .code, .replacement: break
    case .marked: stage.press("<space>jj<space>s")
    case .filter: stage.press("/门店")
    case .removing: stage.press("x4")
    case .form:
      stage.hear(.answer(.joinWays(.freshState), .joinWays(.state("gd-7k2m9p3qrs"))))
      stage.press("门店 C 海报")
    case .faults:
      stage.press(String(repeating: "很长", count: 16) + "<tab><tab><tab><tab>")
      stage.press(String(repeating: "名", count: 41) + "<tab>x1<tab>shopA<backtab>")
    case .picker: stage.press("<tab><tab><enter><space><space>j")
    case .preview, .conflict:
      JoinWayFormPaneTests.edit(&stage, "（旧）")
      if state == .conflict { JoinWayFormPaneTests.conflict(&stage) }
    case .plan, .confirm, .written:
      let plan = SampleJoinWays.plan([SampleJoinWays.dead, SampleJoinWays.hostile, SampleJoinWays.good])
      stage.hear(.answer(.joinWays(.plan(.rotate, plan.items.map(\.record.id))), .joinWays(.plan(plan))))
      if state != .plan { stage.press("c2") }
      guard state == .written else { break }
      stage.press("<enter>")
      let record = plan.items[0].record
      stage.hear(
        .answer(
          .joinWays(.perform(plan)),
          .joinWays(.performed([record.id: .done(record, differing: []), SampleJoinWays.hostile: .stopped]))))
    case .check: stage.press("j")
    case .diagnosis:
      let row = SampleJoinWays.row(SampleJoinWays.dead)
      stage.hear(
        .answer(
          .joinWays(.diagnosis(row.record.id)),
          .joinWays(
            .diagnosis(
              JoinWayDiagnosis(
                proven: row.findings, possible: JoinWayDiagnosis.ClientCause.allCases, row: row, openGroups: 0)))))
    case .arrivals: stage.hear(JoinWayPagesTests.arrivals)
    }
  }
}
