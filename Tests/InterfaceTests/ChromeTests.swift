import Interface
import Model
import Screen
import Testing

@Suite("The lines around a pane")
struct ChromeTests {
  private func title(_ width: Int, _ crumbs: [SafeText], _ status: SafeText) -> String {
    drawn(width, 1) { Chrome.title(on: &$0, y: 0, crumbs: crumbs, status: status) }.lines[0]
  }

  @Test("a title says where one is, and the status stands right")
  func title() {
    #expect(title(40, ["示例公司", "客户群", "张伟"], "只读") == " 示例公司 › 客户群 › 张伟          只读")
  }

  @Test("crumbs give way from the left, and the status last")
  func narrowTitle() {
    let crumbs: [SafeText] = ["示例公司", "客户群", "张伟"]
    #expect(title(28, crumbs, "只读") == " … › 客户群 › 张伟     只读")
    #expect(title(18, crumbs, "只读") == " … › 张伟    只读")
    #expect(title(12, crumbs, "只读") == " 张伟  只读")
    #expect(title(11, crumbs, "只读") == " 张…  只读")
    #expect(title(6, crumbs, "只读") == " 只读")
  }

  private let commands = [
    CommandInfo.sample("a.mark", [.character(" ")], "标记"),
    .sample("a.off", [.character("x")], "取消", disabled: "没有任务"),
    .sample("a.bare", [], "无键"),
    .sample("a.quiet", [.character("y")], "复制", isInFooter: false),
    .sample("a.open", [.enter, .character("l")], "详情"),
  ]
  private let trailing = [
    CommandInfo.sample("back", [.escape], "返回"), .sample("palette", [.character(":")], "命令"),
    .sample("help", [.character("?")], "帮助"),
  ]

  private func footer(_ width: Int) -> String {
    drawn(width, 1) { Chrome.footer(on: &$0, y: 0, commands: commands, trailing: trailing) }.lines[0]
  }

  @Test("the footer names what can be done now, by its first key")
  func footer() {
    #expect(footer(60) == " ␣ 标记  ⏎ 详情  esc 返回  : 命令  ? 帮助")
  }

  @Test("what does not fit whole is left out of the footer, palette and help never")
  func narrowFooter() {
    #expect(footer(42) == " ␣ 标记  ⏎ 详情  esc 返回  : 命令  ? 帮助")
    #expect(footer(41) == " ␣ 标记  ⏎ 详情  : 命令  ? 帮助")
    #expect(footer(24) == " ␣ 标记  : 命令  ? 帮助")
    #expect(footer(23) == " : 命令  ? 帮助")
  }

  private func progress(_ done: Int, _ total: Int, isPlain: Bool = false) -> String {
    drawn(10, 1) {
      Chrome.progress(on: &$0, x: 0, y: 0, width: 10, done: done, total: total, isPlain: isPlain)
    }.lines[0]
  }

  @Test("a progress bar is full only when all is done")
  func progress() {
    #expect(progress(0, 0) == "░░░░░░░░░░")
    #expect(progress(300, 646) == "████░░░░░░")
    #expect(progress(645, 646) == "█████████░")
    #expect(progress(646, 646) == "██████████")
    #expect(progress(700, 646) == "██████████")
    #expect(progress(-1, 646) == "░░░░░░░░░░")
    #expect(progress(323, 646, isPlain: true) == "[####....]")
  }

  @Test(
    "keys have names",
    arguments: [
      (Key.enter, "⏎"), (.character(" "), "␣"), (.escape, "esc"), (.control("l"), "^l"), (.function(1), "F1"),
      (.character("群"), "群"), (.alt("f"), "alt-f"), (.backTab, "shift-tab"), (.up, "↑"),
    ])
  func keyNames(_ key: Key, _ name: String) {
    #expect(Chrome.name(of: key).text == name)
  }

  private func lines(_ text: SafeText, _ width: Int) -> [String] { wrapped(text, width: width).map(\.text) }

  @Test("text is broken between words or between wide characters")
  func wrapping() {
    #expect(lines("a short line", 20) == ["a short line"])
    #expect(lines("the quick brown fox", 10) == ["the quick", "brown fox"])
    #expect(lines("分配后不能撤回", 6) == ["分配后", "不能撤", "回"])
    #expect(lines("在 ID 里 abc", 7) == ["在 ID", "里 abc"])
    #expect(lines("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(lines("", 5) == [""])
    #expect(lines("anything", 0).isEmpty)
  }

  @Test("no line begins with a closing sign")
  func punctuation() {
    #expect(lines("不能撤回，可以", 8) == ["不能撤", "回，可以"])
  }

  @Test("no line is wider than it may be, and no character is lost", arguments: 2...20)
  func wrappedWidths(_ width: Int) {
    let text: SafeText = "新群主在职时可再用 handover 转给别人（90 天内每群最多 2 次）。e\u{301} 🎁🎁 averyveryverylongword"
    let lines = wrapped(text, width: width)
    #expect(lines.allSatisfy { displayWidth(of: $0) <= width })
    #expect(lines.map(\.text).joined().filter { $0 != " " } == text.text.filter { $0 != " " })
  }

  @Test("a paragraph says where the next line is")
  func paragraph() {
    var next = 0
    let frame = drawn(10, 4) { next = Chrome.paragraph(on: &$0, "the quick brown fox", x: 1, y: 1, width: 9) }
    #expect(next == 4 - 1)
    #expect(frame.lines == ["", " the quick", " brown fox", ""])
  }

  @Test("of a text with more lines than there is room for, the last one ends in one ellipsis")
  func cutText() {
    #expect(wrapped("one two three four", width: 9, most: 2) == ["one two", "three…"])
    #expect(wrapped("one twothree four", width: 8, most: 2) == ["one", "twothre…"])
    #expect(wrapped("one two", width: 9, most: 2) == ["one two"])
  }
}
