import Screen

/// Reads a theme: `[palette]` names colours, `[roles]` says how each kind of text looks, `[layers]` what it stands on.
package enum ThemeFile {
  /// The theme that a file of these bytes makes; throws everything that is wrong with it.
  package static func read(file: String, bytes: [UInt8]) throws(SettingsError) -> Theme {
    let reader = try TomlReader(file: file, bytes: bytes)
    var palette: [String: Colour] = [:]
    for name in reader.keys(of: "palette") {
      palette[name] = reader.parsed("palette.\(name)", .paletteColour, Colour.init)
    }
    var roles: [Role: Style] = [:]
    for role in Role.allCases { roles[role] = style("roles.\(role.rawValue)", palette, reader) }
    var layers: [Layer: Style] = [:]
    for layer in Layer.allCases { layers[layer] = style("layers.\(layer.rawValue)", palette, reader) }
    try reader.finish()
    return Theme(roles, layers: layers)
  }

  private static func style(_ key: String, _ palette: [String: Colour], _ reader: TomlReader) -> Style {
    func colour(_ name: String) -> Colour? {
      reader.parsed("\(key).\(name)", .colour) { palette[$0] ?? Colour($0) }
    }
    let attributes = reader.parsedList(
      "\(key).attributes", .oneOf(Style.Attribute.allCases.map(\.rawValue)), attributes)
    return Style(colour: colour("colour"), background: colour("background"), attributes: attributes ?? [])
  }

  private static func attributes(_ names: [String]) -> Set<Style.Attribute>? {
    let attributes = names.compactMap(Style.Attribute.init(rawValue:))
    return attributes.count == names.count ? Set(attributes) : nil
  }
}
