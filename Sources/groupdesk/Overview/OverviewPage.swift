import Console
import Model
import Screen
import Services
import Storage
import Words

/// The first thing to see, as lines.
struct OverviewPage {
  let overview: Overview
  let joinWays: JoinWaysSnapshot
  let isWorking: Bool
  let corp: SafeText
  let isDemo: Bool
  let authority: Authority
  let now: Timestamp
  let application: ApplicationKind
  let words: Catalogue
  let person: (UserID) -> SafeText

  /// From this many days on the end of the vendor's year is told.
  private static let soon = 60

  var lines: [(SafeText, Role)] {
    var lines: [(SafeText, Role)] = [(title, .title)]
    lines.append((labelled(HandoverTerm.handover, handover), overview.waiting > 0 ? .warning : .text))
    lines.append((labelled(GroupTerm.customerGroups, words.overviewGroups(overview.groups)), .text))
    if overview.groups == 0 { lines += words.noGroups.map { ($0, .warning) } }
    lines.append((labelled(QueueTerm.queue, jobs), count(.attention) > 0 ? .warning : .text))
    lines += overview.jobs.map { (SafeText("  \(line(of: $0))"), $0.state.role) }
    lines.append((labelled(JoinWayTerm.joinWays, ways), joinWays.dead + joinWays.warned > 0 ? .warning : .text))
    lines += remarks
    return lines
  }

  private var title: SafeText {
    let name = words.corp(corp, isDemo: isDemo, authority: authority)
    guard let sweptAt = overview.sweptAt else { return name }
    return SafeText("\(name)  \(words.dataAge(now - sweptAt))")
  }

  private var handover: SafeText {
    let waiting = overview.resignedOwners.filter { $0.waiting > 0 }
    let told = words.overviewHandover(members: waiting.count, groups: overview.waiting)
    let deadlines = waiting.compactMap { owner in owner.daysLeft(at: now).map { (owner, $0) } }
    guard let (owner, days) = deadlines.min(by: { $0.1 < $1.1 }), days <= Self.soon else { return told }
    let name = owner.name.map { SafeText($0, limit: 40) } ?? SafeText(owner.userID)
    return words.together(told, days < 0 ? words.overviewOverdue(name) : words.overviewDeadline(name, days: days))
  }

  private var ways: SafeText {
    words.overviewJoinWays(joinWays.rows.count, dead: joinWays.dead, warned: joinWays.warned)
  }

  private var jobs: SafeText {
    words.overviewJobs(
      running: count(.queued) + count(.running), waiting: count(.waiting) + count(.paused), attention: count(.attention)
    )
  }

  private var remarks: [(SafeText, Role)] {
    var remarks: [(SafeText, Role)] = []
    if overview.isStopped { remarks.append((words.allPaused, .warning)) }
    if isWorking {
      remarks.append((words.workerRuns, .dim))
    } else if overview.jobs.contains(where: { $0.state.isActive && $0.lane == .mutation }) {
      remarks.append((words.line(words.noWorker), .warning))
    }
    if overview.waitingCustomers > 0 { remarks.append((words.customersWaiting(overview.waitingCustomers), .text)) }
    remarks.append((words.overviewPromise, .dim))
    return remarks
  }

  private func line(of job: Job) -> SafeText {
    var parts = [words.jobTitle(job, names: person), words.state(job.state)]
    if let total = job.total { parts.append(SafeText("\(words.number(job.done))/\(words.number(total))")) }
    if let reason = job.reason.flatMap(JobReason.init(stored:)) {
      parts.append(
        words.reason(reason, notBefore: job.notBefore, now: now, application: application, names: person))
    }
    return SafeText(parts.map(\.text).joined(separator: " · "))
  }

  private func labelled(_ term: some Term, _ text: SafeText) -> SafeText {
    let labels = [
      words[HandoverTerm.handover], words[GroupTerm.customerGroups], words[QueueTerm.queue],
      words[JoinWayTerm.joinWays],
    ]
    let width = labels.map { displayWidth(of: $0) }.max() ?? 0
    let gap = String(repeating: " ", count: max(0, width - displayWidth(of: words[term])))
    return SafeText("\(words[term])\(gap)  \(text)")
  }

  private func count(_ state: JobState) -> Int { overview.jobs.count { $0.state == state } }
}
