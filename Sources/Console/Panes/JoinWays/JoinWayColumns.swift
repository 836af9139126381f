import Interface
import Model
import Screen
import Services
import Storage
import Words

/// The columns of a list of join ways, and what stands in them.
struct JoinWayColumns {
  let columns: [TableColumn]
  private let world: World
  /// Columns the groups have: a name gives way to how many there are.
  private let groupsWidth: Int
  /// A name that is cut in its middle keeps the number at its end.
  private let nextNameWidth: Int
  private let healthWidth: Int

  init(_ world: World, order: JoinWayOrder, width: Int) {
    self.world = world
    let words = world.words
    func title(_ name: SafeText, _ key: JoinWayOrder.Key) -> SafeText {
      key == order.key ? SafeText("\(name)\(order.isDescending ? "▼" : "▲")") : name
    }
    func title(_ term: some Term, _ key: JoinWayOrder.Key? = nil) -> SafeText {
      key.map { title(words[term], $0) } ?? words[term]
    }
    // The arrow comes and goes; the column stays.
    func least(_ term: some Term, _ texts: [SafeText] = []) -> Int {
      texts.reduce(displayWidth(of: words[term]) + 1) { max($0, displayWidth(of: $1)) }
    }
    let scenes = [words.sceneInShort(.qrCode), words.sceneInShort(.button), words.sceneInShort(.init(rawValue: 3))]
    func columns(state: SafeText) -> [TableColumn] {
      [
        TableColumn(title(JoinWayField.remark, .remark), width: .flexible(least: 12, weight: 2)),
        TableColumn(title(JoinWayField.scene), width: .fixed(least(JoinWayField.scene, scenes)), dropsAt: 4),
        TableColumn(title(JoinWayField.chats), width: .flexible(least: 12, weight: 2), dropsAt: 2),
        TableColumn(title(JoinWayPaneTerm.places, .places), .right, width: .fixed(least(JoinWayPaneTerm.places))),
        TableColumn(state, width: .flexible(least: 10, weight: 2), dropsAt: 3),
        TableColumn(title(JoinWayTerm.nextName), width: .flexible(least: 10, weight: 1), dropsAt: 5),
        TableColumn(title(JoinWayTerm.joined, .joined), .right, width: .fixed(least(JoinWayTerm.joined)), dropsAt: 1),
        TableColumn(title(JoinWayTerm.stillIn), .right, width: .fixed(least(JoinWayTerm.stillIn)), dropsAt: 6),
        TableColumn(title(JoinWayTerm.lastJoin, .lastJoin), width: .fixed(least(JoinWayTerm.lastJoin)), dropsAt: 7),
        TableColumn(title(JoinWayTerm.health, .health), width: .flexible(least: 18, weight: 4)),
      ]
    }
    let state = title(JoinWayField.state, .state)
    let whole = columns(state: state)
    // Behind the mark.
    let slots = ColumnLayout(whole, width: width - 5).slots
    func slot(_ column: Int) -> Int { slots.first { $0.column == column }?.width ?? 0 }
    (groupsWidth, nextNameWidth, healthWidth) = (slot(2), slot(5), slot(whole.count - 1))
    // The vendor's name of the field fits everywhere.
    self.columns = displayWidth(of: state) > slot(4) ? columns(state: title("state", .state)) : whole
  }

  func cells(_ row: JoinWayRow) -> [TableCell] {
    let (words, content) = (world.words, row.record.content)
    let health = world.health(of: row, width: healthWidth)
    let isCounted = !content.state.isEmpty
    func count(_ number: Int) -> TableCell { TableCell(isCounted ? words.number(number) : "–") }
    return [
      world.remark(of: row.record), TableCell(words.sceneInShort(content.scene)),
      TableCell(world.groupsInShort(row, width: groupsWidth)),
      TableCell(words.freePlaces(of: row), row.record.hasUsedUpPlaces ? .warning : nil),
      TableCell(SafeText(content.state, limit: 60)),
      TableCell(row.nextName.map { SafeText($0, limit: 60).shortenedInTheMiddle(to: nextNameWidth) } ?? "–"),
      count(row.counts.joined), count(row.counts.stillIn),
      TableCell(row.counts.lastJoin.map { words.age(world.now - $0) } ?? "–"),
      TableCell(health.text, health.role),
    ]
  }
}
