import Interface
import Model
import Screen
import Services
import Words

/// Where the parts of the pane are.
struct PreviewLayout: Sendable, Equatable {
  /// From this many columns on the parts stand side by side.
  private static let wide = 100

  let parts: Rect
  /// Nil where the other part has the whole width.
  let summary: Rect?
  let list: Rect?
  /// The lines on which the number is asked for: the last ones.
  let confirm: Rect

  /// - Parameter confirmLines: as many as the question takes.
  init(_ size: Size, focus: PreviewPane.Part, confirmLines: Int) {
    let lines = min(confirmLines, max(1, size.height - 2))
    parts = Rect(x: 0, y: 0, width: size.width, height: size.height - lines)
    confirm = Rect(x: 0, y: parts.bottom, width: size.width, height: lines)
    guard size.width >= Self.wide else {
      summary = focus == .summary ? parts : nil
      list = focus == .list ? parts : nil
      return
    }
    let width = size.width / 2
    summary = Rect(x: 0, y: 0, width: width, height: parts.height)
    list = Rect(x: width + 1, y: 0, width: size.width - width - 1, height: parts.height)
  }

  /// Columns for the text of the summary: what the cursor's sign and the hint beside it leave.
  static func textWidth(_ width: Int, _ words: Catalogue) -> Int {
    width - displayWidth(of: words[PreviewPaneTerm.view]) - 3
  }
}

extension PreviewPane {
  func draw(on canvas: inout Canvas, _ world: World) {
    let confirm = Confirm(self, width: canvas.width, world)
    let layout = layout(Size(width: canvas.width, height: canvas.height), world)
    if let part = layout.summary { canvas.draw(in: part) { drawSummary(on: &$0, world) } }
    if let part = layout.list { canvas.draw(in: part) { drawList(on: &$0, world) } }
    if layout.summary != nil, let list = layout.list { canvas.verticalLine(x: list.x - 1, height: list.height) }
    canvas.draw(in: layout.confirm) { confirm.draw(on: &$0, world.words) }
  }

  func layout(_ size: Size, _ world: World) -> PreviewLayout {
    PreviewLayout(size, focus: focus, confirmLines: Confirm(self, width: size.width, world).height)
  }

  private func drawSummary(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let columns = [
      TableColumn(words.previewTitle(SafeText(world.company?.corp ?? "", limit: 60)), width: .flexible(least: 1)),
      TableColumn("", width: .fixed(displayWidth(of: words[PreviewPaneTerm.view])), role: .key),
    ]
    summaryTable.draw(on: &canvas, summary.rows, columns: columns, isFocused: focus == .summary) { index in
      let line = summary.lines[index]
      // Once for each thing, behind its last line.
      let isLast = index + 1 == summary.lines.count || summary.lines[index + 1].opens != line.opens
      return [
        TableCell(line.text, line.role), TableCell(line.opens != nil && isLast ? words[PreviewPaneTerm.view] : ""),
      ]
    }
  }

  private func drawList(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    listTable.draw(
      on: &canvas, groups.rows(list), columns: groups.columns(list, words), isFocused: focus == .list
    ) { groups.cells(list, $0, words, names: names) }
  }
}

/// The question at the bottom, with the corp's name in it however narrow the screen is.
private struct Confirm {
  /// Columns the field takes at least.
  private static let leastField = 14

  private let field: TextField?
  private let role: Role
  private let text: SafeText
  /// Of the text, where it does not stand before the field.
  private let lines: [SafeText]

  var height: Int { max(1, lines.count + (field == nil ? 0 : 1)) }

  init(_ pane: PreviewPane, width: Int, _ world: World) {
    let words = world.words
    let corp = SafeText(world.company?.corp ?? "", limit: 60)
    field = pane.field
    if field != nil {
      text = words.confirmPrompt(corp, groups: pane.count)
      role = .title
      let fits = displayWidth(of: text) + Self.leastField <= width
      lines = fits ? [] : wrapped(text, width: width - 2)
      return
    }
    if pane.isCommitting {
      (text, role) = (words.beingCommitted, .progress)
    } else if let why = world.whyNoChange {
      (text, role) = (why, .dim)
    } else {
      (text, role) = (words.pressToConfirm(corp, groups: pane.count), .title)
    }
    lines = wrapped(text, width: width - 2)
  }

  func draw(on canvas: inout Canvas, _ words: Catalogue) {
    for (y, line) in lines.enumerated() { canvas.write(line, x: 1, y: y, width: canvas.width - 2, role: role) }
    guard let field else { return }
    Prompt(lines.isEmpty ? text : "", field).draw(on: &canvas, y: canvas.height - 1, hint: words.escapeCancels)
  }
}
