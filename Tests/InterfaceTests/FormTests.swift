import Interface
import Model
import Screen
import Testing

@Suite("Forms")
struct FormTests {
  private let form = Form([
    .init("name", "备注", hint: "给同事看的名字", .text(TextField())),
    .init("scene", "场景", .choice([.init("qr", "群二维码"), .init("mini", "小程序按钮")], selected: 0)),
    .init("auto", "自动新建群", .toggle(false)),
  ])

  private func after(_ keys: Key...) -> Form {
    var form = form
    for key in keys { _ = form.handle(.key(key)) }
    return form
  }

  @Test("tab, down and enter go to the next field, back-tab and up to the one before; tab goes around")
  func focus() {
    for key in [Key.tab, .down, .enter] { #expect(after(key).focus == 1) }
    for key in [Key.backTab, .up] { #expect(after(.tab, .tab, key).focus == 1) }
    #expect(after(.tab, .tab, .tab).focus == 0)
    #expect(after(.backTab).focus == 2)
    #expect(after(.up).focus == 0)
    #expect(after(.down, .down, .down).focus == 2)
    var form = form
    form.focus(on: "auto")
    #expect(form.focus == 2)
    form.focus(on: "none")
    #expect(form.focus == 2)
  }

  @Test("enter on the last field submits, ctrl-o anywhere, and escape and ctrl-c cancel")
  func outcomes() {
    var form = after(.tab, .tab)
    #expect(form.handle(.key(.enter)) == .submitted)
    form = self.form
    #expect(form.handle(.key(.enter)) == .moved)
    #expect(form.handle(.key(.control("o"))) == .submitted)
    #expect(form.handle(.key(.escape)) == .cancelled)
    #expect(form.handle(.key(.control("c"))) == .cancelled)
    #expect(form.handle(.key(.function(5))) == .ignored)
  }

  @Test("what was entered is read by field")
  func values() {
    var form = form
    #expect(form.handle(.paste("门店 A\n海报")) == .changed)
    #expect(form.value("name") == "门店 A 海报")
    #expect(form.value("scene") == "qr")
    #expect(form.value("auto") == "false")
    #expect(form.value("none") == "")
    _ = form.handle(.key(.tab))
    _ = form.handle(.key(.right))
    #expect(form.value("scene") == "mini")
    _ = form.handle(.key(.tab))
    _ = form.handle(.key(.character("　")))
    #expect(form.value("auto") == "true")
  }

  @Test("a choice goes around, and takes no text")
  func choice() {
    #expect(after(.tab, .left).value("scene") == "mini")
    #expect(after(.tab, .right, .right).value("scene") == "qr")
    #expect(after(.tab, .character(" ")).value("scene") == "mini")
    var form = after(.tab)
    #expect(form.handle(.key(.character("x"))) == .ignored)
    #expect(form.handle(.paste(" ")) == .ignored)
    #expect(form.isDirty == false)
  }

  @Test("a form is dirty once something was changed, and a changed field is no longer wrong")
  func dirty() {
    var form = form
    form.fields[0].fault = "已有同名"
    form.fields[2].fault = "不可用"
    _ = form.handle(.key(.left))
    _ = form.handle(.key(.tab))
    #expect(!form.isDirty)
    #expect(form.fields[0].fault != nil)
    _ = form.handle(.key(.backTab))
    _ = form.handle(.key(.character("x")))
    #expect(form.isDirty)
    #expect(form.fields[0].fault == nil)
    #expect(form.fields[2].fault == "不可用")
  }

  @Test("labels stand in a column, the focus is seen without colours, hint and fault are below their field")
  func drawing() {
    var form = form
    form.fields[0].fault = "已有同名"
    let frame = drawn(50, 6) { form.draw(on: &$0, isFocused: true) }
    #expect(
      frame.lines == [
        "▌备注", "             已有同名", "             给同事看的名字", " 场景        (•) 群二维码  ( ) 小程序按钮",
        " 自动新建群  [ ]", "",
      ])
    #expect(frame.cursor == Point(x: 13, y: 0))
    #expect(frame[13, 1].look.role == .error)
    let other = drawn(50, 6) { form.draw(on: &$0, isFocused: false) }
    #expect(other.cursor == nil)
    #expect(other.lines[0] == " 备注")
  }

  @Test("where choices do not fit beside each other, the selected one is shown alone")
  func narrowChoice() {
    let frame = drawn(30, 4) { after(.tab).draw(on: &$0, isFocused: true) }
    #expect(frame.lines[1] == "▌场景        ‹ 群二维码 ›")
    #expect(frame.cursor == Point(x: 13, y: 1))
  }

  @Test("the focused field is on the screen, however low that is", arguments: 1...5)
  func scrolling(_ height: Int) {
    var form = Form((0..<12).map { .init("f\($0)", SafeText("field \($0)"), hint: "a hint", .text(TextField())) })
    for index in 0..<12 {
      form.focus(on: "f\(index)")
      let frame = drawn(40, height) { form.draw(on: &$0, isFocused: true) }
      #expect(frame.cursor.map { frame.lines[$0.y].hasPrefix("▌field \(index)") } == true)
    }
  }
}
