import Model
import Screen
import Services
import Storage
import Testing

@testable import Console

@Suite struct QueuePaneTests {
  private func stage(
    _ language: Language = .zh, width: Int = 80, height: Int = 24, authority: Authority = .mayChange,
    prepare: (inout World) -> Void = { _ in }
  ) -> Stage {
    Stage(language, width: width, height: height, authority: authority, at: .queue) { world in
      world.fillJobs()
      prepare(&world)
    }
  }

  /// The lines of the list, from the first job on.
  private func rows(_ stage: Stage) -> [String] { Array(stage.lines.dropFirst(3).dropLast(3)) }

  @Test("jobs that have not ended come first, newest first in both parts")
  func order() {
    let states = rows(stage()).map { line in line.drop { $0 == "▌" || $0 == " " }.prefix(1) }.filter { !$0.isEmpty }
    #expect(states == ["▶", "…", "○", "‖", "!", "✓", "✗", "◐", "–"])
  }

  @Test("the cursor stays on its job when another one comes in above it")
  func cursor() {
    var stage = stage()
    stage.press("j")
    #expect(rows(stage)[1].hasPrefix("▌"))
    stage.app.world.jobs.insert(JobFixtures.job("n1", subject: "lina", .queued, hours: 0), at: 0)
    stage.turn([])
    #expect(rows(stage)[2].hasPrefix("▌"))
    #expect(rows(stage)[2].contains("304/646"))
  }

  @Test("a reason in the list says when the job goes on")
  func reason() {
    let stage = stage(width: 120)
    #expect(stage.text.contains("王强 今日额度已用完，明天 09:00 继续"))
  }

  @Test("a pause is passed on, and refused with the state for a job that does not run")
  func pause() {
    var stage = stage()
    stage.press("jp")
    #expect(stage.take() == [.pause(JobFixtures.running)])
    stage.press("jjp")
    #expect(stage.take() == [])
    #expect(stage.text.contains("现在是“已暂停”，不能这样做"))
  }

  @Test("a paused job is resumed, and a failed refresh asked for anew")
  func resume() {
    var stage = stage()
    stage.press("jjjc")
    #expect(stage.take() == [.resume(JobID(unchecked: "h7p4v8m2sc"))])
    stage.press("jjjc")
    #expect(stage.take() == [.refresh([.owner(JobFixtures.lina)])])
  }

  @Test("a cancellation asks first, begins on what changes nothing, and says how many it concerns")
  func cancel() {
    var stage = stage()
    stage.press("jx")
    #expect(stage.text.contains("取消任务 · 示例公司"))
    #expect(stage.text.contains("340 个群尚未发送"))
    #expect(stage.text.contains("302 个群已发送"))
    stage.press("<enter>")
    #expect(stage.take() == [])
    #expect(!stage.text.contains("340 个群尚未发送"))
    stage.press("x<left><enter>")
    #expect(stage.take() == [.cancelJob(JobFixtures.running)])
  }

  @Test("all is paused at once, but goes on only after a question")
  func stop() {
    var stage = stage()
    stage.press("P")
    #expect(stage.take() == [.stopEverything(true)])
    stage.app.world.isStopped = true
    stage.press("P")
    #expect(stage.take() == [])
    #expect(stage.text.contains("保持暂停"))
    stage.press("<left><enter>")
    #expect(stage.take() == [.stopEverything(false)])
  }

  @Test("enter shows a handover in its own pane, and a refresh with its whole reason in a box that any way out closes")
  func open() {
    var stage = stage()
    stage.press("j<enter>")
    #expect(stage.app.stack.top.cast(to: ProgressPane.self)?.job == JobFixtures.running)
    for key in ["<esc>", "q", "<enter>", "<c-c>"] {
      stage = self.stage()
      stage.press("G<up><up><enter>")
      #expect(stage.text.contains("1.2.3.4"))
      #expect(stage.text.contains("操作人"))
      stage.press(key)
      #expect(!stage.text.contains("操作人"), "\(key)")
      #expect(stage.app.stack.top.cast(to: QueuePane.self) != nil, "\(key)")
    }
  }

  @Test("a filter applies while it is typed; escape brings the one before back, enter keeps it")
  func filter() {
    var stage = stage()
    stage.press("/同步")
    #expect(stage.text.contains("9 个任务中的 2 个"))
    stage.press("<esc>")
    #expect(stage.text.contains("共 9 个任务"))
    stage.press("/h9c2<enter>")
    #expect(stage.text.contains("9 个任务中的 1 个"))
    #expect(stage.app.stack.top.cast(to: QueuePane.self)?.job?.id.rawValue == "h9c2k7t5mv")
  }

  @Test("a worker is started where one is of use, else it is said why not")
  func worker() {
    var stage = stage()
    stage.press("w")
    #expect(stage.take() == [.startWorker])
    stage = self.stage { $0.worker = .elsewhere }
    stage.press("w")
    #expect(stage.take() == [])
    stage = self.stage { $0.company?.mayWorkUnattended = false }
    stage.press("w")
    #expect(stage.take() == [])
    #expect(stage.text.contains("secret 需要人来输入"))
  }

  @Test("read-only: nothing is steered, and the reason is said", arguments: ["jp", "jjjc", "jx", "P", "w"])
  func readOnly(keys: String) {
    var stage = stage(authority: .readOnly)
    stage.press(keys)
    #expect(stage.take() == [])
    #expect(stage.text.contains("只读模式"))
  }

  @Test("the answer to a wish is said with the job's title")
  func answers() {
    var stage = stage()
    stage.hear(.answer(.pause(JobFixtures.running), .control(.done)))
    #expect(stage.text.contains("离职继承 王强：已暂停"))
    stage.hear(.answer(.resume(JobFixtures.running), .control(.notNow(.done))))
    #expect(stage.text.contains("离职继承 王强：现在是“完成”，不能这样做"))
  }

  @Test("y copies the whole id")
  func copy() {
    var stage = stage()
    stage.press("jy")
    #expect(stage.app.clipboard == JobFixtures.running.rawValue)
  }

  @Test("every state of the list looks as it was looked at", arguments: Screens.all)
  func screens(language: Language, width: Int, height: Int) throws {
    let size = "\(language.rawValue)-\(width)x\(height)"
    func look(_ name: String, keys: String = "", prepare: (inout World) -> Void) throws {
      var stage = Stage(language, width: width, height: height, at: .queue, prepare: prepare)
      stage.press(keys)
      try expectSnapshot(stage.frame, "queue/\(name)-\(size)")
    }
    try look("full") { $0.fillJobs() }
    try look("empty") { $0.worker = .elsewhere }
    try look("loading") { $0.isLoaded = false }
    try look("stopped") { world in
      world.fillJobs()
      world.isStopped = true
      world.worker = .nobody
    }
    try look("cancelling", keys: "jx") { $0.fillJobs() }
    try look("details", keys: "G<up><up><enter>") { $0.fillJobs() }
    try look("filtered-to-nothing", keys: "/zzz") { $0.fillJobs() }
    var failed = Stage(language, width: width, height: height, at: .queue) { $0.fillJobs() }
    failed.hear(.fault(.ledger, StorageError.diskFull(file: "ledger.db")))
    try expectSnapshot(failed.frame, "queue/failed-\(size)")
  }
}
