import Model
import Screen

/// A list with virtual rows: only those on the screen are ever asked for. The cursor is an id, so no refresh, sort or
/// filter moves it to something else; when its row is gone it stays where it was on the screen.
package struct TableView<ID: Hashable & Sendable>: Sendable, Hashable {
  /// Nil while the list is empty.
  package private(set) var cursor: ID?
  /// Where the cursor's row was last.
  package private(set) var cursorIndex = 0
  /// The first row on the screen.
  package private(set) var top = 0
  /// Rows that fit, as of the last ``settle(_:height:)``.
  package private(set) var pageHeight = 1

  package init(cursor: ID? = nil) { self.cursor = cursor }

  /// The keys of every list (``ListKey``): j k, arrows, g G, home end, page up and down and the like. False for any
  /// other key.
  package mutating func handle(_ key: Key, _ rows: Rows<ID>) -> Bool {
    guard let meaning = ListKey(key) else { return false }
    guard rows.count > 0 else { return true }
    find(rows)
    top = Self.clamp(top + meaning.scroll(page: pageHeight), rows, height: pageHeight)
    move(toIndex: meaning.target(from: cursorIndex, count: rows.count, page: pageHeight), rows)
    return true
  }

  /// Puts the cursor on a row, if it is in the list.
  package mutating func move(to id: ID, _ rows: Rows<ID>) {
    guard let index = rows.index(id) else { return }
    move(toIndex: index, rows)
  }

  /// Puts the cursor on the row at a place, or on the nearest there is.
  package mutating func move(toIndex index: Int, _ rows: Rows<ID>) {
    guard rows.count > 0 else { return }
    cursorIndex = max(0, min(index, rows.count - 1))
    cursor = rows.id(cursorIndex)
  }

  /// Finds the cursor's row again and scrolls so that it is visible.
  /// - Parameter height: lines for rows, the titles' line not counted.
  package mutating func settle(_ rows: Rows<ID>, height: Int) {
    pageHeight = max(1, height)
    find(rows)
    // Half a page at a time: what moves up by a line is sent anew whole, and that for every key.
    if cursorIndex < top || cursorIndex >= top + pageHeight { top = cursorIndex - pageHeight / 2 }
    top = Self.clamp(top, rows, height: pageHeight)
  }

  /// The indices of the rows on the screen.
  package func visible(_ rows: Rows<ID>) -> Range<Int> { visible(rows, height: pageHeight) }

  private func visible(_ rows: Rows<ID>, height: Int) -> Range<Int> {
    let first = min(top, rows.count)
    return first..<min(rows.count, first + max(0, height))
  }

  /// Follows the cursor's row to where it is now, and keeps it on its line of the screen.
  private mutating func find(_ rows: Rows<ID>) {
    guard rows.count > 0 else {
      cursor = nil
      cursorIndex = 0
      top = 0
      return
    }
    if let index = cursor.flatMap(rows.index) {
      top = max(0, top + index - cursorIndex)
      cursorIndex = index
    } else {
      move(toIndex: cursorIndex, rows)
    }
  }

  private static func clamp(_ top: Int, _ rows: Rows<ID>, height: Int) -> Int {
    max(0, min(top, rows.count - height))
  }

  /// Draws titles and rows on the whole canvas. The first column is preceded by one for the mark if `isMarked` is given.
  ///
  /// - Parameters:
  ///   - isFocused: whether keys go here; the cursor is fainter otherwise.
  ///   - isMarked: nil where nothing can be marked. Marked: `[x]`, else `[ ]`.
  ///   - cells: of the row at that index, one for each column.
  package func draw(
    on canvas: inout Canvas, _ rows: Rows<ID>, columns: [TableColumn], isFocused: Bool,
    isMarked: ((ID) -> Bool)? = nil, cells: (Int) -> [TableCell]
  ) {
    let start = isMarked == nil ? gutter : gutter + mark
    let layout = ColumnLayout(columns, width: canvas.width - start)
    canvas.draw(in: Rect(x: 0, y: 0, width: canvas.width, height: 1)) { line in
      line.layer = .bar
      line.clear()
      for slot in layout.slots {
        let column = columns[slot.column]
        line.write(column.title, x: start + slot.x, y: 0, width: slot.width, column.alignment, role: .title)
      }
    }
    for index in visible(rows, height: canvas.height - 1) {
      let (y, id, cells) = (1 + index - top, rows.id(index), cells(index))
      if let isMarked {
        let isOn = isMarked(id)
        canvas.write(isOn ? "[x]" : "[ ]", x: gutter, y: y, role: isOn ? .mark : .dim)
      }
      for slot in layout.slots where cells.indices.contains(slot.column) {
        let (cell, column) = (cells[slot.column], columns[slot.column])
        let role = cell.role ?? column.role
        canvas.write(cell.text, x: start + slot.x, y: y, width: slot.width, column.alignment, role: role)
      }
      guard id == cursor else { continue }
      if isFocused {
        canvas.write("▌", x: 0, y: y, role: .key)
        // Screen readers read the line the terminal's cursor is on.
        canvas.showCursor(x: 0, y: y)
      }
      // What names the row, not all of it: a move of the cursor costs few bytes then.
      let name = start + (layout.slots.first.map { $0.x + $0.width } ?? canvas.width)
      canvas.highlight(Rect(x: 0, y: y, width: name, height: 1), isFocused ? .cursor : .faint)
    }
  }
}

/// Columns before a row: the cursor's sign, which is seen without colours too.
private let gutter = 1
/// `[x]` and a space.
private let mark = 4
