import Model

/// The overview: what waits, what runs, what needs a hand.
extension Catalogue {
  package func overviewHandover(members: Int, groups: Int) -> SafeText {
    members == 0
      ? say(zh: "没有离职成员的客户群待分配", en: "no groups of resigned members wait")
      : say(
        zh: "\(count: members) 人离职，\(count: groups) 个客户群待分配",
        en: "\(members, "member", "members") resigned, \(groups, "customer group waits", "customer groups wait")")
  }

  /// The nearest end of the vendor's one year (96334).
  package func overviewDeadline(_ owner: SafeText, days: Int) -> SafeText {
    say(
      zh: "\(owner)的群还剩 \(count: days) 天可继承",
      en: "\(owner)'s groups can be handed over for \(days, "more day", "more days")")
  }

  /// Two remarks in one line.
  package func together(_ first: SafeText, _ second: SafeText) -> SafeText {
    say(zh: "\(first)；\(second)", en: "\(first); \(second)")
  }

  /// Past the vendor's one year: what still waits stays where it is.
  package func overviewOverdue(_ owner: SafeText) -> SafeText {
    say(
      zh: "\(owner)离职已满 1 年，企业微信可能不再继承其客户群",
      en: "\(owner) left more than a year ago; WeCom may hand their groups over no more")
  }

  package func overviewGroups(_ groups: Int) -> SafeText {
    say(
      zh: "\(count: groups) 个（只含客户群，且群主在应用可见范围内）",
      en: "\(count: groups) (customer groups only, of owners in the application's visible range)")
  }

  package func overviewJobs(running: Int, waiting: Int, attention: Int) -> SafeText {
    running + waiting + attention == 0
      ? say(zh: "没有任务", en: "no jobs")
      : say(
        zh: "\(count: running) 个排队或运行，\(count: waiting) 个等待，\(count: attention) 个需要处理",
        en: "\(count: running) queued or running, \(count: waiting) waiting, \(attention, "needs", "need") a hand")
  }

  package var overviewPromise: SafeText {
    say(zh: "只有输入数量确认之后才会发送", en: "nothing is sent before you type the number to confirm")
  }
}
