import Model
import Screen
import Settings

extension FuzzTarget {
  static let settings = [profile, configuration, theme, settingValues]

  private static let tomlTokens = [
    "=", "[", "]", "[[", "{", "}", "\"\"\"", "'''", "#", ".", "\"", "\\u0000", "\\U00110000", "\\", "\n", "\r\n", "\r",
    "1979-05-27T07:32:00Z", "07:32:00", "inf", "nan", "0x", "1e999", "true", "secret.", "[secret]\n", "[palette]\n",
    "[roles.title]\n", "a.b.c.d = 1\n", "corp_id = \"x\"\n",
  ].map { Array($0.utf8) }

  private static let profiles = [
    "corp_id = \"ww0000000000000000\"\n",
    """
    corp_id = "wwsimulated"
    corp_name = "示例公司 \\u001B[31m"
    application = "provider_developed"
    base_url = "http://127.0.0.1:8080"
    read_only = true
    lang = "zh"
    window = "09:00-21:00"
    scan_limit = 200
    scan_warning = 190
    limit_share = 70
    request_timeout = 20
    hook = ["/usr/local/bin/notify", '''a
    b''']

    [secret]
    command = ["/usr/bin/op", "read"]
    unattended = true

    """,
    "corp_id='x'\nsecret.file = '/run/secret'\n", "corp_id='x'\nsecret = {pass = \"wecom/shop\", unattended = false}\n",
  ].map { Array($0.utf8) }

  /// What is read can be written and read again.
  private static let profile = FuzzTarget(
    name: "profile", seeds: profiles, tokens: tomlTokens
  ) { input, _ in
    guard let name = ProfileName("fuzz") else { throw Finding("no name") }
    guard let profile = try? Profile.read(name, file: "fuzz.toml", bytes: input) else { return false }
    let again = try? Profile.read(name, file: "fuzz.toml", bytes: Array(profile.toml.utf8))
    try expect(again?.corpID == profile.corpID && again?.baseURL == profile.baseURL, "written, it is another")
    try expect(again?.corpName == profile.corpName, "written, the name is another")
    return true
  }

  private static let configuration = FuzzTarget(
    name: "configuration",
    seeds: ["profile = \"shop\"\nlang = \"en\"\ntheme = \"high-contrast\"\n", "theme='mono'", "# nothing\n"].map {
      Array($0.utf8)
    },
    tokens: tomlTokens
  ) { input, _ in
    (try? Configuration.read(file: "config.toml", bytes: input)) != nil
  }

  private static let theme = FuzzTarget(
    name: "theme", seeds: ThemeStore.builtIn.keys.sorted().compactMap { ThemeStore.builtIn[$0] },
    tokens: tomlTokens + ["#ff00ff", "\"bright-red\"", "attributes = [\"bold\"]\n"].map { Array($0.utf8) }
  ) { input, _ in
    (try? ThemeFile.read(file: "fuzz.toml", bytes: input)) != nil
  }

  /// What stands in single values: addresses, windows, days, colours, names. What is read prints as something that
  /// reads the same.
  private static let settingValues = FuzzTarget(
    name: "setting-values",
    seeds: [
      "https://qyapi.weixin.qq.com", "http://[::1]:8080/", "09:00-21:00", "00:00-24:00", "2026-11-21", "2024-02-29",
      "#a1B2c3", "bright-red", "shop-1.a_b",
    ].map { Array($0.utf8) },
    tokens: ["https://", "-", ":", "24:00", "+1", "%00", "@", "%", "１", "#"].map { Array($0.utf8) }, longest: 4096
  ) { input, _ in
    let text = String(decoding: input, as: UTF8.self)
    var isRead = false
    if let url = BaseURL(text) {
      isRead = true
      try expect(BaseURL(url.text)?.text == url.text, "an address that does not read again: \(url)")
      try expect(url.text.hasPrefix("https://") || url.isLoopback, "plain text to another machine: \(url)")
    }
    if let window = SendingWindow(text) {
      isRead = true
      try expect(SendingWindow(window.text) == window, "a window that does not read again")
    }
    if let day = Day(text) {
      isRead = true
      try expect(Day("\(day)") == day, "a day that does not read again")
    }
    if case .exact(let colour) = Colour(text) {
      isRead = true
      try expect(RGB(colour.text) == colour, "a colour that does not read again")
    }
    return isRead || ProfileName(text) != nil || UserID(text) != nil
  }
}
