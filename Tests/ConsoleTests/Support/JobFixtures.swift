import Model
import Services

@testable import Console
@testable import Storage

/// Jobs and handovers for panes to show, with names strangers wrote.
enum JobFixtures {
  static let running = JobID(unchecked: "h4k2p9w3xz")
  static let wang = UserID(unchecked: "wangqiang")
  static let lina = UserID(unchecked: "lina")
  static let chen = UserID(unchecked: "chenjing")

  /// Control characters, bidi, combining marks, emoji of several scalars, wide characters, nothing at all.
  static let hostileNames = [
    "会员福利群🎁", "\u{1B}[31m红色\u{7}", "\u{202E}倒过来", "👨‍👩‍👧‍👦 家庭群", "e\u{301}\u{302}\u{303}\u{304}cole", "", "VIP·上海",
    "a\u{200B}b\nc", "🇨🇳 国旗", String(repeating: "很长的群名", count: 20),
  ]

  static func owner(_ id: UserID, _ name: String?, resigned: Bool = false) -> OwnerRecord {
    OwnerRecord(
      userID: id, name: name, activation: resigned ? .left : .active, hasCustomerContact: !resigned, resignedAt: nil,
      waitingCustomers: 0, groups: 1, waiting: 0, inProgress: 0, done: 0)
  }

  static let owners = [
    owner(wang, "王强", resigned: true), owner(lina, "李娜"), owner(chen, "陈静\u{202E}"),
  ]

  static func job(
    _ id: String, kind: String = HandoverJob.kind, subject: String = "wangqiang", _ state: JobState, done: Int = 0,
    of total: Int? = nil, reason: JobReason? = nil, notBefore: Timestamp? = nil, hours: Int64 = 3, ended: Bool = false
  ) -> Job {
    var job = Job(
      id: JobID(unchecked: id), lane: kind == HandoverJob.kind ? .mutation : .refresh, kind: kind, subject: subject,
      state: state, total: total, createdAt: Stage.morning - (hours > 0 ? .hours(hours) : .seconds(41)),
      createdBy: "ops@host")
    job.startedAt = state == .queued ? nil : job.createdAt
    job.done = done
    job.reason = reason?.stored
    job.notBefore = notBefore
    job.finishedAt = ended ? Stage.morning - .minutes(20) : nil
    return job
  }

  static let tomorrow = Stage.morning + .days(1)

  /// Newest first, in every state there is.
  static let jobs = [
    job("r8m3q2v7ta", kind: RefreshJob.kind, subject: "all", .running, done: 1204, of: 2400, hours: 0),
    job(
      running.rawValue, .waiting, done: 304, of: 646, reason: .quotaUsedUp(owner: wang, until: tomorrow),
      notBefore: tomorrow),
    job("h2n8c4y6bd", subject: "zhaomin", .done, done: 52, of: 52, hours: 30, ended: true),
    job("q6t9x3k5fj", subject: "lina", .queued, of: 12, hours: 0),
    job("h7p4v8m2sc", subject: "chenjing", .paused, done: 3, of: 40),
    job(
      "r3w6z9n4ga", kind: RefreshJob.kind, subject: "owner:lina", .failed, reason: .refused(code: 60020, ip: "1.2.3.4"),
      ended: true),
    job(
      "h9c2k7t5mv", subject: "wangqiang", .attention, done: 10, of: 40,
      reason: .newOwnerUnfit(newOwner: lina, code: 90503)),
    job("h5x8q3b6nd", subject: "wangqiang", .doneWithErrors, done: 100, of: 100, hours: 60, ended: true),
    job("h3j7y2w9pk", subject: "\u{1B}]0;x\u{7}\u{202E}liu", .cancelled, done: 5, of: 9, hours: 90, ended: true),
  ]

  // MARK: - A handover

  /// One of each state, then as many as it takes; two new owners.
  static func items(accepted: Int, ready: Int) -> [HandoverItem] {
    let special: [(ItemState, Int?, ItemDetail?)] = [
      (.rejected, 90503, nil), (.unknown, nil, nil), (.stuck, nil, nil), (.gone, nil, .dismissed),
      (.excluded, nil, .dismissed), (.excluded, nil, .inProgress), (.sending, nil, nil), (.done, nil, nil),
    ]
    var states = special
    states += Array(repeating: (.accepted, nil, nil), count: accepted)
    states += Array(repeating: (.ready, nil, nil), count: ready)
    return states.enumerated().map { index, entry in
      let name = index < hostileNames.count ? hostileNames[index] : "销售客服群 \(index)"
      var item = HandoverItem(
        chatID: ChatID(unchecked: "wrOgQhDgAAMYQiS5ol9G7gK9JVQ\(1000 + index)"), position: index, name: name,
        members: index % 7 == 3 ? nil : 12 + index, newOwner: index % 2 == 0 ? lina : chen, state: entry.0,
        detail: entry.2)
      item.code = entry.1
      if entry.0 == .accepted {
        item.acceptedAt = Stage.morning - .hours(1)
        item.dueAt = Stage.morning + .minutes(30)
      }
      return item
    }
  }

  static func report(
    _ job: Job = jobs[1], accepted: Int = 300, ready: Int = 340, blocked: [UserID: Int] = [:],
    change: (inout HandoverItem) -> Void = { _ in }
  ) -> HandoverReport {
    var items = items(accepted: accepted, ready: ready)
    for index in items.indices { change(&items[index]) }
    let handover = Handover(
      id: job.id, kind: .resigned, oldOwner: wang, isCancelled: job.state == .cancelled, planned: items.count,
      createdAt: job.createdAt, createdBy: job.createdBy, confirmedAt: job.createdAt)
    return HandoverReport(
      handover: handover, oldOwnerName: "王强", job: job, reason: job.reason.flatMap(JobReason.init(stored:)),
      items: items, batches: [], blocked: blocked, names: [wang: "王强", lina: "李娜", chen: "陈静\u{202E}"],
      quotaToday: QuotaDay(used: 300, isClosed: false))
  }
}

extension World {
  /// A company with jobs in every state, one of them a handover with its report.
  mutating func fillJobs() {
    jobs = JobFixtures.jobs
    owners = JobFixtures.owners
    ownersByID = Dictionary(owners.map { ($0.userID, $0) }, uniquingKeysWith: { $1 })
    reports = [JobFixtures.running: JobFixtures.report()]
    worker = .here
  }
}

/// Both languages in both usual sizes, and a narrow one: the screens a pane is looked at in.
enum Screens {
  static let all: [(language: Language, width: Int, height: Int)] = [
    (.zh, 80, 24), (.en, 80, 24), (.zh, 120, 40), (.en, 120, 40), (.zh, 60, 20),
  ]
}
