/// What a cell's text is and what it stands on; the theme makes a style of it.
package struct Look: Sendable, Hashable {
  package var role: Role
  package var layer: Layer

  package init(_ role: Role = .text, on layer: Layer = .page) {
    self.role = role
    self.layer = layer
  }

  package static let plain = Look()
}

/// What text stands on.
package enum Layer: String, Sendable, Hashable, CaseIterable {
  case page
  /// The title line, the footer and the titles of columns.
  case bar
  /// The row a key acts on, in the focused part.
  case cursor
  /// The row the cursor would be on if its part had the focus.
  case faint
  /// A dialog, a menu: what lies over the rest.
  case dialog
  /// Where text is typed.
  case field
  /// A code that cameras read: black on white whatever theme and terminal.
  case code

  /// Those a theme decides.
  package static let allCases: [Layer] = [.page, .bar, .cursor, .faint, .dialog, .field]
}
