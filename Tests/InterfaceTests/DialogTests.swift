import Interface
import Model
import Screen
import Testing

@Suite("Dialogs")
struct DialogTests {
  private let dialog = Dialog(
    "分配 · 示例公司", lines: ["646 个群 → 李娜、陈静", "分配后不能撤回。"],
    answers: [Dialog.Answer("start", "Start"), Dialog.Answer("cancel", "Cancel")])

  private func answer(_ keys: Key...) -> String? {
    var dialog = dialog
    for key in keys.dropLast() { _ = dialog.handle(.key(key)) }
    return keys.last.flatMap { dialog.handle(.key($0)) }
  }

  @Test("enter on a new dialog changes nothing, as escape and ctrl-c do anywhere")
  func startsOnCancel() {
    #expect(answer(.enter) == "cancel")
    #expect(answer(.left, .escape) == "cancel")
    #expect(answer(.left, .control("c")) == "cancel")
  }

  @Test(
    "keys choose an answer",
    arguments: [Key.left, .up, .character("h"), .character("k"), .tab, .backTab, .character("ｈ")])
  func choosing(_ key: Key) {
    #expect(answer(key, .enter) == "start")
  }

  @Test("arrows stop at both ends, also with full-width letters")
  func ends() {
    #expect(answer(.right, .enter) == "cancel")
    #expect(answer(.left, .left, .character("ｌ"), .enter) == "cancel")
  }

  @Test("a paste answers nothing, nor does any other key")
  func paste() {
    var dialog = dialog
    _ = dialog.handle(.key(.left))
    #expect(dialog.handle(.paste("\n\ny\n")) == nil)
    #expect(dialog.handle(.key(.character("y"))) == nil)
    #expect(dialog.selected == 0)
  }

  @Test("a dialog stands in the middle, and the choice is seen without colours")
  func drawing() {
    let frame = drawn(34, 8) { dialog.draw(on: &$0) }
    #expect(
      frame.lines == [
        "", "    ┌─ 分配 · 示例公司 ─────┐", "    │ 646 个群 → 李娜、陈静 │", "    │ 分配后不能撤回。      │",
        "    │                       │", "    │   Start    [ Cancel ] │", "    └───────────────────────┘", "",
      ])
    #expect(frame.cursor == Point(x: 17, y: 5))
    #expect(frame[17, 5].look.layer == .cursor)
    #expect(frame[8, 5].look.layer == .dialog)
  }

  @Test("where the room is short, answers stand below each other and lines are left out")
  func narrow() {
    let frame = drawn(20, 5) { dialog.draw(on: &$0) }
    #expect(
      frame.lines == [
        "┌─ 分配 · 示例公… ─┐", "│ …                │", "│   Start          │", "│ [ Cancel ]       │",
        "└──────────────────┘",
      ])
    #expect(drawn(12, 2) { dialog.draw(on: &$0) }.lines == ["  Start", "[ Cancel ]"])
    #expect(drawn(12, 1) { dialog.draw(on: &$0) }.lines == ["[ Cancel ]"])
  }
}
