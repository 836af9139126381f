import Interface
import Model
import Screen
import Services
import Storage
import Testing
import Words

@testable import Console

@Suite("the preview of a handover")
struct PreviewPaneTests {
  private typealias Sample = SampleHandover
  private static let id = JobID(unchecked: "q7k3x9")

  private func stage(
    _ plan: HandoverPlan = SampleHandover.plan(), authority: Authority = .mayChange, width: Int = 100, height: Int = 30
  ) -> Stage {
    Stage(.zh, width: width, height: height, authority: authority, at: .preview(plan)) { Sample.fill(&$0) }
  }

  private func pane(_ stage: Stage) -> PreviewPane? { stage.app.stack.top.cast(to: PreviewPane.self) }

  // MARK: - What it says

  @Test("the numbers add up: shares, days and groups left out")
  func numbers() {
    let text = stage(width: 80).text
    #expect(text.contains("646 个群 → 李娜 306（分配后 394 个） · 陈静 340（分配后 393 个）"))
    #expect(text.contains("11-21 300 个") && text.contains("11-22 300 个") && text.contains("11-23 46 个"))
    #expect(text.contains("不分配 4 个：已解散 2 · 正在继承 1 · 群主是别人 1"))
  }

  @Test("of very many days the middle ones are added up")
  func manyDays() {
    let text = stage(Sample.plan(10_000), width: 80).text
    #expect(text.contains("… 另 29 天 8 700 个（88 次调用）…") && text.contains("12-24 100 个"))
  }

  @Test("a quota that does not fit into the vendor's year is warned of")
  func tooLate() {
    #expect(stage(Sample.plan(daysLeft: 1), width: 90).text.contains("已超过可继承的期限"))
    #expect(!stage(Sample.plan(daysLeft: 2), width: 90).text.contains("已超过可继承的期限"))
  }

  @Test("the codes that lead into its groups are named, four of them by name")
  func joinWays() {
    var plan = Sample.plan()
    #expect(!stage(plan).text.contains("进群方式"))
    plan.joinWays = (1...6).map { Self.way("海报 \($0)") }
    #expect(stage(plan, width: 120).text.contains("涉及 6 个进群方式：海报 1、海报 2、海报 3、海报 4"))
    plan.joinWays = [Self.way("a\u{1B}[31mb")]
    #expect(stage(plan, width: 120).text.contains("涉及 1 个进群方式：a"))
  }

  private static func way(_ remark: String) -> JoinWayRecord {
    JoinWayRecord(
      id: JoinWayID(unchecked: remark), configID: nil, standing: .kept, origin: .made,
      content: JoinWayContent(remark: remark), qrCode: "", seenAt: nil, createdAt: Sample.now, createdBy: "kim@desk",
      changedAt: Sample.now)
  }

  @Test("an old plan says how old it is")
  func old() {
    #expect(stage(Sample.plan(now: Sample.now - .minutes(45))).text.contains("45 分钟前"))
    #expect(!stage().text.contains("分钟前查看"))
  }

  @Test("what is left out is listed with why, on enter and on x")
  func leftOut() {
    var stage = stage(width: 80)
    stage.press("x")
    #expect(stage.text.contains("不分配的原因") && stage.text.contains("群主是别人"))
    stage.press("<esc>")
    #expect(stage.text.contains("646 个群 →"))
    let line = stage.lines.firstIndex { $0.contains("不分配 4 个") } ?? 0
    stage.press(String(repeating: "j", count: line - 2) + "<enter>")
    #expect(stage.text.contains("不分配的原因"))
  }

  @Test("every group is listed with its new owner")
  func list() {
    var stage = stage(width: 80)
    stage.press("<tab>G")
    #expect(stage.lines.contains { $0.contains("646") && $0.contains("客户群 645") && $0.contains("陈静") })
    stage.press("y")
    #expect(stage.app.clipboard == Sample.chat(645).rawValue)
  }

  // MARK: - Committing

  @Test("typing the number sends the confirmation, once")
  func commit() {
    var stage = stage()
    stage.press("c646<enter>")
    #expect(stage.take() == [.start(Self.id, count: 646)])
    stage.press("c<enter>")
    #expect(stage.take().isEmpty && pane(stage)?.field == nil)
  }

  @Test("the corp's name stands where the number is typed, however narrow the screen", arguments: [40, 60, 80, 120])
  func corp(_ width: Int) {
    var stage = stage(width: width, height: 12)
    stage.press("c")
    #expect(stage.lines.dropFirst(3).joined().replacing(" ", with: "").contains("在「示例公司」输入数量646确认："))
  }

  @Test("another number sends nothing, says so and empties the field", arguments: ["645", "64", "6460", "0646", ""])
  func wrong(_ number: String) {
    var stage = stage()
    stage.press("c\(number)<enter>")
    #expect(stage.take().isEmpty && stage.text.contains("什么都没有发送"))
    #expect(pane(stage)?.field?.text == "")
  }

  @Test("digits before the field is opened, letters in it and pastes confirm nothing")
  func stray() {
    var stage = stage()
    stage.press("c6x4y6<esc>")
    stage.paste("646")
    stage.press("c")
    stage.paste("646")
    stage.press("<enter>")
    #expect(stage.take().isEmpty)
    stage.press("6x4 6")
    #expect(pane(stage)?.field?.text == "646")
  }

  @Test("full-width digits of an input method count as digits")
  func fullWidth() {
    var stage = stage()
    stage.press("c６４６<enter>")
    #expect(stage.take() == [.start(Self.id, count: 646)])
  }

  @Test("a read-only program shows the preview, but nothing can be typed")
  func readOnly() {
    var stage = stage(authority: .readOnly)
    stage.press("c<enter>")
    #expect(stage.take().isEmpty && pane(stage)?.field == nil && stage.text.contains("只读模式"))
  }

  @Test("the command that commits is destructive, has no key, and does nothing without the number")
  func record() {
    var stage = stage()
    let world = stage.app.world
    let record = stage.app.stack.top.commands(world).first { $0.id == "preview.commit" }
    #expect(record?.isDestructive == true && record?.keys.isEmpty == true)
    #expect(stage.app.stack.top.run("preview.commit", world) == [])
  }

  @Test("a confirmation that was taken shows the handover, with the overview below it")
  func confirmed() {
    var stage = stage()
    stage.press("c646<enter>")
    stage.hear(.answer(.start(Self.id, count: 646), .confirmation(.confirmed(ready: 646))))
    #expect(stage.app.stack.top.cast(to: ProgressPane.self)?.job == Self.id)
    #expect(stage.app.stack.panes.count == 2 && stage.text.contains("646 个群已进入队列"))
  }

  @Test("when another handover took some of the groups meanwhile, that is said")
  func confirmedInPart() {
    var stage = stage()
    stage.press("c646<enter>")
    stage.hear(.answer(.start(Self.id, count: 646), .confirmation(.confirmed(ready: 640))))
    #expect(stage.text.contains("646 个群中的 640 个已进入队列"))
  }

  @Test("a confirmation that was not taken says why and stays")
  func refused() {
    var stage = stage()
    stage.press("c646<enter>")
    stage.hear(.answer(.start(Self.id, count: 646), .confirmation(.unknownPlan)))
    #expect(pane(stage)?.isCommitting == false && stage.text.contains("没有分配方案"))
  }

  // MARK: - Leaving

  @Test("leaving throws the plan away", arguments: ["<esc>", "q", "<c-c>"])
  func discard(_ key: String) {
    var stage = stage()
    stage.press(key)
    #expect(stage.take() == [.discard(Self.id)] && pane(stage) == nil)
  }

  @Test("a plan that is being committed is not thrown away")
  func notWhileCommitting() {
    var stage = stage()
    stage.press("c646<enter>")
    _ = stage.take()
    stage.press("<esc>")
    #expect(stage.take().isEmpty && pane(stage) != nil)
  }
}
