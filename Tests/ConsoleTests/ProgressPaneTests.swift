import Model
import Screen
import Services
import Storage
import Testing

@testable import Console

@Suite struct ProgressPaneTests {
  private static let id = JobFixtures.running

  private func stage(
    _ language: Language = .zh, width: Int = 80, height: Int = 24, authority: Authority = .mayChange,
    prepare: (inout World) -> Void = { _ in }
  ) -> Stage {
    Stage(language, width: width, height: height, authority: authority, at: .progress(Self.id)) { world in
      world.fillJobs()
      prepare(&world)
    }
  }

  /// The handover after its end.
  private static func ended(_ state: JobState, _ world: inout World, change: (inout HandoverItem) -> Void) {
    var job = JobFixtures.job(Self.id.rawValue, state, done: 646, of: 646, ended: true)
    job.startedAt = Stage.morning - .days(2)
    world.jobs[1] = job
    world.reports[Self.id] = JobFixtures.report(job, change: change)
  }

  @Test("the report is asked for once, and again when the job has gone on without it")
  func asking() {
    var stage = stage()
    #expect(stage.take() == [.report(Self.id)])
    stage.press("jk")
    #expect(stage.take() == [])
    stage.app.world.jobs[1] = JobFixtures.job(Self.id.rawValue, .done, done: 646, of: 646, ended: true)
    stage.turn([])
    stage.turn([])
    #expect(stage.take() == [.report(Self.id)])
  }

  @Test("all numbers of the screen come from the same groups")
  func numbers() {
    let stage = stage(height: 40)
    // 300 accepted and one done of 648 - 2 left out.
    #expect(stage.text.contains("已分配 301/646 · 继承中 300 · 继承完成 1 · 未成功 3 · 结果待核对 1"))
    #expect(stage.text.contains("[全部 648] 未成功 3 未结束 642 不分配 2"))
    #expect(stage.text.contains("46 %"))
  }

  @Test("what needs a person comes first, what was left out last")
  func order() {
    var stage = stage(height: 40)
    let pane = stage.app.stack.top.cast(to: ProgressPane.self)
    let states = pane?.list.shown.map(\.state) ?? []
    #expect(states.prefix(5) == [.stuck, .rejected, .gone, .unknown, .sending])
    #expect(states.suffix(3) == [.done, .excluded, .excluded])
    stage.press("G")
    #expect(stage.app.stack.top.cast(to: ProgressPane.self)?.item?.state == .excluded)
  }

  @Test("f shows one kind of groups after the other")
  func kinds() {
    var stage = stage()
    for (kind, count) in [(ItemFilter.failed, 3), (.open, 642), (.leftOut, 2), (.all, 648)] {
      stage.press("f")
      let pane = stage.app.stack.top.cast(to: ProgressPane.self)
      #expect(pane?.kind == kind)
      #expect(pane?.list.shown.count == count)
    }
  }

  @Test("a search applies while it is typed; escape brings the one before back")
  func search() {
    var stage = stage()
    stage.press("/群 64")
    #expect(stage.app.stack.top.cast(to: ProgressPane.self)?.list.shown.count == 14)
    stage.press("<esc>")
    #expect(stage.app.stack.top.cast(to: ProgressPane.self)?.list.shown.count == 648)
  }

  @Test("enter says all there is to say of a group, with the reason and what to do")
  func details() {
    var stage = stage()
    stage.press("j<enter>")
    #expect(stage.text.contains("90503"))
    #expect(stage.text.contains("wrOgQhDgAAMYQiS5ol9G7gK9JVQ1000"))
    stage.press("q")
    #expect(stage.app.stack.top.cast(to: ProgressPane.self)?.mode == .list)
  }

  @Test("the cancellation says how many groups are taken back and how many followed")
  func cancel() {
    var stage = stage()
    _ = stage.take()
    stage.press("x")
    #expect(stage.text.contains("340 个群尚未发送"))
    #expect(stage.text.contains("302 个群已发送"))
    stage.press("<enter>")
    #expect(stage.take() == [])
    stage.press("x<left><enter>")
    #expect(stage.take() == [.cancelJob(Self.id)])
  }

  @Test("sends go on while the question stands: its numbers keep up, and it closes when none is left to take back")
  func cancelWhileSending() {
    var stage = stage()
    stage.press("x")
    func send(all: Bool) {
      var isFirst = true
      for index in stage.app.world.reports[Self.id]?.items.indices ?? 0..<0
      where stage.app.world.reports[Self.id]?.items[index].state == .ready && (all || isFirst) {
        stage.app.world.reports[Self.id]?.items[index].state = .accepted
        isFirst = false
      }
      stage.turn([])
    }
    #expect(stage.text.contains("340 个群尚未发送"))
    send(all: false)
    #expect(stage.text.contains("339 个群尚未发送"))
    send(all: true)
    #expect(stage.app.stack.top.takesText == false)
    #expect(stage.take().contains(.cancelJob(Self.id)) == false)
  }

  @Test("where all is sent a cancellation says that nothing can be taken back, and asks nothing")
  func allSent() {
    var stage = stage { world in
      world.reports[Self.id] = JobFixtures.report { if $0.state == .ready { $0.state = .accepted } }
    }
    stage.press("x")
    #expect(stage.text.contains("全部已发送，不能撤回"))
    #expect(stage.app.stack.top.cast(to: ProgressPane.self)?.mode == .list)
  }

  @Test("what failed is planned anew once the job has ended, and the plan is shown")
  func retry() {
    var stage = stage()
    _ = stage.take()
    stage.press("t")
    #expect(stage.take() == [])
    #expect(stage.text.contains("任务还没有结束"))
    stage = self.stage { world in Self.ended(.doneWithErrors, &world) { _ in } }
    _ = stage.take()
    stage.press("t")
    #expect(stage.take() == [.retry(Self.id)])
    stage = self.stage { world in Self.ended(.done, &world) { $0.state = .done } }
    _ = stage.take()
    stage.press("t")
    #expect(stage.take() == [])
  }

  @Test("the report is saved where a person says; the name can be changed and the prompt left")
  func export() {
    var stage = stage()
    _ = stage.take()
    stage.press("e<esc>")
    #expect(stage.take() == [])
    stage.press("e<enter>")
    #expect(stage.take() == [.saveReport(Self.id, path: "handover-\(Self.id).csv")])
    stage.press("e<c-u>a b.csv<enter>")
    #expect(stage.take() == [.saveReport(Self.id, path: "a b.csv")])
    stage.press("e<c-u>  <enter>")
    #expect(stage.take() == [])
  }

  @Test("a new owner who cannot take over is named, and the job can be resumed while it waits")
  func blocked() {
    var stage = stage(height: 40) { world in
      world.reports[Self.id] = JobFixtures.report(blocked: [JobFixtures.lina: 90503])
    }
    _ = stage.take()
    #expect(stage.text.contains("李娜：已分配 150/323 · 未成功 2 · 90503"))
    stage.press("c")
    #expect(stage.take() == [.resume(Self.id)])
  }

  @Test("a handover there is not, and one that cannot be read, say so; the latter is read again")
  func problems() {
    var stage = stage { $0.reports = [:] }
    #expect(stage.text.contains("正在读取"))
    stage.hear(.answer(.report(Self.id), .report(nil)))
    #expect(stage.text.contains("没有编号为 \(Self.id) 的分配任务"))
    stage = self.stage { $0.reports = [:] }
    _ = stage.take()
    stage.hear(.failed(.report(Self.id), StorageError.busy(file: "ledger")))
    #expect(stage.text.contains("没有读到这个任务"))
    #expect(stage.take() == [])
    // The look that follows every failure asks no more than a look does; the next change of the ledger does.
    let look = SampleHandover.reading(stage.app.world)
    stage.hear(look)
    #expect(stage.take() == [])
    stage.hear(look)
    #expect(stage.take() == [.report(Self.id)])
  }

  @Test("read-only: the job is not steered, and the reason is said", arguments: ["p", "x"])
  func readOnly(key: String) {
    var stage = stage(authority: .readOnly)
    _ = stage.take()
    stage.press(key)
    #expect(stage.take() == [])
    #expect(stage.text.contains("只读模式"))
  }

  @Test("every state of a handover looks as it was looked at", arguments: Screens.all)
  func screens(language: Language, width: Int, height: Int) throws {
    let size = "\(language.rawValue)-\(width)x\(height)"
    func look(_ name: String, keys: String = "", prepare: (inout World) -> Void) throws {
      var stage = Stage(language, width: width, height: height, at: .progress(Self.id)) { world in
        world.fillJobs()
        prepare(&world)
      }
      stage.press(keys)
      try expectSnapshot(stage.frame, "progress/\(name)-\(size)")
    }
    try look("waiting") { _ in }
    try look("loading") { $0.reports = [:] }
    try look("none-of-a-kind", keys: "ff/zzz<enter>") { _ in }
    try look("details", keys: "j<enter>") { _ in }
    try look("cancelling", keys: "x") { _ in }
    try look("saving", keys: "e") { _ in }
    try look("attention") { world in
      let job = JobFixtures.job(
        Self.id.rawValue, .attention, done: 304, of: 646,
        reason: .newOwnerUnfit(newOwner: JobFixtures.lina, code: 84074))
      world.jobs[1] = job
      world.reports[Self.id] = JobFixtures.report(job, blocked: [JobFixtures.lina: 84074])
      world.worker = .nobody
    }
    try look("done") { world in
      Self.ended(.done, &world) { item in
        guard item.state != .excluded else { return }
        (item.state, item.code, item.detail) = (.done, nil, nil)
      }
    }
    try look("in-part") { world in
      Self.ended(.doneWithErrors, &world) { if !$0.state.isFinal { $0.state = .done } }
    }
    try look("cancelled") { world in
      Self.ended(.cancelled, &world) { item in
        if item.state == .ready { item.state = .cancelled } else if !item.state.isFinal { item.state = .done }
      }
    }
    try look("being-cancelled") { world in
      world.reports[Self.id]?.handover.isCancelled = true
      for index in world.reports[Self.id]?.items.indices ?? 0..<0 {
        if world.reports[Self.id]?.items[index].state == .ready {
          world.reports[Self.id]?.items[index].state = .cancelled
        }
      }
    }
    var missing = Stage(language, width: width, height: height, at: .progress(Self.id))
    missing.hear(.answer(.report(Self.id), .report(nil)))
    try expectSnapshot(missing.frame, "progress/missing-\(size)")
  }
}
