import Model

/// The profiles on disk: one file each below ``Folders/profiles``, so that adding one never rewrites what a person wrote,
/// comments and all.
package struct ProfileStore: Sendable {
  private let folders: Folders

  package init(folders: Folders) { self.folders = folders }

  /// `config.toml`; the standard choices where there is none.
  package func configuration() throws(SettingsError) -> Configuration {
    do {
      let bytes = try PrivateFile.read(folders.configFile, trust: .configuration)
      return try Configuration.read(file: folders.configFile, bytes: bytes)
    } catch {
      if error.isMissingFile { return Configuration() }
      throw error
    }
  }

  /// Names of all profiles, sorted. Files with other names than a profile can have are left out.
  package func list() throws(SettingsError) -> [ProfileName] {
    try PrivateFile.names(in: folders.profiles).compactMap { name in
      name.hasSuffix(Self.ending) ? ProfileName(String(name.dropLast(Self.ending.count))) : nil
    }
  }

  /// Throws `.noSuchProfile`, or everything that is wrong with the file.
  package func load(_ name: ProfileName) throws(SettingsError) -> Profile {
    let path = file(of: name)
    do {
      return try Profile.read(name, file: path, bytes: try PrivateFile.read(path, trust: .configuration))
    } catch {
      if error.isMissingFile, case .file(path, _, _) = error { throw .noSuchProfile(name: name, known: try list()) }
      throw error
    }
  }

  /// Writes a new profile, and its secret where one is given, to files only the user may read. Nothing is overwritten,
  /// and nothing is left behind when it fails.
  /// - Parameter secret: kept in a file of its own, and the profile then names that file; nil when the profile names
  ///   another source or none.
  /// - Returns: the profile as it can be loaded from now on.
  @discardableResult
  package func add(_ profile: Profile, secret: Secret? = nil) throws(SettingsError) -> Profile {
    try folders.create()
    guard !(try list().contains(profile.name)) else { throw .profileExists(profile.name) }
    var written = profile
    if let secret {
      let path = "\(folders.secrets)/\(profile.name)"
      written = profile.with(secret: .file(path))
      guard try PrivateFile.create(path, Array((secret.reveal() + "\n").utf8)) else {
        throw .file(path: path, operation: .write, code: PrivateFile.alreadyThere)
      }
    }
    do throws(SettingsError) {
      let path = file(of: profile.name)
      let content = Array(written.toml.utf8)
      let read = try Profile.read(profile.name, file: path, bytes: content)
      guard try PrivateFile.create(path, content) else { throw .profileExists(profile.name) }
      return read
    } catch {
      if secret != nil { PrivateFile.remove("\(folders.secrets)/\(profile.name)") }
      throw error
    }
  }

  /// Takes back a profile that ``add(_:secret:)`` wrote without a secret of its own.
  package func remove(_ name: ProfileName) { PrivateFile.remove(file(of: name)) }

  private static let ending = ".toml"
  private func file(of name: ProfileName) -> String { "\(folders.profiles)/\(name)\(Self.ending)" }
}

extension Profile {
  fileprivate func with(secret: SecretSource) -> Profile {
    Profile(
      name: name, corpID: corpID, baseURL: baseURL, corpName: corpName, application: application, secret: secret,
      preferences: preferences)
  }
}
