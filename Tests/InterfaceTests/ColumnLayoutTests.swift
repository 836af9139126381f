import Interface
import Testing

@Suite("Columns of a list")
struct ColumnLayoutTests {
  private func places(_ columns: [TableColumn], _ width: Int) -> [[Int]] {
    ColumnLayout(columns, width: width).slots.map { [$0.column, $0.x, $0.width] }
  }

  private let columns = [
    TableColumn("name", width: .flexible(least: 6, weight: 2)),
    TableColumn("count", .right, width: .fixed(4), dropsAt: 1),
    TableColumn("note", width: .flexible(least: 4), dropsAt: 2),
  ]

  @Test("what is left over is shared out by weight, with two spaces between columns")
  func roomy() {
    #expect(places(columns, 30) == [[0, 0, 14], [1, 16, 4], [2, 22, 8]])
  }

  @Test("one space stands between columns where two would cost a column")
  func tight() {
    #expect(places(columns, 16) == [[0, 0, 6], [1, 7, 4], [2, 12, 4]])
    #expect(places(columns, 18) == [[0, 0, 6], [1, 8, 4], [2, 14, 4]])
  }

  @Test("columns with the highest number go first, and the one without stays, cut if need be")
  func dropped() {
    #expect(places(columns, 15).map(\.first) == [0, 1])
    #expect(places(columns, 10) == [[0, 0, 10]])
    #expect(places(columns, 3) == [[0, 0, 3]])
    #expect(places(columns, 0).isEmpty)
  }

  @Test("of columns with the same number the rightmost goes first")
  func sameNumber() {
    let columns = (0..<3).map { _ in TableColumn("", width: .fixed(5), dropsAt: 1) }
    #expect(places(columns, 12).map(\.first) == [0, 1])
  }

  @Test("no column overlaps another or reaches beyond the width", arguments: -1...40)
  func inside(_ width: Int) {
    var end = 0
    for slot in ColumnLayout(columns, width: width).slots {
      #expect(slot.width > 0)
      #expect(slot.x >= end)
      end = slot.x + slot.width
    }
    #expect(end <= max(0, width))
  }
}
