import Model
import Services
import Storage
import Testing
import Words

@testable import Console

/// Every state of the groups pane in both languages and three sizes.
@Suite("the groups pane looks as recorded")
struct GroupsPaneSnapshots {
  enum State: String, CaseIterable {
    case loading, failed, fetching, empty, partial, full, marked, prompt, filter, noMatch = "no-match", details, gone,
      confirm
  }

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

  @Test("in each state", arguments: State.allCases, screens)
  func state(_ state: State, _ screen: Screen) throws {
    var stage = Stage(screen.language, width: screen.width, height: screen.height, at: .groups(owner: owner(state))) {
      prepare(&$0, state)
    }
    stage.press(keys(state))
    if state == .gone { loseFirst(&stage) }
    try expectSnapshot(stage.frame, "groups/\(state.rawValue)-\(screen.name)")
  }

  private func owner(_ state: State) -> UserID? {
    switch state {
    case .partial: UserID(unchecked: "lina")
    case .marked, .prompt, .filter, .details, .gone: UserID(unchecked: "zhangwei")
    default: nil
    }
  }

  private func keys(_ state: State) -> String {
    switch state {
    case .marked: "vjjjv/群<enter>S"
    case .prompt: "/"
    case .filter: "/群 members:>50"
    case .noMatch: "<tab>/没有<enter>"
    case .details: "s<enter>j"
    case .gone: "s<enter>"
    case .confirm: "r"
    default: ""
    }
  }

  private func prepare(_ world: inout World, _ state: State) {
    switch state {
    case .loading: world.isLoaded = false
    case .failed:
      world.isLoaded = false
      let advice = world.words.advice(for: StorageError.busy(file: "replica.sqlite"), in: world.circumstances)
      world.faults = advice.map { Fault(.replica, $0) }
    case .fetching: world.jobs = [Self.refresh]
    case .empty: world.sweptAt = SampleCompany.now
    case .partial: SampleCompany.fill(&world, unread: SampleCompany.unread)
    case .confirm:
      SampleCompany.fill(&world, with: (0..<2400).map { SampleGroup(id: "wr\(100_000 + $0)") })
      world.owners = [SampleCompany.owner("zhangwei", "张伟", groups: 2400)]
    default: SampleCompany.fill(&world)
    }
  }

  /// The group that is looked at goes.
  private func loseFirst(_ stage: inout Stage) {
    guard let chat = stage.app.stack.top.cast(to: GroupsPane.self)?.details.chat else { return }
    let rest = SampleCompany.groups.filter { $0.id != chat.rawValue }
    stage.hear(
      .read(
        Reading(
          groups: GroupsSnapshot(version: 2, rest), owners: stage.app.world.owners, resignedOwners: [],
          sweptAt: SampleCompany.now, jobs: [], isStopped: false)))
  }

  private static let refresh: Job = {
    var job = Job(
      id: JobID(unchecked: "r1"), lane: .refresh, kind: RefreshJob.kind, subject: "all", state: .running, total: 2400,
      createdAt: SampleCompany.now, createdBy: "test@host")
    job.done = 1204
    return job
  }()
}
