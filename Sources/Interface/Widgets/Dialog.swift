import Model
import Screen

/// A question over the rest of the screen. It starts on the last answer, which changes nothing.
package struct Dialog: Sendable, Hashable {
  package struct Answer: Sendable, Hashable {
    package let id: String
    package let title: SafeText

    package init(_ id: String, _ title: SafeText) {
      self.id = id
      self.title = title
    }
  }

  package let title: SafeText
  /// May change while the question stands; what is selected stays.
  package var lines: [SafeText]
  /// At least one; the last is the one that changes nothing: Cancel, Stay. Escape and ctrl-c mean it too.
  package let answers: [Answer]
  package private(set) var selected: Int

  package init(_ title: SafeText, lines: [SafeText], answers: [Answer]) {
    self.title = title
    self.lines = lines
    self.answers = answers
    selected = max(0, answers.count - 1)
  }

  /// The id of the answer a person has given; nil while none is. Left, right, up, down, tab and h j k l move; enter
  /// answers; pastes and everything else are ignored.
  package mutating func handle(_ input: InputEvent) -> String? {
    guard case .key(let key) = input, let last = answers.last else { return nil }
    switch key.folded {
    case .left, .up, .character("h"), .character("k"): selected = max(0, selected - 1)
    case .right, .down, .character("l"), .character("j"): selected = min(answers.count - 1, selected + 1)
    case .tab: selected = (selected + 1) % answers.count
    case .backTab: selected = (selected + answers.count - 1) % answers.count
    case .enter: return answers[selected].id
    case .escape, .control("c"): return last.id
    default: break
    }
    return nil
  }

  /// In the middle of the canvas, long lines wrapped. Where the room is short the answers stay and lines are left out.
  package func draw(on canvas: inout Canvas) {
    let buttons = answers.indices.map(button)
    let layout = Layout(in: canvas.bounds, title: title, lines: lines, buttons: buttons)
    canvas.draw(in: layout.box) { box in
      box.layer = .dialog
      box.clear()
      if layout.hasBorder { box.border(title: title) }
      box.draw(in: layout.inside(of: box.bounds)) { inside in
        for (y, line) in layout.body.enumerated() { inside.write(line, x: 0, y: y) }
        let first = inside.height - layout.buttonLines
        // Of answers below each other, those down to the selected one.
        let skipped = layout.isInOneLine ? 0 : max(0, selected + 1 - layout.buttonLines)
        var x = 0
        for (index, text) in buttons.enumerated().dropFirst(skipped) {
          let place = Point(x: x, y: layout.isInOneLine ? first : first + index - skipped)
          let end = inside.write(text, x: place.x, y: place.y)
          if index == selected {
            inside.highlight(Rect(x: place.x, y: place.y, width: end - place.x, height: 1), .cursor)
            inside.showCursor(x: place.x, y: place.y)
          }
          if layout.isInOneLine { x = end + gap }
        }
      }
    }
  }

  private func button(_ index: Int) -> SafeText {
    let title = answers[index].title
    return index == selected ? "[ \(title) ]" : "  \(title)  "
  }

  /// Where the parts of a dialog stand.
  private struct Layout {
    let box: Rect
    let hasBorder: Bool
    /// Wrapped, as many as there is room for.
    let body: [SafeText]
    let isInOneLine: Bool
    let buttonLines: Int

    init(in bounds: Rect, title: SafeText, lines: [SafeText], buttons: [SafeText]) {
      hasBorder = bounds.width >= 16 && bounds.height >= 5
      let (columns, rows) = hasBorder ? (4, 2) : (0, 0)
      let row = buttons.reduce(-gap) { $0 + displayWidth(of: $1) + gap }
      let texts = hasBorder ? lines : [title] + lines
      let widest = texts.reduce(max(row, displayWidth(of: title) + 4)) { max($0, displayWidth(of: $1)) }
      let width = max(0, min(widest, widestText, bounds.width - columns))
      let wrappedLines = texts.flatMap { wrapped($0, width: width) }

      isInOneLine = row <= width
      let room = max(0, bounds.height - rows)
      buttonLines = min(isInOneLine ? 1 : buttons.count, room)
      let bodyRoom = room - buttonLines
      body =
        wrappedLines.count <= bodyRoom
        ? wrappedLines : wrappedLines.prefix(max(0, bodyRoom - 1)) + (bodyRoom > 0 ? ["…"] : [])
      // An empty line before the answers, if it costs nothing.
      let height = body.count + buttonLines + (body.isEmpty || body.count == bodyRoom ? 0 : 1)
      box = bounds.centered(width: width + columns, height: height + rows)
    }

    func inside(of bounds: Rect) -> Rect {
      hasBorder ? Rect(x: 2, y: 1, width: bounds.width - 4, height: bounds.height - 2) : bounds
    }
  }
}

/// Columns between two answers.
private let gap = 2
/// Longer lines are hard to read.
private let widestText = 72
