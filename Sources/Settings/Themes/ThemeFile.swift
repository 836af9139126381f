import Screen

/// Reads a theme: `[palette]` names colours, `[roles]` says how each kind of text looks.
enum ThemeFile {
  static func read(file: String, bytes: [UInt8]) throws(SettingsError) -> Theme {
    let reader = try TomlReader(file: file, bytes: bytes)
    var palette = Dictionary(uniqueKeysWithValues: Colour.allCases.map { ($0.rawValue, $0) })
    for name in reader.keys(of: "palette") {
      palette[name] = reader.choice("palette.\(name)", Colour.self)
    }
    var styles: [Role: Style] = [:]
    for role in Role.allCases {
      let key = "roles.\(role.rawValue)"
      let colour = reader.parsed("\(key).colour", .colour) { palette[$0] }
      let attributes = reader.parsedList(
        "\(key).attributes", .oneOf(Style.Attribute.allCases.map(\.rawValue)), attributes)
      styles[role] = Style(colour: colour, attributes: attributes ?? [])
    }
    try reader.finish()
    return Theme(styles)
  }

  private static func attributes(_ names: [String]) -> Set<Style.Attribute>? {
    let attributes = names.compactMap(Style.Attribute.init(rawValue:))
    return attributes.count == names.count ? Set(attributes) : nil
  }
}
