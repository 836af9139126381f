import Foundation
import Model
import Testing

@testable import Settings

@Suite("Folders", .timeLimit(.minutes(5)))
struct FoldersTests {
  @Test("the XDG variables say where files go, and HOME where they are silent")
  func xdg() throws {
    let folders = try Folders(home: nil, environment: ["HOME": "/home/li", "XDG_DATA_HOME": "/srv/data"])
    #expect(folders.config == "/home/li/.config/groupdesk")
    #expect(folders.data == "/srv/data/groupdesk")
    #expect(folders.state == "/home/li/.local/state/groupdesk")
  }

  @Test("a relative XDG folder is ignored")
  func relative() throws {
    let folders = try Folders(home: nil, environment: ["HOME": "/home/li", "XDG_CONFIG_HOME": "conf"])
    #expect(folders.config == "/home/li/.config/groupdesk")
  }

  @Test("without a home there is an error, not a guess")
  func noHome() {
    #expect(throws: SettingsError.noHome) { try Folders(home: nil, environment: [:]) }
  }

  @Test("--home keeps everything below one folder, open to its owner only")
  func home() throws {
    let home = try TemporaryHome()
    let folders = try Folders(home: "\(home.path)/deep/run", environment: [:])
    try folders.create()
    try folders.create()
    for folder in [folders.profiles, folders.secrets, folders.ledgers, folders.replicas, folders.cache] {
      #expect(folder.hasPrefix("\(home.path)/deep/run/"))
      #expect(try home.mode(of: folder) == 0o700)
    }
  }

  @Test("a file where a folder should be is an error that names it")
  func fileInTheWay() throws {
    let home = try TemporaryHome()
    try home.write("", to: "data")
    let path = try home.folders.data
    #expect(throws: SettingsError.self) { try home.folders.create() }
    #expect(throws: SettingsError.file(path: path, operation: .createFolder, code: ENOTDIR)) {
      try PrivateFile.createFolder(path)
    }
  }

  @Test("one ledger per host and corp, one replica per profile")
  func places() throws {
    let home = try TemporaryHome()
    let folders = try home.folders
    func connection(_ profile: String?) throws -> ResolvedProfile {
      ResolvedProfile(
        name: profile.flatMap { ProfileName($0) }, baseURL: try #require(BaseURL("http://127.0.0.1:8080")),
        corpID: try #require(CorpID("ww../x")), corpName: nil, application: .own, secret: .simulated,
        preferences: Preferences())
    }
    #expect(try folders.ledger(of: connection("a")) == folders.ledger(of: connection("b")))
    #expect(try folders.replica(of: connection("a")) != folders.replica(of: connection("b")))
    #expect(try folders.ledger(of: connection(nil)) == "\(folders.ledgers)/127.0.0.1-8080_ww..-x.sqlite")
  }
}
