import Model
import Screen

extension Form {
  /// Labels in a column of their own; scrolled so that the focus is visible.
  package func draw(on canvas: inout Canvas, isFocused: Bool) {
    let widest = fields.map { displayWidth(of: $0.label) }.max() ?? 0
    let labelWidth = min(widest, canvas.width / 3)
    let start = gutter + labelWidth + gap
    let width = max(0, canvas.width - start - margin)
    let notes = fields.indices.map { self.notes(of: $0, width: width) }

    var y = -top(heights: notes.map { 1 + $0.count }, height: canvas.height)
    for (index, field) in fields.enumerated() {
      let hasFocus = isFocused && index == focus
      if hasFocus { canvas.write("▌", x: 0, y: y, role: .key) }
      canvas.write(field.label, x: gutter, y: y, width: labelWidth, role: hasFocus ? .title : .text)
      let mark = field.trailing.isEmpty ? 0 : displayWidth(of: field.trailing) + gap
      field.input.draw(on: &canvas, x: start, y: y, width: width - mark, isFocused: hasFocus)
      if mark > 0 { canvas.write(field.trailing, x: start + width - mark + gap, y: y, role: .dim) }
      for (offset, note) in notes[index].enumerated() {
        canvas.write(note.text, x: start, y: y + 1 + offset, role: note.role)
      }
      y += 1 + notes[index].count
    }
  }

  private struct Note {
    let text: SafeText
    let role: Role
  }

  private func notes(of index: Int, width: Int) -> [Note] {
    let field = fields[index]
    let fault = field.fault.map { wrapped($0, width: width) } ?? []
    let warnings = field.warnings.flatMap { wrapped($0, width: width) }
    let hint = index == focus && !field.hint.isEmpty ? wrapped(field.hint, width: width) : []
    return fault.map { Note(text: $0, role: .error) } + warnings.map { Note(text: $0, role: .warning) }
      + hint.map { Note(text: $0, role: .dim) }
  }

  /// The first line on the screen: the focused field with its notes in the middle, unless the form ends before.
  private func top(heights: [Int], height: Int) -> Int {
    guard heights.indices.contains(focus) else { return 0 }
    let total = heights.reduce(0, +)
    let start = heights.prefix(focus).reduce(0, +)
    let middle = start + (heights[focus] - height) / 2
    // Of notes too long for the screen the end is cut, never the field above them.
    return min(start, max(0, min(middle, total - height)))
  }
}

extension Form.Field.Input {
  fileprivate func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, isFocused: Bool) {
    if case .text(let field) = self {
      return field.draw(on: &canvas, x: x, y: y, width: width, isFocused: isFocused)
    }
    canvas.draw(in: Rect(x: x, y: y, width: width, height: 1)) { line in
      var column = 0
      for option in options(width: line.width) {
        let end = line.write(option.text, x: column, y: 0)
        if isFocused, option.isSelected {
          line.highlight(Rect(x: column, y: 0, width: end - column, height: 1), .cursor)
          line.showCursor(x: column, y: 0)
        }
        column = end + gap
      }
    }
  }

  private struct Option {
    let text: SafeText
    let isSelected: Bool
  }

  /// All choices beside each other, or where they do not fit the selected one alone.
  private func options(width: Int) -> [Option] {
    switch self {
    case .text: return []
    case .link(let text): return [Option(text: text.truncated(to: width), isSelected: true)]
    case .toggle(let isOn): return [Option(text: isOn ? "[x]" : "[ ]", isSelected: true)]
    case .choice(let choices, let selected):
      let all = choices.enumerated().map { index, choice in
        let isSelected = index == selected
        return Option(text: "\(isSelected ? "(•)" : "( )") \(choice.title)", isSelected: isSelected)
      }
      if all.reduce(-gap, { $0 + displayWidth(of: $1.text) + gap }) <= width { return all }
      guard choices.indices.contains(selected) else { return [] }
      return [Option(text: "‹ \(choices[selected].title.truncated(to: width - 4)) ›", isSelected: true)]
    }
  }
}

/// Columns before the labels: the sign of the focused field, which is seen without colours too.
private let gutter = 1
/// Columns between label and field, and between choices.
private let gap = 2
/// Columns left free on the right.
private let margin = 1
