import Model
import Services
import Storage
import Testing

@testable import Console

@Suite(.timeLimit(.minutes(5))) struct JoinWayFormPaneTests {
  private static let id = SampleJoinWays.drifted
  private static var record: JoinWayRecord { SampleJoinWays.row(id).record }

  /// The form with what the vendor has, some text behind the remark, and the preview.
  static func edit(_ stage: inout Stage, _ more: String) {
    stage.hear(.answer(.joinWays(.base(id)), .joinWays(.base(record))))
    stage.press("\(more)<c-o>")
  }

  /// Somebody else was faster.
  static func conflict(_ stage: inout Stage) {
    stage.press("<enter>")
    var wanted = record.content
    wanted.remark += "（旧）"
    var remote = record.content
    remote.remark = "别人的备注"
    remote.state = "shopB2"
    let conflict = JoinWayConflict(id: id, base: record.content, remote: remote, wanted: wanted)
    stage.hear(
      .answer(
        .joinWays(.update(id, from: record.content, to: wanted)), .joinWays(.end(.changedMeanwhile(conflict)))))
  }

  private func stage(_ subject: JoinWaySubject = .edit(id), authority: Authority = .mayChange) -> Stage {
    Stage(.en, width: 120, height: 40, authority: authority, at: .joinWayForm(subject)) { SampleJoinWays.fill(&$0) }
  }

  private func pane(_ stage: Stage) throws -> JoinWayFormPane {
    try #require(stage.app.stack.top.cast(to: JoinWayFormPane.self))
  }

  @Test("an edit begins with what the vendor has now")
  func begins() throws {
    var stage = stage()
    #expect(stage.take() == [.joinWays(.base(Self.id))])
    var record = Self.record
    record.content.remark = "newer than the list"
    stage.hear(.answer(.joinWays(.base(Self.id)), .joinWays(.base(record))))
    #expect(stage.text.contains("newer than the list"))
  }

  @Test("what cannot be read is told, and r reads again")
  func unreadable() throws {
    var stage = stage()
    _ = stage.take()
    stage.hear(.failed(.joinWays(.base(Self.id)), JoinWayTrouble.otherConfiguration))
    #expect(stage.text.contains("could not be read"))
    stage.press("r")
    #expect(stage.take() == [.joinWays(.base(Self.id))])
  }

  @Test("nothing is written before the preview, which shows before and after and what is written back")
  func preview() throws {
    var stage = stage()
    Self.edit(&stage, "!")
    _ = stage.take()
    #expect(stage.text.contains("remark: 门店 B 海报（新） → 门店 B 海报（新）!"))
    #expect(stage.text.contains("the other 7 fields are written back"))
    #expect(stage.text.contains("Example Ltd"))
    stage.press("<enter>")
    var wanted = Self.record.content
    wanted.remark += "!"
    #expect(stage.take() == [.joinWays(.update(Self.id, from: Self.record.content, to: wanted))])
  }

  @Test("esc in the preview goes back to what was typed, and nothing is sent")
  func previewCancelled() throws {
    var stage = stage()
    Self.edit(&stage, "!")
    _ = stage.take()
    stage.press("<esc>")
    #expect(try pane(stage).step == .typing)
    #expect(stage.text.contains("门店 B 海报（新）!") && stage.take() == [])
  }

  @Test("an edit that changes nothing sends nothing")
  func nothingChanged() {
    var stage = stage()
    Self.edit(&stage, "")
    _ = stage.take()
    #expect(stage.text.contains("nothing was changed"))
    stage.press("<enter>")
    #expect(stage.take() == [])
  }

  @Test("done: the result is told and the list is there again")
  func done() {
    var stage = stage()
    Self.edit(&stage, "!")
    stage.press("<enter>")
    var record = Self.record
    let base = record.content
    record.content.remark += "!"
    stage.hear(
      .answer(
        .joinWays(.update(Self.id, from: base, to: record.content)), .joinWays(.end(.done(record, differing: [])))))
    #expect(stage.app.stack.top.cast(to: JoinWayFormPane.self) == nil)
    #expect(stage.text.contains("updated"))
  }

  @Test("what the vendor made something else of is shown")
  func differing() {
    var stage = stage()
    Self.edit(&stage, "!")
    stage.press("<enter>")
    var wanted = Self.record.content
    wanted.remark += "!"
    var record = Self.record
    record.content.remark = "cut"
    stage.hear(
      .answer(
        .joinWays(.update(Self.id, from: Self.record.content, to: wanted)),
        .joinWays(.end(.done(record, differing: [.remark])))))
    #expect(stage.text.contains("WeCom made something else of"))
    #expect(stage.text.contains("→ cut"))
  }

  @Test("a refusal keeps what was typed")
  func refused() throws {
    var stage = stage()
    Self.edit(&stage, "!")
    stage.press("<enter>")
    var wanted = Self.record.content
    wanted.remark += "!"
    stage.hear(
      .answer(.joinWays(.update(Self.id, from: Self.record.content, to: wanted)), .joinWays(.end(.stopped))))
    stage.press("<enter>")
    #expect(try pane(stage).step == .typing)
    #expect(stage.text.contains("门店 B 海报（新）!"))
  }

  @Test("a state somebody took meanwhile is told by their join way's name, not by an id no list shows")
  func stateTaken() {
    var stage = stage()
    Self.edit(&stage, "!")
    stage.press("<enter>")
    var wanted = Self.record.content
    wanted.remark += "!"
    let other = SampleJoinWays.row(SampleJoinWays.button).record
    stage.hear(
      .answer(
        .joinWays(.update(Self.id, from: Self.record.content, to: wanted)),
        .joinWays(.end(.invalid([JoinWayFault(.state, .stateTaken(by: other.id))])))))
    #expect(stage.text.contains("nothing was sent"))
    #expect(stage.text.contains(other.content.remark))
    #expect(!stage.text.contains("(\(other.id.rawValue))"))
  }

  // MARK: - Two people

  @Test(
    "changed meanwhile: theirs, mine or both merged, and then a preview of exactly that",
    arguments: [
      ("<left><left>", "别人的备注", "shopB2"), ("<left>", "门店 B 海报（新）（旧）", "shopB"), ("", "门店 B 海报（新）（旧）", "shopB2"),
    ])
  func compare(_ keys: String, _ remark: String, _ state: String) throws {
    var stage = stage()
    Self.edit(&stage, "（旧）")
    Self.conflict(&stage)
    #expect(stage.text.contains("changed on both sides"))
    _ = stage.take()
    stage.press("\(keys)<enter>")
    let content = try #require(try pane(stage).form?.content)
    #expect(content.remark == remark && content.state == state)
    #expect(stage.take() == [])
    guard case .previewing = try pane(stage).step else {
      // What they made of it is there already.
      #expect(remark == "别人的备注")
      return
    }
    stage.press("<enter>")
    var remote = Self.record.content
    (remote.remark, remote.state) = ("别人的备注", "shopB2")
    #expect(stage.take() == [.joinWays(.update(Self.id, from: remote, to: content))])
  }

  // MARK: - A new one

  @Test("a new one gets a state nobody uses, unless one was typed")
  func freshState() throws {
    var stage = stage(.new)
    #expect(stage.take() == [.joinWays(.freshState)])
    stage.hear(.answer(.joinWays(.freshState), .joinWays(.state("gd-1"))))
    #expect(try pane(stage).form?.content.state == "gd-1")
    stage.hear(.answer(.joinWays(.freshState), .joinWays(.state("gd-2"))))
    #expect(try pane(stage).form?.content.state == "gd-1")
  }

  @Test("rules are said while typing: length, uniqueness, groups")
  func live() throws {
    var stage = stage(.new)
    stage.press(String(repeating: "长", count: 31))
    #expect(stage.text.contains("31/30") && stage.text.contains("WeCom would cut it silently"))
    stage.press("<bs>")
    #expect(stage.text.contains("30/30") && !stage.text.contains("WeCom would cut it silently"))
    #expect(stage.text.contains("choose at least one group"))
    stage.press("<tab><tab><tab><tab><tab><tab>shopA")
    #expect(stage.text.contains("another join way has this state"))
    _ = stage.take()
    stage.press("<c-o>")
    #expect(try pane(stage).step == .typing)
    #expect(stage.take() == [])
  }

  @Test("groups are chosen from all there are, five at most, each with its room")
  func picker() throws {
    var stage = stage(.new)
    stage.press("<tab><tab><space>")
    #expect(stage.text.contains("Weekend runners"))
    stage.press("/members:<150<enter>")
    stage.press("<space><space><space><space><space>")
    #expect(stage.text.contains("5/5"))
    #expect(stage.text.contains("none can be created"))
    stage.press("<space>")
    #expect(try pane(stage).form?.chats.isEmpty == true)
    stage.press("<enter>")
    #expect(try pane(stage).form?.chats.count == 5)
    #expect(stage.text.contains("all five places are taken"))
  }

  @Test("the names of the next groups follow what is typed")
  func names() {
    var stage = stage(.new)
    stage.press("<tab><tab><tab><tab>客服群<tab>7")
    #expect(stage.text.contains("→ 客服群7, 客服群8"))
  }

  @Test("a new one is previewed whole and added once")
  func add() throws {
    var stage = stage(.new)
    stage.hear(.answer(.joinWays(.freshState), .joinWays(.state("gd-1"))))
    stage.press("New poster<tab><tab><space>/Weekend<enter><space><enter><tab><tab>Club<tab>1<c-o>")
    #expect(stage.text.contains("remark: New poster") && stage.text.contains("groups: Weekend runners"))
    _ = stage.take()
    stage.press("<enter><enter>")
    let content = JoinWayContent(
      remark: "New poster", roomBaseName: "Club", roomBaseID: 1, chats: [SampleJoinWays.chat(9)], state: "gd-1")
    #expect(stage.take() == [.joinWays(.add(content))])
  }

  @Test("the key to the preview is in the footer, also while something is wrong")
  func previewKey() {
    for width in [48, 80, 120] {
      let stage = Stage(.en, width: width, height: 24, at: .joinWayForm(.new)) { SampleJoinWays.fill(&$0) }
      #expect(stage.lines.last?.contains("^o preview") == true)
      #expect(stage.text.contains("^o previews · cannot be sent yet"))
    }
  }

  @Test("after an add whose answer was lost no form lies there with a state that is taken")
  func lostAdd() throws {
    var stage = stage(.new)
    stage.hear(.answer(.joinWays(.freshState), .joinWays(.state("gd-1"))))
    stage.press("New poster<tab><tab><space>/Weekend<enter><space><enter><tab><tab>Club<tab>1<c-o>")
    #expect(stage.lines.last?.contains("⏎ write  esc back") == true)
    stage.press("<enter>")
    let content = try #require(try pane(stage).form?.content)
    let record = SampleJoinWays.record(SampleJoinWays.unconfirmed, content, standing: .unconfirmed)
    stage.hear(.answer(.joinWays(.add(content)), .joinWays(.end(.unknown(record)))))
    #expect(stage.text.contains("the answer was lost") && !stage.text.contains("base name"))
    stage.press("<enter>")
    #expect(stage.app.stack.top.cast(to: JoinWayFormPane.self) == nil)
  }

  @Test("what was typed is asked about before it is left")
  func unsaved() throws {
    var stage = stage(.new)
    stage.press("x<esc>")
    #expect(stage.text.contains("not written yet"))
    stage.press("<esc>")
    #expect(try pane(stage).form?.content.remark == "x")
    stage.press("<esc><left><enter>")
    #expect(stage.app.stack.top.cast(to: JoinWayFormPane.self) == nil)
  }

  @Test("scene 3 of old data is shown, and cannot be written")
  func scene3() throws {
    var stage = stage()
    var record = Self.record
    record.content.scene = .init(rawValue: 3)
    stage.hear(.answer(.joinWays(.base(Self.id)), .joinWays(.base(record))))
    #expect(stage.text.contains("scene 3 of old data"))
    _ = stage.take()
    stage.press("!<c-o>")
    #expect(stage.take() == [])
    stage.press("<space><c-o>")
    #expect(stage.text.contains("scene 3 of old data → QR code"))
  }

  @Test("what a form does not show is written back as it was read")
  func untouched() throws {
    var stage = stage()
    var record = Self.record
    record.content.markSource = true
    record.content.remark = " spaces stay "
    record.content.roomBaseID = nil
    stage.hear(.answer(.joinWays(.base(Self.id)), .joinWays(.base(record))))
    #expect(try pane(stage).form?.content == record.content)
  }
}
