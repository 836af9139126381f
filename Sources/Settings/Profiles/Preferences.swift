import Model

/// How the program behaves with one company: what a profile may set and nobody has to.
package struct Preferences: Sendable, Hashable {
  package var readOnly = false
  /// Nil leaves the choice to the configuration and the environment.
  package var language: Language?
  package var window = SendingWindow.standard
  /// 扫码上限: members at which a group can no longer be joined by scanning. The API does not tell it.
  package var scanLimit = 200
  /// 群人数上限. The API does not tell it.
  package var groupLimit = 500
  /// Members at which a group counts as nearly full for scanning.
  package var scanWarning = 190
  /// Members at which a group counts as nearly full.
  package var groupWarning = 490
  /// Percent of the vendor's limits (90454) this program uses, 1…100.
  package var limitShare = 70
  /// Seconds a call may take, 5…60 of real time.
  package var requestTimeout = 20
  /// A command run on done, attention and quota: argv, the first an absolute path.
  package var hook: [String]?

  package init() {}

  static func read(from reader: TomlReader) -> Preferences {
    var preferences = Preferences()
    preferences.readOnly = reader.flag("read_only") ?? preferences.readOnly
    preferences.language = reader.choice("lang", Language.self)
    preferences.window = reader.parsed("window", .window, SendingWindow.init) ?? preferences.window
    preferences.scanLimit = reader.whole("scan_limit", 1...10_000) ?? preferences.scanLimit
    preferences.groupLimit = reader.whole("group_limit", 1...10_000) ?? preferences.groupLimit
    preferences.scanWarning =
      reader.whole("scan_warning", 1...preferences.scanLimit) ?? nearly(preferences.scanLimit)
    preferences.groupWarning =
      reader.whole("group_warning", 1...preferences.groupLimit) ?? nearly(preferences.groupLimit)
    preferences.limitShare = reader.whole("limit_share", 1...100) ?? preferences.limitShare
    preferences.requestTimeout = reader.whole("request_timeout", 5...60) ?? preferences.requestTimeout
    preferences.hook = reader.parsedList("hook", .command, Command.parse)
    return preferences
  }

  private static func nearly(_ limit: Int) -> Int { max(1, limit - 10) }
}

/// A command to run: argv, no shell, the first an absolute path.
enum Command {
  static func parse(_ words: [String]) -> [String]? {
    guard let program = words.first, program.hasPrefix("/"), !program.hasSuffix("/") else { return nil }
    return words
  }
}
