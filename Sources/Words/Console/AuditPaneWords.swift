import Model
import Storage

/// What can be done in the audit's pane.
package enum AuditCommandTerm: Term {
  case open, verify, filter, export, copy, exportLabel

  package var words: Bilingual {
    switch self {
    case .open: .init("明细", "details")
    case .verify: .init("核对", "verify")
    case .filter: .init("筛选", "filter")
    case .export: .init("导出", "export")
    case .copy: .init("复制编号", "copy the id")
    case .exportLabel: .init("保存到 ", "save to ")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func auditHelp(_ term: AuditCommandTerm) -> SafeText {
    switch term {
    case .open: say(zh: "这条记录的全部编号和校验值", en: "All ids and hashes of this row")
    case .verify: say(zh: "逐条核对，找出被改动、删除或截断的记录", en: "Look at every row for edits, removals and cuts")
    case .filter: say(zh: "按操作人、操作代码、编号或细节", en: "By actor, code of the act, id or detail")
    case .export: say(zh: "把符合筛选的记录保存为 CSV 文件", en: "Write the rows that match the filter to a CSV file")
    case .copy: say(zh: "复制任务或发送的完整编号", en: "Copy the whole id of the job or call")
    case .exportLabel: self[term]
    }
  }

  package var auditNotVerified: SafeText { say(zh: "尚未核对；按 v 逐条核对", en: "not verified yet; v looks at every row") }
  /// What was found then: rows may have been added since.
  package func auditWasWhole(_ tip: AuditTip, at moment: Timestamp, now: Timestamp) -> SafeText {
    let time = self.moment(moment, now: now)
    return say(zh: "核对于 \(time)，\(auditIsWhole(tip))", en: "verified at \(time): \(auditIsWhole(tip))")
  }

  package var loadingAudit: SafeText { say(zh: "正在读取审计记录…", en: "reading the audit …") }
  package var auditFailed: SafeText {
    say(zh: "没有读到审计记录；会自动再读。", en: "The audit could not be read; it is read again by itself.")
  }
  package var noActsYet: SafeText {
    say(
      zh: "还没有审计记录。确认、发送、暂停、取消和拒绝都会记在这里。",
      en: "No audit rows yet. What is confirmed, sent, paused, cancelled or refused is told here.")
  }
  package var noAuditRowChosen: SafeText { say(zh: "没有选中记录", en: "no row is chosen") }

  /// Below the list.
  ///
  /// - Parameter isComplete: whether the oldest row is among them.
  package func auditRowsShown(_ count: Int, isComplete: Bool) -> SafeText {
    isComplete
      ? say(zh: "共 \(count: count) 条", en: "\(count, "row", "rows")")
      : say(zh: "最新的 \(count: count) 条，向下还有", en: "the newest \(count, "row", "rows"), more below")
  }
}
