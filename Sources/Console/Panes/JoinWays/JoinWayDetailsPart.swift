import Interface
import Model
import Screen
import Services
import Storage
import Words

/// The right part of the join ways' pane: one join way, with its code.
struct JoinWayDetailsPart: Sendable, Equatable {
  private(set) var id: JoinWayID?
  var code = JoinWayCodeView()
  /// The first line of text on the screen.
  private var top = 0
  private var page = 1
  private var count = 0

  mutating func show(_ id: JoinWayID?) {
    guard id != self.id else { return }
    self = JoinWayDetailsPart()
    self.id = id
    code.show(id)
  }

  mutating func handle(_ key: Key) {
    guard let meaning = ListKey(key) else { return }
    top =
      switch meaning {
      case .down: top + 1
      case .up: top - 1
      case .first: 0
      case .last: count
      default: top + meaning.scroll(page: page)
      }
    clamp()
  }

  mutating func receive(_ news: News, _ world: World) { code.receive(news, world) }

  mutating func settle(in size: Size, _ world: World) {
    guard let row = id.flatMap({ world.joinWays[$0] }) else { return }
    let layout = Layout(row, code, world, size)
    (page, count) = (max(1, layout.text.height), layout.lines.lines.count)
    clamp()
  }

  private mutating func clamp() { top = max(0, min(top, count - page)) }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World, isFocused: Bool) {
    guard let row = id.flatMap({ world.joinWays[$0] }) else {
      canvas.paragraph([world.words.chooseJoinWay], isFocused: isFocused, role: .dim)
      return
    }
    let layout = Layout(row, code, world, Size(width: canvas.width, height: canvas.height))
    if isFocused { canvas.write("▌", x: 0, y: layout.text.y, role: .key) }
    canvas.draw(in: layout.text) { part in
      for (y, line) in layout.lines.lines.dropFirst(top).prefix(part.height).enumerated() {
        guard !line.label.isEmpty else {
          part.write(line.text, x: 0, y: y, width: part.width, role: line.role)
          continue
        }
        part.write(line.label, x: 0, y: y, role: .dim)
        let x = layout.lines.labelWidth + 1
        part.write(line.text, x: x, y: y, width: part.width - x, role: line.role)
      }
    }
    if top > 0 { canvas.write("↑", x: 0, y: layout.text.y, role: .key) }
    if count > top + layout.text.height { canvas.write("↓", x: 0, y: layout.text.bottom - 1, role: .key) }
    canvas.draw(in: layout.code) { layout.drawing.draw(on: &$0) }
  }

  /// The code above the text, beside it, or a note in its place.
  private struct Layout {
    let lines: JoinWayDetailLines
    let drawing: JoinWayCodeView.Drawing
    let text: Rect
    let code: Rect

    /// Lines of text that are seen beside a code at least.
    private static let leastText = 8
    /// Columns of text beside a code at least.
    private static let leastColumns = 34

    init(_ row: JoinWayRow, _ view: JoinWayCodeView, _ world: World, _ size: Size) {
      let key = Chrome.name(of: .character("z"))
      let inside = size.width - 1
      let beside = view.drawing(
        row, world, in: Size(width: inside - Self.leastColumns, height: size.height), key: key)
      let above = view.drawing(
        row, world, in: Size(width: inside, height: size.height - Self.leastText), key: key)
      switch (above, beside) {
      case (.code, _), (.text, .text):
        drawing = above
        let height = min(above.size(width: inside).height, max(1, size.height - Self.leastText))
        code = Rect(x: 1, y: 0, width: inside, height: height)
        text = Rect(x: 1, y: height + 1, width: inside, height: max(1, size.height - height - 1))
      case (.text, .code):
        drawing = beside
        let width = beside.size(width: inside).width
        code = Rect(x: size.width - width, y: 0, width: width, height: size.height)
        text = Rect(x: 1, y: 0, width: size.width - width - 2, height: size.height)
      }
      lines = JoinWayDetailLines(row, world, width: text.width)
    }
  }
}
