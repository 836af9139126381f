import Interface
import Model
import Screen
import Services
import Words

/// How the groups pane looks.
extension GroupsPane {
  func draw(on canvas: inout Canvas, _ world: World) {
    if let nothing = NothingToList(world) {
      nothing.draw(on: &canvas, world)
      return
    }
    let size = Size(width: canvas.width, height: canvas.height)
    let layout = GroupsLayout(size: size, focus: focus)
    for x in layout.borders { canvas.verticalLine(x: x, height: size.height - 1) }
    for part in GroupsPart.allCases {
      guard let place = layout[part] else { continue }
      canvas.draw(in: place) { draw(part, on: &$0, world) }
    }
    drawStatus(on: &canvas, y: layout.statusLine, world)
    if case .confirming(let dialog, _, _) = mode { dialog.draw(on: &canvas) }
  }

  private func draw(_ part: GroupsPart, on canvas: inout Canvas, _ world: World) {
    let isFocused = part == focus
    switch part {
    case .owners: owners.draw(on: &canvas, world, isFocused: isFocused)
    case .groups:
      groups.draw(on: &canvas, world, isFocused: isFocused)
      guard groups.rows.isEmpty else { return }
      let below = Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 1)
      canvas.draw(in: below) { $0.paragraph([noGroups(world)], isFocused: isFocused, role: .dim) }
    case .details: details.draw(on: &canvas, world, isFocused: isFocused)
    }
  }

  /// Why the list is empty, and what to do.
  private func noGroups(_ world: World) -> SafeText {
    if groups.rows.total > 0 { return world.words.noMatch(SafeText(groups.filterText, limit: 60)) }
    return world.words.noGroups(of: owners.choice.user.map(world.person) ?? world.words[GroupsTerm.everybody])
  }

  // MARK: - Status line

  private func drawStatus(on canvas: inout Canvas, y: Int, _ world: World) {
    if case .filtering(let typed) = mode {
      let hint =
        typed.prompt.field.text.isEmpty
        ? filterHint(world.words, width: canvas.width - 16) : counts(world.words, width: canvas.width / 2)
      typed.prompt.draw(on: &canvas, y: y, hint: hint)
      return
    }
    let right = counts(world.words, width: canvas.width - 2)
    let x = canvas.width - 1 - displayWidth(of: right)
    canvas.write(right, x: x, y: y, role: .dim)
    let (left, role) = remark(world)
    if x > 12 { canvas.write(left.truncated(to: x - 3), x: 1, y: y, role: role) }
  }

  /// On the left: what is being done, what narrows the list, who the cursor is on.
  private func remark(_ world: World) -> (SafeText, Role) {
    if groups.marks.anchor != nil { return (world.words.rangeHint, .mark) }
    if !filter.isEmpty { return (SafeText("/\(SafeText(filter, limit: 60))"), .key) }
    guard focus == .details, let member = details.member else { return ("", .text) }
    return (MemberColumns.line(member, details.rows.rank(of: member), world.words), .text)
  }

  /// What can be typed, as much of it as there is room for.
  private func filterHint(_ words: Catalogue, width: Int) -> SafeText {
    switch focus {
    case .owners: words.ownerFilterHint
    case .groups:
      displayWidth(of: words.groupFilterHint) <= width ? words.groupFilterHint : words.groupFilterKeys
    case .details: words.memberFilterHint
    }
  }

  private func counts(_ words: Catalogue, width: Int) -> SafeText {
    switch focus {
    case .owners: return words.ownersShown(owners.count, of: owners.total)
    case .details: return words.membersShown(details.rows.members.count, of: details.rows.total)
    case .groups:
      let shown = words.shown(groups.rows.count, of: groups.rows.total)
      let unread = groups.rows.unread > 0 ? words.unread(groups.rows.unread) : nil
      let marked = groups.marks.isEmpty ? nil : words.marked(groups.marks.count, hidden: groups.hiddenMarks)
      // Where the room is short, what is marked is said before all else.
      let choices = [[shown, unread, marked], [shown, marked], [marked ?? shown]].map { parts in
        SafeText(parts.compactMap(\.?.text).joined(separator: " · "))
      }
      return choices.first { displayWidth(of: $0) <= width } ?? choices[2].truncated(to: width)
    }
  }
}
