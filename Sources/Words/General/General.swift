import Model

/// Words that belong to no subject.
package enum GeneralTerm: Term {
  case yes, no, none, unknown, demo, readOnly, mayChange, total, done, failed, waiting, cancel, details, file, line, key
  case profile, corp, next, reason, state, time, count, note

  package var words: Bilingual {
    switch self {
    case .yes: .init("是", "yes")
    case .no: .init("否", "no")
    case .none: .init("无", "none")
    case .unknown: .init("未知", "unknown")
    case .demo: .init("演示", "demo")
    case .readOnly: .init("只读", "read-only")
    case .mayChange: .init("可修改", "may change")
    case .total: .init("合计", "total")
    case .done: .init("完成", "done")
    case .failed: .init("未成功", "failed")
    case .waiting: .init("等待", "waiting")
    case .cancel: .init("取消", "cancel")
    case .details: .init("明细", "details")
    case .file: .init("文件", "file")
    case .line: .init("行", "line")
    case .key: .init("键", "key")
    case .profile: .init("配置", "profile")
    case .corp: .init("企业", "corp")
    case .next: .init("下一步", "next")
    case .reason: .init("原因", "reason")
    case .state: .init("状态", "state")
    case .time: .init("时间", "time")
    case .count: .init("数量", "number")
    case .note: .init("说明", "note")
    }
  }
}

extension Catalogue {
  /// The corp's name with what the process may do: `示例公司（演示 · 可修改）`.
  package func corp(_ name: SafeText, isDemo: Bool, authority: Authority) -> SafeText {
    let may = self[authority == .readOnly ? GeneralTerm.readOnly : .mayChange]
    return isDemo
      ? say(zh: "\(name)（\(self[GeneralTerm.demo]) · \(may)）", en: "\(name) (\(self[GeneralTerm.demo]) · \(may))")
      : say(zh: "\(name)（\(may)）", en: "\(name) (\(may))")
  }

  /// How old what is shown is; on standard error, beside every list.
  package func dataAge(_ span: TimeSpan) -> SafeText { say(zh: "数据：\(age(span))", en: "data: \(age(span))") }

  package var neverRefreshed: SafeText {
    say(zh: "还没有同步过，现在开始同步", en: "nothing has been fetched yet; fetching now")
  }

  /// Refused here: the profile or the flag says read-only.
  package var refusedReadOnly: Advice {
    advice(
      .init("只读模式，没有做任何修改", "read-only: nothing was changed"),
      next: .init("去掉 --read-only，或在配置里改 read_only", "leave out --read-only, or change read_only in the profile"),
      by: .you)
  }

  package var interrupted: SafeText {
    say(zh: "已中断；已发送的会在下次运行时核对", en: "interrupted; what was sent is checked at the next run")
  }
}
