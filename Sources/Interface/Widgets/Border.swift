import Model
import Screen

extension Canvas {
  /// A frame of lines around the whole canvas, with a title in the upper one.
  package mutating func border(title: SafeText) {
    let (right, bottom) = (width - 1, height - 1)
    horizontalLine(y: 0, title: title)
    horizontalLine(y: bottom)
    verticalLine(x: 0)
    verticalLine(x: right)
    for (corner, x, y) in [("┌", 0, 0), ("┐", right, 0), ("└", 0, bottom), ("┘", right, bottom)] {
      write(SafeText(corner), x: x, y: y, role: .border)
    }
  }
}
