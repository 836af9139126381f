import Model
import Settings

extension Catalogue {
  /// `shop.toml:3：request_timeout “90”不可用。可用：5–60 之间的整数`
  func configurationFault(_ fault: ConfigurationFault) -> Advice {
    let place = place(of: fault)
    let key = SafeText(fault.key ?? "", limit: 120)
    let next = fault.allowed.map(allowed)
    switch fault.problem {
    case .syntax(let parser):
      // The parser speaks English only.
      let detail = SafeText(parser, limit: 300)
      return advice(
        .init("\(place)：不是合法的 TOML：\(detail)", "\(place): not valid TOML: \(detail)"),
        next: .init("修正这一行", "mend this line"), by: .you)
    case .unknownKey(let suggestion):
      return advice(
        .init("\(place)：不认识的键 \(key)", "\(place): unknown key \(key)"),
        next: suggestion.map { .init("是不是 \(SafeText($0))", "did you mean \(SafeText($0))") }
          ?? .init("删除它", "remove it"), by: .you)
    case .missing:
      return advice(.init("\(place)：缺少 \(key)", "\(place): \(key) is missing"), next: next, by: .you)
    case .notAllowed(let value):
      let shown = SafeText(value, limit: 80)
      return advice(
        .init("\(place)：\(key) “\(shown)”不可用", "\(place): \(key) \"\(shown)\" is not allowed"), next: next, by: .you)
    case .together(let other):
      return advice(
        .init(
          "\(place)：\(key) 与 \(SafeText(other)) 不能同时使用", "\(place): \(key) and \(SafeText(other)) exclude each other"),
        next: .init("只留一个", "keep one of them"), by: .you)
    }
  }

  /// What may stand in a place, as something to do.
  func allowed(_ allowed: Allowed) -> Bilingual {
    switch allowed {
    case .oneOf(let values): .init("可用：\(list(values))", "allowed: \(list(values))")
    case .wholeNumber(let range):
      .init(
        "可用：\(count: range.lowerBound) 到 \(count: range.upperBound) 的整数",
        "allowed: a whole number from \(count: range.lowerBound) to \(count: range.upperBound)")
    case .yesOrNo: .init("可用：true 或 false", "allowed: true or false")
    case .text: .init("可用：引号中的文字", "allowed: text in quotes")
    case .table: .init("可用：一个表", "allowed: a table")
    case .corpID: .init("可用：管理后台「我的企业」里的企业 ID", "allowed: the corp id, from 「我的企业」 in the admin console")
    case .baseURL:
      .init("可用：https://主机；http:// 只用于本机", "allowed: https://HOST; http:// for this machine only")
    case .window: .init("可用：起止时间，至少半小时，如 09:00-21:00", "allowed: from-to, at least half an hour, as 09:00-21:00")
    case .command:
      .init(
        "可用：命令数组，第一项为绝对路径，如 [\"/usr/bin/op\", \"read\"]",
        "allowed: a command as an array, the first an absolute path, as [\"/usr/bin/op\", \"read\"]")
    case .absolutePath: .init("可用：绝对路径", "allowed: an absolute path")
    case .name:
      .init(
        "可用：字母、数字和 . _ -，最多 64 个，以字母或数字开头",
        "allowed: letters, digits and . _ -, at most 64, a letter or digit first")
    case .variableName: .init("可用：环境变量名", "allowed: the name of an environment variable")
    case .entry: .init("可用：条目名，不以连字符开头", "allowed: the name of an entry, no hyphen first")
    case .colour:
      .init(
        "可用：[palette] 中的名字，red、bright-red 等 16 色，或 #rrggbb",
        "allowed: a name of [palette], one of the 16 colours as red or bright-red, or #rrggbb")
    case .paletteColour:
      .init(
        "可用：red、bright-red 等 16 色，或 #rrggbb", "allowed: one of the 16 colours as red or bright-red, or #rrggbb")
    }
  }

  func list(_ values: [String]) -> SafeText {
    SafeText(values.map { SafeText($0, limit: 80).text }.joined(separator: language == .zh ? "、" : ", "))
  }

  private func place(of fault: ConfigurationFault) -> SafeText {
    let file = SafeText(fault.file)
    guard let line = fault.line else { return file }
    return say(zh: "\(file):\(code: line)", en: "\(file):\(code: line)")
  }
}
