import Model

/// What a running handover says of itself.
extension Catalogue {
  /// `已分配 300/646 · 继承中 300 · 继承完成 0 · 未成功 0 · 结果待核对 0`
  package func handoverCounts(
    assigned: Int, total: Int, inProgress: Int, done: Int, refused: Int, unknown: Int
  ) -> SafeText {
    say(
      zh:
        "已分配 \(count: assigned)/\(count: total) · 继承中 \(count: inProgress) · 继承完成 \(count: done) · 未成功 \(count: refused) · 结果待核对 \(count: unknown)",
      en:
        "assigned \(count: assigned)/\(count: total) · in progress \(count: inProgress) · done \(count: done) · refused \(count: refused) · being checked \(count: unknown)"
    )
  }

  package func quotaUsed(_ used: Int, of cap: Int) -> SafeText {
    say(
      zh: "今日额度 本程序已用 \(count: used)/\(count: cap)",
      en: "today's quota: this program used \(count: used) of \(count: cap)")
  }

  package var workerRuns: SafeText {
    say(zh: "后台任务运行中，可以退出", en: "a worker is running, you may leave")
  }

  package var noWorker: Advice {
    advice(
      .init("没有后台任务在运行，不会发送", "no worker is running, nothing is sent"),
      next: way(
        .init("运行 groupdesk queue run", "run groupdesk queue run"),
        console: .init("在任务窗口按 w 启动", "w in the queue starts one")), by: .you)
  }

  package func handoverStarted(_ plan: JobID, groups: Int) -> SafeText {
    say(
      zh: "\(plan)：\(count: groups) 个群已进入队列", en: "\(plan): \(groups, "group is", "groups are") queued")
  }
}
