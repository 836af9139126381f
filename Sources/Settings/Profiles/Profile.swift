import Model

/// A company this program knows how to talk to, as its file tells.
package struct Profile: Sendable, Hashable {
  package let name: ProfileName
  package let corpID: CorpID
  package let baseURL: BaseURL
  /// What the corp is called on screen; a stranger's text as any other.
  package let corpName: String?
  package let application: ApplicationKind
  /// Nil where the file names none: then the environment or systemd has to have it.
  package let secret: SecretSource?
  package let preferences: Preferences

  package init(
    name: ProfileName, corpID: CorpID, baseURL: BaseURL, corpName: String?, application: ApplicationKind,
    secret: SecretSource?, preferences: Preferences
  ) {
    self.name = name
    self.corpID = corpID
    self.baseURL = baseURL
    self.corpName = corpName
    self.application = application
    self.secret = secret
    self.preferences = preferences
  }

  /// The profile that a file of these bytes makes; throws everything that is wrong with it.
  package static func read(_ name: ProfileName, file: String, bytes: [UInt8]) throws(SettingsError) -> Profile {
    let reader = try TomlReader(file: file, bytes: bytes)
    let corpID = reader.required("corp_id", .corpID, reader.parsed("corp_id", .corpID) { CorpID($0) })
    let baseURL = reader.parsed("base_url", .baseURL, BaseURL.init) ?? BaseURL(BaseURL.vendorText)
    let corpName = reader.text("corp_name")
    let application = reader.choice("application", ApplicationKind.self) ?? .own
    let secret = SecretSource.read(from: reader)
    let preferences = Preferences.read(from: reader)
    try reader.finish()
    // Both are there: what is missing or wrong has been thrown.
    guard let corpID, let baseURL else { throw .configuration([]) }
    return Profile(
      name: name, corpID: corpID, baseURL: baseURL, corpName: corpName, application: application, secret: secret,
      preferences: preferences)
  }

  /// The file's content, without what is standard anyway.
  package var toml: String {
    var lines = ["corp_id = \(Self.quoted(corpID.rawValue))"]
    if baseURL.text != BaseURL.vendorText { lines.append("base_url = \(Self.quoted(baseURL.text))") }
    if let corpName { lines.append("corp_name = \(Self.quoted(corpName))") }
    if application != .own { lines.append("application = \(Self.quoted(application.rawValue))") }
    if preferences.readOnly { lines.append("read_only = true") }
    if let language = preferences.language { lines.append("lang = \(Self.quoted(language.rawValue))") }
    if let secret, let (key, value) = secret.toml { lines += ["", "[secret]", "\(key) = \(value)"] }
    return lines.joined(separator: "\n") + "\n"
  }

  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.isHostile: "\\U" + padded(String(scalar.value, radix: 16, uppercase: true))
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  private static func padded(_ digits: String) -> String {
    String(repeating: "0", count: 8 - digits.count) + digits
  }
}
