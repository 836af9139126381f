import Model
import Services
import Storage

/// Titles of the queue.
package enum QueueTerm: Term {
  case queue, job, progress, nextStep, elapsed, lane, worker, refresh, mutation

  package var words: Bilingual {
    switch self {
    case .queue: .init("任务", "queue")
    case .job: .init("任务", "job")
    case .progress: .init("进度", "progress")
    case .nextStep: .init("下一步", "next step")
    case .elapsed: .init("用时", "elapsed")
    case .lane: .init("通道", "lane")
    case .worker: .init("后台任务", "worker")
    case .refresh: .init("同步", "refresh")
    case .mutation: .init("修改", "changes")
    }
  }
}

extension JobState: Term {
  package var words: Bilingual {
    switch self {
    case .draft: .init("草稿", "draft")
    case .queued: .init("排队中", "queued")
    case .running: .init("运行中", "running")
    case .waiting: .init("等待", "waiting")
    case .paused: .init("已暂停", "paused")
    case .attention: .init("需要处理", "needs a hand")
    case .done: .init("完成", "done")
    case .doneWithErrors: .init("部分未成功", "done in part")
    case .cancelled: .init("已取消", "cancelled")
    case .failed: .init("失败", "failed")
    }
  }
}

extension Catalogue {
  package func state(_ state: JobState) -> SafeText { self[state] }

  /// The state, and behind it why and until when: `等待：今日额度已用完，明天 09:00 继续`.
  /// - Parameter reason: empty where nothing stands in the job's way.
  package func standing(_ state: JobState, reason: SafeText) -> SafeText {
    reason.isEmpty ? self[state] : say(zh: "\(self[state])：\(reason)", en: "\(self[state]): \(reason)")
  }

  /// A handover ended, and not every group was handed over.
  package func partOfHandover(_ job: JobID) -> Advice {
    advice(
      .init("\(job)：部分客户群没有分配成功", "\(job): some groups were not handed over"),
      next: .init(
        "用 handover report \(job) 查看原因，处理后用 handover plan --retry \(job) 重新计划",
        "see handover report \(job) for the reasons, then plan anew with handover plan --retry \(job)"), by: .you)
  }

  /// What a job is about: `离职继承 王强`, `同步客户群 · 全部`.
  /// - Parameter names: how a person is called.
  package func jobTitle(_ job: Job, names: (UserID) -> SafeText) -> SafeText {
    switch job.kind {
    case RefreshJob.kind: refreshTitle(RefreshScope(job), names)
    case HandoverJob.kind: handoverTitle(job, names)
    default: SafeText("\(job.kind) \(job.subject)")
    }
  }

  private func handoverTitle(_ job: Job, _ names: (UserID) -> SafeText) -> SafeText {
    let what = kind(TransferKind(rawValue: job.payload) ?? .resigned)
    let owner = UserID(job.subject).map(names) ?? SafeText(job.subject)
    return say(zh: "\(what) \(owner)", en: "\(what): \(owner)")
  }

  private func refreshTitle(_ scope: RefreshScope?, _ names: (UserID) -> SafeText) -> SafeText {
    switch scope {
    case .all?: say(zh: "同步客户群 · 全部", en: "refresh · all groups")
    case .owner(let owner)?: say(zh: "同步客户群 · \(names(owner))", en: "refresh · groups of \(names(owner))")
    case .group(let chat)?: say(zh: "同步客户群 · \(chat)", en: "refresh · group \(chat)")
    case .groups(let chats)?:
      say(zh: "同步客户群 · 所选 \(count: chats.count) 个", en: "refresh · \(chats.count, "marked group", "marked groups")")
    case nil: say(zh: "同步客户群", en: "refresh")
    }
  }

  package func noSuchJob(_ job: JobID) -> Advice {
    advice(
      .init("没有任务 \(job)", "there is no job \(job)"),
      next: way(.init("用 queue list 查看", "see queue list"), console: .init("在任务窗口查看", "see the queue")), by: .you)
  }

  package func paused(_ job: JobID) -> SafeText {
    say(zh: "\(job)：已暂停，不再发送；已发送的继续跟踪", en: "\(job): paused, nothing more is sent; what was sent is followed")
  }

  package var allPaused: SafeText {
    say(zh: "全部任务已暂停，不再发送", en: "all jobs are paused, nothing more is sent")
  }

  package func resumed(_ job: JobID) -> SafeText { say(zh: "\(job)：继续", en: "\(job): goes on") }
  package var allResumed: SafeText { say(zh: "全部任务继续", en: "all jobs go on") }

  package func cancelled(_ job: JobID, stillFollowed: Int) -> SafeText {
    stillFollowed == 0
      ? say(zh: "\(job)：已取消", en: "\(job): cancelled")
      : say(
        zh: "\(job)：其余已取消，已发送的 \(count: stillFollowed) 个继续跟踪",
        en: "\(job): the rest is cancelled; \(stillFollowed, "group", "groups") already sent will be followed")
  }

  /// The job's state does not allow what was asked for.
  package func notNow(_ job: JobID, state: JobState) -> Advice {
    advice(
      .init("\(job)：现在是“\(self[state])”，不能这样做", "\(job): not while it is \"\(self[state])\""),
      next: way(.init("用 queue list 查看", "see queue list"), console: .init("在任务窗口查看", "see the queue")), by: .you)
  }

  /// What became of a person's wish to pause, resume or cancel a job; a success needs no advice beyond its own line.
  package func control(_ control: JobLedger.Control, job: JobID) -> Advice {
    switch control {
    case .done: advice(.init("\(job)：已完成", "\(job): done"), next: nil, by: .nobody)
    case .unknownJob: noSuchJob(job)
    case .notNow(let state): notNow(job, state: state)
    }
  }

  package func workerTaken(_ role: SafeText) -> SafeText {
    say(zh: "\(role)已在另一个进程中运行，等待接替", en: "\(role) runs in another process; waiting to take over")
  }

  package var queueDone: SafeText { say(zh: "没有要运行的任务了", en: "nothing is left to run") }

  package func jobsInShort(running: Int, waiting: Int) -> SafeText {
    say(
      zh: "任务 \(count: running) 运行 \(count: waiting) 等待",
      en: "jobs: \(count: running) running, \(count: waiting) waiting")
  }
}
