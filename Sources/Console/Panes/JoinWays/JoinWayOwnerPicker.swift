import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Chooses whose groups come in for another owner's: somebody in office who has groups that take people. The others are
/// shown behind them, with the reason.
struct JoinWayOwnerPicker: Sendable, Equatable {
  /// Whose groups go out; cannot be chosen.
  let old: UserID
  private var all: [Candidate] = []
  private var shown = IndexedRows<Candidate>()
  private var table = TableView<UserID>()
  private var filter = ""
  private var prompt: FilterPrompt?
  /// Of the groups the candidates were counted in.
  private var version: Int64?

  private struct Candidate: Sendable, Equatable, Identifiable {
    let id: UserID
    let name: SafeText
    let hasResigned: Bool
    /// Groups that take people by scanning.
    let open: Int
    var isChoosable: Bool { !hasResigned && open > 0 }
  }

  init(insteadOf old: UserID) { self.old = old }

  enum Outcome: Sendable, Equatable {
    case open, cancelled
    case chosen(UserID)
    /// Their groups cannot come in.
    case impossible(SafeText)
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> Outcome {
    if var prompt {
      let change = prompt.handle(input)
      self.prompt = change.isOpen ? prompt : nil
      filter = change.filter
      narrow()
      if change.isForList, case .key(let key) = input { _ = table.handle(key, shown.rows) }
      return .open
    }
    guard case .key(let pressed) = input else { return .open }
    switch pressed.folded {
    case .escape, .control("c"), .character("q"): return .cancelled
    case .character("/"): prompt = FilterPrompt(filter)
    case .enter:
      guard let candidate = shown[table.cursor] else { return .open }
      guard !candidate.isChoosable else { return .chosen(candidate.id) }
      return .impossible(world.words.cannotReplace(candidate.name, note(candidate, world)))
    case let key: _ = table.handle(key, shown.rows)
    }
    return .open
  }

  mutating func settle(height: Int, _ world: World) {
    if version != world.groups.version {
      version = world.groups.version
      all = Self.candidates(insteadOf: old, world)
      narrow()
    }
    table.settle(shown.rows, height: max(1, height - 3))
  }

  private mutating func narrow() {
    let part = filter.lowercased()
    shown = IndexedRows(
      all.filter { candidate in
        part.isEmpty || candidate.id.rawValue.lowercased().contains(part)
          || candidate.name.text.lowercased().contains(part)
      })
  }

  /// Those with the most open groups first.
  private static func candidates(insteadOf old: UserID, _ world: World) -> [Candidate] {
    let (groups, warning) = (world.groups, world.company?.limits.scanWarning ?? 0)
    var open: [UserID: Int] = [:]
    for row in 0..<Int32(groups.count) {
      guard let members = groups.members(row), members < warning, let owner = groups.owner(row) else { continue }
      open[owner, default: 0] += 1
    }
    let all = world.owners.filter { $0.userID != old }.map { owner in
      Candidate(
        id: owner.userID, name: world.person(owner.userID), hasResigned: owner.hasResigned,
        open: open[owner.userID] ?? 0)
    }
    return all.sorted { left, right in
      if left.isChoosable != right.isChoosable { return left.isChoosable }
      return (-left.open, left.id) < (-right.open, right.id)
    }
  }

  private func note(_ candidate: Candidate, _ world: World) -> SafeText {
    let words = world.words
    if candidate.hasResigned { return words.ownerHasResigned }
    return candidate.open == 0 ? words.noOpenGroupsHere : words.openGroupsOf(candidate.open)
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    canvas.write(words.chooseReplacement(world.person(old)), x: 1, y: 0, width: canvas.width - 2, role: .title)
    let list = Rect(x: 0, y: 1, width: min(70, canvas.width), height: canvas.height - 2)
    canvas.draw(in: list) { part in
      guard !shown.all.isEmpty else {
        return part.paragraph([words.nothingMatches(SafeText(filter, limit: 40))], isFocused: true, role: .dim)
      }
      let columns = [
        TableColumn(words[GroupTerm.owner], width: .flexible(least: 10)),
        TableColumn("", width: .flexible(least: 14)),
      ]
      table.draw(on: &part, shown.rows, columns: columns, isFocused: true) { index in
        let candidate = shown.all[index]
        let role: Role = candidate.isChoosable ? .text : .dim
        return [TableCell(candidate.name, role), TableCell(note(candidate, world), role)]
      }
    }
    if let prompt { return prompt.prompt.draw(on: &canvas, y: canvas.height - 1, hint: words.ownerFilterHint) }
    canvas.write(words.pickerKeys(isSingle: true), x: 1, y: canvas.height - 1, width: canvas.width - 2, role: .dim)
  }
}
