import Interface
import Model
import Screen
import Services
import Storage
import Testing
import Words

@testable import Console

@Suite("choosing new owners")
struct NewOwnersPaneTests {
  private typealias Sample = SampleHandover

  private static let chats = Set((0..<12).map { SampleHandover.chat($0) })
  private static let selection = HandoverSelection(
    kind: .resigned, oldOwner: SampleHandover.wangqiang, chats: chats)
  private static let asking = Request.newOwners(oldOwner: SampleHandover.wangqiang)

  private func stage(_ owners: [NewOwner]? = SampleHandover.newOwners, authority: Authority = .mayChange) -> Stage {
    var stage = Stage(.zh, width: 120, height: 30, authority: authority, at: .newOwners(Self.selection)) {
      Sample.fill(&$0)
    }
    if let owners {
      _ = stage.take()
      stage.hear(.answer(Self.asking, .newOwners(owners)))
    }
    return stage
  }

  private func request(_ owners: String...) -> Request {
    .plan(
      PlanRequest(
        kind: .resigned, oldOwner: Sample.wangqiang, assignment: .owners(owners.map { UserID(unchecked: $0) }),
        selection: Self.chats))
  }

  @Test("it asks once who may take over, and says that it waits")
  func asks() {
    var stage = stage(nil)
    #expect(stage.take() == [Self.asking])
    #expect(stage.text.contains("正在向企业微信查询"))
    stage.press("j")
    #expect(stage.take().isEmpty)
  }

  @Test("a question that failed can be asked again")
  func retry() {
    var stage = stage(nil)
    _ = stage.take()
    stage.hear(.failed(Self.asking, CancellationError()))
    #expect(stage.text.contains("没有查到谁可以接手"))
    stage.press("r")
    #expect(stage.take() == [Self.asking])
  }

  @Test("who can comes first, with the fewest groups first; who cannot says why")
  func order() {
    let lines = stage().lines
    #expect(lines[3].contains("zhouyu") && lines[4].contains("chenjing") && lines[5].contains("lina"))
    #expect(stage().text.contains("✗ 没有客户联系权限") && stage().text.contains("✗ 就是原群主、已离职"))
    #expect(lines[3].contains("✓ 是否已激活未知"))
  }

  @Test("without marks the plan is for the one under the cursor, with exactly the marked groups")
  func one() {
    var stage = stage()
    stage.press("jj<enter>")
    #expect(stage.take() == [request("lina")])
    stage.hear(.answer(request("lina"), .plan(Sample.plan(12))))
    #expect(stage.app.stack.top.cast(to: PreviewPane.self)?.count == 12)
  }

  @Test("several share the groups so that all own equally many, and the list says how many")
  func several() {
    var stage = stage()
    stage.press(" j ")
    #expect(stage.lines[3].contains("15") && stage.lines[5].contains("88"))
    stage.press("p")
    #expect(stage.take() == [request("zhouyu", "lina")])
  }

  @Test("somebody who cannot take over cannot be marked or chosen, and the reason is said", arguments: [" ", "p"])
  func unfit(_ key: String) {
    var stage = stage()
    stage.press("G" + key)
    #expect(stage.take().isEmpty && stage.text.contains("王强 不能接手：就是原群主、已离职"))
    #expect(stage.app.stack.top.cast(to: NewOwnersPane.self)?.marks.isEmpty == true)
  }

  @Test("marks that the filter hides block the plan until they are shown or dropped")
  func hidden() {
    var stage = stage()
    stage.press(" /chen<enter>p")
    #expect(stage.take().isEmpty && stage.text.contains("先按 H 显示，或按 D 取消"))
    stage.press("Dp")
    #expect(stage.take() == [request("chenjing")])
  }

  @Test("a filter finds by name and userid, whatever the case")
  func filter() {
    var stage = stage()
    stage.press("/李")
    #expect(stage.text.contains("7 人中的 1 人"))
    stage.press("<c-u>CHEN")
    #expect(stage.text.contains("chenjing") && stage.text.contains("7 人中的 1 人"))
    stage.press("<esc>")
    #expect(stage.text.contains("7 人，4 人可接手"))
  }

  @Test("a plan that comes to nothing leaves everything as it is")
  func planFails() {
    var stage = stage()
    stage.press(" p")
    _ = stage.take()
    stage.press("p")
    #expect(stage.take().isEmpty)
    stage.hear(.failed(request("zhouyu"), PlanError.noGroups(Sample.wangqiang)))
    #expect(stage.app.stack.top.cast(to: NewOwnersPane.self)?.marks.count == 1)
    stage.press("p")
    #expect(stage.take() == [request("zhouyu")])
  }

  @Test("a read-only program may preview")
  func readOnly() {
    var stage = stage(authority: .readOnly)
    stage.press("p")
    #expect(stage.take() == [request("zhouyu")])
  }

  @Test("who was marked and is no longer eligible is unmarked when asked again")
  func noLongerEligible() {
    var stage = stage()
    stage.press(" r")
    let owners = [Sample.newOwner("zhouyu", "周瑜", groups: 3, obstacles: [.noCustomerContact]), Sample.newOwners[0]]
    stage.hear(.answer(Self.asking, .newOwners(owners)))
    #expect(stage.app.stack.top.cast(to: NewOwnersPane.self)?.marks.isEmpty == true)
  }
}
