import Model
import Services
import Settings
import Storage
import Testing

@testable import Console

@Suite struct OverviewPaneTests {
  /// What the overview can have to show.
  enum State: String, CaseIterable {
    case noCompany = "no-company"
    case profiles, opening, failed, loading, unreadable
    case firstFetch = "first-fetch"
    case firstFetchFailed = "first-fetch-failed"
    case zeroGroups = "zero-groups"
    case full, stopped, attention
    case readOnly = "read-only"
    case demo
    case workerHere = "worker-here"
    case workerElsewhere = "worker-elsewhere"
  }

  @Test("looks as recorded in each state, language and size", arguments: State.allCases)
  func snapshots(_ state: State) throws {
    for screen in Screens.all {
      let stage = stage(state, screen.language, width: screen.width, height: screen.height)
      try expectSnapshot(stage.frame, "overview/\(state.rawValue)-\(screen.language.rawValue)-\(screen.width)")
    }
  }

  private func stage(_ state: State, _ language: Language = .zh, width: Int = 80, height: Int = 24) -> Stage {
    let authority: Authority = state == .readOnly ? .readOnly : .mayChange
    var stage = Stage(language, width: width, height: height, authority: authority) { prepare(&$0, state) }
    switch state {
    case .opening: stage.press("<enter>")
    case .failed:
      let missing = SettingsError.incomplete(missing: "corp_id")
      stage.hear(.failed(.open(.standard), missing))
    default: break
    }
    return stage
  }

  private func prepare(_ world: inout World, _ state: State) {
    switch state {
    case .noCompany: world.company = nil
    case .profiles, .opening, .failed:
      world.company = nil
      world.profiles = ["shop", "north", "test.2026"]
    case .loading: world.isLoaded = false
    case .unreadable:
      world.isLoaded = false
      let advice = world.words.advice(for: StorageError.busy(file: "ledger.sqlite"), in: world.circumstances)
      world.faults = advice.map { Fault(.ledger, $0) }
    case .firstFetch:
      world.jobs = [JobFixtures.job("r1", kind: RefreshJob.kind, subject: "all", .running, done: 1204, of: 2400)]
    case .firstFetchFailed:
      let refused = JobReason.refused(code: 60020, ip: "1.2.3.4")
      world.jobs = [JobFixtures.job("r1", kind: RefreshJob.kind, subject: "all", .failed, reason: refused, ended: true)]
    case .zeroGroups: world.sweptAt = Stage.morning
    case .full, .stopped, .attention, .readOnly, .demo, .workerHere, .workerElsewhere:
      world.fillAll()
      if state != .attention { world.jobs.removeAll { $0.state == .attention } }
      world.worker = state == .workerElsewhere ? .elsewhere : state == .workerHere || state == .demo ? .here : .nobody
      world.isStopped = state == .stopped
      if state == .demo {
        world.company?.isDemo = true
        world.company?.isBuiltIn = true
        world.company?.profile = nil
        world.company?.speed = 720
      }
    }
  }

  // MARK: - Without a company

  private func opened(by keys: String, _ state: State) -> [Request] {
    var stage = stage(state)
    stage.press(keys)
    return stage.take()
  }

  @Test("without a company there are the profiles, the demo, the guide and help, and enter does what the cursor is on")
  func choices() {
    #expect(opened(by: "j<enter>", .profiles) == [.open(.profile("north"))])
    #expect(opened(by: "jjj<enter>", .profiles) == [.open(.demo)])
    var stage = stage(.noCompany)
    stage.press("j<enter>")
    #expect(stage.app.stack.top.cast(to: GuidePane.self) != nil)
    stage = self.stage(.noCompany)
    stage.press("G<enter>")
    if case .help = stage.app.overlay {} else { Issue.record("no help is shown") }
  }

  @Test("a company that cannot be opened is told with the reason, and can be tried again or left for another")
  func failed() {
    #expect(stage(.failed).text.contains("corp_id"))
    #expect(opened(by: "<enter>", .failed) == [.open(.standard)])
    #expect(opened(by: "j<enter>", .failed) == [.open(.profile("shop"))])
    var stage = stage(.failed)
    stage.hear(.answer(.open(.standard), .done))
    stage.press("<down>")
    #expect(!stage.text.contains("corp_id"))
  }

  @Test("of more profiles than there are lines, the one with the cursor is in sight")
  func manyProfiles() {
    var stage = Stage(width: 60, height: 12) { world in
      world.company = nil
      world.profiles = (10...60).map { "shop-\($0)" }
    }
    #expect(stage.text.contains("shop-10"))
    stage.press(String(repeating: "j", count: 40))
    #expect(stage.lines.contains { $0.hasPrefix("▌ shop-50") })
    stage.press("G")
    #expect(stage.lines.contains { $0.hasPrefix("▌ 帮助") })
  }

  @Test("nothing that needs a company can be done without one")
  func disabled() {
    for key in ["r", "1", "2", "3"] {
      var stage = stage(.noCompany)
      stage.press(key)
      #expect(stage.take() == [])
      #expect(stage.app.stack.panes.count == 1)
      #expect(stage.text.contains("还没有接入企业"))
    }
  }

  // MARK: - With a company

  @Test("enter opens what the cursor is on, and so does the number behind it")
  func places() {
    for keys in ["<enter>", "1"] {
      var stage = stage(.full)
      stage.press(keys)
      #expect(stage.app.stack.top.cast(to: HandoverPane.self) != nil)
    }
    for keys in ["j<enter>", "2"] {
      var stage = stage(.full)
      stage.press(keys)
      #expect(stage.app.stack.top.cast(to: GroupsPane.self) != nil)
    }
    for keys in ["jj<enter>", "3"] {
      var stage = stage(.full)
      stage.press(keys)
      #expect(stage.app.stack.top.cast(to: QueuePane.self) != nil)
    }
    for keys in ["G<enter>", "4"] {
      var stage = stage(.full)
      stage.press(keys)
      #expect(stage.app.stack.top.cast(to: JoinWaysPane.self) != nil)
    }
  }

  @Test("r asks for all groups, also where nothing may be changed")
  func refresh() {
    for state in [State.full, .readOnly] {
      var stage = stage(state)
      _ = stage.take()
      stage.press("r")
      #expect(stage.take() == [.refresh([.all])])
    }
  }

  @Test("while nothing could be read, r reads again instead of asking WeCom")
  func reload() {
    var stage = stage(.unreadable)
    _ = stage.take()
    stage.press("r")
    #expect(stage.take() == [.reload])
  }

  @Test("no groups at all is explained with the usual causes")
  func causes() {
    let stage = stage(.zeroGroups)
    for cause in stage.app.world.words.noGroups.dropFirst() { #expect(stage.text.contains(cause.text.prefix(12))) }
  }

  @Test("a job that needs a hand is in sight where there is room for one only")
  func urgent() {
    let stage = stage(.attention, height: 16)
    #expect(stage.text.contains("需要处理 · 10/40"))
    #expect(!stage.text.contains("3/40"))
  }

  @Test("says who goes on working after the person leaves")
  func worker() {
    #expect(stage(.full).text.contains("没有运行"))
    #expect(stage(.workerHere).text.contains("退出后停止"))
    #expect(stage(.workerElsewhere).text.contains("退出后继续"))
    #expect(stage(.demo).text.contains("演示随程序结束"))
    var simulated = stage(.workerHere)
    simulated.app.world.company?.isDemo = true
    #expect(simulated.text.contains("退出后停止"))
  }
}
