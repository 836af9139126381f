import Model

/// A clipped writer on a part of a frame. Takes clean text only; what does not fit is cut, a wide character never in half.
package struct Canvas: Sendable {
  package private(set) var frame: Frame
  /// The part written on, in the frame's coordinates; everything else is relative to it.
  private var area: Rect
  /// What text stands on unless told otherwise.
  package var layer = Layer.page

  package init(size: Size) {
    frame = Frame(size: size)
    area = frame.bounds
  }

  package var width: Int { area.width }
  package var height: Int { area.height }
  package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  /// Draws on a part of this canvas, as on a canvas of its own.
  package mutating func draw(in part: Rect, _ body: (inout Canvas) -> Void) {
    let (outer, outerLayer) = (area, layer)
    area = outer.intersection(Rect(x: outer.x + part.x, y: outer.y + part.y, width: part.width, height: part.height))
    // A part that lies outside is drawn on nothing.
    if !area.isEmpty { body(&self) }
    area = outer
    layer = outerLayer
  }

  /// Makes a part, or everything, empty in the look of a layer.
  package mutating func clear(_ part: Rect? = nil, layer: Layer? = nil) {
    let part = (part ?? bounds).intersection(bounds)
    let cell = Cell.blank(Look(.text, on: layer ?? self.layer))
    for y in 0..<part.height {
      for x in 0..<part.width { frame.put(cell, x: area.x + part.x + x, y: area.y + part.y + y) }
    }
  }

  /// Writes from `x` to the right; what does not fit is cut without a mark (see ``write(_:x:y:width:_:role:)``).
  ///
  /// - Returns: the column after the text.
  @discardableResult
  package mutating func write(_ text: SafeText, x: Int, y: Int, role: Role = .text) -> Int {
    guard (0..<height).contains(y), width > 0 else { return x }
    let look = Look(role, on: layer)
    var column = x
    var base: Int?
    for scalar in text.text.unicodeScalars {
      let needed = scalar.isASCII ? 1 : CharacterType.width(scalar)
      if needed <= 0 {
        // A mark belongs to the cell before it, if that one is on the canvas.
        if needed == 0, let base { frame.add(scalar, x: area.x + base, y: area.y + y) }
        continue
      }
      base = nil
      if column >= 0, column + needed <= width {
        frame.put(Cell(scalar, width: needed, look: look), x: area.x + column, y: area.y + y)
        base = column
      } else if column < width, column + needed > 0 {
        // Half of it would be visible.
        frame.put(.blank(look), x: area.x + max(0, column), y: area.y + y)
      }
      column += needed
      if column >= width { break }
    }
    return column
  }

  /// Writes into a column of that width: cut with `…` or filled with spaces.
  package mutating func write(
    _ text: SafeText, x: Int, y: Int, width: Int, _ alignment: Alignment = .left, role: Role = .text
  ) {
    guard width > 0 else { return }
    let fitting = text.truncated(to: width)
    let space = width - displayWidth(of: fitting)
    let blank = Cell.blank(Look(role, on: layer))
    for column in x..<(x + width) where (0..<self.width).contains(column) && (0..<height).contains(y) {
      frame.put(blank, x: area.x + column, y: area.y + y)
    }
    write(fitting, x: alignment == .right ? x + space : x, y: y, role: role)
  }

  /// A line from top to bottom between two parts.
  package mutating func verticalLine(x: Int, y: Int = 0, height: Int? = nil) {
    for line in y..<max(y, height.map { y + $0 } ?? self.height) { write("│", x: x, y: line, role: .border) }
  }

  /// A line from left to right, with a title in it if there is one.
  package mutating func horizontalLine(y: Int, title: SafeText = "") {
    for column in 0..<width { write("─", x: column, y: y, role: .border) }
    guard !title.isEmpty, width > 6 else { return }
    write(SafeText(" \(title.truncated(to: width - 6)) "), x: 2, y: y, role: .title)
  }

  /// Gives the cells of a part another layer, their text left as it is: a row that is highlighted afterwards.
  package mutating func highlight(_ part: Rect, _ layer: Layer) {
    let part = part.intersection(bounds)
    for y in part.y..<part.bottom {
      for x in part.x..<part.right { frame[area.x + x, area.y + y].look.layer = layer }
    }
  }

  /// Shows the terminal's cursor there; outside the canvas it is not shown.
  package mutating func showCursor(x: Int, y: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    frame.cursor = Point(x: area.x + x, y: area.y + y)
  }
}
