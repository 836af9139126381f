/// A screen full of cells: what a turn of the console makes, what is compared with the one before, and what tests read.
package struct Frame: Sendable, Hashable {
  package let size: Size
  /// Line by line.
  package private(set) var cells: [Cell]
  /// Where the terminal's own cursor stands; nil hides it.
  package var cursor: Point?

  package init(size: Size, look: Look = .plain) {
    self.size = size
    cells = Array(repeating: .blank(look), count: size.width * size.height)
  }

  package var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

  /// The cell there, which must lie inside.
  package subscript(x: Int, y: Int) -> Cell {
    get { cells[y * size.width + x] }
    set { cells[y * size.width + x] = newValue }
  }

  /// Puts a cell there. Half of a wide character that is overwritten leaves a space in its other half.
  mutating func put(_ cell: Cell, x: Int, y: Int) {
    clearHalves(x: x, y: y)
    if cell.width == 2 { clearHalves(x: x + 1, y: y) }
    self[x, y] = cell
    if cell.width == 2 { self[x + 1, y] = .rightHalf(cell.look) }
  }

  mutating func add(_ mark: Unicode.Scalar, x: Int, y: Int) { self[x, y].add(mark) }

  private mutating func clearHalves(x: Int, y: Int) {
    if self[x, y].isRightHalf, x > 0 { self[x - 1, y] = .blank(self[x - 1, y].look) }
    if self[x, y].width == 2, x + 1 < size.width { self[x + 1, y] = .blank(self[x + 1, y].look) }
  }

  /// A stretch of cells of one line that differ from an earlier frame.
  package struct Change: Sendable, Hashable {
    package let x: Int
    package let y: Int
    package let cells: ArraySlice<Cell>
  }

  /// What to draw where `earlier` is on the screen; everything if that one is of another size or nil. A change never
  /// begins or ends inside a wide character.
  package func changes(from earlier: Frame?) -> [Change] {
    var changes: [Change] = []
    for y in 0..<size.height {
      let line = cells[(y * size.width)..<((y + 1) * size.width)]
      guard let earlier, earlier.size == size else {
        changes.append(Change(x: 0, y: y, cells: line))
        continue
      }
      let old = earlier.cells[line.startIndex..<line.endIndex]
      guard var first = line.indices.first(where: { line[$0] != old[$0] }),
        var last = line.indices.last(where: { line[$0] != old[$0] })
      else { continue }
      if line[first].isRightHalf || old[first].isRightHalf, first > line.startIndex { first -= 1 }
      if line[last].width == 2 || old[last].width == 2, last + 1 < line.endIndex { last += 1 }
      changes.append(Change(x: first - line.startIndex, y: y, cells: line[first...last]))
    }
    return changes
  }

  /// The text of every line, without spaces at their ends.
  package var lines: [String] {
    (0..<size.height).map { y in
      var line = String.UnicodeScalarView()
      for x in 0..<size.width { line.append(contentsOf: self[x, y].scalars) }
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }
}
