import Interface
import Model
import Screen
import Services
import Storage
import Testing

@testable import Console

@Suite struct AppTests {
  private func isQueue(_ stage: Stage) -> Bool { stage.app.stack.top.cast(to: QueuePane.self) != nil }

  // MARK: - Going back and leaving

  @Test(
    "q and ctrl-c go back to the pane below, and from the first one out", arguments: ["q", "<c-c>"])
  func back(key: String) {
    var stage = Stage(at: .queue)
    stage.press(key)
    #expect(stage.app.stack.panes.count == 1)
    #expect(stage.app.ending == nil)
    stage.press(key)
    #expect(stage.app.ending == .left)
  }

  @Test("a pane one has gone away from is found as it was left, and has kept up meanwhile")
  func parked() {
    var stage = Stage(at: .overview) { SampleCompany.fill(&$0) }
    stage.press("2l<space><space>")
    let marked = stage.lines.filter { $0.contains("[x]") }.count
    #expect(marked == 2)
    stage.press("0")
    #expect(!stage.text.contains("[x]"))
    stage.press("2")
    #expect(stage.lines.filter { $0.contains("[x]") }.count == marked)
  }

  @Test("a plan that arrives when whoever asked for it has gone is thrown away")
  func unseenPlan() {
    var stage = Stage()
    let plan = SampleHandover.plan()
    stage.hear(.answer(.retry(plan.id), .plan(plan)))
    #expect(stage.take() == [.discard(plan.id)])
  }

  @Test("escape goes back, but is not the way out of the program")
  func escape() {
    var stage = Stage(at: .queue)
    stage.press("<esc>")
    #expect(stage.app.stack.panes.count == 1)
    stage.press("<esc>")
    #expect(stage.app.ending == nil)
    #expect(stage.text.contains("按 q 退出"))
  }

  /// Sends are not finished, and this program is the one that sends.
  private func unfinished(_ authority: Authority = .mayChange, prepare: (inout World) -> Void = { _ in }) -> Stage {
    Stage(authority: authority) { world in
      world.fillJobs()
      prepare(&world)
    }
  }

  @Test("leaving unfinished sends asks, and starts on staying")
  func leavingAsks() {
    var stage = unfinished()
    stage.press("q")
    #expect(stage.app.ending == nil)
    #expect(stage.text.contains("还有 2 个任务没有完成"))
    stage.press("<enter>")
    #expect(stage.app.ending == nil)
    #expect(stage.app.overlay == .none)
    stage.press("q<left><enter>")
    #expect(stage.app.ending == .left)
  }

  @Test("leaving does not ask while another process sends, or when nothing is to be sent")
  func leavingAtOnce() {
    var stage = unfinished { $0.worker = .elsewhere }
    stage.press("q")
    #expect(stage.app.ending == .left)
    stage = unfinished { world in world.jobs.removeAll { $0.lane == .mutation && $0.state.isActive } }
    stage.press("q")
    #expect(stage.app.ending == .left)
  }

  @Test("a worker is started first if asked for; the program leaves when it runs, and stays when it does not start")
  func leavingWithWorker() {
    var stage = unfinished()
    stage.press("q<left><left><enter>")
    #expect(stage.take() == [.startWorker])
    #expect(stage.app.ending == nil)
    var failed = stage
    stage.hear(.answer(.startWorker, .done))
    #expect(stage.app.ending == .leftWorking)
    failed.hear(.failed(.startWorker, StorageError.busy(file: "ledger")))
    #expect(failed.app.ending == nil)
    #expect(failed.app.overlay == .none)
  }

  @Test("where no worker can be started none is offered, and it is said why")
  func noWorker() {
    var stage = unfinished { $0.company?.mayWorkUnattended = false }
    stage.press("q")
    #expect(stage.text.contains("secret 需要人来输入"))
    #expect(!stage.text.contains("启动后台任务并退出"))
    stage = unfinished(.readOnly)
    stage.press("q")
    #expect(stage.text.contains("只读模式"))
    stage = unfinished { world in
      world.company?.isDemo = true
      world.company?.isBuiltIn = true
      world.company?.profile = nil
    }
    stage.press("q")
    #expect(stage.text.contains("演示企业随本程序结束"))
  }

  @Test("a form somebody has typed in is not left without a question, which starts on staying")
  func unsaved() {
    var stage = Stage(at: .guide)
    stage.press("x<esc>")
    #expect(stage.app.stack.top.cast(to: GuidePane.self) != nil)
    stage.press("<enter>")
    #expect(stage.app.stack.top.cast(to: GuidePane.self) != nil)
    stage.press("<esc><left><enter>")
    #expect(stage.app.stack.panes.count == 1)
  }

  // MARK: - Palette and help

  @Test("the palette runs a command of any pane by its id, and escape leaves it")
  func palette() {
    var stage = Stage()
    stage.press(":go.queue<enter>")
    #expect(isQueue(stage))
    stage.press(":go.groups<esc>")
    #expect(isQueue(stage))
    #expect(stage.app.overlay == .none)
  }

  @Test("help lists every command of the pane that may be run, and no destructive one", arguments: Place.samples)
  func help(place: Place) {
    var stage = Stage(height: 200, at: place) { $0.fillAll() }
    guard !stage.app.stack.top.takesText else { return }
    stage.press("?")
    for command in stage.app.stack.top.commands(stage.app.world) where !command.isDestructive {
      #expect(stage.text.contains(command.name.text), "\(command.id)")
    }
    let listed = stage.app.helpSections.flatMap(\.commands)
    #expect(listed.count { $0.isDestructive } == 0)
    stage.press("<esc>")
    #expect(stage.app.overlay == .none)
  }

  // MARK: - Input

  @Test("full-width keys mean their half-width ones, but not where text is typed")
  func fullWidth() {
    var stage = Stage()
    stage.press("３")
    #expect(isQueue(stage))
    stage.press("／ｑ３")
    #expect(stage.app.stack.top.cast(to: QueuePane.self)?.filter == "ｑ３")
    stage.press("<esc>ｑ")
    #expect(stage.app.stack.panes.count == 1)
  }

  @Test("ctrl-c stops what is under way before it goes back")
  func cancel() {
    var stage = Stage(at: .queue)
    stage.press("P")
    let effects = stage.app.turn([.input(.key(.control("c")))], now: stage.now, instant: stage.instant)
    #expect(effects == [.cancel(.stopEverything(true))])
    #expect(isQueue(stage))
    stage.hear(.failed(.stopEverything(true), CancellationError()))
    stage.press("<c-c>")
    #expect(!isQueue(stage))
  }

  @Test("a paste where nothing takes text does nothing, and says so")
  func pasteOutside() {
    var stage = Stage(at: .queue)
    _ = stage.take()
    stage.paste("q\nP\n3\n")
    #expect(isQueue(stage))
    #expect(stage.take() == [])
    #expect(stage.text.contains("粘贴的内容已忽略"))
  }

  @Test("of a paste of 10 000 lines a field keeps one line of what fits")
  func hugePaste() {
    var stage = Stage(at: .queue) { $0.fillJobs() }
    stage.press("/")
    stage.paste(String(repeating: "同步客户群\n", count: 10_000))
    let filter = stage.app.stack.top.cast(to: QueuePane.self)?.filter ?? ""
    #expect(filter.count == 400)
    #expect(!filter.contains("\n"))
    #expect(stage.frame.lines.count == 24)
  }

  // MARK: - What is said

  @Test("what was said vanishes at its time and stays in the messages")
  func toast() throws {
    var stage = Stage(at: .queue)
    stage.paste("x")
    let deadline = try #require(stage.app.deadline)
    stage.instant = deadline - .milliseconds(1)
    stage.turn([])
    #expect(stage.text.contains("粘贴的内容已忽略"))
    stage.instant = deadline
    stage.turn([])
    #expect(!stage.text.contains("粘贴的内容已忽略"))
    #expect(stage.app.deadline == nil)
    stage.press("6")
    #expect(stage.text.contains("粘贴的内容已忽略"))
  }

  @Test("work is shown once it takes long, with the time from one second on, and no longer when it has ended")
  func busy() {
    var stage = Stage(at: .queue)
    let start = stage.instant
    stage.press("P")
    #expect(stage.app.deadline == start + .milliseconds(150))
    #expect(!stage.text.contains("^C 停止"))
    stage.instant = start + .milliseconds(150)
    stage.turn([])
    #expect(stage.text.contains("正在提交 · ^C 停止"))
    stage.instant = start + .milliseconds(2100)
    stage.turn([])
    #expect(stage.text.contains("正在提交 · 2 秒 · ^C 停止"))
    stage.hear(.answer(.stopEverything(true), .done))
    #expect(!stage.text.contains("^C 停止"))
  }

  @Test("what is wrong stays on screen with what still works, until it is mended", arguments: Fault.Source.allCases)
  func banner(source: Fault.Source) {
    var stage = Stage(width: 120, at: .queue) { $0.fillJobs() }
    let before = stage.lines
    stage.hear(.fault(source, StorageError.diskFull(file: "ledger.db")))
    #expect(stage.lines[1].hasPrefix("! \(stage.app.world.words[source.term])"))
    stage.hear(.fault(source, nil))
    #expect(stage.lines == before)
    #expect(stage.app.world.messages.count == 1)
  }

  // MARK: - The screen

  @Test("a screen that is too small says how large it has to be")
  func tooSmall() {
    var stage = Stage(width: 39, height: 8)
    #expect(stage.text.contains("至少需要 40×8"))
    stage.turn([.resized(Size(width: 40, height: 8))])
    #expect(!stage.text.contains("至少需要"))
    stage.turn([.resized(Size(width: 40, height: 7))])
    #expect(stage.text.contains("至少需要 40×8"))
  }

  @Test("of a storm of resizes the last size counts")
  func resizes() {
    var stage = Stage(at: .queue) { $0.fillJobs() }
    stage.turn((1...200).map { .resized(Size(width: $0, height: $0 % 50)) } + [.resized(Size(width: 90, height: 30))])
    #expect(stage.lines.count == 30)
    #expect(isQueue(stage))
  }

  @Test("the language is changed for everything on screen", arguments: Place.samples)
  func language(place: Place) {
    var stage = Stage(at: place) { $0.fillAll() }
    guard !stage.app.stack.top.takesText else { return }
    stage.press(":app.language<enter>")
    let english = Stage(.en, at: place) { $0.fillAll() }
    #expect(stage.lines.last == english.lines.last)
  }

  @Test("ctrl-l draws anew, also where text is typed")
  func redraw() {
    var stage = Stage(at: .queue)
    stage.press("/<c-l>")
    #expect(stage.app.wantsRedraw)
    #expect(stage.app.stack.top.takesText)
  }

  @Test("every pane draws at every small size", arguments: Place.samples, Language.allCases)
  func sizes(place: Place, language: Language) {
    var stage = Stage(language, at: place) { $0.fillAll() }
    for height in 1...12 {
      for width in 1...40 {
        let size = Size(width: width, height: height)
        stage.turn([.resized(size)])
        #expect(stage.frame.size == size)
      }
    }
  }

  // MARK: - Companies

  @Test("another company is shown from its beginning, and nothing of the one before but what was said")
  func opened() throws {
    var stage = Stage(at: .queue) { $0.fillAll() }
    let facts = try #require(stage.app.world.company)
    stage.hear(.opened(facts))
    #expect(stage.app.stack.panes.count == 1)
    #expect(stage.app.world.jobs.isEmpty)
    #expect(!stage.app.world.isLoaded)
    #expect(stage.app.world.messages.count == 2)
  }

  @Test("without a company the places for its data are closed, and say why", arguments: ["1", "2", "3"])
  func noCompany(key: String) {
    var stage = Stage { $0.company = nil }
    stage.press(key)
    #expect(stage.app.stack.panes.count == 1)
    #expect(stage.text.contains("还没有接入企业"))
  }
}
