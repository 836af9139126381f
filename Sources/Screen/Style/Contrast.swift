/// A look of a theme that is hard to read.
package struct PoorContrast: Sendable, Hashable {
  package let look: Look
  /// From 1 to 21, below ``needed``.
  package let contrast: Double
  package let needed: Double
}

extension Theme {
  /// Roles that are hard to read on some layer, each with the one where it is worst. Looks with a colour of the
  /// terminal's own are left out: only the person sees them.
  package func poorContrasts() -> [PoorContrast] {
    Role.allCases.compactMap { role in
      let looks = Layer.allCases.compactMap { layer in
        let look = Look(role, on: layer)
        return style(of: look).contrast.map { PoorContrast(look: look, contrast: $0, needed: role.neededContrast) }
      }
      return looks.filter { $0.contrast < $0.needed }.min { $0.contrast < $1.contrast }
    }
  }
}

extension Role {
  /// What WCAG 2 asks for (AA): 4.5 for text, 3 for lines.
  fileprivate var neededContrast: Double { self == .border ? 3 : 4.5 }
}
