import Foundation
import Model

/// Where the program's files are: the XDG folders, or all below one folder (`--home`).
package struct Folders: Sendable, Hashable {
  /// What the person writes: `config.toml`, profiles, themes, secrets given to `profile add`.
  package let config: String
  /// What must last: the ledgers.
  package let data: String
  /// What is better kept but can be had again: replicas, logs.
  package let state: String
  /// What may go at any moment.
  package let cache: String

  /// - Parameters:
  ///   - home: the folder of `--home`, absolute or relative to the working folder; nil for the XDG folders.
  ///   - environment: of the process (`HOME`, `XDG_…`). Relative `XDG_…` values are ignored, as the XDG rules say.
  package init(home: String?, environment: [String: String]) throws(SettingsError) {
    if let home {
      guard !home.isEmpty else { throw .noHome }
      let root = Self.absolute(home)
      config = "\(root)/config"
      data = "\(root)/data"
      state = "\(root)/state"
      cache = "\(root)/cache"
      return
    }
    func folder(_ variable: String, _ standard: String) throws(SettingsError) -> String {
      if let base = environment[variable], base.hasPrefix("/") { return "\(base)/groupdesk" }
      guard let user = environment["HOME"], user.hasPrefix("/") else { throw .noHome }
      return "\(user)/\(standard)/groupdesk"
    }
    config = try folder("XDG_CONFIG_HOME", ".config")
    data = try folder("XDG_DATA_HOME", ".local/share")
    state = try folder("XDG_STATE_HOME", ".local/state")
    cache = try folder("XDG_CACHE_HOME", ".cache")
  }

  package var profiles: String { "\(config)/profiles" }
  package var secrets: String { "\(config)/secrets" }
  package var themes: String { "\(config)/themes" }
  package var ledgers: String { "\(data)/ledgers" }
  package var replicas: String { "\(state)/replicas" }
  package var logs: String { "\(state)/logs" }
  package var configFile: String { "\(config)/config.toml" }

  /// Creates every folder that is missing, open to its owner only.
  package func create() throws(SettingsError) {
    for folder in [profiles, secrets, themes, ledgers, replicas, logs, cache] {
      try PrivateFile.createFolder(folder)
    }
  }

  /// The one ledger of a vendor host and corp, whatever the profile.
  package func ledger(of connection: ResolvedProfile) -> String {
    "\(ledgers)/\(Self.place(of: connection)).sqlite"
  }

  /// The replica of one profile; what two profiles may see of one corp differs.
  package func replica(of connection: ResolvedProfile) -> String {
    "\(replicas)/\(connection.name.map { "\($0)@" } ?? "")\(Self.place(of: connection)).sqlite"
  }

  /// Files made from here on are their owner's only (umask 077). For the program's entry.
  package static func keepNewFilesPrivate() { umask(0o077) }

  private static func place(of connection: ResolvedProfile) -> String {
    let plain = "\(connection.baseURL.authority)_\(connection.corpID)"
    return String(plain.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
  }

  private static func absolute(_ path: String) -> String {
    let full = path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    return (full as NSString).standardizingPath
  }
}
