import Model
import Screen

/// Text to be read, over the rest of the screen: it scrolls, and enter, escape, `q` or ctrl-c close it.
package struct TextBox: Sendable, Hashable {
  package let title: SafeText
  /// Wrapped where they are drawn.
  package let lines: [SafeText]
  /// The first line on the screen.
  package private(set) var top = 0
  /// Lines that fit and lines there are, as of the last ``settle(in:)``.
  private var page = 1
  private var count = 1

  package init(_ title: SafeText, lines: [SafeText]) {
    self.title = title
    self.lines = lines
  }

  /// False when the key closes it. The keys of a list scroll; pastes and everything else are ignored.
  package mutating func handle(_ input: InputEvent) -> Bool {
    guard case .key(let key) = input else { return true }
    let folded = key.folded
    if [.enter, .escape, .control("c"), .character("q")].contains(folded) { return false }
    guard let meaning = ListKey(folded) else { return true }
    top =
      switch meaning {
      case .down: top + 1
      case .up: top - 1
      case .first: 0
      case .last: count - page
      case .pageDown, .pageUp, .halfPageDown, .halfPageUp: top + meaning.scroll(page: page)
      }
    clamp()
    return true
  }

  /// Brings the scroll position in line with the size.
  package mutating func settle(in size: Size) {
    let layout = Layout(self, in: Rect(x: 0, y: 0, width: size.width, height: size.height))
    page = max(1, layout.inside.height)
    count = layout.text.count
    clamp()
  }

  private mutating func clamp() { top = max(0, min(top, count - page)) }

  /// In the middle of the canvas, no larger than the text needs. An arrow tells that there is more.
  package func draw(on canvas: inout Canvas) {
    let layout = Layout(self, in: canvas.bounds)
    let hidden = layout.text.count - top - layout.inside.height
    canvas.draw(in: layout.box) { box in
      box.layer = .dialog
      box.clear()
      if layout.hasBorder {
        box.border(title: title)
        if top > 0 { box.write(" ↑ ", x: box.width - 5, y: 0, role: .key) }
        if hidden > 0 { box.write(" ↓ ", x: box.width - 5, y: box.height - 1, role: .key) }
      }
      box.draw(in: layout.inside) { inside in
        for (y, line) in layout.text.dropFirst(top).prefix(inside.height).enumerated() {
          inside.write(line, x: 0, y: y)
        }
        inside.showCursor(x: 0, y: 0)
      }
    }
  }

  /// Where the box and its text stand; `inside` is relative to the box.
  private struct Layout {
    let hasBorder: Bool
    let text: [SafeText]
    let box: Rect
    let inside: Rect

    init(_ textBox: TextBox, in bounds: Rect) {
      hasBorder = bounds.width >= 16 && bounds.height >= 5
      let (columns, rows) = hasBorder ? (4, 2) : (0, 0)
      let lines = hasBorder ? textBox.lines : [textBox.title] + textBox.lines
      let widest = lines.reduce(displayWidth(of: textBox.title) + 4) { max($0, displayWidth(of: $1)) }
      let width = max(0, min(widest, widestText, bounds.width - columns))
      text = lines.flatMap { wrapped($0, width: width) }
      box = bounds.centered(width: width + columns, height: text.count + rows)
      inside =
        hasBorder
        ? Rect(x: 2, y: 1, width: box.width - 4, height: box.height - 2)
        : Rect(x: 0, y: 0, width: box.width, height: box.height)
    }
  }
}

/// Longer lines are hard to read.
private let widestText = 72
