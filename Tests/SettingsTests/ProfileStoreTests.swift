import Foundation
import Model
import Testing

@testable import Settings

@Suite("The profiles on disk", .timeLimit(.minutes(5)))
struct ProfileStoreTests {
  private func profile(_ name: String) throws -> Profile {
    Profile(
      name: try #require(ProfileName(name)), corpID: try #require(CorpID("ww1")),
      baseURL: try #require(BaseURL("https://qyapi.weixin.qq.com")), corpName: nil, application: .own, secret: nil,
      preferences: Preferences())
  }

  @Test("an added profile can be listed, loaded and read; its files are its owner's only")
  func add() async throws {
    let home = try TemporaryHome()
    let store = try home.store
    let added = try store.add(try profile("shop"), secret: try #require(Secret("s3cret")))
    #expect(try store.list() == [added.name])
    #expect(try store.load(added.name) == added)
    guard case .file(let path) = added.secret else { return #expect(Bool(false), "no file") }
    #expect(try home.mode(of: path) == 0o600)
    #expect(try home.mode(of: "\(home.folders.profiles)/shop.toml") == 0o600)
    let source = try #require(added.secret)
    #expect(try await SecretReader(environment: [:]).read(source).reveal() == "s3cret")
  }

  @Test("a profile is never overwritten, and its secret stays what it was")
  func exists() throws {
    let home = try TemporaryHome()
    let store = try home.store
    let added = try store.add(try profile("shop"), secret: Secret("first"))
    #expect(throws: SettingsError.profileExists(added.name)) {
      try store.add(try profile("shop"), secret: Secret("second"))
    }
    #expect(try String(contentsOfFile: "\(home.folders.secrets)/shop", encoding: .utf8) == "first\n")
  }

  @Test("a profile that is not there is an error that names those that are")
  func unknown() throws {
    let home = try TemporaryHome()
    let store = try home.store
    let known = try store.add(try profile("shop")).name
    let asked = try #require(ProfileName("shopp"))
    #expect(throws: SettingsError.noSuchProfile(name: asked, known: [known])) { try store.load(asked) }
  }

  @Test("a file others may write is not believed: it could name a command to run")
  func writable() throws {
    let home = try TemporaryHome()
    let path = try home.write("corp_id = \"ww1\"", to: "config/profiles/shop.toml", mode: 0o666)
    let name = try #require(ProfileName("shop"))
    #expect(throws: SettingsError.tooOpen(path: path, mode: 0o666)) { try home.store.load(name) }
  }

  @Test("a profile is never a link")
  func link() throws {
    let home = try TemporaryHome()
    let target = try home.write("corp_id = \"ww1\"", to: "elsewhere.toml")
    try home.folders.create()
    let path = try "\(home.folders.profiles)/shop.toml"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    let name = try #require(ProfileName("shop"))
    #expect(throws: SettingsError.notAPlainFile(path: path)) { try home.store.load(name) }
  }

  @Test("files that are no profiles are not listed")
  func others() throws {
    let home = try TemporaryHome()
    for name in ["shop.toml", "shop.toml~", ".shop.toml", "a b.toml", "notes.txt"] {
      try home.write("corp_id = \"ww1\"", to: "config/profiles/\(name)")
    }
    #expect(try home.store.list().map(\.text) == ["shop"])
  }

  @Test("without a configuration file the choices are the standard ones")
  func noConfiguration() throws {
    #expect(try TemporaryHome().store.configuration() == Configuration())
  }

  @Test(
    "names that could lead elsewhere are no names",
    arguments: ["", ".", "..", "../x", "a/b", "-x", "a b", "名", String(repeating: "a", count: 65), "a\n", "a\u{0}"])
  func names(_ text: String) {
    #expect(ProfileName(text) == nil)
  }
}
