import Model

@testable import Words

/// What every sentence of the program keeps to.
enum LanguageRules {
  /// What is wrong with a text, for a person to read; empty when nothing is.
  static func faults(_ text: SafeText, in language: Language) -> [String] {
    var faults: [String] = []
    if text.isEmpty { faults.append("empty") }
    if text.removed > 0 { faults.append("hostile characters") }
    for leftover in ["%@", "%d", "%s", "\\(", "{}", "nil", "Optional(", "  ", "。。", "..", "：：", "::"]
    where text.text.contains(leftover) {
      faults.append("\"\(leftover)\" left over")
    }
    switch language {
    case .en:
      if withoutQuotedTerms(text.text).contains(where: \.isChinese) { faults.append("Chinese in English") }
    case .zh:
      if !text.text.contains(where: \.isChinese) { faults.append("no Chinese") }
    }
    return faults.map { "\($0): \(text.text)" }
  }

  /// The vendor's own screens have no English: their words may be quoted, in 「」.
  private static func withoutQuotedTerms(_ text: String) -> String {
    text.split(separator: "「", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset == 0 ? $0.element : $0.element.drop { $0 != "」" }.dropFirst() }
      .joined()
  }
}

extension Character {
  fileprivate var isChinese: Bool {
    unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) || (0x3000...0x303F).contains($0.value) }
      && self != "「" && self != "」"
  }
}
