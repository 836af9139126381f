import Interface
import Model
import Screen
import Testing

@Suite("Lists")
struct TableViewTests {
  private let columns = [
    TableColumn("群名", width: .flexible(least: 4)), TableColumn("人数", .right, width: .fixed(4)),
  ]

  /// Rows numbered from `first`, each its own id.
  private func rows(_ count: Int, first: Int = 0) -> Rows<Int> {
    Rows(
      count: count, id: { first + $0 },
      index: { (0..<count).contains($0 - first) ? $0 - first : nil })
  }

  private func settled(_ rows: Rows<Int>, cursor: Int? = nil, height: Int = 5) -> TableView<Int> {
    var table = TableView<Int>(cursor: cursor)
    table.settle(rows, height: height)
    return table
  }

  @Test("a list starts on its first row, or on the row it is told")
  func start() {
    #expect(settled(rows(100)).cursor == 0)
    let table = settled(rows(100), cursor: 50)
    #expect(table.cursor == 50)
    #expect(table.visible(rows(100)).contains(50))
  }

  @Test(
    "keys move the cursor",
    arguments: [
      (Key.character("j"), 51), (.down, 51), (.character("k"), 49), (.up, 49), (.character("g"), 0), (.home, 0),
      (.character("G"), 99), (.end, 99), (.pageDown, 60), (.control("f"), 60), (.pageUp, 40), (.character("J"), 55),
      (.character("K"), 45),
    ])
  func keys(_ key: Key, _ expected: Int) {
    var table = settled(rows(100), cursor: 50, height: 10)
    #expect(table.handle(key, rows(100)) == true)
    table.settle(rows(100), height: 10)
    #expect(table.cursor == expected)
    #expect(table.visible(rows(100)).contains(expected))
  }

  @Test("the cursor stops at both ends, and other keys are left to the pane")
  func ends() {
    var table = settled(rows(3))
    #expect(table.handle(.up, rows(3)) == true)
    #expect(table.cursor == 0)
    #expect(table.handle(.pageDown, rows(3)) == true)
    #expect(table.cursor == 2)
    #expect(table.handle(.character("x"), rows(3)) == false)
    #expect(table.handle(.enter, rows(3)) == false)
  }

  @Test("a page keeps the cursor on its line")
  func page() {
    var table = settled(rows(100), height: 10)
    for _ in 0..<3 { _ = table.handle(.down, rows(100)) }
    _ = table.handle(.pageDown, rows(100))
    table.settle(rows(100), height: 10)
    #expect(table.cursor == 13)
    #expect(table.top == 10)
  }

  @Test("rows that come in above leave the cursor on its row and on its line")
  func refresh() {
    var table = settled(rows(100), cursor: 49)
    for key in [Key.down, .down, .up] {
      _ = table.handle(key, rows(100))
      table.settle(rows(100), height: 5)
    }
    let line = table.cursorIndex - table.top
    table.settle(rows(130, first: -30), height: 5)
    #expect(table.cursor == 50)
    #expect(table.cursorIndex == 80)
    #expect(table.cursorIndex - table.top == line)
  }

  @Test("when the cursor's row is gone, the cursor stays where it was on the screen")
  func gone() {
    var table = settled(rows(100), cursor: 50)
    let without = Rows((0..<100).filter { $0 != 50 })
    table.settle(without, height: 5)
    #expect(table.cursor == 51)
    #expect(table.cursorIndex == 50)
    table.settle(rows(10), height: 5)
    #expect(table.cursor == 9)
  }

  @Test("an empty list has no cursor, and takes its keys all the same")
  func empty() {
    var table = settled(rows(100), cursor: 50)
    table.settle(rows(0), height: 5)
    #expect(table.cursor == nil)
    #expect(table.visible(rows(0)).isEmpty)
    #expect(table.handle(.down, rows(0)) == true)
    table.settle(rows(4), height: 5)
    #expect(table.cursor == 0)
  }

  @Test("the cursor is moved only to rows there are")
  func move() {
    var table = settled(rows(10))
    table.move(to: 7, rows(10))
    #expect(table.cursor == 7)
    table.move(to: 70, rows(10))
    #expect(table.cursor == 7)
    table.move(toIndex: 70, rows(10))
    #expect(table.cursor == 9)
  }

  @Test("a key and a drawing ask for no row that is not on the screen")
  func virtual() {
    var asked: [Int] = []
    var found = 0
    let rows = Rows<Int>(
      count: 1_000_000,
      id: {
        asked.append($0)
        return $0
      },
      index: {
        found += 1
        return $0
      })
    var table = TableView<Int>(cursor: 500_000)
    table.settle(rows, height: 5)
    _ = table.handle(.down, rows)
    table.settle(rows, height: 5)
    #expect(asked.count <= 2)
    #expect(found <= 3)
    asked = []
    var made: [Int] = []
    _ = drawn(20, 6) { canvas in
      table.draw(on: &canvas, rows, columns: columns, isFocused: true) {
        made.append($0)
        return ["a", "1"]
      }
    }
    #expect(made == Array(table.visible(rows)))
    #expect(asked == made)
  }

  private func frame(isFocused: Bool, marked: Set<Int>? = nil) -> Frame {
    var table = settled(rows(2), height: 3)
    _ = table.handle(.down, rows(2))
    let cells: [[TableCell]] = [["销售客服群", "198"], [TableCell("会员", .warning), "74"]]
    return drawn(20, 4) {
      table.draw(
        on: &$0, rows(2), columns: columns, isFocused: isFocused, isMarked: marked.map { ids in { ids.contains($0) } }
      ) { cells[$0] }
    }
  }

  @Test("titles and cells stand in their columns, numbers right")
  func drawing() {
    #expect(
      frame(isFocused: true).lines == [
        " 群名           人数", " 销售客服群      198", "▌会员             74", "",
      ])
  }

  @Test("the focused row is seen without colours, and the terminal's cursor is on it")
  func focus() {
    let focused = frame(isFocused: true)
    #expect(focused.cursor == Point(x: 0, y: 2))
    // What names the row; the other columns stay as they are, which keeps a move of the cursor short on the wire.
    let name = 14
    #expect(focused.layers(y: 2).prefix(name).allSatisfy { $0 == .cursor })
    #expect(focused.layers(y: 2).dropFirst(name).allSatisfy { $0 == .page })
    #expect(focused.layers(y: 0).allSatisfy { $0 == .bar })
    #expect(focused.layers(y: 1).allSatisfy { $0 == .page })
    #expect(focused[1, 2].look.role == .warning)
    let other = frame(isFocused: false)
    #expect(other.cursor == nil)
    #expect(other.lines[2] == " 会员             74")
    #expect(other.layers(y: 2).prefix(name).allSatisfy { $0 == .faint })
  }

  @Test("marks stand before the first column")
  func marks() {
    #expect(
      frame(isFocused: true, marked: [0]).lines == [
        "     群名       人数", " [x] 销售客服…   198", "▌[ ] 会员         74", "",
      ])
  }
}
