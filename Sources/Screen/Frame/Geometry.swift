/// A cell's place: columns from the left, lines from the top, both from 0.
package struct Point: Sendable, Hashable {
  package var x: Int
  package var y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// Columns and lines.
package struct Size: Sendable, Hashable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A part of a frame or of a canvas. Never of negative size.
package struct Rect: Sendable, Hashable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package var right: Int { x + width }
  package var bottom: Int { y + height }
  package var isEmpty: Bool { width == 0 || height == 0 }

  /// What both cover.
  package func intersection(_ other: Rect) -> Rect {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Rect(
      x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
  }

  /// A rectangle of that size in the middle, no larger than this one.
  package func centered(width: Int, height: Int) -> Rect {
    let (fittingWidth, fittingHeight) = (min(width, self.width), min(height, self.height))
    return Rect(
      x: x + (self.width - fittingWidth) / 2, y: y + (self.height - fittingHeight) / 2, width: fittingWidth,
      height: fittingHeight)
  }
}
