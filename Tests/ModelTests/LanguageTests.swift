import Model
import Testing

@Suite("The language", .timeLimit(.minutes(5)))
struct LanguageTests {
  @Test(
    "the locale decides, LC_ALL before LC_MESSAGES before LANG, an empty one counting as not set",
    arguments: [
      (["LANG": "zh_CN.UTF-8"], Language.zh), (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .en),
      (["LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"], .zh), (["LC_ALL": "", "LANG": "zh"], .zh),
      (["LANG": "de_DE.UTF-8"], .en), ([:], .en),
    ])
  func locale(_ environment: [String: String], _ expected: Language) {
    #expect(Language.chosen(flag: nil, setting: nil, environment: environment) == expected)
  }

  @Test("the flag comes before the setting, the setting before the locale")
  func order() {
    let chinese = ["LANG": "zh_CN.UTF-8"]
    #expect(Language.chosen(flag: nil, setting: .en, environment: chinese) == .en)
    #expect(Language.chosen(flag: .zh, setting: .en, environment: [:]) == .zh)
  }
}
