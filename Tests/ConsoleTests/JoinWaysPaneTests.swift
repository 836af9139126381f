import Model
import Services
import Storage
import Testing

@testable import Console

@Suite(.timeLimit(.minutes(5))) struct JoinWaysPaneTests {
  private func stage(
    _ language: Language = .zh, width: Int = 160, height: Int = 50, authority: Authority = .mayChange
  ) -> Stage {
    Stage(language, width: width, height: height, authority: authority, at: .joinWays(nil)) { SampleJoinWays.fill(&$0) }
  }

  private func pane(_ stage: Stage) throws -> JoinWaysPane {
    try #require(stage.app.stack.top.cast(to: JoinWaysPane.self))
  }

  /// Puts the cursor on one of them.
  private func stage(on id: JoinWayID, width: Int = 160, authority: Authority = .mayChange) throws -> Stage {
    var stage = stage(width: width, authority: authority)
    for _ in SampleJoinWays.rows where try pane(stage).list.cursor != id { stage.press("j") }
    try #require(try pane(stage).list.cursor == id)
    _ = stage.take()
    return stage
  }

  @Test("4 opens it from everywhere, and finds it as it was left")
  func opens() throws {
    var stage = Stage(at: .queue) { SampleJoinWays.fill(&$0) }
    stage.press("4j")
    let cursor = try pane(stage).list.cursor
    stage.press("3")
    #expect(stage.app.stack.top.cast(to: JoinWaysPane.self) == nil)
    stage.press("4")
    #expect(try pane(stage).list.cursor == cursor)
  }

  @Test("a row says remark, scene, groups with free places, state, next name, joins and health")
  func rows() {
    let lines = stage(.en, width: 210).lines
    let dead = lines.first { $0.contains("门店 A") } ?? ""
    for part in ["QR code", "销售客服群 17 +4", "0/5", "shopA", "1 024", "871", "✗ places used up +1"] {
      #expect(dead.contains(part), "\(part) in \(dead)")
    }
    let good = lines.first { $0.contains("会员日") } ?? ""
    #expect(good.contains("4/5") && good.contains("销售客服群10") && good.contains("fine"))
    #expect(lines.contains { $0.contains("unconfirmed configuration") })
  }

  @Test("counts agree: below the list, beside it and on the overview")
  func counts() {
    var stage = stage(.en)
    #expect(stage.text.contains("7 join ways"))
    #expect(stage.text.contains("✗ 2 dead · ! 3 need somebody"))
    stage.press("0")
    #expect(stage.text.contains("7 join ways; ✗ 2 dead · ! 3 need somebody"))
  }

  @Test("an unconfirmed one of which members came says that it exists")
  func unconfirmed() {
    var stage = stage(.en)
    var rows = SampleJoinWays.rows
    rows[0].counts = JoinCounts(joined: 2, stillIn: 2, lastJoin: Stage.morning)
    stage.hear(SampleJoinWays.reading(stage.app.world, rows))
    #expect(stage.text.contains("2 members came with its state"))
  }

  @Test("what strangers wrote steers nothing")
  func hostile() {
    for id in SampleJoinWays.rows.map(\.record.id) {
      let text = Stage(.zh, width: 160, height: 50, at: .joinWays(id)) { SampleJoinWays.fill(&$0) }.text
      #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHostile })
    }
  }

  @Test("no join way: the list says why those of others cannot be there, and how to import")
  func empty() {
    var stage = Stage(.en, at: .joinWays(nil)) { SampleCompany.fill(&$0) }
    #expect(stage.text.contains("no interface that lists them"))
    #expect(stage.text.contains("I imports"))
    stage.press("I")
    stage.paste("9ad7fa5cdaa6511298498f979c472aaa\n9ad7fa5cdaa6511298498f979c472bbb")
    stage.press("<enter>")
    #expect(
      stage.take() == [
        .joinWays(
          .bring([
            ConfigID(unchecked: "9ad7fa5cdaa6511298498f979c472aaa"),
            ConfigID(unchecked: "9ad7fa5cdaa6511298498f979c472bbb"),
          ]))
      ])
  }

  @Test("what cannot be a config id is told, and can be mended")
  func badImport() {
    var stage = stage(.en)
    stage.press("I9ad7 配置<enter>")
    #expect(stage.text.contains("\"配置\""))
    #expect(stage.text.contains("9ad7 配置"))
  }

  @Test("a path is read as a file of config ids")
  func importFile() {
    var stage = stage()
    _ = stage.take()
    stage.press("I./ids.txt<enter>")
    #expect(stage.take() == [.joinWays(.bringFile(path: "./ids.txt"))])
  }

  // MARK: - Filter, sort, marks

  @Test(
    "the filter finds by remark, state, group, owner, health and what people call a code",
    arguments: [
      ("门店", 2), ("shopa", 1), ("vip·", 1), ("owner:张", 7), ("state:mini", 1), ("活码", 6), ("小程序", 1), ("已用完", 1),
      ("无法进群", 2), ("dead", 2), ("需要处理", 3), ("needs", 3), ("正常", 2),
      ("nothing-like-it", 0),
    ])
  func filter(_ typed: String, _ count: Int) throws {
    var stage = stage()
    stage.press("/\(typed)<enter>")
    #expect(try pane(stage).list.shown.all.count == count)
    #expect(stage.text.contains("/\(typed)"))
    stage.press("<esc>")
    #expect(try pane(stage).list.shown.all.count == 7)
  }

  @Test("sorting goes through the columns; the worst and the busiest come first")
  func sort() throws {
    var stage = stage()
    stage.press(":sort-health<enter>")
    #expect(try pane(stage).list.shown.all.first?.severity == .dead)
    stage.press(":sort-joined<enter>")
    #expect(try pane(stage).list.shown.all.first?.record.id == SampleJoinWays.dead)
    stage.press("S")
    #expect(try pane(stage).list.shown.all.last?.record.id == SampleJoinWays.dead)
    let order = try pane(stage).list.order.key
    stage.press("s")
    #expect(try pane(stage).list.order.key != order)
  }

  @Test("marks that a filter hides are counted, and commands are for the marked ones")
  func marks() throws {
    var stage = stage(.en)
    stage.press("a/门店<enter>")
    #expect(stage.text.contains("7 marked (5 hidden)"))
    _ = stage.take()
    stage.press("<esc>r")
    #expect(stage.take() == [.joinWays(.refresh(SampleJoinWays.rows.map(\.record.id)))])
  }

  @Test("news move neither the cursor nor the marks")
  func news() throws {
    var stage = try stage(on: SampleJoinWays.dead)
    stage.press("<space>")
    let before = try pane(stage)
    stage.hear(SampleJoinWays.reading(stage.app.world, SampleJoinWays.rows.reversed()))
    #expect(try pane(stage).list.cursor == before.list.cursor)
    #expect(try pane(stage).list.marks == before.list.marks)
  }

  @Test("the dead ones are narrowed, marked and rotated with a few keys")
  func deadOnes() {
    var stage = stage()
    _ = stage.take()
    stage.press("/无法进群<enter>aR")
    #expect(stage.take().contains(.joinWays(.plan(.rotate, [SampleJoinWays.dead]))))
  }

  @Test("r reads the groups nobody knows the members of too, so that a dismissed one is known to be gone")
  func unknownGroups() throws {
    var stage = stage(.en)
    let (id, chat) = (SampleJoinWays.rows[0].record.id, SampleJoinWays.chat(8))
    var rows = SampleJoinWays.rows
    rows[0].findings = [.init(.groupsUnknown([chat]))]
    stage.hear(SampleJoinWays.reading(stage.app.world, rows))
    _ = stage.take()
    stage.press("r")
    #expect(stage.take() == [.joinWays(.refresh([id])), .refresh([.groups([chat])])])
    stage.press("U")
    #expect(stage.take() == [.joinWays(.refresh(nil)), .refresh([.groups([chat])])])
  }

  @Test("without a state nobody can be counted; of an unconfirmed one no place is known")
  func unknownFigures() throws {
    var stage = Stage(.en, width: 210, height: 50, at: .joinWays(nil)) { SampleJoinWays.fill(&$0) }
    var rows = SampleJoinWays.rows
    rows[2].record.content.state = ""
    (rows[2].record.origin, rows[2].nextName) = (.imported, "销售客服群之年度大客户答疑群 123")
    stage.hear(SampleJoinWays.reading(stage.app.world, rows))
    let line = try #require(stage.lines.first { $0.contains("会员日") })
    #expect(!line.contains("66") && line.contains("123"), "\(line)")
    #expect(stage.text.contains("1, free places –"))
    stage.press("jj")
    #expect(stage.text.contains("imported at") && !stage.text.contains("made at"))
  }

  @Test("a narrow list says what is wrong in words that are whole")
  func shortWords() {
    let text = stage(.en, width: 80, height: 24).text
    #expect(text.contains("✗ places used up +1"))
  }

  // MARK: - Codes

  @Test("a code nobody has read yet is fetched once the cursor rests, and only once")
  func fetch() throws {
    var stage = try stage(on: SampleJoinWays.drifted)
    stage.press("kj")
    #expect(stage.take() == [.joinWays(.code(SampleJoinWays.drifted))])
    stage.turn([])
    #expect(stage.take() == [])
    stage.hear(
      .answer(
        .joinWays(.code(SampleJoinWays.drifted)),
        .joinWays(.code(JoinWayCode(link: SampleJoinWays.link, url: "https://wework.qpic.cn/0")))))
    #expect(stage.text.contains("▀"))
  }

  @Test("a code that cannot be read says why, and is tried again by a refresh")
  func fetchFails() throws {
    var stage = try stage(on: SampleJoinWays.drifted)
    stage.press("kj")
    _ = stage.take()
    stage.hear(.failed(.joinWays(.code(SampleJoinWays.drifted)), CodeTrouble.redirected))
    #expect(stage.text.contains("没有读到二维码"))
    stage.press("r")
    #expect(stage.take().contains(.joinWays(.code(SampleJoinWays.drifted))))
  }

  @Test("where the code does not fit it says how much room it needs, and z shows it on the whole screen")
  func small() throws {
    var stage = Stage(.en, width: 80, height: 18, at: .joinWays(SampleJoinWays.good)) { SampleJoinWays.fill(&$0) }
    #expect(stage.text.contains("the code needs"))
    stage.turn([.resized(.init(width: 100, height: 40))])
    stage.press("z")
    #expect(stage.app.stack.top.cast(to: JoinWayCodePane.self) != nil)
    #expect(stage.text.contains("▀"))
  }

  @Test("a code stands black on white in a layer of its own")
  func layer() {
    let frame = Stage(.en, width: 100, height: 40, at: .joinWayCode(SampleJoinWays.good)) {
      SampleJoinWays.fill(&$0)
    }.frame
    let cells = (0..<40).flatMap { y in (0..<100).map { frame[$0, y] } }
    let code = cells.filter { $0.look.layer == .code }
    #expect(code.count > 29 * 15 && code.allSatisfy { ["█", "▀", "▄", " "].contains($0.text) })
  }

  @Test("y copies the link customers scan, of a button the component's URL")
  func copy() throws {
    var stage = try stage(on: SampleJoinWays.good)
    stage.press("y")
    #expect(stage.app.clipboard == SampleJoinWays.link)
    stage = try self.stage(on: SampleJoinWays.button)
    stage.press("y")
    #expect(stage.app.clipboard == "https://wework.qpic.cn/wwpic/j2/0")
  }

  @Test("w saves one code under its remark, and marked ones into a folder")
  func save() throws {
    var stage = try stage(on: SampleJoinWays.dead)
    stage.press("w")
    #expect(stage.text.contains("门店 A 海报 (9ad7fa5cdaa6511298498f979c472j1).png"))
    stage.press("<enter>")
    let name = "门店 A 海报 (9ad7fa5cdaa6511298498f979c472j1).png"
    #expect(stage.take() == [.joinWays(.saveCode(SampleJoinWays.dead, .png, path: name))])
    stage.press("aW")
    #expect(stage.text.contains("把 4 个二维码（另 3 个没有码）保存到文件夹"))
    stage.press("<enter>")
    guard case .joinWays(.saveCodes(let ids, .svg, let folder)) = stage.take().last else {
      Issue.record("nothing was saved")
      return
    }
    // Without the button, the unconfirmed and the one that is gone: they have none.
    #expect(ids.count == 4 && folder == "join-ways-2026-11-21")
  }

  // MARK: - Finding

  @Test("a poster is looked for by its picture, its code by a link")
  func find() throws {
    var stage = stage()
    _ = stage.take()
    stage.press("f/tmp/poster.png<enter>")
    #expect(stage.take() == [.joinWays(.findImage(path: "/tmp/poster.png"))])
    stage.press("fhttps://x.cn/1<enter>")
    #expect(stage.take() == [.joinWays(.findLink("https://x.cn/1"))])
    stage.hear(.answer(.joinWays(.findImage(path: "/tmp/poster.png")), .joinWays(.found([]))))
    stage.press("/nothing<enter>")
    stage.hear(
      .answer(.joinWays(.findLink("https://x.cn/1")), .joinWays(.found([SampleJoinWays.row(SampleJoinWays.dead)]))))
    #expect(try pane(stage).list.cursor == SampleJoinWays.dead)
    #expect(stage.text.contains("就是：门店 A 海报"))
  }

  @Test("a poster nobody knows is told so")
  func foundNone() {
    var stage = stage(.en)
    stage.hear(.answer(.joinWays(.findLink("https://x.cn/1")), .joinWays(.found([]))))
    #expect(stage.text.contains("no join way known here"))
  }

  // MARK: - Removing and forgetting

  @Test("a configuration is removed once the end of its id was typed, under the corp's name")
  func remove() throws {
    var stage = try stage(on: SampleJoinWays.dead)
    stage.press("x")
    #expect(stage.text.contains("在「示例公司」删除 门店 A 海报") && stage.text.contains("末尾 72j1"))
    stage.press("abcd<enter>")
    #expect(stage.take() == [])
    #expect(stage.text.contains("什么都没有删除"))
    stage.paste("72j1")
    stage.press("<enter>")
    #expect(stage.take() == [])
    stage.press("72j1<enter>")
    #expect(stage.take() == [.joinWays(.remove(SampleJoinWays.dead))])
  }

  @Test("esc leaves the question, and nothing is removed")
  func removeCancelled() throws {
    var stage = try stage(on: SampleJoinWays.dead)
    stage.press("x72j1<esc><enter>")
    #expect(stage.take().allSatisfy { $0 != .joinWays(.remove(SampleJoinWays.dead)) })
  }

  @Test("only unconfirmed ones and those that are gone can be forgotten, after a question")
  func forget() throws {
    var stage = try stage(on: SampleJoinWays.dead)
    stage.press("F")
    #expect(stage.text.contains("只有未确认的和已不存在的可以移出列表"))
    stage = try self.stage(on: SampleJoinWays.unconfirmed)
    stage.press("F<enter>")
    #expect(stage.take() == [])
    stage.press("F<left><enter>")
    #expect(stage.take() == [.joinWays(.forget(SampleJoinWays.unconfirmed))])
  }

  @Test("a change made elsewhere is shown, and acknowledged with a key")
  func acknowledge() throws {
    var stage = try stage(on: SampleJoinWays.drifted)
    #expect(stage.text.contains("门店 B 海报 → 门店 B 海报（新）"))
    stage.press("A")
    #expect(stage.take() == [] && stage.text.contains("备注: 门店 B 海报 → 门店 B 海报（新）"))
    stage.press("<left><enter>")
    #expect(stage.take() == [.joinWays(.acknowledge(SampleJoinWays.drifted))])
  }

  @Test("read-only: what changes something says why it cannot be done")
  func readOnly() throws {
    for key in ["n", "e", "x", "R", "p", "I", "A", "F"] {
      var stage = try stage(on: SampleJoinWays.dead, authority: .readOnly)
      stage.press(key)
      #expect(stage.text.contains("只读模式"), "\(key)")
      #expect(stage.take() == [])
    }
  }

  @Test("read-only: an empty list does not offer what cannot be done")
  func readOnlyEmpty() {
    let stage = Stage(.en, authority: .readOnly, at: .joinWays(nil)) { SampleCompany.fill(&$0) }
    #expect(stage.text.contains("no interface that lists them") && !stage.text.contains("I imports"))
  }

  @Test("what became of it is said whatever pane is looked at")
  func told() {
    var stage = stage(.en)
    stage.press("3")
    let record = SampleJoinWays.row(SampleJoinWays.dead).record
    stage.hear(.answer(.joinWays(.remove(record.id)), .joinWays(.end(.done(record, differing: [])))))
    #expect(stage.text.contains("门店 A 海报: removed"))
  }

  @Test("from a member in the groups' pane to the join way they came by")
  func fromMember() throws {
    var stage = Stage(width: 160, height: 50, at: .groups(owner: UserID(unchecked: "zhangwei"))) {
      SampleJoinWays.fill(&$0)
    }
    stage.press("l")
    stage.turn([])
    for _ in 0..<8 where !stage.lines.contains(where: { $0.contains("张三丰 ·") }) { stage.press("j") }
    stage.press("w")
    #expect(try pane(stage).list.cursor == SampleJoinWays.dead)
  }
}
