import Model
import Services

/// What is wrong with documents and lists a person hands in.
extension Catalogue {
  /// Everything wrong with a join way written as JSON, a line each.
  package func joinWayDraft(_ problems: JoinWayDraft.Problems) -> [Advice] {
    let file = problems.file.map { SafeText($0) } ?? say(zh: "文档", en: "the document")
    return problems.problems.map { draft($0, file: file) }
  }

  private func draft(_ problem: JoinWayDraft.Problem, file: SafeText) -> Advice {
    switch problem {
    case .notJSON:
      advice(
        .init("\(file) 不是一个 JSON 文档", "\(file) is not one JSON document"),
        next: .init("写成一个 JSON 对象，键与企业微信接口相同", "write one JSON object with the vendor's keys"), by: .you)
    case .notUTF8:
      advice(
        .init("\(file) 不是 UTF-8 文本", "\(file) is not UTF-8 text"),
        next: .init("另存为 UTF-8", "save it as UTF-8"), by: .you)
    case .notAnObject:
      advice(
        .init("\(file) 不是一个 JSON 对象", "\(file) is not a JSON object"),
        next: .init("每次只处理一个进群方式：{\"scene\": 2, …}", "one join way at a time: {\"scene\": 2, …}"), by: .you)
    case .tooLarge(let limit):
      advice(
        .init("\(file) 超过 \(count: limit) 字节", "\(file) has more than \(limit, "byte", "bytes")"),
        next: .init("检查是不是选错了文件", "check that it is the right file"), by: .you)
    case .unknownMember(let name):
      advice(
        .init("\(file)：没有 \(member(name)) 这个键", "\(file): there is no member \(member(name))"),
        next: .init("可用的键：\(known)", "there are: \(known)"), by: .you)
    case .repeatedMember(let name):
      mend(.init("\(file)：\(member(name)) 出现了两次", "\(file): \(member(name)) stands there twice"))
    case .wrongType(let name, let expected):
      mend(
        .init(
          "\(file)：\(member(name)) 应为\(self[expected])",
          "\(file): \(member(name)) must be \(self[expected])"))
    case .notAnID(let name, let value):
      mend(
        .init(
          "\(file)：\(member(name)) 中的“\(SafeText(value, limit: 80))”不是 ID",
          "\(file): \"\(SafeText(value, limit: 80))\" in \(member(name)) is not an id"))
    case .missing(let name):
      mend(.init("\(file)：缺少 \(member(name))", "\(file): \(member(name)) is missing"))
    case .configIDOfNew(let id):
      advice(
        .init(
          "\(file)：config_id \(id) 是已有配置的 ID", "\(file): config_id \(id) belongs to a configuration there is already"),
        next: way(
          .init(
            "修改它用 join-ways edit \(id)；要新建一个相同的，去掉 config_id 并换一个 state",
            "change that one with join-ways edit \(id); for a copy leave out config_id and choose another state"),
          console: .init("去掉 config_id", "leave out config_id")), by: .you)
    case .otherConfigID(let id, let wanted):
      advice(
        .init(
          "\(file)：config_id 是 \(id)，而不是要修改的 \(wanted.map { SafeText($0) } ?? "—")",
          "\(file): config_id is \(id), not \(wanted.map { SafeText($0) } ?? "–") that is to be changed"),
        next: .init("核对是不是拿错了文件；没有写入任何内容", "check that it is the right file; nothing was written"), by: .you)
    }
  }

  private func mend(_ what: Bilingual) -> Advice {
    advice(what, next: .init("修正后重试", "mend it, then try again"), by: .you)
  }

  private func member(_ name: String) -> SafeText { SafeText(name, limit: 60) }

  private var known: SafeText { SafeText(JoinWayField.allCases.map(\.rawValue).joined(separator: ", ")) }

  /// Everything wrong with a list of config ids, a line each.
  package func configIDs(_ problems: ConfigIDList.Problems) -> [Advice] {
    let file = problems.file.map { SafeText($0) } ?? say(zh: "名单", en: "the list")
    return problems.problems.map { problem in
      let line = problem.line
      switch problem.kind {
      case .notAConfigID(let value):
        let shown = SafeText(value, limit: 80)
        return mend(
          .init(
            "\(file):\(code: line)：“\(shown)”不是 config_id", "\(file):\(code: line): \"\(shown)\" is not a config_id"))
      case .empty:
        return advice(
          .init("\(file) 中没有任何 config_id", "\(file) has no config_id"),
          next: .init("每行写一个 config_id", "write one config_id a line"), by: .you)
      case .notUTF8:
        return advice(
          .init("\(file) 不是 UTF-8 文本", "\(file) is not UTF-8 text"),
          next: .init("另存为 UTF-8", "save it as UTF-8"), by: .you)
      case .openQuote:
        return mend(.init("\(file):\(code: line)：引号没有结束", "\(file):\(code: line): a quote is not closed"))
      case .tooMany(let limit):
        return advice(
          .init("\(file) 超过 \(count: limit) 个 config_id", "\(file) has more than \(limit, "config_id", "config_ids")"),
          next: .init("分成几个文件", "split it"), by: .you)
      }
    }
  }
}

extension JoinWayDraft.Expected: Term {
  package static let allCases: [Self] = [.text, .wholeNumber, .zeroOrOne, .trueOrFalse, .listOfIDs]

  package var words: Bilingual {
    switch self {
    case .text: .init("文字", "a text")
    case .wholeNumber: .init("整数", "a whole number")
    case .zeroOrOne: .init("0 或 1", "0 or 1")
    case .trueOrFalse: .init("true 或 false", "true or false")
    case .listOfIDs: .init("由 ID 组成的列表", "a list of ids")
    }
  }
}
