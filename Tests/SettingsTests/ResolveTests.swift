import Foundation
import Model
import Testing

@testable import Settings

@Suite("Whom to talk to", .timeLimit(.minutes(5)))
struct ResolveTests {
  private let home: TemporaryHome
  init() throws { home = try TemporaryHome() }

  private func resolve(_ environment: [String: String], profile: String? = nil, readOnly: Bool = false) throws
    -> ResolvedProfile
  {
    let flags = ConnectionFlags(profile: profile.flatMap { ProfileName($0) }, readOnly: readOnly)
    return try home.store.resolve(flags, environment: environment)
  }

  private func write(_ name: String, _ toml: String) throws {
    try home.write(toml, to: "config/profiles/\(name).toml")
  }

  @Test("nothing said is an error, not a guess")
  func nothing() {
    #expect(throws: SettingsError.noConnection) { try resolve([:]) }
  }

  @Test("a loopback host is the simulated company, whose corp and secret are known")
  func simulated() throws {
    let resolved = try resolve(["GROUPDESK_BASE_URL": "http://127.0.0.1:8123"])
    #expect(resolved.corpID.rawValue == "wwsimulated")
    #expect(resolved.secret == .simulated)
    #expect(resolved.name == nil)
  }

  @Test("the known secret goes to the simulated corp only")
  func otherCorp() {
    let environment = ["GROUPDESK_BASE_URL": "http://localhost:8123", "GROUPDESK_CORP_ID": "wwother"]
    #expect(throws: SettingsError.noSecret) { try resolve(environment) }
  }

  @Test("the vendor's host is meant when only a corp is named")
  func vendor() throws {
    let resolved = try resolve(["GROUPDESK_CORP_ID": "ww1", "GROUPDESK_SECRET": "s"])
    #expect(resolved.baseURL.text == "https://qyapi.weixin.qq.com")
    #expect(resolved.secret == .environment(variable: "GROUPDESK_SECRET"))
  }

  @Test("a host without a corp is incomplete")
  func incomplete() {
    #expect(throws: SettingsError.incomplete(missing: "GROUPDESK_CORP_ID")) {
      try resolve(["GROUPDESK_BASE_URL": "https://proxy.example.cn"])
    }
  }

  @Test("a variable that cannot be is named")
  func badVariable() {
    let fault = SettingsError.badValue(name: "GROUPDESK_BASE_URL", value: "http://example.cn", allowed: .baseURL)
    #expect(throws: fault) { try resolve(["GROUPDESK_BASE_URL": "http://example.cn"]) }
  }

  @Test("the only profile is meant when none is named, and the configured one when there are several")
  func chosen() throws {
    try write("a", "corp_id = \"wwa\"\nsecret.environment = \"A\"")
    #expect(try resolve([:]).name?.text == "a")
    try write("b", "corp_id = \"wwb\"\nsecret.environment = \"B\"")
    #expect(throws: SettingsError.noConnection) { try resolve([:]) }
    try home.write("profile = \"b\"", to: "config/config.toml")
    #expect(try resolve([:]).name?.text == "b")
    #expect(try resolve([:], profile: "a").name?.text == "a")
  }

  @Test("a profile's secret and corp name never go to another host or corp")
  func anotherHost() throws {
    try write("a", "corp_id = \"wwa\"\ncorp_name = \"甲\"\nlimit_share = 50\nsecret.file = \"/secret\"")
    #expect(throws: SettingsError.noSecret) {
      try resolve(["GROUPDESK_BASE_URL": "https://evil.example", "GROUPDESK_CORP_ID": "wwa"], profile: "a")
    }
    let loopback = try resolve(["GROUPDESK_BASE_URL": "http://127.0.0.1:1"], profile: "a")
    #expect(loopback.secret == .simulated)
    #expect(loopback.corpName == SimulatedCompany.corpName && loopback.name == nil)
    #expect(loopback.preferences.limitShare == 50)
  }

  @Test("the environment that says the same as the profile changes nothing")
  func same() throws {
    try write("a", "corp_id = \"wwa\"\ncorp_name = \"甲\"\nsecret.file = \"/secret\"")
    let resolved = try resolve(["GROUPDESK_CORP_ID": "wwa"], profile: "a")
    #expect(resolved.name?.text == "a" && resolved.corpName == "甲" && resolved.secret == .file("/secret"))
  }

  @Test("read-only can be added by the flag and not taken away")
  func readOnly() throws {
    try write("a", "corp_id = \"wwa\"\nread_only = true\nsecret.file = \"/secret\"")
    #expect(try resolve([:]).preferences.readOnly)
    #expect(try resolve(["GROUPDESK_BASE_URL": "http://[::1]:1"], readOnly: true).preferences.readOnly)
  }

  @Test("a broken profile does not stand in the way of an environment that says everything")
  func brokenProfile() throws {
    try write("a", "corp_id = ")
    #expect(try resolve(["GROUPDESK_BASE_URL": "http://127.0.0.1:1"]).secret == .simulated)
    #expect(throws: SettingsError.self) { try resolve([:]) }
  }

  @Test("secret sources stand in one order: systemd, command, keyring, pass, environment, file")
  func order() throws {
    let given = ["GROUPDESK_SECRET": "s"]
    for (line, expected) in [
      ("secret.command = [\"/bin/x\"]", SecretBackend.command), ("secret.keyring = \"x\"", .keyring),
      ("secret.pass = \"x\"", .pass), ("secret.environment = \"OTHER\"", .environment),
      ("secret.file = \"/x\"", .environment), ("", .environment),
    ] {
      try write("a", "corp_id = \"wwa\"\n\(line)")
      #expect(try resolve(given).secret.backend == expected, "\(line)")
    }
    let credential = try home.write("c", to: "credentials/groupdesk-a", mode: 0o400)
    try write("a", "corp_id = \"wwa\"\nsecret.command = [\"/bin/x\"]")
    let folder = ["CREDENTIALS_DIRECTORY": "\(home.path)/credentials"]
    #expect(try resolve(given.merging(folder) { $1 }).secret == .credential(path: credential))
  }

  @Test("a credential that may be there is not passed over for another source")
  func unreadableCredential() async throws {
    try write("a", "corp_id = \"wwa\"\nsecret.environment = \"OTHER\"")
    let folder = "\(home.path)/credentials"
    // A folder that nobody can look into, whoever they are.
    try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: folder)
    let environment = ["OTHER": "s", "CREDENTIALS_DIRECTORY": folder]
    let source = try resolve(environment).secret
    #expect(source == .credential(path: "\(folder)/groupdesk-a"))
    await #expect(throws: SettingsError.notAPlainFile(path: "\(folder)/groupdesk-a")) {
      try await SecretReader(environment: environment).read(source)
    }
  }
}
