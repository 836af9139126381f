import Model
import Services

/// What can be done everywhere in the console.
package enum AppTerm: Term {
  case overview, handover, groups, queue, joinWays, messages, audit, onJob, connect, palette, help, back, redraw,
    language, quit

  package var words: Bilingual {
    switch self {
    case .overview: .init("总览", "overview")
    case .handover: .init("离职继承", "handover")
    case .groups: .init("客户群", "groups")
    case .queue: .init("任务", "queue")
    case .joinWays: .init("加入群聊", "join ways")
    case .messages: .init("消息", "messages")
    case .audit: .init("审计", "audit")
    case .onJob: .init("在职继承", "hand over an active member's groups")
    case .connect: .init("接入企业", "connect a company")
    case .palette: .init("命令", "commands")
    case .help: .init("帮助", "help")
    case .back: .init("返回", "back")
    case .redraw: .init("重画屏幕", "redraw")
    case .language: .init("English", "中文")
    case .quit: .init("退出", "quit")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func appHelp(_ term: AppTerm) -> SafeText {
    switch term {
    case .overview: say(zh: "等待处理的事情", en: "What waits for you")
    case .handover: say(zh: "把离职成员的客户群分配给新群主", en: "Hand the groups of resigned members to new owners")
    case .groups: say(zh: "按群主查看客户群和群成员", en: "Owners, their groups, and who is in them")
    case .queue: say(zh: "任务的进度，暂停、继续、取消", en: "Jobs: progress, pause, resume, cancel")
    case .joinWays:
      say(zh: "群二维码（群活码）和小程序按钮，保持可用", en: "QR codes and buttons that lead into groups, kept alive")
    case .messages: say(zh: "本次运行中出现过的提示", en: "Everything that was said since the start")
    case .audit: say(zh: "谁在何时做了什么，能否相信", en: "Who did what and when, and whether that can be believed")
    case .onJob:
      say(zh: "在职继承：群主仍在职，每群 90 天内最多 2 次", en: "The owner is still employed; each group at most twice in 90 days")
    case .connect: say(zh: "添加一个企业的配置并检查", en: "Add a company's profile, and check it")
    case .palette: say(zh: "按名称查找命令", en: "Find a command by its name")
    case .help: say(zh: "这里可以做什么", en: "What can be done here")
    case .back: say(zh: "回到上一个窗口；在总览中 q 为退出", en: "To the pane before; on the overview q leaves")
    case .redraw: say(zh: "屏幕花了的时候", en: "When the screen is garbled")
    case .language: say(zh: "Show everything in English", en: "显示中文")
    case .quit: say(zh: "退出程序", en: "Leave the program")
    }
  }

  package var noCompanyOpen: SafeText { say(zh: "还没有接入企业", en: "no company is open") }
  package var starting: SafeText { say(zh: "正在打开…", en: "opening …") }
  package var noMatchingCommand: SafeText { say(zh: "没有这样的命令", en: "no such command") }
  package var listKeys: SafeText { say(zh: "列表", en: "Lists") }
  package var hereKeys: SafeText { say(zh: "这里", en: "Here") }
  package var everywhereKeys: SafeText { say(zh: "任何地方", en: "Everywhere") }

  /// The terminal is too small to be of use.
  package func tooSmall(width: Int, height: Int) -> SafeText {
    say(
      zh: "窗口太小，至少需要 \(code: width)×\(code: height)", en: "too small: at least \(code: width)×\(code: height)")
  }

  /// In the title line: how jobs stand, how old the data is, what may be done.
  package func titleStatus(
    running: Int, waiting: Int, age: SafeText?, isReadOnly: Bool, demo: SafeText?, isStopped: Bool
  ) -> SafeText {
    var parts: [SafeText] = []
    if isStopped { parts.append(say(zh: "全部暂停", en: "all paused")) }
    if running + waiting > 0 { parts.append(jobsInShort(running: running, waiting: waiting)) }
    if let age { parts.append(age) }
    if let demo { parts.append(demo) }
    if isReadOnly { parts.append(self[GeneralTerm.readOnly]) }
    return SafeText(parts.map(\.text).joined(separator: " · "))
  }

  /// A simulated company, and how fast its time goes.
  package func demo(speed: Double) -> SafeText {
    guard speed > 1 else { return self[GeneralTerm.demo] }
    let day = duration(.seconds(Int64(86_400 / speed)))
    return say(zh: "演示 · 1 天 = \(day)", en: "demo · 1 day = \(day)")
  }

  /// Something takes its time, and can be stopped.
  package func busy(_ what: SafeText, done: Int, total: Int, seconds: Int) -> SafeText {
    var text = what.text
    if total > 0 { text += " \(number(done).text)/\(number(total).text)" }
    if seconds > 0 { text += " · \(duration(.seconds(Int64(seconds))).text)" }
    return say(zh: "\(SafeText(text)) · ^C 停止", en: "\(SafeText(text)) · ^C stops it")
  }

  package var quitHint: SafeText { say(zh: "按 q 退出", en: "q leaves the program") }
  package var stoppedWaiting: SafeText { say(zh: "已停止", en: "stopped") }
  package func copied(_ text: SafeText) -> SafeText { say(zh: "已复制：\(text)", en: "copied: \(text)") }
  package var pasteIgnored: SafeText {
    say(zh: "粘贴的内容已忽略：这里没有输入框", en: "the paste was ignored: nothing takes text here")
  }
}

/// What the console is asked to do, for the line that shows it is at work.
package enum ActivityTerm: Term {
  case opening, refreshing, askingNewOwners, planning, starting, saving, readingFile, steering, startingWorker
  case addingProfile, checking, verifyingAudit
  case readingJoinWays, planningJoinWays, writingJoinWays, importing, searching

  package var words: Bilingual {
    switch self {
    case .opening: .init("正在打开", "opening")
    case .refreshing: .init("正在提交同步", "asking for a refresh")
    case .askingNewOwners: .init("正在查看谁可以接手", "looking who may take over")
    case .planning: .init("正在查看客户群", "looking at the groups")
    case .starting: .init("正在提交", "queueing")
    case .saving: .init("正在保存", "saving")
    case .readingFile: .init("正在读取文件", "reading the file")
    case .steering: .init("正在提交", "passing it on")
    case .startingWorker: .init("正在启动后台任务", "starting a worker")
    case .addingProfile: .init("正在添加并检查", "adding and checking")
    case .checking: .init("正在检查", "checking")
    case .verifyingAudit: .init("正在核对审计", "verifying the audit")
    case .readingJoinWays: .init("正在读取进群方式", "reading join ways")
    case .planningJoinWays: .init("正在查看配置和客户群", "looking at join ways and groups")
    case .writingJoinWays: .init("正在写入企业微信", "writing to WeCom")
    case .importing: .init("正在导入", "importing")
    case .searching: .init("正在查找", "searching")
    }
  }
}

/// What does not work while something is wrong, and what still does.
package enum FaultTerm: Term {
  case ledger, replica, storing, vendor, worker, settings

  package var words: Bilingual {
    switch self {
    case .ledger: .init("任务暂时不可用，列表仍可查看", "jobs cannot be used, lists still can")
    case .replica: .init("列表不再更新，任务照常", "lists stand still, jobs go on")
    case .storing: .init("新数据无法保存，显示的是已有的数据", "new data cannot be stored, what is shown is what was there")
    case .vendor: .init("企业微信暂时不可用，显示的是本地数据", "WeCom cannot be used, what is shown is local")
    case .worker: .init("后台任务已停止，其余照常", "the worker has stopped, all else works")
    case .settings: .init("设置有误，使用默认值", "a setting is wrong, the standard is used")
    }
  }
}

extension Catalogue {
  /// What is wrong, as a banner: first what that means for the person, then why.
  package func banner(_ fault: FaultTerm, _ advice: Advice) -> SafeText {
    say(zh: "\(self[fault])：\(line(advice))", en: "\(self[fault]): \(line(advice))")
  }
}

/// What the keys do while text is typed.
package enum TypingTerm: Term {
  case accept, cancel

  package var words: Bilingual {
    switch self {
    case .accept: .init("确定", "accept")
    case .cancel: .init("取消", "cancel")
    }
  }
}

/// Leaving the console.
package enum LeaveTerm: Term {
  case title, startWorker, leave, stay, discard

  package var words: Bilingual {
    switch self {
    case .title: .init("退出 groupdesk？", "Leave groupdesk?")
    case .startWorker: .init("启动后台任务并退出", "Start a worker and leave")
    case .leave: .init("直接退出", "Leave")
    case .stay: .init("留下", "Stay")
    case .discard: .init("放弃", "Throw away")
    }
  }
}

extension Catalogue {
  /// Sends are not finished, and nobody goes on with them.
  package func leavingUnfinished(jobs: Int) -> SafeText {
    say(
      zh: "还有 \(count: jobs) 个任务没有完成，没有后台任务在运行：退出后不再发送，直到下次打开。什么都不会丢失。",
      en:
        "\(jobs, "job is", "jobs are") not finished and no worker runs: after you leave nothing is sent until the next time. Nothing is lost."
    )
  }

  /// The demo's company ends with the program, and its jobs with it.
  package func leavingDemo(jobs: Int) -> SafeText {
    say(
      zh: "演示企业随本程序结束，\(count: jobs) 个没有完成的任务也随之结束。",
      en: "The demo company ends with this program, and \(jobs, "unfinished job", "unfinished jobs") with it.")
  }

  package var workerNeedsPerson: SafeText {
    say(
      zh: "这个配置的 secret 需要人来输入，不能启动后台任务。", en: "This profile's secret needs a person, so no worker can be started.")
  }

  package var demoEndsHere: SafeText {
    say(zh: "演示企业随本程序结束。", en: "The demo company ends with this program.")
  }

  package var workerStarted: SafeText { say(zh: "后台任务已启动", en: "a worker is running") }
}

/// The keys of every list.
package enum ListTerm: String, Term {
  case down, up, first, last, pageDown, pageUp, halfPageDown, halfPageUp

  package var words: Bilingual {
    switch self {
    case .down: .init("下一行", "next row")
    case .up: .init("上一行", "row before")
    case .first: .init("第一行", "first row")
    case .last: .init("最后一行", "last row")
    case .pageDown: .init("下一页", "next page")
    case .pageUp: .init("上一页", "page before")
    case .halfPageDown: .init("下半页", "half a page down")
    case .halfPageUp: .init("上半页", "half a page up")
    }
  }
}

extension Catalogue {
  package func saved(_ path: SafeText) -> SafeText { say(zh: "已保存到 \(path)", en: "saved to \(path)") }
}

extension Catalogue {
  /// No worker could be started that goes on after the console.
  func workerNotStarted(_ error: WorkerNotStarted) -> Advice {
    switch error {
    case .secretNeedsPerson:
      advice(
        .init("这个配置的 secret 需要人来输入，后台任务拿不到", "this profile's secret needs a person, so a worker cannot have it"),
        next: .init("在另一个终端运行 groupdesk queue run", "run groupdesk queue run in another terminal"), by: .you)
    case .nothingToDo: advice(.init("没有要运行的任务", "nothing is left to run"), next: nil, by: .nobody)
    case .ended(let log):
      advice(
        .init("后台任务没有启动", "the worker did not start"), next: .init("查看 \(SafeText(log))", "see \(SafeText(log))"),
        by: .you)
    case .system(let code):
      advice(
        .init("后台任务没有启动：\(reason(code))", "the worker did not start: \(reason(code))"),
        next: .init("在另一个终端运行 groupdesk queue run", "run groupdesk queue run in another terminal"), by: .you)
    }
  }
}
