import Interface
import Model
import Screen
import Services
import Storage
import Words

extension JoinWaysPane {
  func draw(on canvas: inout Canvas, _ world: World) {
    let layout = JoinWaysLayout(Size(width: canvas.width, height: canvas.height), focus: focus)
    if world.joinWays.rows.isEmpty {
      canvas.draw(in: Rect(x: 0, y: 0, width: canvas.width, height: layout.bottom)) { drawEmpty(on: &$0, world) }
    } else {
      if let part = layout.list {
        canvas.draw(in: part) { part in
          list.draw(on: &part, world, isFocused: focus == .list)
          guard list.shown.isEmpty else { return }
          part.draw(in: Rect(x: 0, y: 1, width: part.width, height: part.height - 1)) {
            $0.paragraph(
              [world.words.nothingMatches(SafeText(list.filterText, limit: 40))], isFocused: focus == .list, role: .dim)
          }
        }
      }
      if let part = layout.details {
        if layout.list != nil { canvas.verticalLine(x: part.x - 1, height: part.height) }
        canvas.draw(in: part) { details.draw(on: &$0, world, isFocused: focus == .details) }
      }
    }
    drawBottom(on: &canvas, y: layout.bottom, world)
    switch mode {
    case .asking(let dialog, _): dialog.draw(on: &canvas)
    case .reading(let box): box.draw(on: &canvas)
    case .browsing, .filtering, .entering, .removing: break
    }
  }

  private func drawEmpty(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    guard world.isLoaded else {
      // The banner says what is wrong.
      let isFailed = world.faults.contains { $0.source == .replica || $0.source == .ledger }
      let text = isFailed ? words.joinWaysFailed : words.starting
      Chrome.paragraph(on: &canvas, text, x: 1, y: 1, width: canvas.width - 2, role: isFailed ? .error : .progress)
      return
    }
    var y = min(1, canvas.height / 8)
    for line in words.noJoinWays + (world.mayChange ? ["", words.noJoinWaysKeys] : []) {
      y = Chrome.paragraph(on: &canvas, line, x: 1, y: y, width: canvas.width - 2)
    }
  }

  private func drawBottom(on canvas: inout Canvas, y: Int, _ world: World) {
    let words = world.words
    let counts = counts(words)
    switch mode {
    case .filtering(let typed):
      typed.prompt.draw(
        on: &canvas, y: y, hint: typed.prompt.field.text.isEmpty ? words.joinWayFilterHint : counts)
    case .entering(let entry, let prompt): prompt.draw(on: &canvas, y: y, hint: words.hint(for: entry))
    case .removing(let removal):
      let question = words.confirmRemoval(removal.name, corp: world.corp)
      let lines = wrapped(question, width: canvas.width - 2, most: max(1, y - 1))
      canvas.clear(Rect(x: 0, y: y - lines.count, width: canvas.width, height: lines.count))
      for (offset, line) in lines.enumerated() {
        canvas.write(line, x: 1, y: y - lines.count + offset, width: canvas.width - 2, role: .title)
      }
      Prompt(words.typeToRemove(removal.expected), removal.field).draw(on: &canvas, y: y, hint: words.escapeCancels)
    case .browsing, .asking, .reading:
      let x = canvas.width - 1 - displayWidth(of: counts)
      canvas.write(counts, x: x, y: y, role: .dim)
      let (left, role) = remark(world)
      if x > 12 { canvas.write(left.truncated(to: x - 3), x: 1, y: y, role: role) }
    }
  }

  /// On the left: what is being done, what narrows the list, how many need somebody.
  private func remark(_ world: World) -> (SafeText, Role) {
    if list.marks.anchor != nil { return (world.words.rangeHint, .mark) }
    if !list.filterText.isEmpty { return (SafeText("/\(SafeText(list.filterText, limit: 60))"), .key) }
    let (dead, warned) = (world.joinWays.dead, world.joinWays.warned)
    if dead + warned == 0 { return ("", .text) }
    return (world.words.joinWayTroubles(dead: dead, warned: warned), dead > 0 ? .error : .warning)
  }

  private func counts(_ words: Catalogue) -> SafeText {
    var parts = [words.joinWaysShown(list.shown.all.count, of: list.total)]
    if !list.marks.isEmpty { parts.append(words.marked(list.marks.count, hidden: list.hiddenMarks)) }
    return SafeText(parts.map(\.text).joined(separator: " · "))
  }
}

extension Catalogue {
  fileprivate func hint(for entry: JoinWayEntry) -> SafeText {
    switch entry {
    case .find: findHint
    case .bring: importHint
    case .saveCode, .saveCodes: ""
    }
  }
}

extension World {
  /// Codes there was nothing to save of, and why.
  func codesNotSaved(_ failed: [JoinWayID: CodeTrouble]) -> TextBox {
    let lines = failed.sorted { $0.key < $1.key }.map { id, trouble in
      SafeText(
        "\(joinWays[id].map { words.joinWayName($0.record) } ?? SafeText(id)): \(words.line(words.code(trouble)))")
    }
    return TextBox(words[JoinWayPaneTerm.save], lines: lines)
  }
}

extension Catalogue {
  /// What became of each config id.
  func box(of ends: [ImportedJoinWay], _ world: World) -> TextBox {
    TextBox(
      self[JoinWayPaneTerm.bring],
      lines: ends.map { "\(SafeText($0.configID)): \(line(imported($0.end, in: world.circumstances)))" })
  }
}
