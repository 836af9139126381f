import Model
import Screen

/// The line at the bottom in which a filter, a command or a number is typed.
package struct Prompt: Sendable, Hashable {
  package let label: SafeText
  package var field: TextField

  package init(_ label: SafeText, _ field: TextField = TextField()) {
    self.label = label
    self.field = field
  }

  /// - Parameter hint: on the right, if there is room: counts, what is wrong.
  package func draw(on canvas: inout Canvas, y: Int, hint: SafeText = "", hintRole: Role = .dim) {
    canvas.draw(in: Rect(x: 0, y: y, width: canvas.width, height: 1)) { line in
      line.clear()
      let label = label.truncated(to: line.width - margin - leastField)
      let start = line.write(label, x: margin, y: 0)
      var room = line.width - start - margin
      let hintWidth = displayWidth(of: hint)
      if hintWidth > 0, room - hintWidth - gap >= leastField {
        line.write(hint, x: line.width - margin - hintWidth, y: 0, role: hintRole)
        room -= hintWidth + gap
      }
      field.draw(on: &line, x: start, y: 0, width: room, isFocused: true)
    }
  }
}

/// Columns left free at both ends.
private let margin = 1
/// Columns between field and hint.
private let gap = 2
/// Columns the field keeps.
private let leastField = 10
