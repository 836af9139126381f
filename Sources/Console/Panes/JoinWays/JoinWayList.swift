import Interface
import Model
import Screen
import Services
import Storage
import Words

extension JoinWayRow: Identifiable {
  package var id: JoinWayID { record.id }
}

/// The left part of the join ways' pane.
struct JoinWayList: Sendable, Equatable {
  private(set) var table: TableView<JoinWayID>
  private(set) var shown = IndexedRows<JoinWayRow>()
  private(set) var marks = Marks<JoinWayID>()
  /// Marked ones that are not in the list.
  private(set) var hiddenMarks = 0
  /// Rows before they were narrowed.
  private(set) var total = 0
  /// As it was typed.
  private(set) var filterText = ""
  private(set) var order = JoinWayOrder(.remark)
  /// What the rows depend on.
  private var key: Key?

  private struct Key: Sendable, Hashable {
    var version: Int
    var filter: JoinWayFilter
    var order: JoinWayOrder
    var words: Catalogue
  }

  init(cursor: JoinWayID?) { table = TableView(cursor: cursor) }

  var cursor: JoinWayID? { table.cursor }
  var row: JoinWayRow? { shown[table.cursor] }

  /// What a command is for: the marked ones in the registry's order, else the one under the cursor.
  func chosen(_ world: World) -> [JoinWayRow] {
    marks.isEmpty ? [row].compactMap(\.self) : world.joinWays.rows.filter { marks.contains($0.record.id) }
  }

  // MARK: - Changes

  mutating func narrow(to text: String) { filterText = text }
  mutating func sort(by order: JoinWayOrder) { self.order = order }
  mutating func reverse() { order.isDescending.toggle() }
  mutating func move(to id: JoinWayID) { table.move(to: id, shown.rows) }
  mutating func handle(_ key: Screen.Key) -> Bool { table.handle(key, shown.rows) }

  mutating func settle(height: Int, _ world: World) {
    // Before there are rows the chosen one would be lost.
    guard world.isLoaded else { return }
    let key = Key(
      version: world.joinWays.version, filter: JoinWayFilter(filterText), order: order, words: world.words)
    if key != self.key {
      if self.key?.version != key.version { marks.keep { world.joinWays[$0] != nil } }
      self.key = key
      total = world.joinWays.rows.count
      shown = IndexedRows(order.sorted(world.joinWays.rows).filter { key.filter.lets($0, world) })
      count()
    }
    table.settle(shown.rows, height: height)
  }

  private mutating func count() { hiddenMarks = marks.ids.count { !shown.contains($0) } }

  // MARK: - Marks

  mutating func mark(_ change: (inout Marks<JoinWayID>, Rows<JoinWayID>) -> Void) {
    change(&marks, shown.rows)
    count()
  }

  mutating func toggleMark() {
    guard let cursor else { return }
    mark { marks, _ in marks.toggle(cursor) }
    _ = table.handle(.down, shown.rows)
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World, isFocused: Bool) {
    let columns = JoinWayColumns(world, order: order, width: canvas.width)
    table.draw(
      on: &canvas, shown.rows, columns: columns.columns, isFocused: isFocused, isMarked: marks.contains
    ) { columns.cells(shown.all[$0]) }
  }
}
