import Interface
import Model
import Screen
import Services
import Storage
import Testing
import Words

@testable import Console

@Suite("choosing groups to hand over")
struct HandoverPaneTests {
  private typealias Sample = SampleHandover

  private func stage(
    _ kind: TransferKind = .resigned, language: Language = .zh, width: Int = 120,
    prepare: (inout World) -> Void = { _ in }
  ) -> Stage {
    Stage(language, width: width, height: 40, at: .handover(kind)) {
      Sample.fill(&$0)
      prepare(&$0)
    }
  }

  /// Wang Qiang's groups have the focus.
  private func wangqiang(width: Int = 120, prepare: (inout World) -> Void = { _ in }) -> Stage {
    var stage = stage(width: width, prepare: prepare)
    stage.press("j<enter>")
    return stage
  }

  private func pane(_ stage: Stage) -> HandoverPane? { stage.app.stack.top.cast(to: HandoverPane.self) }
  private func selection(_ stage: Stage) -> HandoverSelection? {
    stage.app.stack.top.cast(to: NewOwnersPane.self)?.selection
  }

  // MARK: - Owners

  @Test("who has the fewest days left comes first, with a sign that needs no colour")
  func urgency() {
    let lines = stage().lines
    #expect(lines[2].contains("赵敏") && lines[2].contains("⚠ 26 天"))
    #expect(lines[3].contains("王强") && lines[3].contains("365 天") && !lines[3].contains("⚠"))
  }

  @Test("the cursor in the owners decides whose groups are listed")
  func owners() {
    var stage = stage()
    #expect(stage.text.contains("共 3 个群"))
    stage.press("j")
    #expect(stage.text.contains("共 16 个群"))
    stage.press("<enter>")
    #expect(stage.lines[0].contains("离职继承 › 王强"))
  }

  @Test("an owner whose groups are all on their way is still listed")
  func allOnTheirWay() {
    let stage = stage {
      $0.owners.append(
        Sample.owner(UserID(unchecked: "moving"), "钱多", resigned: "2026-10-01", groups: 4, inProgress: 4))
      $0.ownersByID = Dictionary(uniqueKeysWithValues: $0.owners.map { ($0.userID, $0) })
    }
    #expect(stage.text.contains("钱多"))
  }

  @Test("an owner nobody has heard of is fetched by userid, by name too if it is known")
  func find() {
    var stage = stage()
    stage.press("fzhaoliu<enter>")
    #expect(stage.take() == [.refresh([.owner(UserID(unchecked: "zhaoliu"))])])
    stage.press("f张伟<enter>")
    #expect(stage.take() == [.refresh([.owner(UserID(unchecked: "zhangwei"))])])
    stage.press("f不 是<enter>")
    #expect(stage.take().isEmpty && stage.text.contains("不是 userid") && pane(stage)?.takesText == true)
    stage.press("<esc>")
    #expect(pane(stage)?.takesText == false)
  }

  @Test("a handover that is under way is offered to be watched")
  func watch() {
    var stage = stage { $0.jobs = [Sample.job()] }
    stage.press("w")
    #expect(stage.text.contains("没有正在进行的继承"))
    stage.press("jw")
    #expect(stage.app.stack.top.cast(to: ProgressPane.self) != nil)
  }

  @Test("a refresh is of the owner under the cursor, or of everybody when nobody is listed")
  func refresh() {
    var stage = stage()
    stage.press("jr")
    #expect(stage.take() == [.refresh([.owner(Sample.wangqiang)])])
    var empty = Stage(at: .handover(.resigned)) { $0.sweptAt = Sample.now }
    empty.press("r")
    #expect(empty.take() == [.refresh([.all])])
  }

  // MARK: - Marks

  @Test("everything that waits is marked, and nothing else")
  func markAll() {
    var stage = wangqiang()
    stage.press("an")
    #expect(selection(stage)?.chats == Set((0..<12).map { Sample.chat($0) }))
    #expect(selection(stage)?.oldOwner == Sample.wangqiang)
  }

  @Test(
    "a group that is on its way, done or of unknown status cannot be marked, and says why", arguments: [12, 14, 15])
  func notMarkable(_ row: Int) {
    var stage = wangqiang()
    stage.press(String(repeating: "j", count: row) + " ")
    #expect(stage.text.contains("不能标记"))
    #expect(pane(stage)?.ownerMarks.isEmpty == true)
  }

  @Test("a range marks between both ends, without what cannot be marked")
  func range() {
    var stage = wangqiang()
    stage.press("jjvGv")
    #expect(pane(stage)?.ownerMarks.ids == Set((2..<12).map { Sample.chat($0) }))
  }

  @Test("escape ends a range and nothing else")
  func endRange() {
    var stage = wangqiang()
    stage.press(" v<esc>")
    #expect(pane(stage)?.ownerMarks.ids == [Sample.chat(0)] && pane(stage)?.ownerMarks.anchor == nil)
  }

  @Test("inverting and filtering touch only what is listed")
  func invert() {
    var stage = wangqiang()
    stage.press(" /members:>300<enter>i")
    #expect(pane(stage)?.ownerMarks.ids == [Sample.chat(0), Sample.chat(9), Sample.chat(10), Sample.chat(11)])
  }

  @Test("marks of an owner stay while another one's groups are looked at")
  func perOwner() {
    var stage = wangqiang()
    stage.press("a<tab>k")
    #expect(pane(stage)?.ownerMarks.isEmpty == true)
    stage.press("j")
    #expect(pane(stage)?.ownerMarks.count == 12)
  }

  @Test("nothing goes on while marks are hidden: they are shown or dropped first", arguments: ["n", "p"])
  func hidden(_ key: String) {
    var stage = wangqiang()
    stage.press("a/VIP<enter>")
    #expect(stage.text.contains("已标记 12（12 个被筛选隐藏：H 显示，D 取消）"))
    stage.press(key)
    #expect(selection(stage) == nil && stage.text.contains("先按 H 显示，或按 D 取消"))
    stage.press("H" + key)
    #expect(selection(stage)?.chats?.count == 12)
  }

  @Test("dropping hidden marks leaves those in sight")
  func drop() {
    var stage = wangqiang()
    stage.press("a/members:>300<enter>Dn")
    #expect(selection(stage)?.chats == Set([9, 10, 11].map { Sample.chat($0) }))
  }

  @Test("keys that arrive together with a filter act on what the filter lets through")
  func burst() {
    var stage = wangqiang()
    stage.turn(Stage.keys("/members:>300<enter>a").map { .input(.key($0)) })
    #expect(pane(stage)?.ownerMarks.count == 3)
  }

  @Test("a marked group that waits no more is unmarked, and that is said")
  func news() {
    var stage = wangqiang()
    stage.press("a")
    var world = stage.app.world
    world.groups = GroupsSnapshot(
      version: 2, Sample.groups(10) + Sample.groups(2, .inProgress, from: 10))
    stage.hear(Sample.reading(world))
    #expect(pane(stage)?.ownerMarks.count == 10 && stage.text.contains("2 个已标记的群不再可以分配"))
  }

  @Test("when the owner under the cursor goes away, keys act on nobody else's groups")
  func ownerGone() {
    var stage = wangqiang()
    stage.press("a")
    var world = stage.app.world
    world.resignedOwners.removeAll { $0.userID == Sample.wangqiang }
    world.owners.removeAll { $0.userID == Sample.wangqiang }
    stage.hear(Sample.reading(world))
    #expect(pane(stage)?.focus == .owners)
    stage.press(" n")
    #expect(selection(stage) == nil)
  }

  @Test("the space bar marks nothing while the owners have the focus")
  func spaceInOwners() {
    var stage = stage()
    stage.press(" ")
    #expect(pane(stage)?.ownerMarks.isEmpty == true && stage.text.contains("请先进入客户群"))
  }

  @Test("without marks there is nothing to go on with")
  func nothing() {
    var stage = wangqiang()
    stage.press("n")
    #expect(selection(stage) == nil && stage.text.contains("还没有标记"))
  }

  // MARK: - Filter

  @Test("a filter applies while it is typed; escape brings back the one before")
  func filter() {
    var stage = wangqiang()
    stage.press("/Week")
    #expect(stage.text.contains("16 个群中的 1 个"))
    stage.press("<enter>/zzz")
    #expect(stage.text.contains("没有符合“Weekzzz”的群"))
    stage.press("<esc>")
    #expect(stage.text.contains("16 个群中的 1 个"))
  }

  // MARK: - A file

  @Test("a mapping file is read, planned for all it names, and previewed")
  func mapping() {
    var stage = wangqiang()
    stage.press("m")
    stage.paste("/tmp/map.csv")
    stage.press("<enter>")
    let read = Request.readMapping(path: "/tmp/map.csv")
    #expect(stage.take() == [read])
    let map = [Sample.chat(1): UserID(unchecked: "lina")]
    // Another owner's row is looked at while the file is read.
    stage.press("<tab>k")
    stage.hear(.answer(read, .mapping(map)))
    let plan = PlanRequest(kind: .resigned, oldOwner: Sample.wangqiang, assignment: .map(map))
    #expect(stage.take() == [.plan(plan)])
    stage.hear(.answer(.plan(plan), .plan(Sample.plan(1))))
    #expect(stage.app.stack.top.cast(to: PreviewPane.self)?.count == 1)
  }

  @Test("everything wrong with a file is listed until it is closed")
  func faults() {
    var stage = wangqiang()
    stage.press("m/x<enter>")
    let problems = MappingFile.Problems(
      problems: [.init(line: 2, kind: .notAUserID("\u{1B}[31m")), .init(line: 9, kind: .openQuote)], file: "/x")
    stage.hear(.failed(.readMapping(path: "/x"), problems))
    #expect(stage.text.contains("/x:2") && stage.text.contains("/x:9") && !stage.text.contains("365 天"))
    stage.press("<esc>")
    #expect(stage.text.contains("销售客服群 3") && pane(stage) != nil)
  }

  @Test("of very many faults the first are listed and the others counted")
  func manyFaults() {
    var stage = wangqiang()
    stage.press("m/x<enter>")
    let problems = (1...5000).map { MappingFile.Problem(line: $0, kind: .openQuote) }
    stage.hear(.failed(.readMapping(path: "/x"), MappingFile.Problems(problems: problems, file: "/x")))
    stage.press("G")
    #expect(stage.text.contains("名单有 5 000 处错误") && stage.text.contains("… 另有 4 800 处"))
  }

  @Test("what is typed is seen while nothing is loaded yet")
  func promptWhileLoading() {
    var stage = stage { $0.isLoaded = false }
    stage.press("fzhaoliu")
    #expect(stage.text.contains("群主的 userid：zhaoliu"))
  }

  @Test("an answer somebody else waits for opens nothing here")
  func foreignAnswer() {
    var stage = wangqiang()
    let plan = PlanRequest(
      kind: .resigned, oldOwner: Sample.wangqiang, assignment: .owners([UserID(unchecked: "lina")]))
    stage.hear(.answer(.plan(plan), .plan(Sample.plan(1))))
    #expect(pane(stage) != nil)
  }

  // MARK: - On the job

  @Test("on the job, owners who are employed are listed, and groups that are normal or done can be marked")
  func onJob() {
    var stage = stage(.onJob)
    #expect(stage.text.contains("张伟") && !stage.text.contains("王强"))
    stage.press("<enter>an")
    #expect(selection(stage)?.kind == .onJob && selection(stage)?.chats?.count == 4)
  }

  @Test("no key means two things, and none is a list's or the program's but for going back")
  func keys() {
    var stages = [stage(), wangqiang(), stage(.onJob)]
    stages.append(Stage(at: .preview(Sample.plan())))
    stages.append(
      Stage(at: .newOwners(HandoverSelection(kind: .resigned, oldOwner: Sample.wangqiang, chats: []))))
    for (index, stage) in stages.enumerated() {
      let commands = stage.app.stack.top.commands(stage.app.world)
      let keys = commands.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(index)")
      #expect(keys.allSatisfy { ListKey($0) == nil }, "\(index)")
      let app = Set(stage.app.appCommands.flatMap(\.keys))
      #expect(commands.filter { !$0.id.hasSuffix(".back") }.flatMap(\.keys).allSatisfy { !app.contains($0) })
      #expect(commands.filter(\.isDestructive).allSatisfy { $0.keys.isEmpty })
    }
  }

  @Test("every size from the smallest draws the part with the focus", arguments: [40, 60, 69, 70, 99, 100])
  func sizes(_ width: Int) {
    var stage = wangqiang(width: width)
    stage.turn([.resized(Size(width: width, height: 8))])
    #expect(stage.lines.contains { $0.contains("▌[ ]") })
  }
}
