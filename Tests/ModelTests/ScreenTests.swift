import Model
import Screen
import Testing

@Suite("Text in columns", .timeLimit(.minutes(5)))
struct ScreenTests {
  @Test(
    "Chinese takes two columns, marks none", arguments: [("abc", 3), ("群主", 4), ("e\u{301}", 1), ("🎁", 2), ("", 0)])
  func width(_ text: String, _ columns: Int) {
    #expect(displayWidth(of: SafeText(text)) == columns)
  }

  @Test("no character is halved where a text is cut", arguments: 0...12)
  func cut(_ width: Int) {
    let cut = SafeText("销a售b客c服").truncated(to: width)
    #expect(displayWidth(of: cut) <= width)
    #expect(displayWidth(of: cut) >= min(width, 11) - 1)
    #expect(displayWidth(of: SafeText("销a售b客c服").padded(to: width)) == width)
  }

  @Test("an id is shortened in its middle")
  func middle() {
    #expect(SafeText("wrOgQhDgAAMYQiS5ol9GAAAA").shortenedInTheMiddle(to: 9).text == "wrOg…AAAA")
    #expect(SafeText("short").shortenedInTheMiddle(to: 9).text == "short")
  }

  private var table: TextTable {
    var table = TextTable([
      TextTable.Column("群主"), TextTable.Column("群", .right), TextTable.Column("群名", narrowest: 6),
    ])
    table.add(["zhangsan", "213", TextTable.Cell(SafeText("销售客服群\u{1B}[31m"))])
    table.add(["li", "1 204"])
    return table
  }

  @Test("a table puts names left and numbers right, and no spaces at the ends of lines")
  func plain() {
    #expect(
      table.lines(width: nil) == [
        "群主         群  群名", "zhangsan    213  销售客服群␛[31m", "li        1 204",
      ])
  }

  @Test("on a narrow terminal only what may be cut is cut")
  func narrow() {
    #expect(table.lines(width: 26).map { displayWidth(of: SafeText($0)) }.max() == 26)
    #expect(table.lines(width: 10)[1] == "zhangsan    213  销售…")
  }

  @Test("cells are painted on a terminal, and the padding is not")
  func painted() {
    let painter = Painter(theme: Theme([.title: Style(attributes: [.bold])]), depth: .sixteen)
    #expect(
      table.lines(width: nil, painter: painter)[0]
        == "\u{1B}[1m群主\u{1B}[0m         \u{1B}[1m群\u{1B}[0m  \u{1B}[1m群名\u{1B}[0m")
    #expect(table.lines(width: nil, painter: painter)[2] == "li        1 204")
  }
}
