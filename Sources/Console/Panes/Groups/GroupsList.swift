import Interface
import Model
import Screen
import Services
import Words

/// The middle part of the groups pane: the groups of whoever is chosen.
struct GroupsList: Sendable, Equatable {
  private var table = TableView<ChatID>()
  private(set) var rows = GroupRows.none
  private(set) var marks = Marks<ChatID>()
  /// Marked groups that are not in the list. Marking changes only what is in it, so this changes with the list alone.
  private(set) var hiddenMarks = 0
  /// As it was typed.
  private(set) var filterText = ""
  private var filter = GroupFilter("")
  private(set) var order = GroupOrder(.name)
  private var isStale = true

  /// Nil while the list is empty.
  var cursor: ChatID? { table.cursor }
  var owner: OwnerChoice { rows.key?.owner ?? .everybody }

  /// The cursor's row of ``GroupRows/snapshot``.
  var cursorRow: Int32? { cursor.flatMap(rows.place).map(rows.row) }

  /// Groups with their details missing or older than that are fetched while they are on the screen.
  private static let lifetime = TimeSpan.hours(1)

  /// Rows of ``GroupRows/snapshot`` that are on the screen.
  var visible: [Int32] { table.visible(rows.list).map(rows.row) }

  /// Of these rows, the groups whose details should be fetched now.
  func needed(_ rows: [Int32], now: Timestamp) -> [ChatID] {
    let snapshot = self.rows.snapshot
    return rows.filter { row in snapshot.refreshedAt(row).map { now - $0 > Self.lifetime } ?? true }
      .map(snapshot.chatID)
  }

  // MARK: - Changes

  /// Names the filter looks at may have changed.
  mutating func invalidate() { isStale = isStale || !filter.owners.isEmpty }

  mutating func narrow(to text: String) {
    filterText = text
    filter = GroupFilter(text)
  }

  mutating func sort(by order: GroupOrder) { self.order = order }
  mutating func reverse() { order.isDescending.toggle() }

  mutating func handle(_ key: Key) -> Bool { table.handle(key, rows.list) }

  mutating func settle(owner: OwnerChoice, height: Int, _ world: World) {
    let key = GroupRows.Key(version: world.groups.version, owner: owner, filter: filter, order: order)
    if isStale || key != rows.key {
      isStale = false
      let hasOtherOwner = self.owner != owner
      if rows.key?.version != key.version { marks.keep { world.groups.row(of: $0) != nil } }
      rows = GroupRows(key, world, before: rows)
      hiddenMarks = marks.count - marksInList()
      // Another owner's list begins at its beginning, unless the same group is in it.
      if hasOtherOwner, table.cursor.flatMap(rows.place) == nil { table = TableView() }
    }
    table.settle(rows.list, height: height)
  }

  // MARK: - Marks

  private func marksInList() -> Int {
    marks.count < rows.count
      ? marks.ids.count { rows.place(of: $0) != nil } : rows.chats.count(where: marks.contains)
  }

  mutating func toggleMark() {
    guard let cursor else { return }
    marks.toggle(cursor)
    _ = table.handle(.down, rows.list)
  }

  mutating func markRange() {
    guard let cursor else { return }
    marks.range(at: cursor, rows: rows.list)
  }

  mutating func endRange() { marks.endRange() }
  mutating func markAll() { marks.add(rows.chats) }
  mutating func invertMarks() { marks.invert(among: rows.chats) }
  mutating func removeMarks() {
    marks.removeAll()
    hiddenMarks = 0
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World, isFocused: Bool) {
    let table = GroupListColumns(world, order: order, hasOwner: owner == .everybody)
    self.table.draw(
      on: &canvas, rows.list, columns: table.columns, isFocused: isFocused, isMarked: marks.contains
    ) { place in table.cells(rows.row(at: place), rows.snapshot) }
  }
}
