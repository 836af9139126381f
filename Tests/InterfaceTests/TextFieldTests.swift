import Interface
import Model
import Screen
import Testing

@Suite("A line of text being typed")
struct TextFieldTests {
  private func typed(_ text: String, into field: TextField = TextField()) -> TextField {
    var field = field
    for character in text { _ = field.handle(.key(.character(character))) }
    return field
  }

  private func after(_ keys: Key..., in text: String) -> TextField {
    var field = TextField(text)
    for key in keys { _ = field.handle(.key(key)) }
    return field
  }

  @Test("characters go in where the cursor is")
  func typing() {
    var field = typed("销售")
    #expect(field.handle(.key(.left)) == .moved)
    #expect(field.handle(.key(.character("客"))) == .changed)
    #expect(field.text == "销客售")
    #expect(field.position == 2)
  }

  @Test(
    "keys edit whole characters",
    arguments: [
      ([Key.backspace], "ab c", 4), ([.left, .delete], "ab c", 4), ([.home, .delete], "b cd", 0),
      ([.control("w")], "ab ", 3), ([.control("w"), .control("w")], "", 0), ([.left, .control("u")], "d", 0),
      ([.home, .end], "ab cd", 5), ([.home, .control("e")], "ab cd", 5), ([.home, .backspace], "ab cd", 0),
      ([.delete], "ab cd", 5), ([.right], "ab cd", 5),
    ])
  func editing(_ keys: [Key], _ text: String, _ position: Int) {
    var field = TextField("ab cd")
    for key in keys { _ = field.handle(.key(key)) }
    #expect(field.text == text)
    #expect(field.position == position)
  }

  @Test("a picture made of several scalars is one character")
  func clusters() {
    #expect(after(.backspace, in: "a👨‍👩‍👧").text == "a")
    #expect(after(.left, .backspace, in: "e\u{301}x").text == "x")
  }

  @Test("a mark joins the character before the cursor")
  func marks() {
    var field = typed("e")
    _ = field.handle(.key(.character("\u{301}")))
    #expect(field.position == 1)
    _ = field.handle(.key(.character("x")))
    #expect(field.text == "e\u{301}x")
  }

  @Test("what the keys mean for the pane")
  func outcomes() {
    var field = TextField("a")
    #expect(field.handle(.key(.enter)) == .submitted)
    #expect(field.handle(.key(.escape)) == .cancelled)
    #expect(field.handle(.key(.control("c"))) == .cancelled)
    for key in [Key.up, .down, .tab, .backTab, .pageUp, .function(1), .control("l"), .alt("f")] {
      #expect(field.handle(.key(key)) == .ignored)
    }
    #expect(field.text == "a")
  }

  @Test("a paste becomes one line without control characters, and runs nothing")
  func paste() {
    var field = TextField()
    #expect(field.handle(.paste("会员\r\nVIP\t1\u{1B}[31m\u{0}\n")) == .changed)
    #expect(field.text == "会员 VIP 1[31m ")
    #expect(field.handle(.paste("\u{1B}\u{7F}")) == .moved)
    #expect(field.handle(.key(.character("\u{1}"))) == .moved)
  }

  @Test("no more is taken than the limit")
  func limit() {
    var field = TextField("ab", limit: 4)
    _ = field.handle(.paste(String(repeating: "line\n", count: 10_000)))
    #expect(field.text == "abli")
    #expect(field.handle(.key(.character("x"))) == .moved)
    #expect(field.text == "abli")
    var marks = TextField(limit: 4)
    _ = marks.handle(.paste("e" + String(repeating: "\u{301}", count: 10_000)))
    #expect(marks.text.unicodeScalars.count <= 64)
  }

  private func frame(_ field: TextField, width: Int, isFocused: Bool = true) -> Frame {
    drawn(width + 2, 1) { field.draw(on: &$0, x: 1, y: 0, width: width, isFocused: isFocused) }
  }

  @Test("the terminal's cursor stands where the next character goes")
  func cursor() {
    #expect(frame(TextField("销售"), width: 8).cursor == Point(x: 5, y: 0))
    #expect(frame(after(.left, in: "销售"), width: 8).cursor == Point(x: 3, y: 0))
    #expect(frame(TextField("销售"), width: 8, isFocused: false).cursor == nil)
    #expect(frame(TextField("销售"), width: 8).layers(y: 0) == [.page] + Array(repeating: .field, count: 8) + [.page])
  }

  @Test("a long text is scrolled so that the cursor is visible")
  func scrolling() {
    #expect(frame(TextField("abcdefghij"), width: 5).lines == [" ghij"])
    #expect(frame(TextField("abcdefghij"), width: 5).cursor == Point(x: 5, y: 0))
    #expect(frame(after(.home, in: "abcdefghij"), width: 5).lines == [" abcde"])
    #expect(frame(after(.left, .left, in: "abcdefghij"), width: 5).lines == [" fghij"])
  }

  @Test("the cursor is in the field wherever it is in the text", arguments: 1...12)
  func alwaysVisible(_ width: Int) {
    var field = TextField("销a售e\u{301}b👨‍👩‍👧客c\u{200B}服d")
    for _ in 0...field.text.count {
      #expect(frame(field, width: width).cursor.map { (1...width).contains($0.x) } == true)
      _ = field.handle(.key(.left))
    }
  }

  @Test("a secret is shown as dots")
  func hidden() {
    let field = typed("s群", into: TextField(isHidden: true))
    #expect(frame(field, width: 8).lines == [" ••"])
    #expect(frame(field, width: 8).cursor == Point(x: 3, y: 0))
  }

  @Test("hostile text is drawn clean")
  func hostile() {
    #expect(frame(TextField("a\u{202E}b"), width: 8).lines == [" ab"])
  }

  @Test("a prompt has its hint on the right where there is room")
  func prompt() {
    let prompt = Prompt("/", TextField("销售"))
    func line(_ width: Int) -> String { drawn(width, 1) { prompt.draw(on: &$0, y: 0, hint: "213 中 37") }.lines[0] }
    #expect(line(30) == " /销售              213 中 37")
    #expect(line(20) == " /销售")
    let long = Prompt("在「示例公司」输入数量 646 确认：", TextField("64"))
    #expect(drawn(20, 1) { long.draw(on: &$0, y: 0) }.lines[0] == " 在「示例…64")
  }
}
