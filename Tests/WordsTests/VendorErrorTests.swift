import Model
import Testing

@testable import Words

@Suite("The vendor's error codes in words", .timeLimit(.minutes(5)))
struct VendorErrorTests {
  /// Every code a client of these interfaces is known to meet.
  private static let codes = [
    -1, 6000, 45033, 45009, 40014, 42001, 40001, 40082, 42009, 40003, 40013, 40050, 40058, 40063, 40084, 40085, 40096,
    40098, 40165, 40166, 40167, 40205, 41001, 41022, 41043, 41044, 41045, 41091, 41054, 46004, 48001, 48002, 48004,
    48006,
    49008, 60011, 60021, 60030, 60020, 60111, 81017, 84061, 84074, 84083, 90500, 90501, 90509, 90502, 90503, 90504,
    90507,
    90508, 90511, 301002, 600018, 610014, 610015, 610016, 610017, 610018, 610022, 701008, 701170, 92002,
  ]

  @Test(
    "every code says what it means and what to do, in both languages, for every kind of application", arguments: codes)
  func complete(_ code: Int) {
    #expect(VendorErrorTable.entries[code] != nil)
    for language in Language.allCases {
      for application in ApplicationKind.allCases {
        let catalogue = Catalogue(language)
        let advice = catalogue.vendorError(code, application: application)
        #expect(LanguageRules.faults(catalogue.line(advice), in: language).isEmpty)
        #expect(advice.meaning.text.hasPrefix("\(code) "))
        #expect((advice.next == nil) == (advice.actor == .nobody))
      }
    }
  }

  @Test("no code has words twice")
  func once() {
    #expect(VendorErrorTable.entries.count == Self.codes.count)
    #expect(VendorErrorTable.entryCount == VendorErrorTable.entries.count)
  }

  @Test("a code nobody documented is not taken for success, and says where to look it up", arguments: Language.allCases)
  func unknown(_ language: Language) {
    let catalogue = Catalogue(language)
    let line = catalogue.line(catalogue.vendorError(12_345, application: .own))
    #expect(line.text.contains("12345"))
    #expect(line.text.contains("devtool/query?e=12345"))
    #expect(LanguageRules.faults(line, in: language).isEmpty)
  }

  @Test("who lets an IP in depends on the kind of application, and the IP is told")
  func trustedIP() {
    let catalogue = Catalogue(.zh)
    let own = catalogue.vendorError(60020, application: .own, ip: "1.2.3.4")
    #expect(own.actor == .corpAdministrator)
    #expect(catalogue.line(own).text == "60020 本机的 IP 不在可信名单内。请企业管理员：把 1.2.3.4 加入应用的「企业可信IP」，约 1 分钟后生效。")
    #expect(catalogue.vendorError(60020, application: .providerDeveloped, ip: "1.2.3.4").actor == .provider)
    #expect(catalogue.vendorError(60020, application: .own, ip: "").next != nil)
  }

  @Test("an address that steers the terminal is shown, not obeyed")
  func hostileAddress() {
    let advice = Catalogue(.en).vendorError(60020, application: .own, ip: SafeText("\u{1B}[2J"))
    #expect(advice.next?.text.unicodeScalars.contains("\u{1B}") == false)
  }

  @Test("network faults speak both languages", arguments: Language.allCases)
  func network(_ language: Language) {
    let catalogue = Catalogue(language)
    let all = [
      catalogue.unreachable("h"), catalogue.unknownHost("h"), catalogue.tlsFailed("h"),
      catalogue.timedOut("h", seconds: 1), catalogue.connectionLost("h"), catalogue.unreadableAnswer("h"),
      catalogue.httpStatus(502, host: "h"), catalogue.answerTooLarge("h", limit: 4), catalogue.blocked(until: "09:00"),
      catalogue.clockSkew("31 s"), catalogue.nobodyVisible,
    ]
    #expect(all.flatMap { LanguageRules.faults(catalogue.line($0), in: language) }.isEmpty)
  }
}
