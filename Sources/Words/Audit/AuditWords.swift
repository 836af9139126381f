import Model
import Services
import Storage

/// Titles of the audit.
package enum AuditTerm: Term {
  case audit, row, actor, act, subject, hash, previous, head

  package var words: Bilingual {
    switch self {
    case .audit: .init("审计", "audit")
    case .row: .init("序号", "row")
    case .actor: .init("操作人", "who")
    case .act: .init("操作", "what")
    case .subject: .init("对象", "on what")
    case .hash: .init("校验值", "hash")
    case .previous: .init("上一条的校验值", "hash before")
    case .head: .init("另存的末尾", "head kept apart")
    }
  }
}

extension AuditLog.Act: Term {
  package var words: Bilingual {
    switch self {
    case .confirm: .init("确认方案", "plan confirmed")
    case .intent: .init("准备发送", "about to send")
    case .recorded: .init("记录结果", "answer recorded")
    case .cancel: .init("取消", "cancelled")
    case .pause: .init("暂停", "paused")
    case .resume: .init("继续", "resumed")
    case .stop: .init("全部暂停", "all paused")
    case .go: .init("全部继续", "all resumed")
    case .refused: .init("拒绝", "refused")
    case .accept: .init("接受账本", "ledger accepted")
    case .import: .init("导入进群方式", "join way imported")
    case .acknowledge: .init("知悉进群方式的变化", "join way's change noted")
    case .forget: .init("不再列出进群方式", "join way forgotten")
    }
  }
}

/// Why something was refused, as the audit's rows hold it, states of jobs left aside.
package enum AuditRefusal: String, Term {
  case stopped, midnight, quota, otherBatch, audit, otherCount, alreadyConfirmed, nothingToSend
  case openCall, stateTaken, changed

  package var words: Bilingual {
    switch self {
    case .stopped: .init("全部任务已暂停", "all jobs are paused")
    case .midnight: .init("临近零点", "too close to midnight")
    case .quota: .init("今日额度不够", "beyond today's quota")
    case .otherBatch: .init("同一群主的另一次发送还没有结果", "another call of the owner is open")
    case .audit: .init("审计记录不完整", "the audit is not whole")
    case .otherCount: .init("输入的数量不对", "another number was typed")
    case .alreadyConfirmed: .init("已确认过", "confirmed before")
    case .nothingToSend: .init("没有要分配的群", "nothing to send")
    case .openCall: .init("同一进群方式的上一次操作还没有结果", "an earlier call about the join way is open")
    case .stateTaken: .init("渠道参数 state 已被使用", "the state is taken")
    case .changed: .init("进群方式已不是原来的状态", "the join way is not what it was")
    }
  }
}

extension AuditEntry {
  /// Something was held up or overruled; a list shows its act as a warning.
  package var isWarning: Bool {
    switch AuditLog.Act(rawValue: act) {
    case .refused, .accept, .stop: true
    default: false
    }
  }
}

extension Catalogue {
  /// What was done: its code where this program does not know it.
  package func act(of entry: AuditEntry) -> SafeText {
    AuditLog.Act(rawValue: entry.act).map { self[$0] } ?? SafeText(entry.act, limit: 40)
  }

  /// What a row's detail means; the detail itself where this program does not know it.
  package func summary(of entry: AuditEntry) -> SafeText {
    let plain = SafeText(entry.detail, limit: 400)
    let parameters = entry.parameters
    func text(_ name: String) -> SafeText { SafeText(parameters[name] ?? "?", limit: 80) }
    func number(_ name: String) -> Int? { parameters[name].flatMap { Int($0) } }
    switch AuditLog.Act(rawValue: entry.act) {
    case .confirm:
      guard let count = number("count"), let ready = number("ready") else { return plain }
      return say(
        zh: "\(count: count) 个群，发送 \(count: ready) 个", en: "\(count, "group", "groups"), \(count: ready) to be sent")
    case .intent where parameters["api"] != nil: return joinWayCall(parameters)
    case .recorded where parameters["api"] != nil:
      return say(
        zh: "\(joinWayCall(parameters))：\(text("outcome"))", en: "\(joinWayCall(parameters)): \(text("outcome"))")
    case .intent:
      let groups = parameters["chats"]?.split(separator: " ").count ?? 0
      return say(
        zh: "\(count: groups) 个群：\(text("from")) → \(text("to"))",
        en: "\(groups, "group", "groups"): \(text("from")) → \(text("to"))")
    case .recorded:
      return say(
        zh: "\(text("outcome"))，计入额度 \(count: number("counted") ?? 0) 个",
        en: "\(text("outcome")), \(count: number("counted") ?? 0) counted against the quota")
    case .cancel:
      guard let taken = number("taken") else { return kind(of: entry) }
      return say(zh: "取回 \(count: taken) 个群", en: "\(taken, "group", "groups") taken back")
    case .refused: return refusal(parameters)
    case .accept:
      guard let head = number("head"), let count = number("count") else { return plain }
      return say(
        zh: "末尾原为第 \(count: head) 条，账本里是第 \(count: count) 条",
        en: "the head named row \(count: head), the ledger ended at row \(count: count)")
    case .pause, .resume: return kind(of: entry)
    case .import, .acknowledge, .forget: return text("config")
    case .stop, .go, nil: return plain
    }
  }

  /// The vendor's name of the call, and on which configuration, where that is known.
  private func joinWayCall(_ parameters: [String: String]) -> SafeText {
    let api = SafeText(parameters["api"] ?? "?", limit: 40)
    guard let config = parameters["config"], config != "-" else { return api }
    let id = SafeText(config, limit: 80)
    return say(zh: "\(api) \(id)", en: "\(api) \(id)")
  }

  /// What kind of job it was.
  private func kind(of entry: AuditEntry) -> SafeText {
    switch entry.detail {
    case HandoverJob.kind: self[HandoverTerm.handover]
    case RefreshJob.kind: self[QueueTerm.refresh]
    default: SafeText(entry.detail, limit: 80)
    }
  }

  private func refusal(_ parameters: [String: String]) -> SafeText {
    let act = parameters["act"] ?? ""
    let reason = parameters["reason"] ?? ""
    let what = AuditLog.Act(rawValue: act).map { self[$0] } ?? SafeText(act, limit: 40)
    let why =
      AuditRefusal(rawValue: reason).map { self[$0] } ?? JobState(rawValue: reason).map { self[$0] }
      ?? SafeText(reason, limit: 80)
    guard let typed = parameters["typed"].flatMap({ Int($0) }), let planned = parameters["planned"].flatMap({ Int($0) })
    else { return say(zh: "\(what)：\(why)", en: "\(what): \(why)") }
    return say(
      zh: "\(what)：\(why)（\(count: typed)，方案有 \(count: planned) 个）",
      en: "\(what): \(why) (\(count: typed), the plan has \(count: planned))")
  }

  package var noAuditRows: SafeText { say(zh: "没有审计记录", en: "no audit rows") }

  package func newestAuditRows(_ limit: Int) -> SafeText {
    say(
      zh: "只列出最新的 \(count: limit) 条；更多用 --limit", en: "the newest \(limit, "row", "rows") only; more with --limit")
  }

  /// While verifying.
  package func auditRowsVerified(_ rows: Int, of total: Int) -> SafeText {
    say(
      zh: "已核对 \(count: rows)/\(count: total) 条",
      en: "verified \(count: rows) of \(total, "row", "rows")")
  }

  package func auditIsWhole(_ tip: AuditTip) -> SafeText {
    tip.count == 0
      ? say(zh: "审计完整：还没有记录", en: "the audit is whole: no rows yet")
      : say(
        zh: "审计完整：\(count: Int(tip.count)) 条，末尾 \(SafeText(tip.hash))",
        en: "the audit is whole: \(Int(tip.count), "row", "rows"), head \(SafeText(tip.hash))")
  }
}
