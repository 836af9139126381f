/// What a piece of text is, for the theme to decide how it looks.
package enum Role: String, Sendable, Hashable, CaseIterable {
  case text
  case title
  /// What matters less: ids, hints.
  case dim
  case done
  case progress
  case warning
  case error
}

/// Looks for every role.
package struct Theme: Sendable, Hashable {
  private let styles: [Role: Style]

  /// - Parameter styles: a role that is missing looks like the terminal's own text.
  package init(_ styles: [Role: Style]) { self.styles = styles }

  package subscript(role: Role) -> Style { styles[role] ?? .plain }

  package static let plain = Theme([:])
}
