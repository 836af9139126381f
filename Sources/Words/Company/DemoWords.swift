import Model

/// What the simulated company's own subcommands say, and progress that belongs to no other subject.
extension Catalogue {
  /// - Parameter secondsPerDay: of real time.
  package func demoBegins(secondsPerDay: Int) -> SafeText {
    say(
      zh: "演示：内置的模拟企业，它的一天是 \(count: secondsPerDay) 秒，从 09:00 开始；不会连接企业微信",
      en:
        "Demo: a built-in simulated company whose day lasts \(secondsPerDay, "second", "seconds"), from 09:00 on; WeCom is not contacted"
    )
  }

  package var demoEnds: SafeText {
    say(
      zh: "演示结束。接入自己的企业：groupdesk profile add 名称 --corp-id 企业ID",
      en: "That was the demo. To connect a company: groupdesk profile add NAME --corp-id ID")
  }

  package func cannotListen(port: Int) -> SafeText {
    say(
      zh: "无法使用端口 \(code: port)：已被占用或没有权限。用 --port 0 选一个空闲端口。",
      en: "cannot use port \(code: port): it is taken, or not permitted. --port 0 takes a free one.")
  }

  /// Planning looks at every group of the owner.
  package func looking(done: Int, total: Int) -> SafeText {
    say(
      zh: "查看客户群 \(count: done)/\(count: total) \(percent(done, of: total))",
      en: "looking at groups \(count: done)/\(count: total) \(percent(done, of: total))")
  }

  /// Below a preview: how to go on.
  package func startHint(_ plan: JobID, groups: Int) -> SafeText {
    say(
      zh: "确认发送：groupdesk handover start \(plan) --confirm \(code: groups)",
      en: "to confirm: groupdesk handover start \(plan) --confirm \(code: groups)")
  }
}
