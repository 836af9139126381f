import Model

/// The person's choices for all companies: `config.toml`.
package struct Configuration: Sendable, Hashable {
  /// The profile meant when none is named.
  package var profile: ProfileName?
  package var language: Language?
  /// Name of the theme; nil is the standard one.
  package var theme: String?

  package init() {}

  /// The choices that a file of these bytes makes; throws everything that is wrong with it.
  package static func read(file: String, bytes: [UInt8]) throws(SettingsError) -> Configuration {
    let reader = try TomlReader(file: file, bytes: bytes)
    var configuration = Configuration()
    configuration.profile = reader.parsed("profile", .name, ProfileName.init)
    configuration.language = reader.choice("lang", Language.self)
    configuration.theme = reader.parsed("theme", .name) { ProfileName.isPlain($0) ? $0 : nil }
    try reader.finish()
    return configuration
  }
}
