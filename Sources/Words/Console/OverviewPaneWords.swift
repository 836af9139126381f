import Model
import Services
import Storage

extension Catalogue {
  /// From this many days on the end of the vendor's year is told.
  private static let soon = 60

  /// What waits to be handed over, and until when it can be: `3 人离职，690 个客户群待分配；赵敏的群还剩 26 天可继承`.
  package func overviewHandover(_ owners: [ResignedOwner], now: Timestamp) -> SafeText {
    let waiting = owners.filter { $0.waiting > 0 }
    let told = overviewHandover(members: waiting.count, groups: waiting.reduce(0) { $0 + $1.waiting })
    let deadlines = waiting.compactMap { owner in owner.daysLeft(at: now).map { (owner, $0) } }
    guard let (owner, days) = deadlines.min(by: { $0.1 < $1.1 }), days <= Self.soon else { return told }
    let name = owner.name.map { SafeText($0, limit: 40) } ?? SafeText(owner.userID)
    return together(told, days < 0 ? overviewOverdue(name) : overviewDeadline(name, days: days))
  }

  /// How many jobs run, wait and need a hand.
  package func overviewJobs(_ jobs: [Job]) -> SafeText {
    func count(_ states: JobState...) -> Int { jobs.count { states.contains($0.state) } }
    return overviewJobs(
      running: count(.queued, .running), waiting: count(.waiting, .paused), attention: count(.attention))
  }

  /// What time it is at a company whose time is not ours.
  package func companyTime(_ now: Timestamp) -> SafeText {
    let text = SafeText("\(Day(at: now)) \(TimeOfDay(at: now).text)")
    return say(zh: "企业时间 \(text)", en: "company time \(text)")
  }

  package var loadingCompany: SafeText { say(zh: "正在读取本地数据…", en: "reading local data …") }

  /// The first fetch is under way.
  package func firstFetch(done: Int, total: Int?) -> SafeText {
    guard let total, total > 0 else { return say(zh: "第一次同步：正在查看群主…", en: "first refresh: asking for owners …") }
    return say(
      zh: "第一次同步：\(count: done)/\(count: total) \(percent(done, of: total))",
      en: "first refresh: \(count: done)/\(count: total) \(percent(done, of: total))")
  }

  package var welcome: SafeText {
    say(zh: "企业微信客户群管理台。还没有接入企业，请选择：", en: "A desk for WeCom customer groups. No company is connected yet:")
  }
  package var chooseProfile: SafeText { say(zh: "选择企业：", en: "Choose a company:") }
  package var openFailed: SafeText { say(zh: "企业没有打开：", en: "The company could not be opened:") }
}

/// The rows of the overview.
package enum OverviewTerm: Term {
  case enter, tryDemo, connect, help, retry

  package var words: Bilingual {
    switch self {
    case .enter: .init("进入", "open")
    case .tryDemo: .init("演示：内置的模拟企业，不连接企业微信", "Demo: a built-in simulated company, WeCom is not contacted")
    case .connect: .init("接入企业：填写企业 ID 和应用 secret，并检查", "Connect a company: corp id and secret, then a check")
    case .help: .init("帮助：按键和说明", "Help: keys and what they do")
    case .retry: .init("再试一次", "try again")
    }
  }
}

extension Catalogue {
  package var overviewOpenHelp: SafeText { say(zh: "打开光标所在的一项", en: "Open what the cursor is on") }
  package var overviewRefreshHelp: SafeText {
    say(zh: "从企业微信重新同步全部客户群", en: "Fetch all customer groups from WeCom again")
  }
}
