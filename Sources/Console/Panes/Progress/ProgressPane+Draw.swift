import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Where the parts of a handover stand.
struct ProgressLayout {
  let head: [ProgressHead.Line]
  let table: Rect
  /// What there is to say of the chosen group, if the width allows.
  let details: Rect?
  /// The kinds of groups, or what is being typed.
  let bottom: Int

  init(_ head: ProgressHead, items: Int, in size: Size) {
    bottom = size.height - 1
    // The list keeps its titles and two rows, and up to half of the room.
    let least = min(bottom, max(3, min(items + 1, bottom / 2)))
    self.head = head.fitting(width: size.width - 2, height: bottom - least)
    let body = Rect(x: 0, y: self.head.count, width: size.width, height: bottom - self.head.count)
    let detailsWidth = size.width >= 100 ? size.width / 3 : 0
    table = Rect(
      x: 0, y: body.y, width: detailsWidth > 0 ? size.width - detailsWidth - 1 : size.width, height: body.height)
    details = detailsWidth > 0 ? Rect(x: table.right, y: body.y, width: detailsWidth + 1, height: body.height) : nil
  }
}

extension ProgressPane {
  func layout(in size: Size, _ world: World) -> ProgressLayout {
    guard let report = report(world) else { return ProgressLayout(ProgressHead(), items: 0, in: size) }
    return ProgressLayout(
      ProgressHead(report, list.totals, world, names: { name($0, world) }), items: list.shown.count, in: size)
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    if let problem = problem(world) {
      Chrome.paragraph(
        on: &canvas, problem.text, x: 1, y: min(1, canvas.height - 1), width: canvas.width - 2,
        role: problem.isError ? .error : .dim)
      return
    }
    let layout = layout(in: Size(width: canvas.width, height: canvas.height), world)
    for (y, line) in layout.head.enumerated() { draw(line, on: &canvas, y: y) }
    canvas.draw(in: layout.table) { part in
      if list.isEmpty {
        drawEmpty(on: &part, world)
      } else {
        table.draw(on: &part, list.rows, columns: columns(world.words), isFocused: mode == .list) {
          cells(list.shown[$0], world)
        }
      }
    }
    if let details = layout.details { canvas.draw(in: details) { drawDetails(on: &$0, world) } }
    drawBottom(on: &canvas, world, y: layout.bottom)
    switch mode {
    case .asking(let question): question.dialog.draw(on: &canvas)
    case .reading(let box): box.draw(on: &canvas)
    case .list, .searching, .exporting: break
    }
  }

  private func draw(_ line: ProgressHead.Line, on canvas: inout Canvas, y: Int) {
    switch line {
    case .text(let text, let role): canvas.write(text, x: 1, y: y, width: canvas.width - 2, role: role)
    case .bar(let done, let total, let text):
      let width = min(60, canvas.width - displayWidth(of: text) - 4)
      Chrome.progress(on: &canvas, x: 1, y: y, width: width, done: done, total: total)
      canvas.write(text, x: width + 3, y: y)
    }
  }

  private func drawEmpty(on canvas: inout Canvas, _ world: World) {
    let text =
      search.isEmpty ? world.words.noneOfThisKind : world.words.nothingMatches(SafeText(search, limit: 40))
    Chrome.paragraph(on: &canvas, text, x: 1, y: canvas.height > 3 ? 1 : 0, width: canvas.width - 2, role: .dim)
  }

  private func drawDetails(on canvas: inout Canvas, _ world: World) {
    canvas.verticalLine(x: 0)
    guard let item else { return }
    let width = canvas.width - 3
    var y = Chrome.paragraph(on: &canvas, world.words.name(of: item), x: 2, y: 0, width: width, role: .title)
    for (index, line) in lines(about: item, world).enumerated() {
      y = Chrome.paragraph(on: &canvas, line, x: 2, y: y, width: width, role: index == 0 ? item.state.role : .text)
    }
  }

  private func drawBottom(on canvas: inout Canvas, _ world: World, y: Int) {
    switch mode {
    case .searching(let typed):
      typed.prompt.draw(on: &canvas, y: y, hint: world.words.shown(list.shown.count, of: list.count(kind)))
    case .exporting(let prompt): prompt.draw(on: &canvas, y: y)
    case .list, .asking, .reading:
      var x = 1
      if !search.isEmpty { x = canvas.write(SafeText("/\(SafeText(search, limit: 40)) · "), x: x, y: y, role: .dim) }
      for kind in ItemFilter.allCases {
        let text = world.words.kindWithCount(kind.term, list.count(kind))
        let isChosen = kind == self.kind
        x = canvas.write(isChosen ? "[\(text)]" : text, x: x, y: y, role: isChosen ? .title : .dim) + 1
      }
    }
  }

  private func columns(_ words: Catalogue) -> [TableColumn] {
    [
      TableColumn("", width: .fixed(1)),
      TableColumn(words[GroupTerm.groupName], width: .flexible(least: 13, weight: 2)),
      TableColumn(words[GroupTerm.members], .right, width: .fixed(7), dropsAt: 3),
      TableColumn(words[HandoverTerm.newOwner], width: .flexible(least: 8), dropsAt: 2),
      TableColumn(words[HandoverTerm.answer], width: .flexible(least: 22, weight: 3)),
    ]
  }

  private func cells(_ item: HandoverItem, _ world: World) -> [TableCell] {
    let words = world.words
    return [
      TableCell(item.state.sign, item.state.role), TableCell(words.name(of: item)),
      TableCell(item.members.map(words.number) ?? ""),
      TableCell(item.newOwner.map { name($0, world) } ?? "—"),
      TableCell(words.itemResult(item, application: world.company?.application ?? .own), item.state.role),
    ]
  }
}
