import Foundation
import Screen

/// The themes there are: the person's own before those installed with the program before the one compiled in.
package struct ThemeStore: Sendable {
  private let places: [String]

  /// - Parameters:
  ///   - folders: whose `themes` holds the person's own.
  ///   - executable: path of the running program; `share/groupdesk/themes` is looked for beside its folder.
  package init(folders: Folders, executable: String?) {
    let program = executable.map { ($0 as NSString).deletingLastPathComponent as NSString }
    let installed = program.map { "\($0.deletingLastPathComponent)/share/groupdesk/themes" }
    places = [folders.themes] + [installed].compactMap(\.self)
  }

  /// Names of all themes, sorted.
  package func list() throws(SettingsError) -> [String] {
    var names: Set = [Self.standard]
    for place in places {
      for file in try PrivateFile.names(in: place) where file.hasSuffix(Self.ending) {
        let name = String(file.dropLast(Self.ending.count))
        if ProfileName.isPlain(name) { names.insert(name) }
      }
    }
    return names.sorted()
  }

  /// Throws `.badName`, `.noSuchTheme`, or everything that is wrong with the file.
  package func load(_ name: String = standard) throws(SettingsError) -> Theme {
    guard ProfileName.isPlain(name) else { throw .badName(name) }
    for place in places {
      let path = "\(place)/\(name)\(Self.ending)"
      do throws(SettingsError) {
        return try ThemeFile.read(file: path, bytes: try PrivateFile.read(path, trust: .configuration))
      } catch {
        if !error.isMissingFile { throw error }
      }
    }
    guard name == Self.standard else { throw .noSuchTheme(name: name, known: try list()) }
    return try ThemeFile.read(file: "\(name)\(Self.ending)", bytes: PackageResources.default_toml)
  }

  package static let standard = "default"
  private static let ending = ".toml"
}
