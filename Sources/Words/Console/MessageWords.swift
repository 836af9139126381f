import Model

/// The pane with everything that was said.
package enum MessageTerm: Term {
  case message, info, success, warning, error, copy, open

  package var words: Bilingual {
    switch self {
    case .message: .init("消息", "message")
    case .info: .init("提示", "note")
    case .success: .init("成功", "done")
    case .warning: .init("注意", "warning")
    case .error: .init("错误", "error")
    case .copy: .init("复制", "copy")
    case .open: .init("全文", "whole text")
    }
  }
}

extension Catalogue {
  package var copyMessageHelp: SafeText { say(zh: "复制这条消息", en: "Copy this message") }
  package var openMessageHelp: SafeText { say(zh: "查看这条消息的全文", en: "Read this message to its end") }
  package var noMessages: SafeText {
    say(zh: "还没有消息。出现过的提示会留在这里。", en: "Nothing has been said yet. What is said stays here.")
  }
  package var noMessageChosen: SafeText { say(zh: "没有选中消息", en: "no message is chosen") }
  /// Below the list: which of how many.
  package func place(_ index: Int, of total: Int) -> SafeText {
    say(zh: "\(count: index)/\(count: total)", en: "\(count: index)/\(count: total)")
  }
}
