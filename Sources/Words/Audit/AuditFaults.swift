import Model
import Storage

/// What is wrong with an audit, and what to do about it.
extension Catalogue {
  /// Why nothing is sent, for a job that waits for a person.
  var auditMismatch: Advice { mismatch(.init("审计记录不完整或被替换", "the audit is not whole, or not the one it was")) }

  /// Why something was refused that needs the whole audit.
  func auditMismatch(_ fault: AuditFault) -> Advice { mismatch(words(of: fault)) }

  private func mismatch(_ what: Bilingual) -> Advice {
    advice(
      .init("\(what.zh)；不发送任何内容", "\(what.en); nothing is sent"),
      next: way(
        .init(
          "用 audit verify 查看；确认原因后用 audit accept 接受，再继续任务",
          "look with audit verify; once you know why, take it with audit accept, then resume"),
        console: .init(
          "在审计窗口按 v 查看；确认原因后用命令 audit accept 接受，再继续任务",
          "press v in the audit pane; once you know why, take it with the command audit accept, then resume")),
      by: .you)
  }

  /// What to do about what `verify` found.
  package func auditIsNotWhole(_ found: AuditVerification) -> Advice {
    guard found.faults.contains(where: \.isAboutHead) else {
      return advice(
        .init("审计记录被改动过", "the audit was tampered with"),
        next: .init(
          "保留账本文件，查明谁改了它；可以从备份恢复", "keep the ledger file, find out who changed it; a backup can be restored"),
        by: .you)
    }
    let count = Int(found.tip.count)
    return advice(
      .init("在此期间不发送任何内容", "meanwhile nothing is sent"),
      next: .init(
        "先查明原因：若恢复过备份，用 audit accept --confirm \(code: count) 接受，再继续任务",
        "find out why first: after a restored backup, audit accept --confirm \(code: count) takes it, then resume the jobs"
      ),
      by: .you)
  }

  package func auditAcceptance(_ acceptance: AuditLog.Acceptance, now: Timestamp) -> Advice {
    switch acceptance {
    case .accepted(let count):
      advice(
        .init("已接受：账本的 \(count: Int(count)) 条记录", "accepted: the ledger with \(Int(count), "row", "rows")"),
        next: .init(
          "用 queue resume 继续任务；每个群发送前都会先核对",
          "let jobs go on with queue resume; each group is looked at before it is sent"), by: .you)
    case .nothingToAccept:
      advice(.init("账本与另存的末尾一致", "ledger and head agree"), next: nil, by: .nobody)
    case .otherCount(let count):
      advice(
        .init("没有接受：账本有 \(count: Int(count)) 条记录", "not accepted: the ledger has \(Int(count), "row", "rows")"),
        next: .init("用 audit verify 查看，再输入这个数量", "look with audit verify, then type that number"), by: .you)
    case .tooEarly(let until):
      advice(
        .init(
          "没有接受：丢失的记录里可能有刚发出的调用，\(moment(until, now: now)) 前仍可能生效",
          "not accepted: a call of the lost rows may still take effect until \(moment(until, now: now))"),
        next: .init("在那之后再试", "try again after that"), by: .you)
    }
  }

  /// What is wrong, and at which row.
  package func auditFault(_ fault: AuditFault) -> SafeText { say(words(of: fault)) }

  private func words(of fault: AuditFault) -> Bilingual {
    switch fault {
    case .edited(let row): .init("第 \(count: Int(row)) 条审计记录被改过", "audit row \(count: Int(row)) was edited")
    case .removed(let first, let last):
      first == last
        ? .init("第 \(count: Int(first)) 条审计记录被删除", "audit row \(count: Int(first)) was removed")
        : .init(
          "第 \(count: Int(first)) 至 \(count: Int(last)) 条审计记录被删除",
          "audit rows \(count: Int(first)) to \(count: Int(last)) were removed")
    case .replaced(let row):
      .init("第 \(count: Int(row)) 条审计记录被换成了另一条", "audit row \(count: Int(row)) was replaced by another")
    case .callDiffers(let row, let call):
      .init(
        "第 \(count: Int(row)) 条审计记录所记的发送 \(call) 不存在，或内容不同",
        "call \(call) of audit row \(count: Int(row)) is gone, or says something else")
    case .callWithoutRow(let call): .init("发送 \(call) 没有审计记录", "call \(call) has no audit row")
    case .cut(let first, let last):
      .init(
        "末尾缺少第 \(count: Int(first)) 至 \(count: Int(last)) 条审计记录（账本被截断，或是旧的备份）",
        "audit rows \(count: Int(first)) to \(count: Int(last)) are missing at the end (the ledger was cut, or is an old copy)"
      )
    case .headBehind(let count):
      .init(
        "另存的末尾停在第 \(count: Int(count)) 条，账本里还有更多（末尾文件是旧的备份）",
        "the head kept apart stops at row \(count: Int(count)) and the audit goes on (the head is an old copy)")
    case .headDiffers(let count):
      .init(
        "第 \(count: Int(count)) 条审计记录不是另存的末尾所记的那条（账本被截断，或换成了旧的备份，之后又有新记录）",
        "audit row \(count: Int(count)) is not the one the head kept apart names (the ledger was cut, or is an old copy, and went on)"
      )
    case .headMissing:
      .init("另存的审计末尾文件不见了", "the file with the audit's head is missing")
    case .headUnreadable:
      .init("另存的审计末尾文件无法读取", "the file with the audit's head cannot be read")
    }
  }
}
