import Model
import Services
import Storage
import Testing
import WeCom
import Words

@testable import Console

/// Every state of the three panes of a handover, in both languages and several sizes.
@Suite("the panes of a handover look as recorded")
struct HandoverPaneSnapshots {
  struct Screen: CustomTestStringConvertible {
    let language: Language
    let width: Int
    let height: Int
    var name: String { "\(language.rawValue)-\(width)x\(height)" }
    var testDescription: String { name }
  }

  static let screens = [Language.zh, .en].flatMap { language in
    [(80, 24), (120, 40), (60, 20), (40, 8)].map { Screen(language: language, width: $0, height: $1) }
  }

  private func stage(
    _ screen: Screen, at place: Place, authority: Authority = .mayChange, prepare: (inout World) -> Void
  ) -> Stage {
    Stage(
      screen.language, width: screen.width, height: screen.height, authority: authority, at: place, prepare: prepare)
  }

  // MARK: - Choosing groups

  enum Choosing: String, CaseIterable {
    case loading, failed, fetching, empty, partial, full, marked, hidden, filter, noMatch = "no-match", range, file
    case find, faults, running, onJob = "on-job", onJobEmpty = "on-job-empty"
  }

  @Test("choosing groups", arguments: Choosing.allCases, screens)
  func choosing(_ state: Choosing, _ screen: Screen) throws {
    let kind: TransferKind = state == .onJob || state == .onJobEmpty ? .onJob : .resigned
    var stage = stage(screen, at: .handover(kind)) { prepare(&$0, state) }
    stage.press(keys(state))
    if state == .faults { stage.hear(.failed(.readMapping(path: "/tmp/map.csv"), Self.problems)) }
    try expectSnapshot(stage.frame, "handover/\(state.rawValue)-\(screen.name)")
  }

  private static let problems = MappingFile.Problems(
    problems: [
      .init(line: 2, kind: .notAChatID("evil\u{1B}[2J 群")), .init(line: 7, kind: .notAUserID("")),
      .init(line: 40, kind: .duplicate(SampleHandover.chat(3), earlierLine: 12)),
    ], file: "/tmp/map.csv")

  private func keys(_ state: Choosing) -> String {
    switch state {
    case .marked: "j<enter>a<down> "
    case .hidden: "j<enter>a/群<enter>"
    case .filter: "j<enter>a/members:>100 客户"
    case .noMatch: "j/没有<enter>"
    case .range: "j<enter>jvjj"
    case .file: "jm/tmp/map.csv"
    case .faults: "jm/tmp/map.csv<enter>"
    case .find: "fzhaoliu"
    case .onJob: "<enter> "
    case .running: "j"
    default: ""
    }
  }

  private func prepare(_ world: inout World, _ state: Choosing) {
    switch state {
    case .loading: world.isLoaded = false
    case .failed:
      world.faults = world.words.advice(for: Self.unreachable, in: world.circumstances).map { Fault(.vendor, $0) }
    case .fetching: world.jobs = [Self.refresh(done: 12, total: 240)]
    case .empty, .onJobEmpty: world.sweptAt = SampleHandover.now - .minutes(2)
    case .partial:
      SampleHandover.fill(&world)
      world.jobs = [Self.refresh(done: 1204, total: 2400)]
    case .running:
      SampleHandover.fill(&world)
      world.jobs = [SampleHandover.job()]
    default: SampleHandover.fill(&world)
    }
  }

  private static let unreachable = CallError.unreachable(.groupList, .refused)

  private static func refresh(done: Int, total: Int) -> Job {
    var job = Job(
      id: JobID(unchecked: "r1"), lane: .refresh, kind: RefreshJob.kind, subject: "all", state: .running, total: total,
      createdAt: SampleHandover.now, createdBy: "root@host")
    job.done = done
    return job
  }

  // MARK: - Choosing new owners

  enum NewOwners: String, CaseIterable { case asking, failed, empty, full, marked, hidden, unfit, planning, filter }

  @Test("choosing new owners", arguments: NewOwners.allCases, screens)
  func newOwners(_ state: NewOwners, _ screen: Screen) throws {
    let chats = Set((0..<12).map { SampleHandover.chat($0) })
    let selection = HandoverSelection(kind: .resigned, oldOwner: SampleHandover.wangqiang, chats: chats)
    var stage = stage(screen, at: .newOwners(selection)) { SampleHandover.fill(&$0) }
    let request = Request.newOwners(oldOwner: SampleHandover.wangqiang)
    switch state {
    case .asking: break
    case .failed: stage.hear(.failed(request, Self.unreachable))
    case .empty: stage.hear(.answer(request, .newOwners([])))
    default: stage.hear(.answer(request, .newOwners(SampleHandover.newOwners)))
    }
    switch state {
    case .marked: stage.press(" j ")
    case .hidden: stage.press(" j /chen<enter>")
    case .unfit: stage.press("Gk")
    case .filter: stage.press("/li")
    case .planning:
      _ = stage.take()
      stage.press("p")
      for request in stage.take() { stage.hear(.progress(request, done: 4, total: 12)) }
    default: break
    }
    try expectSnapshot(stage.frame, "new-owners/\(state.rawValue)-\(screen.name)")
  }

  // MARK: - Preview

  enum Preview: String, CaseIterable {
    case full, urgent, large, list, leftOut = "left-out", typing, wrong, committing, readOnly = "read-only"
    case onJob = "on-job"
  }

  @Test("the preview", arguments: Preview.allCases, screens)
  func preview(_ state: Preview, _ screen: Screen) throws {
    let plan =
      switch state {
      case .urgent: SampleHandover.plan(daysLeft: 2)
      case .large: SampleHandover.plan(10_000, leavingOut: [], mayNeedHand: 0, daysLeft: nil)
      case .onJob: SampleHandover.plan(3, leavingOut: [.onJobLimit], mayNeedHand: 1, daysLeft: nil, kind: .onJob)
      default: SampleHandover.plan()
      }
    var stage = stage(screen, at: .preview(plan), authority: state == .readOnly ? .readOnly : .mayChange) {
      SampleHandover.fill(&$0)
    }
    switch state {
    case .list: stage.press("<tab>G")
    case .leftOut: stage.press("x")
    case .typing: stage.press("c64")
    case .wrong: stage.press("c64<enter>")
    case .committing: stage.press("c646<enter>")
    default: break
    }
    try expectSnapshot(stage.frame, "preview/\(state.rawValue)-\(screen.name)")
  }
}
