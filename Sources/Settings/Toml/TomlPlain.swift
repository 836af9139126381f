/// Values that stand without quotes.
enum TomlPlain {
  /// Nil for what TOML does not know, and for whole numbers that do not fit.
  static func value(_ text: String) -> TomlValue? {
    switch text {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return .other(text)
    default: break
    }
    if isWhole(text[...]) { return Int(digits(text)).map { .whole($0) } }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
      let number = text.dropFirst(2)
      guard isGrouped(number, { Int(String($0), radix: radix) != nil }) else { return nil }
      return Int(digits(number), radix: radix).map { .whole($0) }
    }
    return isFraction(text) || isMoment(text) ? .other(text) : nil
  }

  /// `2026-11-21`
  static func isDate(_ text: some StringProtocol) -> Bool { matches(text, "0000-00-00") }

  private static func isWhole(_ text: Substring) -> Bool {
    let number = text.first == "+" || text.first == "-" ? text.dropFirst() : text
    return number == "0" || number.first != "0" && isGrouped(number, isDigit)
  }

  private static func isFraction(_ text: String) -> Bool {
    let parts = text.split(separator: "e", omittingEmptySubsequences: false)
    let exponent = parts.count == 1 ? text.split(separator: "E", omittingEmptySubsequences: false) : parts
    guard exponent.count <= 2 else { return false }
    if exponent.count == 2 {
      let power = exponent[1]
      guard isGrouped(power.first == "+" || power.first == "-" ? power.dropFirst() : power, isDigit) else {
        return false
      }
    }
    let point = exponent[0].split(separator: ".", omittingEmptySubsequences: false)
    guard point.count <= 2, isWhole(point[0]), point.count == 2 || exponent.count == 2 else { return false }
    return point.count == 1 || isGrouped(point[1], isDigit)
  }

  /// A date, a time, or both; whether there is such a day is nobody's business here.
  private static func isMoment(_ text: String) -> Bool {
    if isDate(text) { return true }
    let time = text.count > 10 && isDate(text.prefix(10)) && "Tt ".contains(text.dropFirst(10).prefix(1))
    let clock = time ? text.dropFirst(11) : text[...]
    guard matches(clock.prefix(8), "00:00:00") else { return false }
    var rest = clock.dropFirst(8)
    if rest.first == "." {
      let digits = rest.dropFirst().prefix(while: isDigit)
      guard !digits.isEmpty else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard !rest.isEmpty else { return true }
    return time && (rest == "Z" || rest == "z" || matches(rest, "+00:00") || matches(rest, "-00:00"))
  }

  /// Digits, with single underscores between them.
  private static func isGrouped(_ text: Substring, _ isDigit: (Character) -> Bool) -> Bool {
    text.split(separator: "_", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  private static func digits(_ text: some StringProtocol) -> String { String(text.filter { $0 != "_" }) }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  /// Whether a text is a digit wherever the pattern has one, and otherwise the pattern.
  private static func matches(_ text: some StringProtocol, _ pattern: String) -> Bool {
    text.count == pattern.count && zip(text, pattern).allSatisfy { $1 == "0" ? isDigit($0) : $0 == $1 }
  }
}
