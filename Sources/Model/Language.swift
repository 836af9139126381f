/// The languages the program speaks. Help texts and the man page are English whatever is chosen.
package enum Language: String, Sendable, Hashable, CaseIterable {
  case zh
  case en

  /// The first of these that decides: the flag, the profile or configuration, the environment's locale
  /// (`LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set), English.
  package static func chosen(flag: Language?, setting: Language?, environment: [String: String]) -> Language {
    flag ?? setting ?? ofLocale(in: environment)
  }

  private static func ofLocale(in environment: [String: String]) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }
}
