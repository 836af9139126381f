import Interface
import Model
import Screen
import Testing

@Suite("Help")
struct HelpViewTests {
  private let sections = [
    HelpView.Section(
      "客户群",
      [
        .sample("open", [.enter, .character("l")], "详情", help: "打开这个群的详情"),
        .sample("pause", [.character("p")], "暂停", help: "暂停任务", disabled: "没有任务"),
      ]), HelpView.Section("Everywhere", [.sample("help", [.character("?")], "Help", help: "All commands")]),
  ]

  @Test("commands stand with their keys, names and help, and say why they cannot be done")
  func drawing() {
    let frame = drawn(50, 8) { HelpView().draw(on: &$0, sections) }
    #expect(
      frame.lines == [
        " 客户群", " ⏎ l  详情  打开这个群的详情", " p    暂停  暂停任务", "            没有任务", "", " Everywhere",
        " ?    Help  All commands", "",
      ])
    #expect(frame[12, 3].look.role == .warning)
    #expect(frame.cursor == Point(x: 0, y: 0))
    #expect(HelpView().lines(sections, width: 50) == 7)
  }

  @Test("on a narrow screen help stands below the name")
  func narrow() {
    #expect(
      drawn(20, 4) { HelpView().draw(on: &$0, sections) }.lines == [
        " 客户群", " ⏎ l  详情", "      打开这个群的", "      详情",
      ])
  }

  @Test("it scrolls as lists do, and stops at the end")
  func scrolling() {
    var help = HelpView()
    for (key, top) in [(Key.down, 1), (.pageDown, 4), (.up, 3), (.character("G"), 4), (.character("g"), 0)] {
      #expect(help.handle(.key(key), lines: 7, height: 3) == true)
      #expect(help.top == top)
    }
    #expect(help.handle(.key(.end), lines: 2, height: 3) == true)
    #expect(help.top == 0)
  }

  @Test("where it was scrolled too far for a larger screen, the last lines are shown")
  func resized() {
    var help = HelpView()
    _ = help.handle(.key(.end), lines: 7, height: 2)
    #expect(drawn(50, 7) { help.draw(on: &$0, sections) }.lines.first == " 客户群")
  }

  @Test("escape, q, ? and ctrl-c close it; other keys and pastes do not")
  func closing() {
    var help = HelpView()
    for key in [Key.escape, .character("q"), .character("?"), .character("？"), .control("c"), .function(1)] {
      #expect(help.handle(.key(key), lines: 7, height: 3) == false)
    }
    #expect(help.handle(.key(.character("x")), lines: 7, height: 3) == true)
    #expect(help.handle(.paste("q"), lines: 7, height: 3) == true)
  }
}
