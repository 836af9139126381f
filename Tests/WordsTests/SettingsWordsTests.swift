import Foundation
import Model
import Settings
import Testing

@testable import Words

@Suite("Settings and storage errors in words", .timeLimit(.minutes(5)))
struct SettingsWordsTests {
  private static let errors: [SettingsError] = {
    let names = ["shop", "test"].compactMap { ProfileName($0) }
    let allowed: [Allowed] = [
      .oneOf(["a", "b"]), .wholeNumber(5...60), .yesOrNo, .text, .table, .corpID, .baseURL, .window, .command,
      .absolutePath, .name, .variableName, .entry, .colour, .paletteColour,
    ]
    let faults: [SecretFault] = [
      .absent("x"), .alreadyThere("x"), .notInstalled(program: "x"), .cannotRun(program: "x", code: ENOEXEC),
      .commandFailed(program: "x", status: 1), .timedOut(program: "x", seconds: 10), .tooLong(limit: 4096), .malformed,
    ]
    let problems: [ConfigurationFault.Problem] = [
      .syntax("expected a value"), .unknownKey(suggestion: "lang"), .unknownKey(suggestion: nil), .missing,
      .notAllowed(value: "x"), .together(with: "secret.pass"),
    ]
    var errors: [SettingsError] = [
      .tooOpen(path: "/x", mode: 0o644), .foreignOwner(path: "/x"), .notAPlainFile(path: "/x"),
      .tooLarge(path: "/x", limit: 4096), .notUTF8(path: "/x"), .noHome, .badName("a/x"),
      .noSuchTheme(name: "x", known: ["default"]), .noConnection, .incomplete(missing: "GROUPDESK_CORP_ID"), .noSecret,
    ]
    errors += names.flatMap {
      [.noSuchProfile(name: $0, known: names), .noSuchProfile(name: $0, known: []), .profileExists($0)]
    }
    errors += FileOperation.allCases.flatMap { operation in
      [ENOENT, EACCES, ENOSPC, EROFS, ENOTDIR, EEXIST, EIO].map { .file(path: "/x", operation: operation, code: $0) }
    }
    errors += allowed.map { .badValue(name: "GROUPDESK_BASE_URL", value: "x", allowed: $0) }
    errors += SecretBackend.allCases.flatMap { backend in faults.map { .secret(backend, $0) } }
    errors.append(
      .configuration(
        problems.map { ConfigurationFault(file: "/x", line: 3, key: "lang", problem: $0, allowed: .yesOrNo) }))
    return errors
  }()

  @Test("every error has a sentence in both languages", arguments: Language.allCases)
  func complete(_ language: Language) {
    let catalogue = Catalogue(language)
    let faults = Self.errors.flatMap { error in
      let lines = catalogue.settings(error).map(catalogue.line)
      return lines.isEmpty ? ["no words: \(error)"] : lines.flatMap { LanguageRules.faults($0, in: language) }
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test("a fault of a file names file, line, key and what is allowed")
  func place() {
    let fault = ConfigurationFault(
      file: "shop.toml", line: 3, key: "request_timeout", problem: .notAllowed(value: "90"),
      allowed: .wholeNumber(5...60))
    let english = Catalogue(.en)
    #expect(
      english.settings(.configuration([fault])).map { english.line($0).text } == [
        "shop.toml:3: request_timeout \"90\" is not allowed. Allowed: a whole number from 5 to 60."
      ])
  }

  @Test("a path that steers the terminal is shown, not obeyed")
  func hostile() {
    let lines = Catalogue(.en).settings(.notUTF8(path: "/\u{1B}]0;x\u{7}")).map { Catalogue(.en).line($0).text }
    #expect(lines.allSatisfy { !$0.unicodeScalars.contains { $0.value < 0x20 } })
  }

  @Test(
    "a contrast that is too low reads as too low, and what to do about a theme is said", arguments: Language.allCases)
  func themes(_ language: Language) {
    let catalogue = Catalogue(language)
    let poor = catalogue.poorContrast(role: "roles.dim", layer: "layers.bar", contrast: 4.49, needed: 4.5)
    #expect(poor.text.contains("roles.dim") && poor.text.contains("layers.bar") && poor.text.contains("4.4 : 1"))
    let used = catalogue.line(catalogue.standardThemeUsed)
    #expect(LanguageRules.faults(used, in: language).isEmpty)
  }

  @Test("storage errors speak both languages", arguments: Language.allCases)
  func storage(_ language: Language) {
    let catalogue = Catalogue(language)
    let all = [
      catalogue.damagedLedger("f"), catalogue.replicaMadeAnew("f", moved: "g"),
      catalogue.newerDatabase("f", found: 3, known: 2), catalogue.diskFull("f"), catalogue.databaseBusy("f"),
      catalogue.databaseNotPermitted("f", reason: "r"), catalogue.databaseFault("f", reason: "原因"),
    ]
    let english = language == .en ? Array(all.dropLast()) : all
    #expect(english.flatMap { LanguageRules.faults(catalogue.line($0), in: language) }.isEmpty)
  }
}
