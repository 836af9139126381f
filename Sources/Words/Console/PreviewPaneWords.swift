import Model
import Services
import Storage

/// Commands and labels of the preview.
package enum PreviewPaneTerm: Term {
  case open, submit, commit, groups, leftOut, back, copy
  case view, reason, sequence, mayNeedHand

  package var words: Bilingual {
    switch self {
    case .open: .init("查看", "show")
    case .submit: .init("确认提交…", "commit …")
    case .commit: .init("提交", "commit")
    case .groups: .init("客户群", "groups")
    case .leftOut: .init("不分配的群", "left out")
    case .back: .init("返回", "back")
    case .copy: .init("复制 ID", "copy the id")
    case .view: .init("⏎ 查看", "⏎ show")
    case .reason: .init("不分配的原因", "why it is left out")
    case .sequence: .init("次序", "no.")
    case .mayNeedHand: .init("可能需要处理", "may need a hand")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func previewHelp(_ term: PreviewPaneTerm) -> SafeText {
    switch term {
    case .open: say(zh: "查看光标所在一行的客户群", en: "Show the groups behind the line under the cursor")
    case .submit:
      say(zh: "输入群的数量来确认；输入正确的数量之前什么都不会发送", en: "Type the number of groups to confirm; nothing is sent before")
    case .commit: say(zh: "按预览发送；不能撤回", en: "Send what the preview shows; this cannot be taken back")
    case .groups: say(zh: "在预览和客户群列表之间切换", en: "Between the summary and the list of groups")
    case .leftOut: say(zh: "查看不分配的群和原因", en: "Show what is left out, and why")
    case .back: say(zh: "回到上一个窗口；没有确认的方案会删除", en: "To the pane before; a plan nobody confirmed is thrown away")
    case .copy: say(zh: "复制完整的 ID", en: "Copy the whole id")
    case .view, .reason, .sequence, .mayNeedHand: self[term]
    }
  }

  /// What the plan is about: `离职继承 · 王强（wangqiang）· 方案 p1`.
  package func planOf(_ kind: TransferKind, owner: SafeText, id: UserID, plan: JobID) -> SafeText {
    say(
      zh: "\(self[kind]) · \(owner)（\(id)）· \(self[HandoverTerm.plan]) \(plan)",
      en: "\(self[kind]) · \(owner) (\(id)) · \(self[HandoverTerm.plan]) \(plan)")
  }

  /// Sending days that are not listed one by one.
  package func moreDays(_ days: Int, groups: Int, calls: Int) -> SafeText {
    say(
      zh: "… 另 \(count: days) 天 \(count: groups) 个（\(count: calls) 次调用）…",
      en: "… \(days, "more day", "more days") \(groups, "group", "groups") (\(calls, "call", "calls")) …")
  }

  /// The last sending day lies beyond the vendor's year.
  package func sentTooLate(_ days: Int) -> SafeText {
    say(
      zh: "按每日额度发送到最后一天时已超过可继承的期限（剩余 \(count: days) 天）：后面的群可能继承不成",
      en:
        "the daily quota makes the last day later than the vendor's year (\(days, "day", "days") left): the last groups may be refused"
    )
  }

  /// The plan was looked at a while ago.
  package func planIsOld(_ age: SafeText) -> SafeText {
    say(
      zh: "方案是\(age)查看的，群可能已有变化；发送前会再核对", en: "looked at \(age); groups may have changed and are checked before sending"
    )
  }

  /// Shown where the number will be typed: `按 c，在「示例公司」输入数量 646 确认`.
  package func pressToConfirm(_ corp: SafeText, groups: Int) -> SafeText {
    say(
      zh: "按 c，在「\(corp)」输入数量 \(code: groups) 确认",
      en: "press c, then type the number \(code: groups) to confirm for \(corp)"
    )
  }

  package func confirmPrompt(_ corp: SafeText, groups: Int) -> SafeText {
    say(zh: "\(confirm(corp, groups: groups))：", en: "\(confirm(corp, groups: groups)): ")
  }

  package var escapeCancels: SafeText { say(zh: "Esc 取消", en: "Esc cancels") }

  /// The number typed was another one.
  package func wrongNumber(_ typed: SafeText, expected: Int) -> SafeText {
    say(
      zh: "输入的是“\(typed)”，不是 \(code: expected)：什么都没有发送",
      en: "\"\(typed)\" was typed, not \(code: expected): nothing was sent")
  }

  /// Between preview and confirmation another handover took some of the groups.
  package func handoverStartedInPart(_ plan: JobID, groups: Int, of total: Int) -> SafeText {
    say(
      zh: "\(plan)：\(count: total) 个群中的 \(count: groups) 个已进入队列，其余在另一个任务中",
      en: "\(plan): \(count: groups) of \(total, "group", "groups") queued; the others are in another job")
  }

  package var typeTheNumber: SafeText {
    say(zh: "请逐个键入数字，不能粘贴", en: "type the digits; a paste does not count")
  }
  /// One reason in a list behind ``leftOutInAll(_:)``.
  package func leftOut(_ detail: ItemDetail, groups: Int) -> SafeText { SafeText("\(self[detail]) \(number(groups))") }
  package func leftOutInAll(_ groups: Int) -> SafeText {
    say(zh: "不分配 \(count: groups) 个：", en: "left out \(count: groups): ")
  }
  package var nothingBehindLine: SafeText { say(zh: "这一行没有明细", en: "there is nothing more behind this line") }
  package var nothingLeftOut: SafeText { say(zh: "没有不分配的群", en: "nothing is left out") }
  package var beingCommitted: SafeText { say(zh: "正在提交…", en: "being committed …") }
}
