import Model
import Storage

/// What can be done with jobs in the console.
package enum JobCommandTerm: Term {
  case open, pause, resume, retry, askCancel, cancel, stop, askGo, go, worker, filter, copyID

  package var words: Bilingual {
    switch self {
    case .open: .init("明细", "details")
    case .pause: .init("暂停", "pause")
    case .resume: .init("继续", "resume")
    case .retry: .init("重试", "retry now")
    case .askCancel: .init("取消…", "cancel …")
    case .cancel: .init("取消任务", "cancel the job")
    case .stop: .init("全部暂停", "pause all")
    case .askGo: .init("全部继续…", "resume all …")
    case .go: .init("全部继续", "resume all")
    case .worker: .init("启动后台任务", "start a worker")
    case .filter: .init("筛选", "filter")
    case .copyID: .init("复制编号", "copy the id")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func jobHelp(_ term: JobCommandTerm) -> SafeText {
    switch term {
    case .open: say(zh: "分配的逐群结果，或任务的全部说明", en: "Results per group, or all there is to say of a job")
    case .pause: say(zh: "不再发送，直到继续；已发送的仍然跟踪", en: "Send nothing more until resumed; what was sent is followed")
    case .resume, .retry: say(zh: "让暂停或需要处理的任务继续", en: "Let a job go on that is paused or needed a hand")
    case .askCancel: say(zh: "取消未发送的部分，先确认", en: "Take back what was not sent yet; asks first")
    case .cancel: say(zh: "取消未发送的部分", en: "Take back what was not sent yet")
    case .stop: say(zh: "任何进程都不再发送，直到全部继续", en: "No process sends anything until all is resumed")
    case .askGo: say(zh: "结束全部暂停，先确认", en: "End the pause of all jobs; asks first")
    case .go: say(zh: "结束全部暂停", en: "End the pause of all jobs")
    case .worker: say(zh: "退出后由后台任务继续", en: "It goes on with the jobs after you leave")
    case .filter: say(zh: "按任务、状态或编号", en: "By what a job is about, its state or its id")
    case .copyID: say(zh: "复制任务的完整编号", en: "Copy the whole id of the job")
    }
  }

  // MARK: - Who works

  /// Who runs the jobs, behind the label ``QueueTerm/worker``.
  ///
  /// - Parameter isDemo: the company ends with this program.
  package func worksHere(isDemo: Bool) -> SafeText {
    isDemo
      ? say(zh: "由本程序运行；演示随程序结束", en: "this program; the demo ends with it")
      : say(zh: "由本程序运行，退出后停止", en: "this program, until you leave")
  }
  package var worksElsewhere: SafeText {
    say(zh: "在另一个进程中运行，退出后继续", en: "another process, and it goes on after you leave")
  }
  package var nobodyWorks: SafeText { say(zh: "没有运行，不会发送", en: "none, nothing is sent") }

  /// A label and what belongs to it on one line: `后台任务：由本程序运行`.
  package func labelled(_ term: some Term, _ text: SafeText) -> SafeText {
    say(zh: "\(self[term])：\(text)", en: "\(self[term]): \(text)")
  }

  /// The global stop, as a line of the list of jobs.
  package var stopIsOn: SafeText {
    say(zh: "全部任务已暂停：任何进程都不发送", en: "all jobs are paused: no process sends anything")
  }

  // MARK: - Lists

  package var loadingJobs: SafeText { say(zh: "正在读取任务…", en: "reading the jobs …") }

  package var noJobs: [SafeText] {
    [
      say(zh: "没有任务。", en: "There are no jobs."),
      say(
        zh: "分配或同步客户群之后，在这里查看进度。", en: "Once groups are handed over or refreshed, this is where to see how it goes."),
    ]
  }

  /// Nothing in a list is as was typed behind `/`.
  package func nothingMatches(_ filter: SafeText) -> SafeText {
    say(zh: "没有与“\(filter)”匹配的内容；按 / 修改筛选。", en: "Nothing matches \"\(filter)\"; press / to change the filter.")
  }

  /// Below the list: how many, and how many of them have not ended.
  package func jobsShown(_ shown: Int, of total: Int, open: Int) -> SafeText {
    shown == total
      ? say(
        zh: "共 \(count: total) 个任务，\(count: open) 个未结束",
        en: "\(total, "job", "jobs"), \(count: open) not ended")
      : say(zh: "\(count: total) 个任务中的 \(count: shown) 个", en: "\(count: shown) of \(total, "job", "jobs")")
  }

  package func ended(at moment: Timestamp, now: Timestamp) -> SafeText {
    say(zh: "\(self.moment(moment, now: now)) 结束", en: "ended \(self.moment(moment, now: now))")
  }
  package var goesOnWhenResumed: SafeText { say(zh: "等待你让它继续", en: "waits until you resume it") }
  package var waitsForWorker: SafeText { say(zh: "等待后台任务", en: "waits for a worker") }
  package var waitsForAll: SafeText { say(zh: "等待全部继续", en: "waits until all is resumed") }

  // MARK: - Steering

  /// Why something cannot be done with a job while it is in this state.
  package func notWhile(_ state: JobState) -> SafeText {
    say(zh: "现在是“\(self[state])”，不能这样做", en: "not while it is \"\(self[state])\"")
  }
  /// What was not sent has been taken back before.
  package var alreadyCancelled: SafeText {
    say(zh: "未发送的已经取消，已发送的还在跟踪", en: "the rest is cancelled already; what was sent is being followed")
  }
  /// There is nothing a cancellation could take back.
  package var allSent: SafeText {
    say(zh: "没有可以取消的：全部已发送，不能撤回", en: "nothing to cancel: all is sent and cannot be taken back")
  }
  package var noJobChosen: SafeText { say(zh: "没有选中任务", en: "no job is chosen") }

  package func jobPaused(_ title: SafeText) -> SafeText {
    say(zh: "\(title)：已暂停，不再发送；已发送的继续跟踪", en: "\(title): paused, nothing more is sent; what was sent is followed")
  }
  package func jobResumed(_ title: SafeText) -> SafeText { say(zh: "\(title)：继续", en: "\(title): goes on") }
  package func jobCancelled(_ title: SafeText) -> SafeText {
    say(zh: "\(title)：未发送的已取消；已发送的继续跟踪", en: "\(title): the rest is cancelled; what was sent is followed")
  }
  package func jobCannot(_ title: SafeText, _ state: JobState) -> SafeText {
    say(zh: "\(title)：\(notWhile(state))", en: "\(title): \(notWhile(state))")
  }
  package func jobIsGone(_ job: JobID) -> SafeText { say(zh: "没有任务 \(job)", en: "there is no job \(job)") }

  /// Title of a question: what is asked, and of which corp.
  package func question(_ what: SafeText, corp: SafeText) -> SafeText {
    say(zh: "\(what) · \(corp)", en: "\(what) · \(corp)")
  }
  package func takenBack(_ groups: Int) -> SafeText {
    say(
      zh: "\(count: groups) 个群尚未发送，将不再分配。",
      en: "\(groups, "group was", "groups were") not sent yet and will not be handed over.")
  }
  package func followedOn(_ groups: Int) -> SafeText {
    say(
      zh: "\(count: groups) 个群已发送，不能撤回，继续跟踪到有结果为止。",
      en: "\(groups, "group was", "groups were") sent, cannot be taken back, and will be followed to the end.")
  }
  /// A job of which no numbers are known, or none matter.
  package var cancelEndsJob: SafeText {
    say(zh: "未完成的部分不再进行；已发送的继续跟踪。", en: "What is left is not done; what was sent is followed.")
  }
  package func goingOn(_ jobs: Int) -> SafeText {
    say(
      zh: "\(count: jobs) 个任务会继续，到时间的分配会立即发送。",
      en: "\(jobs, "job goes", "jobs go") on; what is due is sent at once.")
  }
  package var keepJob: SafeText { say(zh: "不取消", en: "Keep it") }
  package var stayStopped: SafeText { say(zh: "保持暂停", en: "Stay paused") }
  package var cancelRest: SafeText { say(zh: "取消其余", en: "Cancel the rest") }
}

/// Labels of the box with all there is to say of a job.
package enum JobTerm: Term {
  case id, created, started, ended, by

  package var words: Bilingual {
    switch self {
    case .id: .init("编号", "id")
    case .created: .init("创建", "created")
    case .started: .init("开始", "started")
    case .ended: .init("结束", "ended")
    case .by: .init("操作人", "by")
    }
  }
}

extension Catalogue {
  /// A label and what it is the label of, on a line of its own.
  package func labelled(_ label: SafeText, _ value: SafeText) -> SafeText {
    say(zh: "\(label)：\(value)", en: "\(label): \(value)")
  }
}
