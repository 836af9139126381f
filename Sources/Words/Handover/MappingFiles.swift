import Model
import Services

extension Catalogue {
  /// Everything wrong with a file that says which group goes to whom, a line each. Lines are counted from 1.
  package func mapping(_ problems: MappingFile.Problems) -> [Advice] {
    let file = problems.file.map { SafeText($0) } ?? say(zh: "名单文件", en: "the file")
    return problems.problems.map { mapping($0, file: file) }
  }

  private func mapping(_ problem: MappingFile.Problem, file: SafeText) -> Advice {
    let line = problem.line
    switch problem.kind {
    case .notUTF8:
      return advice(
        .init("\(file) 不是 UTF-8 文本", "\(file) is not UTF-8 text"),
        next: .init("在 Excel 中另存为“CSV UTF-8”", "save it as CSV UTF-8"), by: .you)
    case .empty:
      return advice(
        .init("\(file) 没有任何一行数据", "\(file) has no rows"),
        next: .init("第一行写列名 chat_id,new_owner", "put the columns chat_id,new_owner in the first line"), by: .you)
    case .missingColumn(let name):
      let column = SafeText(name, limit: 80)
      return advice(
        .init("\(file):\(code: line)：缺少列 \(column)", "\(file):\(code: line): the column \(column) is missing"),
        next: .init("第一行写列名 chat_id,new_owner", "put the columns chat_id,new_owner in the first line"), by: .you)
    case .notAChatID(let value):
      return row(file, line, .init("“\(shown(value))”不是 chat_id", "\"\(shown(value))\" is not a chat_id"))
    case .notAUserID(let value):
      return row(file, line, .init("“\(shown(value))”不是 userid", "\"\(shown(value))\" is not a userid"))
    case .duplicate(let chat, let earlier):
      return row(
        file, line, .init("\(chat) 已在第 \(code: earlier) 行", "\(chat) stands in line \(code: earlier) already"))
    case .openQuote: return row(file, line, .init("引号没有结束", "a quote is not closed"))
    case .tooManyRows(let limit):
      return advice(
        .init("\(file) 超过 \(count: limit) 行", "\(file) has more than \(limit, "row", "rows")"),
        next: .init("分成几个文件", "split it"), by: .you)
    }
  }

  private func row(_ file: SafeText, _ line: Int, _ what: Bilingual) -> Advice {
    advice(
      .init("\(file):\(code: line)：\(what.zh)", "\(file):\(code: line): \(what.en)"),
      next: .init("修正这一行后重试", "mend this line, then try again"), by: .you)
  }

  private func shown(_ value: String) -> SafeText { SafeText(value, limit: 80) }
}
