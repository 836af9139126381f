import Foundation
import Screen

/// The themes there are: the person's own before those installed with the program before those compiled in.
package struct ThemeStore: Sendable {
  /// A theme one can choose, and where it is from.
  package struct Entry: Sendable, Hashable {
    package let name: String
    package let origin: Origin
    /// Nil for one that is compiled in.
    package let path: String?
  }

  package enum Origin: String, Sendable, Hashable, CaseIterable {
    case own
    case installed
    case builtIn = "built_in"
  }

  private let places: [(origin: Origin, folder: String)]

  /// - Parameters:
  ///   - folders: whose `themes` holds the person's own.
  ///   - executable: path of the running program; `share/groupdesk/themes` is looked for beside its folder.
  package init(folders: Folders, executable: String?) {
    let program = executable.map { ($0 as NSString).deletingLastPathComponent as NSString }
    let installed = program.map { "\($0.deletingLastPathComponent)/share/groupdesk/themes" }
    places = [(.own, folders.themes)] + [installed].compactMap(\.self).map { (.installed, $0) }
  }

  /// All themes by name, each as ``load(_:)`` finds it.
  package func list() throws(SettingsError) -> [Entry] {
    var entries = Dictionary(
      uniqueKeysWithValues: Self.builtIn.keys.map { ($0, Entry(name: $0, origin: .builtIn, path: nil)) })
    for place in places.reversed() {
      for file in try PrivateFile.names(in: place.folder) where file.hasSuffix(Self.ending) {
        let name = String(file.dropLast(Self.ending.count))
        guard ProfileName.isPlain(name) else { continue }
        entries[name] = Entry(name: name, origin: place.origin, path: "\(place.folder)/\(file)")
      }
    }
    return entries.values.sorted { $0.name < $1.name }
  }

  /// Throws `.badName`, `.noSuchTheme`, or everything that is wrong with the file.
  package func load(_ name: String = standard) throws(SettingsError) -> Theme {
    guard ProfileName.isPlain(name) else { throw .badName(name) }
    for place in places {
      do throws(SettingsError) {
        return try Self.read("\(place.folder)/\(name)\(Self.ending)")
      } catch {
        if !error.isMissingFile { throw error }
      }
    }
    guard let bytes = Self.builtIn[name] else { throw .noSuchTheme(name: name, known: try list().map(\.name)) }
    return try ThemeFile.read(file: "\(name)\(Self.ending)", bytes: bytes)
  }

  /// The theme, or where it cannot be used the standard one that is compiled in, with what is wrong: looks never stop
  /// anybody's work.
  package func loadOrStandard(_ name: String = standard) -> (theme: Theme, fault: SettingsError?) {
    do {
      return (try load(name), nil)
    } catch {
      let standard = try? ThemeFile.read(file: Self.standard, bytes: PackageResources.default_toml)
      return (standard ?? .plain, error)
    }
  }

  /// A theme that is in no place yet. Throws everything that is wrong with the file.
  package static func read(_ path: String) throws(SettingsError) -> Theme {
    try ThemeFile.read(file: path, bytes: try PrivateFile.read(path, trust: .configuration))
  }

  package static let standard = "default"
  private static let ending = ".toml"
  /// The files of the themes that are compiled in, by name.
  package static let builtIn = [
    standard: PackageResources.default_toml,
    "dark": PackageResources.dark_toml,
    "high-contrast": PackageResources.high_contrast_toml,
    "light": PackageResources.light_toml,
    "mono": PackageResources.mono_toml,
  ]
}
