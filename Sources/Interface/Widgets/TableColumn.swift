import Model
import Screen

/// A column of a list.
package struct TableColumn: Sendable, Hashable {
  package enum Width: Sendable, Hashable {
    /// That many columns of the terminal.
    case fixed(Int)
    /// At least so many; what is left over is shared out by weight.
    case flexible(least: Int, weight: Int = 1)
  }

  package let title: SafeText
  package let alignment: Alignment
  package let width: Width
  /// Where the room is short, columns with the highest number go first; 0 stays.
  package let dropsAt: Int
  package let role: Role

  package init(
    _ title: SafeText, _ alignment: Alignment = .left, width: Width, dropsAt: Int = 0, role: Role = .text
  ) {
    self.title = title
    self.alignment = alignment
    self.width = width
    self.dropsAt = dropsAt
    self.role = role
  }
}

/// What stands in one cell of a list.
package struct TableCell: Sendable, Hashable, ExpressibleByStringLiteral {
  package let text: SafeText
  package let role: Role?

  package init(_ text: SafeText, _ role: Role? = nil) {
    self.text = text
    self.role = role
  }
  package init(stringLiteral value: String) { self.init(SafeText(value)) }
}
