import Model

/// Where the secret of a connection is had from. There is one at a time and no second choice: when it fails, that is said.
package enum SecretSource: Sendable, Hashable {
  /// A file systemd put below `$CREDENTIALS_DIRECTORY`.
  case credential(path: String)
  /// A credential helper: argv, the first an absolute path, no shell.
  case command([String], unattended: Bool)
  /// The desktop's keyring, asked through `secret-tool lookup service groupdesk account ENTRY`.
  case keyring(entry: String, unattended: Bool)
  /// The standard password store, first line of `pass show ENTRY`.
  case pass(entry: String, unattended: Bool)
  case environment(variable: String)
  /// A plain file, 0600, the user's own.
  case file(String)
  /// The simulated company's, which everybody knows.
  case simulated
}

/// The kind of a ``SecretSource``: what a status command names.
package enum SecretBackend: String, Sendable, Hashable, CaseIterable {
  case credential, command, keyring, pass, environment, file, simulated
}

extension SecretSource {
  package var backend: SecretBackend {
    switch self {
    case .credential: .credential
    case .command: .command
    case .keyring: .keyring
    case .pass: .pass
    case .environment: .environment
    case .file: .file
    case .simulated: .simulated
    }
  }

  /// Which one of its kind: a path, an entry, a variable or a program. Never the secret.
  package var place: String {
    switch self {
    case .credential(let path), .file(let path): path
    case .command(let words, _): words.first ?? ""
    case .keyring(let entry, _), .pass(let entry, _): entry
    case .environment(let variable): variable
    case .simulated: ""
    }
  }

  /// Whether it can be read while nobody is there to unlock or approve anything: what a worker without a terminal needs.
  /// Helpers, keyrings and password stores may ask, so they count only where the profile says `unattended = true`.
  package var canBeReadWithoutPerson: Bool {
    switch self {
    case .credential, .environment, .file, .simulated: true
    case .command(_, let unattended), .keyring(_, let unattended), .pass(_, let unattended): unattended
    }
  }

  /// The name of the credential systemd hands a profile's secret over as; `groupdesk` where no profile is meant.
  package static func credentialName(of profile: ProfileName?) -> String {
    profile.map { "groupdesk-\($0)" } ?? "groupdesk"
  }

  /// The first that is there, in the order: systemd's credential, credential command, keyring, `pass`, environment, file.
  /// - Parameters:
  ///   - profile: the profile whose host and corp are meant; nil when there is none.
  ///   - isOverridden: whether a profile was chosen but the environment names another host or corp: systemd's credential
  ///     is the profile's too, and stays away with it.
  static func first(profile: Profile?, isOverridden: Bool, environment: [String: String]) -> SecretSource? {
    if !isOverridden, let credential = credential(of: profile, environment: environment) { return credential }
    let named = profile?.secret
    switch named {
    case .command, .keyring, .pass: return named
    case .environment(let variable): return .environment(variable: variable)
    default: break
    }
    if !environment[Variable.secret, default: ""].isEmpty { return .environment(variable: Variable.secret) }
    return named
  }

  /// `[secret]` of a profile: exactly one source.
  static func read(from reader: TomlReader) -> SecretSource? {
    let unattended = reader.flag("secret.unattended")
    let asks = unattended ?? false
    let entry: (String) -> String? = { $0.isEmpty || $0.hasPrefix("-") ? nil : $0 }
    let sources: [(key: String, source: SecretSource?)] = [
      ("command", reader.parsedList("secret.command", .command, Command.parse).map { .command($0, unattended: asks) }),
      ("keyring", reader.parsed("secret.keyring", .entry, entry).map { .keyring(entry: $0, unattended: asks) }),
      ("pass", reader.parsed("secret.pass", .entry, entry).map { .pass(entry: $0, unattended: asks) }),
      (
        "environment",
        reader.parsed("secret.environment", .variableName, variableName).map { .environment(variable: $0) }
      ),
      ("file", reader.parsed("secret.file", .absolutePath) { $0.hasPrefix("/") ? $0 : nil }.map { .file($0) }),
    ]
    let given = sources.filter { $0.source != nil }
    for extra in given.dropFirst() {
      reader.fault("secret.\(extra.key)", .together(with: "secret.\(given[0].key)"))
    }
    return given.first?.source
  }

  /// Key and value below `[secret]`; nil for what no file names.
  var toml: (key: String, value: String)? {
    switch self {
    case .credential, .simulated: nil
    case .command(let words, _): ("command", "[\(words.map(Profile.quoted).joined(separator: ", "))]")
    case .keyring(let entry, _): ("keyring", Profile.quoted(entry))
    case .pass(let entry, _): ("pass", Profile.quoted(entry))
    case .environment(let variable): ("environment", Profile.quoted(variable))
    case .file(let path): ("file", Profile.quoted(path))
    }
  }

  private static func credential(of profile: Profile?, environment: [String: String]) -> SecretSource? {
    guard let folder = environment["CREDENTIALS_DIRECTORY"], folder.hasPrefix("/") else { return nil }
    let path = "\(folder)/\(credentialName(of: profile?.name))"
    return PrivateFile.mayExist(path) ? .credential(path: path) : nil
  }

  private static func variableName(_ text: String) -> String? {
    let isName = text.utf8.allSatisfy { $0 == UInt8(ascii: "_") || ($0 < 0x80 && Character(.init($0)).isLetterOrDigit) }
    return text.isEmpty || !isName || text.first?.isNumber == true ? nil : text
  }
}

extension Character {
  fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}
