import Interface
import Model
import Screen
import Services
import Words

/// Chooses groups out of all there are: narrowed as in the list of groups, each with its members and how far it is from the
/// scan limit.
struct JoinWayGroupPicker: Sendable, Equatable {
  /// In the order they were chosen: automatically created groups get the first one's owner.
  private(set) var chosen: [ChatID]
  /// How many may be chosen.
  let most: Int
  private var rows = GroupRows.none
  private var table = TableView<ChatID>()
  private var filterText = ""
  private var order = GroupOrder(.members)
  private(set) var prompt: FilterPrompt?

  init(_ chosen: [ChatID], most: Int) {
    self.chosen = chosen
    self.most = most
  }

  var cursor: ChatID? { table.cursor }

  enum Outcome: Sendable, Equatable {
    case open, accepted, cancelled
    /// No more than ``most`` can be chosen.
    case tooMany
  }

  /// Space chooses, enter accepts, `/` narrows, `s` sorts.
  mutating func handle(_ input: InputEvent) -> Outcome {
    if var prompt {
      let change = prompt.handle(input)
      self.prompt = change.isOpen ? prompt : nil
      filterText = change.filter
      if change.isForList, case .key(let key) = input { _ = table.handle(key, rows.list) }
      return .open
    }
    guard case .key(let pressed) = input else { return .open }
    switch pressed.folded {
    case .escape, .control("c"), .character("q"): return .cancelled
    case .enter:
      if most == 1 { chosen = [table.cursor].compactMap(\.self) }
      return .accepted
    case .character(" "): return toggle()
    case .character("/"): prompt = FilterPrompt(filterText)
    case .character("s"): order = order.key == .members ? GroupOrder(.name) : GroupOrder(.members)
    case let key: _ = table.handle(key, rows.list)
    }
    return .open
  }

  private mutating func toggle() -> Outcome {
    guard let cursor = table.cursor else { return .open }
    if let index = chosen.firstIndex(of: cursor) {
      chosen.remove(at: index)
    } else if chosen.count < most {
      chosen.append(cursor)
    } else {
      return .tooMany
    }
    _ = table.handle(.down, rows.list)
    return .open
  }

  mutating func settle(height: Int, _ world: World) {
    let key = GroupRows.Key(
      version: world.groups.version, owner: .everybody, filter: GroupFilter(filterText), order: order)
    if key != rows.key { rows = GroupRows(key, world, before: rows) }
    table.settle(rows.list, height: max(1, height - 3))
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let list = Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 2)
    let names = chosen.map { (world.joinWayGroupName($0) ?? SafeText($0)).text }.joined(separator: " · ")
    let head = most == 1 ? words.chooseNewGroup : words.groupsChosen(chosen.count, of: most, SafeText(names))
    canvas.write(
      head, x: 1, y: 0, width: canvas.width - 2, role: chosen.count == JoinWayContent.mostChats ? .warning : .title)
    canvas.draw(in: list) { part in
      guard !rows.isEmpty else {
        let text = rows.total == 0 ? words.neverRefreshed : words.nothingMatches(SafeText(filterText, limit: 40))
        return part.paragraph([text], isFocused: true, role: .dim)
      }
      let columns = [
        TableColumn(words[GroupTerm.groupName], width: .flexible(least: 15, weight: 3)),
        TableColumn(
          words[GroupTerm.members], .right, width: .fixed(max(7, displayWidth(of: words[GroupTerm.members])))),
        TableColumn(words.roomTitle, .right, width: .fixed(max(6, displayWidth(of: words.roomTitle)))),
        TableColumn(words[GroupTerm.fullness], width: .fixed(12), dropsAt: 1),
        TableColumn(words[GroupTerm.owner], width: .flexible(least: Self.ownerWidth), dropsAt: 2),
      ]
      table.draw(
        on: &part, rows.list, columns: columns, isFocused: true, isMarked: most == 1 ? nil : { chosen.contains($0) }
      ) { cells(rows.row(at: $0), world) }
    }
    if let prompt { return prompt.prompt.draw(on: &canvas, y: canvas.height - 1, hint: words.groupFilterKeys) }
    let typed = filterText.isEmpty ? "" : "/\(SafeText(filterText, limit: 40)) · "
    canvas.write(
      SafeText("\(typed)\(words.pickerKeys(isSingle: most == 1))"), x: 1, y: canvas.height - 1, width: canvas.width - 2,
      role: .dim)
  }

  private static let ownerWidth = 16

  private func cells(_ row: Int32, _ world: World) -> [TableCell] {
    let (words, groups) = (world.words, rows.snapshot)
    let members = groups.members(row)
    let fullness = world.fullness(members: members)
    let name = groups.name(row)
    let limit = world.company?.limits.scan ?? 0
    return [
      name.isEmpty
        ? TableCell(SafeText(groups.chatID(row)).shortenedInTheMiddle(to: 12), .dim)
        : TableCell(SafeText(name, limit: 120)),
      TableCell(members.map(words.number) ?? "–"), TableCell(members.map { words.number(max(0, limit - $0)) } ?? "–"),
      fullness.map { TableCell(words.inShort($0), $0.role) } ?? "",
      groups.owner(row).map { world.ownerCell($0, width: Self.ownerWidth) } ?? "–",
    ]
  }
}
