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
  /// A key to press, in the footer, in menus and in help.
  case key
  /// Lines between parts.
  case border
  /// What a person has marked.
  case mark
}

/// How every role looks, and what it stands on.
package struct Theme: Sendable, Hashable {
  private let styles: [Role: Style]
  private let layers: [Layer: Style]

  /// - Parameters:
  ///   - styles: a role that is missing looks like its layer's text.
  ///   - layers: what a layer leaves out, it has from the page; what the page leaves out is the terminal's own.
  package init(_ styles: [Role: Style], layers: [Layer: Style] = [:]) {
    self.styles = styles
    self.layers = layers
  }

  package subscript(role: Role) -> Style { styles[role] ?? .plain }

  package subscript(layer: Layer) -> Style {
    let (own, page) = (layers[layer] ?? .plain, layers[.page] ?? .plain)
    return Style(
      colour: own.colour ?? page.colour, background: own.background ?? page.background, attributes: own.attributes)
  }

  /// The style of a cell where every colour can be shown: the role's colours before the layer's, but for the background
  /// of the rows that show where the person is; the attributes of both.
  package func style(of look: Look) -> Style { blended(look, for: .twoHundredFiftySix) }

  /// The style of a cell on a terminal of that depth. Sixteen colours and fewer are too few for shades, so exact backgrounds
  /// are the page's there.
  package func style(of look: Look, depth: ColourDepth) -> TerminalStyle {
    blended(look, for: depth).quantised(to: depth)
  }

  /// The style of text on the terminal's own background. What was chosen for a page of the theme's own may not be seen
  /// there, so only its hue is kept, in the terminal's own colours.
  package func styleWithoutPage(of role: Role) -> Style {
    var style = self[role]
    guard self[.page].background != nil else { return style }
    style.background = nil
    if let exact = style.colour?.exact { style.colour = NamedColour(hueOf: exact).map(Colour.named) }
    return style
  }

  private func blended(_ look: Look, for depth: ColourDepth) -> Style {
    if look.layer == .code { return .code(depth) }
    let (role, page) = (self[look.role], self[.page])
    var layer = self[look.layer]
    let isShown = depth > .sixteen || depth >= .eight && layer.background?.exact == nil
    if !isShown { layer.background = page.background }
    let own = layers[look.layer] ?? .plain
    if layer.background == page.background, own.background != nil || own.attributes.isEmpty {
      layer.attributes.formUnion(look.layer.attributesWithoutBackground)
    }
    let isPlace = look.layer == .cursor || look.layer == .faint
    return Style(
      colour: role.colour ?? layer.colour,
      background: isPlace ? layer.background ?? role.background : role.background ?? layer.background,
      attributes: role.attributes.union(layer.attributes))
  }

  package static let plain = Theme([:])
}

extension Layer {
  /// What shows a layer whose background is the page's and to which the theme gives no attributes instead.
  fileprivate var attributesWithoutBackground: Set<Style.Attribute> {
    switch self {
    case .cursor: [.reverse]
    case .faint, .field: [.underline]
    case .page, .bar, .dialog, .code: []
    }
  }
}

extension Style {
  /// Text that draws black modules. Without colours it is reversed, because most such terminals are dark: there the text's
  /// ground becomes the light one.
  fileprivate static func code(_ depth: ColourDepth) -> Style {
    guard depth >= .eight else { return Style(attributes: [.reverse]) }
    return Style(colour: .exact(RGB(0, 0, 0)), background: .exact(RGB(0xFF, 0xFF, 0xFF)))
  }
}
