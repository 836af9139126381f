import Model
import Storage

/// The preview: exactly what will be sent, what is left out and why.
extension Catalogue {
  package func previewTitle(_ corp: SafeText) -> SafeText {
    say(zh: "分配预览 · \(corp)", en: "Preview · \(corp)")
  }

  /// One new owner's share: `李娜 300（分配后 388 个）`.
  package func share(_ owner: SafeText, groups: Int, after: Int) -> SafeText {
    say(
      zh: "\(owner) \(count: groups)（分配后 \(count: after) 个）",
      en: "\(owner) \(count: groups) (\(after, "group", "groups") afterwards)")
  }

  package func distribution(total: Int, shares: [SafeText]) -> SafeText {
    let all = SafeText(shares.map(\.text).joined(separator: " · "))
    return say(zh: "\(count: total) 个群 → \(all)", en: "\(total, "group", "groups") → \(all)")
  }

  /// `11-21 300 个（4 次调用）`
  package func quotaDay(_ day: Day, groups: Int, calls: Int, now: Timestamp) -> SafeText {
    let date = self.day(day, now: now)
    return say(
      zh: "\(date) \(count: groups) 个（\(count: calls) 次调用）",
      en: "\(date) \(groups, "group", "groups") (\(calls, "call", "calls"))")
  }

  package func sendingWindow(opens: TimeOfDay, closes: TimeOfDay) -> SafeText {
    let (from, to) = (SafeText(opens.text), SafeText(closes.text))
    return say(zh: "发送时段 \(from)–\(to)", en: "sent between \(from) and \(to)")
  }

  /// A promise of what we control, and no more.
  package func assignedBy(_ day: Day, now: Timestamp) -> SafeText {
    let date = self.day(day, now: now)
    return say(
      zh: "\(date) 全部分配；继承完成的时间由企业微信决定，程序会一直跟踪",
      en: "all assigned on \(date); when they are done is WeCom's to decide, the program follows them")
  }

  /// `不分配 4 个：已解散 2 · 群主是别人 1`
  package func leftOut(_ reasons: [(detail: ItemDetail, groups: Int)]) -> SafeText {
    let total = reasons.reduce(0) { $0 + $1.groups }
    let parts = reasons.map { "\(self[$0.detail].text) \(NumberFormat.grouped($0.groups))" }
    let all = SafeText(parts.joined(separator: " · "))
    return say(zh: "不分配 \(count: total) 个：\(all)", en: "left out \(count: total): \(all)")
  }

  package func mayNeedHand(_ groups: Int) -> SafeText {
    say(
      zh: "\(count: groups) 个群将满且新群主不在群内，可能需要在客户端处理",
      en: "\(groups, "group is", "groups are") nearly full without the new owner in; may need a hand in the client")
  }

  package var noWayBack: SafeText {
    say(
      zh: "分配后不能撤回；新群主在职时可再用在职继承转给别人（90 天内每群最多 2 次）",
      en: "this cannot be taken back; an active new owner's groups can be handed on (each at most twice in 90 days)")
  }

  package func customersWaiting(_ customers: Int) -> SafeText {
    say(
      zh: "另有 \(count: customers) 位离职成员的客户待分配：请在管理后台「离职继承」处理",
      en:
        "\(customers, "customer", "customers") of resigned members wait too: assign them in the admin console under 「离职继承」"
    )
  }

  /// Days until the end of the vendor's year, or since.
  package func daysLeft(_ days: Int) -> SafeText {
    days < 0
      ? say(zh: "已过 \(count: -days) 天", en: "\(-days, "day", "days") over")
      : say(zh: "\(count: days) 天", en: "\(days, "day", "days")")
  }

  /// Asks for the number, with the corp's name in it.
  package func confirm(_ corp: SafeText, groups: Int) -> SafeText {
    say(zh: "在「\(corp)」输入数量 \(code: groups) 确认", en: "type the number \(code: groups) to confirm for \(corp)")
  }

  /// The number typed, or given with `--confirm`, is not the plan's.
  package func notConfirmed(expected: Int) -> Advice {
    advice(
      .init("没有确认，什么都没有发送", "not confirmed, nothing was sent"),
      next: way(
        .init("看过预览后使用 --confirm \(code: expected)", "read the preview, then use --confirm \(code: expected)"),
        console: .init("看过预览后输入 \(code: expected)", "read the preview, then type \(code: expected)")), by: .you)
  }

  /// What became of a confirmation.
  package func confirmation(_ confirmation: HandoverLedger.Confirmation, plan: JobID) -> Advice {
    switch confirmation {
    case .confirmed(let ready):
      advice(
        .init("\(plan)：\(count: ready) 个群已进入队列", "\(plan): \(ready, "group is", "groups are") queued"),
        next: way(
          .init("由后台任务发送：groupdesk queue run", "a worker sends them: groupdesk queue run"),
          console: .init("由后台任务发送", "a worker sends them")), by: .you)
    case .unknownPlan: noSuchPlan(plan)
    case .alreadyConfirmed:
      advice(
        .init("\(plan) 已经确认过，没有再次发送", "\(plan) was confirmed earlier; nothing is sent twice"),
        next: way(.init("用 handover status 查看", "see handover status"), console: .init("在任务窗口查看", "see the queue")),
        by: .you)
    case .otherCount(let count): notConfirmed(expected: count)
    case .nothingToSend:
      advice(
        .init("\(plan) 中没有可以发送的群", "\(plan) has no group that can be sent"),
        next: way(
          .init("重新运行 handover plan", "run handover plan again"), console: .init("重新选择客户群", "choose groups anew")),
        by: .you)
    }
  }

  package func noSuchPlan(_ plan: JobID) -> Advice {
    advice(
      .init("没有分配方案 \(plan)", "there is no plan \(plan)"),
      next: way(
        .init("用 handover status 查看已有的方案", "see handover status for those there are"),
        console: .init("在任务窗口查看", "see the queue")), by: .you)
  }
}
