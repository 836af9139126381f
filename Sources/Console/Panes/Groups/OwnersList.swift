import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Whose groups are listed.
enum OwnerChoice: Sendable, Hashable {
  case everybody
  case owner(UserID)

  /// Nil for everybody.
  var user: UserID? {
    if case .owner(let user) = self { user } else { nil }
  }
}

/// The left part of the groups pane: everybody, then each owner.
struct OwnersList: Sendable, Equatable {
  private var table: TableView<OwnerChoice>
  private var ids: [OwnerChoice] = [.everybody]
  private var places: [OwnerChoice: Int] = [.everybody: 0]
  private var isStale = true
  /// A part of names and userids; empty for all.
  private(set) var filter = ""

  init(_ choice: OwnerChoice) { table = TableView(cursor: choice) }

  /// Whose groups are to be listed.
  var choice: OwnerChoice { table.cursor ?? .everybody }
  /// Owners in the list.
  var count: Int { ids.count - 1 }
  /// Owners before they were narrowed.
  private(set) var total = 0

  private var rows: Rows<OwnerChoice> {
    Rows(count: ids.count, id: { [ids] in ids[$0] }, index: { [places] in places[$0] })
  }

  /// The owners may have changed.
  mutating func invalidate() { isStale = true }

  mutating func narrow(to filter: String, _ world: World) {
    self.filter = filter
    isStale = true
    update(world)
    // The first that matches, not everybody.
    if !filter.isEmpty { table.move(toIndex: 1, rows) }
  }

  mutating func choose(_ choice: OwnerChoice, _ world: World) {
    if places[choice] == nil { narrow(to: "", world) }
    table.move(to: choice, rows)
  }

  mutating func handle(_ key: Key) -> Bool { table.handle(key, rows) }

  mutating func settle(height: Int, _ world: World) {
    // Before there are owners the chosen one would be lost.
    guard world.isLoaded else { return }
    update(world)
    table.settle(rows, height: height)
  }

  private mutating func update(_ world: World) {
    guard isStale else { return }
    isStale = false
    total = world.owners.count
    let part = filter.lowercased()
    let owners = world.owners.filter { owner in
      part.isEmpty || owner.userID.rawValue.lowercased().contains(part)
        || owner.name?.lowercased().contains(part) == true
    }
    ids = [.everybody] + owners.map { .owner($0.userID) }
    places = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }

  func draw(on canvas: inout Canvas, _ world: World, isFocused: Bool) {
    let words = world.words
    let columns = [
      TableColumn(words[GroupTerm.owner], width: .flexible(least: 8)),
      TableColumn(words[GroupTerm.groups], .right, width: .fixed(max(5, displayWidth(of: words[GroupTerm.groups])))),
      TableColumn("", width: .fixed(1), role: .warning),
    ]
    let nameWidth = ColumnLayout(columns, width: canvas.width - 1).slots.first?.width ?? 0
    table.draw(on: &canvas, rows, columns: columns, isFocused: isFocused) { index in
      cells(ids[index], world, nameWidth: nameWidth)
    }
  }

  private func cells(_ choice: OwnerChoice, _ world: World, nameWidth: Int) -> [TableCell] {
    let words = world.words
    guard let user = choice.user else {
      return [TableCell(words[GroupsTerm.everybody]), TableCell(words.number(world.groups.count)), ""]
    }
    guard let owner = world.ownersByID[user] else { return [TableCell(world.person(user)), "–", ""] }
    let hasWaiting = owner.hasResigned && owner.waiting > 0
    return [
      TableCell(name(of: owner, world, width: nameWidth)), TableCell(words.number(owner.groups)),
      hasWaiting ? "⚠" : "",
    ]
  }

  /// A name gives way to the mark behind it.
  private func name(of owner: OwnerRecord, _ world: World, width: Int) -> SafeText {
    let name = world.person(owner.userID)
    guard owner.hasResigned else { return name }
    let mark = world.words[GroupsTerm.resigned]
    return SafeText("\(name.truncated(to: width - displayWidth(of: mark) - 1)) \(mark)")
  }
}
