import Interface
import Model
import Screen
import Services
import Storage
import Testing
import Words

@testable import Console

@Suite("the groups pane")
struct GroupsPaneTests {
  private static let zhangwei = UserID(unchecked: "zhangwei")
  private static let sales = ChatID(unchecked: "wrOgQhDgAA01BBBBBBBBBBBBAAAA")

  private func stage(
    _ language: Language = .zh, width: Int = 120, height: Int = 40, owner: UserID? = nil,
    unread: [SampleGroup] = []
  ) -> Stage {
    Stage(language, width: width, height: height, at: .groups(owner: owner)) {
      SampleCompany.fill(&$0, unread: unread)
    }
  }

  private func line(_ stage: Stage, _ text: String) -> String { stage.lines.first { $0.contains(text) } ?? "" }

  // MARK: - Moving

  @Test("the cursor in the owners decides whose groups are listed")
  func owners() {
    var stage = stage()
    #expect(stage.text.contains("Weekend") && stage.text.contains("VIP·上海"))
    stage.press("j")
    #expect(!stage.text.contains("Weekend") && stage.text.contains("VIP·上海"))
    #expect(stage.lines[0].contains("客户群 › 张伟"))
  }

  @Test("escape goes back part by part, and then leaves")
  func escape() {
    var stage = stage(width: 60, owner: Self.zhangwei)
    stage.press("<enter>")
    #expect(stage.text.contains("群公告"))
    stage.press("<esc>")
    #expect(stage.text.contains("群名") && !stage.text.contains("群公告"))
    stage.press("<esc>")
    #expect(stage.text.contains("已离职"))
    stage.press("<esc>")
    #expect(stage.lines[0].contains("客户群") == false)
  }

  @Test("a full-width key of an input method means the plain one")
  func fullWidth() {
    var stage = stage(owner: Self.zhangwei)
    stage.turn([.input(.key(.character("\u{3000}")))])
    #expect(stage.text.contains("已标记 1"))
  }

  // MARK: - Filter

  @Test("a filter applies while it is typed, stays with enter and goes with escape")
  func filter() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("/销售")
    #expect(stage.text.contains("6 个群中的 1 个"))
    stage.press("<enter>")
    #expect(stage.text.contains("/销售") && stage.text.contains("6 个群中的 1 个"))
    stage.press("/VIP<esc>")
    #expect(stage.text.contains("/销售") && stage.text.contains("6 个群中的 1 个"))
    stage.press("<esc>")
    #expect(stage.text.contains("共 6 个群"))
  }

  @Test("keys with a meaning are text while a filter is typed")
  func typing() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("/r q")
    #expect(!stage.take().contains { $0.isActivity } && stage.text.contains("没有符合“r q”的"))
  }

  @Test("the owners and the members have filters of their own")
  func otherFilters() {
    var stage = stage()
    stage.press("/WANG<enter>")
    #expect(stage.lines[0].contains("王强") && stage.text.contains("4 位群主中的 1 位"))
    stage.press("<esc><tab>/销售<enter><enter>/shop<enter>")
    #expect(stage.text.contains("180 位群成员中的 1 位"))
  }

  // MARK: - Marks

  @Test("what is marked but not in the list is counted")
  func hiddenMarks() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("a/销售<enter>")
    #expect(stage.text.contains("已标记 6（5 个被筛选隐藏）"))
    stage.press("<space>")
    #expect(stage.text.contains("已标记 5（5 个被筛选隐藏）"))
    stage.press("u<esc>")
    #expect(!stage.text.contains("已标记"))
  }

  @Test("a range is marked from end to end, and inverted")
  func range() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("vjjv")
    #expect(stage.text.contains("已标记 3") && !stage.text.contains("范围："))
    stage.press("i")
    #expect(stage.text.contains("已标记 3"))
    stage.press("a")
    #expect(stage.text.contains("已标记 6"))
  }

  @Test("escape ends a range and marks nothing")
  func endedRange() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("v<esc>jv<esc>")
    #expect(!stage.text.contains("已标记") && !stage.text.contains("范围："))
  }

  @Test("marks of groups that are gone go too, and the cursor stays on its group")
  func goneMarks() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("aj")
    let chat = pane(stage)?.groups.cursor
    let rest = SampleCompany.groups.filter { $0.id != "wrOgQhDgAA03BBBBBBBBBBBBAAAA" }
    stage.hear(.read(reading(GroupsSnapshot(version: 2, rest))))
    #expect(stage.text.contains("已标记 5"))
    #expect(pane(stage)?.groups.cursor == chat)
  }

  private func pane(_ stage: Stage) -> GroupsPane? { stage.app.stack.top.cast(to: GroupsPane.self) }

  private func reading(_ groups: GroupsSnapshot) -> Reading {
    Reading(
      groups: groups, owners: SampleCompany.owners(), resignedOwners: [], sweptAt: SampleCompany.now, jobs: [],
      isStopped: false)
  }

  // MARK: - Sorting

  @Test("sorting goes through the columns and says by which")
  func sorting() {
    var stage = stage(owner: Self.zhangwei)
    #expect(stage.text.contains("群名▲"))
    stage.press("s")
    #expect(stage.text.contains("人数▼"))
    #expect(order(stage, "年度大客户", "VIP·上海") && order(stage, "VIP·上海", "北京试点群"))
    stage.press("S")
    #expect(stage.text.contains("人数▲") && order(stage, "北京试点群", "VIP·上海"))
    stage.press("sssss")
    #expect(stage.text.contains("群名▲"))
  }

  private func order(_ stage: Stage, _ first: String, _ second: String) -> Bool {
    guard let upper = stage.lines.firstIndex(where: { $0.contains(first) }) else { return false }
    return stage.lines[(upper + 1)...].contains { $0.contains(second) }
  }

  // MARK: - Refreshing

  @Test("r refreshes the marked groups, else the one under the cursor")
  func refresh() {
    var stage = stage(owner: Self.zhangwei)
    _ = stage.take()
    let first = pane(stage)?.groups.cursor
    stage.press("r")
    #expect(stage.take() == [.refresh(first.map { [.group($0)] } ?? [])])
    stage.press("a")
    #expect(stage.text.contains("同步已标记的 6 个"))
    stage.press("r")
    guard case .refresh(let scopes)? = stage.take().first else { return #expect(Bool(false), "nothing was asked") }
    #expect(scopes.count == 6 && scopes.contains(.group(Self.sales)))
  }

  @Test("r on an owner refreshes the owner, and on everybody everything")
  func refreshOwner() {
    var stage = stage()
    _ = stage.take()
    stage.press("r")
    #expect(stage.take() == [.refresh([.all])])
    stage.press("jr")
    #expect(stage.take().contains(.refresh([.owner(Self.zhangwei)])))
  }

  @Test("R refreshes what the filter shows, and a whole list as its owner")
  func refreshList() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("R")
    #expect(stage.take().contains(.refresh([.owner(Self.zhangwei)])))
    stage.press("/销售<enter>R")
    #expect(stage.take().contains(.refresh([.group(Self.sales)])))
  }

  @Test("a refresh of thousands of groups is asked about first, and the answer is no until it is chosen")
  func longRefresh() {
    let many = (0..<2001).map { SampleGroup(id: "wr\(100_000 + $0)") }
    var stage = Stage(at: .groups(owner: nil)) { SampleCompany.fill(&$0, with: many) }
    _ = stage.take()
    stage.press("r<enter>")
    #expect(stage.take().isEmpty)
    stage.press("r<left><enter>")
    #expect(stage.take() == [.refresh([.all])])
  }

  // MARK: - What is fetched

  @Test("groups on the screen without details, or with old ones, are fetched first; what scrolls away is dropped")
  func visible() {
    var stage = stage(width: 80, height: 24, owner: UserID(unchecked: "lina"), unread: SampleCompany.unread)
    let asked = stage.take().compactMap { request in if case .visible(let chats) = request { chats } else { nil } }
    #expect(asked.last?.count == 11)
    stage.press("/Weekend<enter>")
    #expect(stage.take().last == .visible([]))
  }

  @Test("nothing is fetched for groups that are up to date")
  func upToDate() {
    var stage = stage(owner: Self.zhangwei)
    let chats = stage.take().compactMap { request in if case .visible(let chats) = request { chats } else { nil } }
    #expect(chats == [[ChatID(unchecked: "wrOgQhDgAA03BBBBBBBBBBBBAAAA")]])
    stage.press("jjk")
    #expect(!stage.take().contains { if case .visible = $0 { true } else { false } })
  }

  @Test("the details are read when they can be seen, once for each group and each change of the groups")
  func details() {
    var stage = stage(width: 80, owner: Self.zhangwei)
    stage.press("j")
    #expect(!stage.take().contains { if case .details = $0 { true } else { false } })
    stage.press("<enter>")
    let chat = pane(stage)?.groups.cursor
    #expect(stage.take() == [.details(chat ?? Self.sales)])
    stage.hear(.answer(.details(chat ?? Self.sales), .details(SampleCompany.details(SampleCompany.groups[0]))))
    stage.press("jk")
    #expect(stage.take().isEmpty)
    stage.hear(.read(reading(GroupsSnapshot(version: 2, SampleCompany.groups))))
    #expect(stage.take() == [.details(chat ?? Self.sales)])
  }

  @Test("a group that is looked at stays when it is gone, and says so")
  func gone() {
    var stage = stage(owner: Self.zhangwei)
    stage.press("/销售<enter><enter>")
    stage.hear(.read(reading(GroupsSnapshot(version: 2, Array(SampleCompany.groups.dropFirst())))))
    #expect(stage.text.contains("销售客服群 17") && stage.text.contains("已不在列表中"))
    stage.hear(.answer(.details(Self.sales), .details(nil)))
    #expect(stage.text.contains("本地数据中已没有这个群"))
  }

  // MARK: - Elsewhere

  @Test("o shows the groups of a group's owner; y copies whole ids")
  func ownerAndCopy() {
    var stage = stage()
    stage.press("<tab>/Weekend<enter>y")
    #expect(stage.app.clipboard == "wrOgQhDgAA09BBBBBBBBBBBBAAAA")
    stage.press("o")
    #expect(stage.lines[0].contains("客户群 › 李娜"))
    stage.press("hy")
    #expect(stage.app.clipboard == "lina")
  }

  @Test("what cannot be done in a part says why")
  func disabled() {
    var stage = stage()
    stage.press("<space>")
    #expect(stage.text.contains("只能在群列表中使用"))
  }

  // MARK: - Sizes

  @Test(
    "the cursor of the part that has the focus is on the screen at every size",
    arguments: [40, 41, 59, 69, 70, 71, 80, 109, 110, 111, 120, 160, 300], [8, 9, 11, 24, 60])
  func sizes(width: Int, height: Int) {
    var stage = stage(width: width, height: height)
    for keys in ["G", "<enter>G", "<enter>G"] {
      stage.press(keys)
      #expect(stage.lines.contains { $0.contains("▌") }, "\(width)×\(height) after \(keys)")
    }
  }

  // MARK: - Keys

  @Test(
    "no key means two things, none is a list's or the program's, and nothing destructive has one",
    arguments: [GroupsPart.owners, .groups, .details])
  func keys(_ part: GroupsPart) {
    var stage = stage(owner: Self.zhangwei)
    stage.press("av")
    for filter in ["", "销售"] {
      var pane = GroupsPane(owner: Self.zhangwei)
      pane.focus = part
      pane.narrow(to: filter, stage.app.world)
      let commands = pane.commands(stage.app.world).map(\.info)
      let keys = commands.flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
      #expect(Set(commands.map(\.id)).count == commands.count)
      #expect(keys.allSatisfy { ListKey($0) == nil })
      let others = stage.app.appCommands.filter { $0.id != AppCommand.back.rawValue }.flatMap(\.keys)
      #expect(Set(keys).isDisjoint(with: others))
      #expect(commands.allSatisfy { !$0.isDestructive })
    }
  }
}
