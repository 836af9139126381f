import Interface
import Model
import Screen
import Services
import Words

/// Where the parts of the pane are.
struct NewOwnersLayout: Sendable, Equatable {
  /// Lines that say more about the one under the cursor: fewer where the room is short.
  let remarks: Rect
  let list: Rect
  /// The line above the list; nil where there is no room.
  let heading: Int?
  /// The line that counts the marks: the last one.
  let marks: Int

  init(_ size: Size) {
    let isTall = size.height >= 10
    let remarkLines = isTall ? 2 : size.height >= 6 ? 1 : 0
    heading = isTall ? 0 : nil
    marks = size.height - 1
    let top = isTall ? 1 : 0
    list = Rect(x: 0, y: top, width: size.width, height: size.height - top - remarkLines - 1)
    remarks = Rect(x: 1, y: list.bottom, width: size.width - 2, height: remarkLines)
  }
}

extension NewOwnersPane {
  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    switch state {
    case .new, .asking: say(words.lookingWhoMayTakeOver, on: &canvas)
    case .failed: say(words.whoMayFailed, on: &canvas)
    case .known(let list) where list.total == 0: say(words.nobodyMayTakeOver, on: &canvas)
    case .known(let list):
      let layout = NewOwnersLayout(Size(width: canvas.width, height: canvas.height))
      if let y = layout.heading {
        let heading = words.whoTakesOver(world.person(selection.oldOwner), groups: selection.chats?.count)
        canvas.write(heading, x: 1, y: y, width: canvas.width - 2, role: .title)
      }
      canvas.draw(in: layout.list) { draw(list, on: &$0, world) }
      canvas.draw(in: layout.remarks) { drawRemarks(on: &$0, world) }
      drawLast(list, on: &canvas, y: layout.marks, world)
    }
  }

  private func say(_ lines: [SafeText], on canvas: inout Canvas) {
    var y = 1
    for (index, line) in lines.enumerated() {
      y = Chrome.paragraph(on: &canvas, line, x: 1, y: y, width: canvas.width - 2, role: index == 0 ? .text : .dim)
    }
  }

  private func draw(_ list: NewOwnerList, on canvas: inout Canvas, _ world: World) {
    let words = world.words
    func number(_ title: SafeText, least: Int, dropsAt: Int) -> TableColumn {
      TableColumn(title, .right, width: .fixed(max(least, displayWidth(of: title))), dropsAt: dropsAt)
    }
    let columns = [
      TableColumn(words[HandoverTerm.newOwner], width: .flexible(least: 8, weight: 2)),
      TableColumn("userid", width: .fixed(16), dropsAt: 3, role: .dim),
      number(words[HandoverTerm.load], least: 8, dropsAt: 1),
      number(words[HandoverTerm.loadAfter], least: 6, dropsAt: 2),
      TableColumn(words[NewOwnersPaneTerm.eligibility], width: .flexible(least: 18, weight: 3)),
    ]
    table.draw(
      on: &canvas, rows, columns: columns, isFocused: true, isMarked: { marks.contains($0) }
    ) { cells(list.shown.all[$0], world) }
    if list.shown.isEmpty {
      Chrome.paragraph(
        on: &canvas, words.noNewOwnerMatches(SafeText(list.filter, limit: 40)), x: 1, y: 1, width: canvas.width - 2,
        role: .dim)
    }
  }

  private func cells(_ owner: NewOwner, _ world: World) -> [TableCell] {
    let words = world.words
    let after: SafeText =
      marks.contains(owner.userID) ? words.number(owner.load + shares[owner.userID, default: 0]) : ""
    return [
      owner.name.map { TableCell(SafeText($0, limit: 80), owner.isEligible ? nil : .dim) }
        ?? TableCell(SafeText(owner.userID).shortenedInTheMiddle(to: 8), .dim),
      TableCell(SafeText(owner.userID).shortenedInTheMiddle(to: 16)),
      TableCell(words.load(groups: owner.groups, expected: owner.expected)),
      TableCell(after),
      TableCell(words.eligibility(owner), owner.isEligible ? nil : .warning),
    ]
  }

  /// More about the one under the cursor, or how far planning is.
  private func drawRemarks(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    if let awaited, let activity = world.activity(.plan(awaited)), activity.total > 0 {
      canvas.write(words.looking(done: activity.done, total: activity.total), x: 0, y: 0, width: canvas.width)
      Chrome.progress(on: &canvas, x: 0, y: 1, width: canvas.width, done: activity.done, total: activity.total)
      return
    }
    guard let owner = current else { return }
    var remarks: [SafeText] = []
    if !owner.isEligible {
      remarks.append(words.line(words.unfit(owner, application: world.company?.application ?? .own)))
    } else if !owner.unknowns.isEmpty {
      remarks.append(words.onlyTransferTells(owner.unknowns))
    }
    if owner.expected > 0 {
      remarks.append(
        words.onTheirWay(owner.name.map { SafeText($0, limit: 40) } ?? SafeText(owner.userID), expected: owner.expected)
      )
    }
    var y = 0
    for remark in remarks {
      y = Chrome.paragraph(on: &canvas, remark, x: 0, y: y, width: canvas.width, role: .dim)
    }
  }

  private func drawLast(_ list: NewOwnerList, on canvas: inout Canvas, y: Int, _ world: World) {
    let words = world.words
    let shown = words.newOwnersShown(list.shown.all.count, of: list.total, eligible: list.eligible)
    if let prompt { return prompt.prompt.draw(on: &canvas, y: y, hint: shown) }
    let width = displayWidth(of: shown)
    canvas.write(
      words.newOwnersMarked(marks.count, hidden: hidden), x: 1, y: y, width: max(0, canvas.width - width - 4),
      role: hidden > 0 ? .warning : marks.isEmpty ? .dim : .mark)
    canvas.write(shown, x: canvas.width - 1 - width, y: y, role: .dim)
  }
}
