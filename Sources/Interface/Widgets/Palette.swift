import Model
import Screen

/// `:` – finds a command by its name, its id or its keys, and completes it.
package struct Palette: Sendable, Hashable {
  package private(set) var field: TextField
  package private(set) var selected: Int

  package init() {
    field = TextField()
    selected = 0
  }

  /// What was typed matches, best first: the id itself, prefix of the id or name, or a key; then anywhere, then letters
  /// in order. All while nothing is typed. Never a destructive command: those are reached through their confirmation
  /// only.
  package func matches(_ commands: [CommandInfo]) -> [CommandInfo] {
    let ranked = commands.filter { !$0.isDestructive }.compactMap { command in
      rank(of: command).map { (rank: $0, command: command) }
    }
    return Rank.allCases.flatMap { rank in ranked.filter { $0.rank == rank }.map(\.command) }
  }

  private enum Rank: CaseIterable { case same, prefix, anywhere, inOrder }

  private func rank(of command: CommandInfo) -> Rank? {
    let key = query
    let letters = key.lowercased()
    let names = [command.id.lowercased(), command.name.text.lowercased()]
    if command.id == letters { return .same }
    if names.contains(where: { $0.hasPrefix(letters) }) { return .prefix }
    if command.keys.contains(where: { Chrome.name(of: $0).text == key }) { return .prefix }
    if names.contains(where: { $0.contains(letters) }) { return .anywhere }
    return names.contains { hasInOrder(letters, $0) } ? .inOrder : nil
  }

  /// What was typed without superfluous spaces, full-width letters as the plain ones.
  private var query: String {
    let plain = field.text.map { character in
      if case .character(let plain) = Key.character(character).folded { plain } else { character }
    }
    return String(plain).split(separator: " ").joined(separator: " ")
  }

  package enum Outcome: Sendable, Hashable {
    case typing
    /// The id of the chosen command.
    case run(String)
    case cancelled
  }

  /// Tab completes to the selected id, up and down select, enter runs it; on a disabled one it stays.
  package mutating func handle(_ input: InputEvent, _ commands: [CommandInfo]) -> Outcome {
    let matches = matches(commands)
    selected = clamped(selected, matches)
    switch input {
    case .key(.up): selected = clamped(selected + 1, matches)
    case .key(.down): selected = clamped(selected - 1, matches)
    case .key(.tab):
      guard !matches.isEmpty else { break }
      field = TextField(matches[selected].id)
      // The completed id is the best match of itself.
      selected = 0
    default:
      switch field.handle(input) {
      case .submitted:
        if !matches.isEmpty, matches[selected].disabled == nil { return .run(matches[selected].id) }
      case .cancelled: return .cancelled
      case .changed: selected = 0
      case .moved, .ignored: break
      }
    }
    return .typing
  }

  private func clamped(_ index: Int, _ matches: [CommandInfo]) -> Int { max(0, min(index, matches.count - 1)) }

  /// A list that grows upwards from the prompt line, with the rest of the selected id as ghost text; a disabled command
  /// says why.
  package func draw(on canvas: inout Canvas, _ commands: [CommandInfo], noMatch: SafeText) {
    let matches = matches(commands)
    let selected = clamped(selected, matches)
    let bottom = canvas.height - 1
    Prompt(":", field).draw(on: &canvas, y: bottom)
    drawGhost(on: &canvas, y: bottom, id: matches.isEmpty ? "" : matches[selected].id)

    let height = min(max(1, matches.count), mostLines, bottom)
    canvas.draw(in: Rect(x: 0, y: bottom - height, width: canvas.width, height: height)) { list in
      list.layer = .dialog
      list.clear()
      if matches.isEmpty { list.write(noMatch, x: start, y: list.height - 1, role: .dim) }
      let layout = ColumnLayout(columns, width: list.width - start)
      let first = max(0, selected + 1 - list.height)
      for (index, command) in matches.enumerated().dropFirst(first).prefix(list.height) {
        let y = list.height - 1 - (index - first)
        draw(command, on: &list, y: y, layout)
        guard index == selected else { continue }
        list.write("▌", x: 0, y: y, role: .key)
        list.highlight(Rect(x: 0, y: y, width: list.width, height: 1), .cursor)
      }
    }
  }

  private func draw(_ command: CommandInfo, on list: inout Canvas, y: Int, _ layout: ColumnLayout) {
    let isDisabled = command.disabled != nil
    let cells = [
      TableCell(command.name, isDisabled ? .dim : .text), TableCell(SafeText(command.id), .dim),
      TableCell(Chrome.names(of: command.keys), .key),
      TableCell(command.disabled ?? command.help, isDisabled ? .warning : .dim),
    ]
    for slot in layout.slots {
      let cell = cells[slot.column]
      list.write(cell.text, x: start + slot.x, y: y, width: slot.width, role: cell.role ?? .text)
    }
  }

  private func drawGhost(on canvas: inout Canvas, y: Int, id: String) {
    guard !field.text.isEmpty, field.position == field.text.count, id.hasPrefix(field.text) else { return }
    let x = start + displayWidth(of: SafeText(field.text))
    canvas.draw(in: Rect(x: x, y: y, width: canvas.width - x - 1, height: 1)) { rest in
      rest.layer = .field
      rest.write(SafeText(String(id.dropFirst(field.text.count))), x: 0, y: 0, role: .dim)
    }
  }
}

private func hasInOrder(_ letters: String, _ text: String) -> Bool {
  var rest = text[...]
  return letters.allSatisfy { letter in
    guard let place = rest.firstIndex(of: letter) else { return false }
    rest = rest[rest.index(after: place)...]
    return true
  }
}

/// The column where the typed text and the names below each other begin.
private let start = 2
private let mostLines = 10
/// Name, id, keys, and what it does or why it does not.
private let columns = [
  TableColumn("", width: .flexible(least: 12)), TableColumn("", width: .flexible(least: 18), dropsAt: 1),
  TableColumn("", width: .fixed(9), dropsAt: 2), TableColumn("", width: .flexible(least: 20, weight: 3), dropsAt: 3),
]
