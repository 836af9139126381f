import Model
import Testing

@testable import Settings

@Suite("A profile's file", .timeLimit(.minutes(5)))
struct ProfileFileTests {
  private func read(_ toml: String) throws(SettingsError) -> Profile {
    guard let name = ProfileName("shop") else { throw .badName("shop") }
    return try Profile.read(name, file: "shop.toml", bytes: Array(toml.utf8))
  }

  private func faults(_ toml: String) -> [ConfigurationFault] {
    do throws(SettingsError) {
      _ = try read(toml)
      return []
    } catch {
      if case .configuration(let faults) = error { return faults }
      return []
    }
  }

  @Test("a corp id is enough")
  func least() throws {
    let profile = try read("corp_id = \"ww1\"")
    #expect(profile.baseURL.text == "https://qyapi.weixin.qq.com")
    #expect(profile.application == .own)
    #expect(profile.secret == nil)
    #expect(profile.preferences == Preferences())
  }

  @Test("every key is read")
  func most() throws {
    let profile = try read(
      """
      corp_id = "ww1"
      corp_name = "示例公司"
      base_url = "https://proxy.example.cn:8443/"
      application = "provider_developed"
      read_only = true
      lang = "zh"
      window = "10:00-20:30"
      scan_limit = 150
      group_limit = 400
      scan_warning = 120
      limit_share = 50
      request_timeout = 30
      hook = ["/usr/local/bin/notify", "--quiet"]

      [secret]
      command = ["/usr/bin/op", "read", "op://vault/wecom"]
      unattended = true
      """)
    #expect(profile.corpName == "示例公司")
    #expect(profile.baseURL.text == "https://proxy.example.cn:8443")
    #expect(profile.application == .providerDeveloped)
    #expect(profile.secret == .command(["/usr/bin/op", "read", "op://vault/wecom"], unattended: true))
    let preferences = profile.preferences
    #expect(preferences.readOnly && preferences.language == .zh)
    #expect(preferences.window.text == "10:00-20:30")
    #expect(preferences.scanLimit == 150 && preferences.scanWarning == 120)
    #expect(preferences.groupLimit == 400 && preferences.groupWarning == 390)
    #expect(preferences.limitShare == 50 && preferences.requestTimeout == 30)
    #expect(preferences.hook == ["/usr/local/bin/notify", "--quiet"])
  }

  @Test("a byte order mark and Windows line ends do no harm")
  func windows() throws {
    let profile = try read("\u{FEFF}corp_id = \"ww1\"\r\nread_only = true\r\n")
    #expect(profile.preferences.readOnly)
  }

  @Test("a syntax error names its line")
  func syntax() {
    let found = faults("corp_id = \"ww1\"\nread_only = yes\n")
    #expect(found.map(\.line) == [2])
    #expect(found.first?.file == "shop.toml")
  }

  @Test("everything that is wrong is told at once, by line, with what is allowed")
  func all() {
    let found = faults(
      """
      # a comment with corp_id = in it
      crop_name = "x"
      request_timeout = 90
      read_only = "no"

      [secret]
      comand = ["/bin/true"]
      """)
    #expect(found.map(\.line) == [2, 3, 4, 7, nil])
    #expect(found.map(\.key) == ["crop_name", "request_timeout", "read_only", "secret.comand", "corp_id"])
    #expect(found.map(\.problem).first == .unknownKey(suggestion: "corp_name"))
    #expect(found[1].problem == .notAllowed(value: "90"))
    #expect(found[1].allowed == .wholeNumber(5...60))
    #expect(found[2].allowed == .yesOrNo)
    #expect(found[3].problem == .unknownKey(suggestion: "secret.command"))
    #expect(found[4].problem == .missing)
  }

  @Test(
    "a key in quotes is no other key, and is never passed over",
    arguments: [
      (#""secret.file" = "/a""#, #""secret.file""#), (#"secret."a.b" = 1"#, #"secret."a.b""#), ("\"\" = 1", "\"\""),
      (#"secret."" = 1"#, #"secret."""#), (#""read_only." = true"#, #""read_only.""#),
      (#"".read_only" = true"#, #"".read_only""#),
    ])
  func quotedKeys(_ line: String, _ key: String) {
    let found = faults("corp_id = \"ww1\"\n\(line)")
    #expect(found.map(\.key) == [key] && found.map(\.line) == [2])
  }

  @Test("of very many faults the first hundred are told")
  func many() {
    let found = faults((1...10_000).map { "key\($0) = 1\n" }.joined())
    #expect(found.count == 100)
    // One is that there is no corp id.
    #expect(found.compactMap(\.line) == Array(1...99))
  }

  @Test(
    "what is not allowed is refused",
    arguments: [
      "corp_id = \"\"", "corp_id = \"a b\"", "corp_id = 3", "base_url = \"http://example.cn\"",
      "base_url = \"https://user:pw@example.cn\"", "base_url = \"https://example.cn/cgi-bin\"",
      "base_url = \"https://example.%00cn\"", "base_url = \"https://example.cn%2Fa\"",
      "base_url = \"https://example.cn?x=1\"", "base_url = \"ftp://127.0.0.1\"",
      "base_url = \"http://127.0.0.1.evil.cn\"",
      "application = \"mine\"", "window = \"21:00-09:00\"", "window = \"9-21\"", "window = \"09:00-25:00\"",
      "scan_limit = 0", "limit_share = 101", "hook = [\"notify\"]", "hook = []", "hook = [1]", "hook = \"/bin/sh\"",
      "secret = \"text\"", "secret.command = [\"op\"]", "secret.pass = \"-rf\"", "secret.file = \"secret\"",
      "secret.environment = \"A B\"", "secret.file = \"/a\"\nsecret.pass = \"b\"",
    ])
  func refused(_ line: String) {
    let text = line.hasPrefix("corp_id") ? line : "corp_id = \"ww1\"\n\(line)"
    #expect(faults(text).count == 1)
  }

  @Test("what a profile writes, it reads again")
  func roundTrip() throws {
    let written = Profile(
      name: try #require(ProfileName("shop")), corpID: try #require(CorpID("ww\"1\\")),
      baseURL: try #require(BaseURL("http://[::1]:9000")), corpName: "示\"例\\公\u{202E}司\n", application: .thirdParty,
      secret: .pass(entry: "wecom/示例", unattended: false), preferences: Preferences())
    #expect(try read(written.toml) == written)
  }
}
