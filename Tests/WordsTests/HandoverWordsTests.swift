import Model
import Services
import Storage
import Testing

@testable import Words

@Suite("The handover in words", .timeLimit(.minutes(5)))
struct HandoverWordsTests {
  private let zh = Catalogue(.zh)
  private let en = Catalogue(.en)

  private func lines(_ catalogue: Catalogue) throws -> [SafeText] {
    let day = try #require(Day("2026-11-23"))
    let now = day.advanced(by: -2).moment(.hour(12))
    let job = try #require(JobID("h-1"))
    let chat = try #require(ChatID("wr1"))
    let user = try #require(UserID("li"))
    let kinds: [MappingFile.Problem.Kind] = [
      .notUTF8, .empty, .missingColumn("chat_id"), .notAChatID("x y"), .notAUserID(""),
      .duplicate(chat, earlierLine: 2), .openQuote, .tooManyRows(limit: 100_000),
    ]
    let problems = MappingFile.Problems(problems: kinds.map { .init(line: 3, kind: $0) }, file: "map.csv")
    let confirmations: [HandoverLedger.Confirmation] = [
      .confirmed(ready: 646), .unknownPlan, .alreadyConfirmed, .otherCount(3), .nothingToSend,
    ]
    let controls: [JobLedger.Control] = [.done, .unknownJob, .notNow(.done)]
    let advice =
      catalogue.mapping(problems) + confirmations.map { catalogue.confirmation($0, plan: job) }
      + controls.map { catalogue.control($0, job: job) } + [
        catalogue.noWorker, catalogue.noSuchGroup(chat), catalogue.noSuchOwner(user), catalogue.refusedReadOnly,
      ]
    return advice.map(catalogue.line) + catalogue.noGroups + [
      catalogue.previewTitle("x"), catalogue.share("x", groups: 300, after: 388),
      catalogue.distribution(total: 646, shares: ["a 300", "b 346"]),
      catalogue.quotaDay(day, groups: 300, calls: 4, now: now),
      catalogue.sendingWindow(opens: .hour(9), closes: .hour(21)),
      catalogue.assignedBy(day, now: now), catalogue.leftOut([(.dismissed, 2), (.notOwned, 1)]),
      catalogue.mayNeedHand(8),
      catalogue.noWayBack, catalogue.customersWaiting(1204), catalogue.daysLeft(26),
      catalogue.confirm("x", groups: 646),
      catalogue.handoverCounts(assigned: 300, total: 646, inProgress: 300, done: 0, refused: 0, unknown: 0),
      catalogue.quotaUsed(0, of: 300), catalogue.workerRuns, catalogue.handoverStarted(job, groups: 646),
      catalogue.paused(job), catalogue.allPaused,
      catalogue.resumed(job), catalogue.allResumed, catalogue.cancelled(job, stillFollowed: 3), catalogue.queueDone,
      catalogue.workerTaken("x"), catalogue.jobsInShort(running: 1, waiting: 2),
      catalogue.overviewHandover(members: 3, groups: 690),
      catalogue.overviewDeadline("x", days: 26), catalogue.overviewGroups(2400), catalogue.overviewPromise,
      catalogue.overviewJobs(running: 0, waiting: 1, attention: 0), catalogue.shown(37, of: 213),
      catalogue.refreshing(done: 1204, total: 2400, perSecond: 29), catalogue.neverRefreshed, catalogue.interrupted,
      catalogue.refreshed(groups: 2400, owners: 12, in: .seconds(41)),
      catalogue.corp("x", isDemo: true, authority: .mayChange),
    ]
  }

  @Test("every sentence keeps to its language", arguments: Language.allCases)
  func languages(_ language: Language) throws {
    let faults = try lines(Catalogue(language)).flatMap { LanguageRules.faults($0, in: language) }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test("the corp's name stands in the confirmation, and the number as it is typed")
  func confirmation() {
    #expect(zh.confirm("示例公司", groups: 1646).text == "在「示例公司」输入数量 1646 确认")
  }

  @Test("what is left out is counted once, with its reasons")
  func leftOut() {
    #expect(
      zh.leftOut([(.dismissed, 2), (.notOwned, 1), (.inProgress, 1)]).text == "不分配 4 个：已解散 2 · 群主是别人 1 · 正在继承 1")
  }

  @Test("a name that steers the terminal is shown, not obeyed")
  func hostile() {
    let line = en.share(SafeText("\u{1B}]52;c;x\u{7}\u{202E}"), groups: 1, after: 1)
    #expect(line.text.unicodeScalars.allSatisfy { !$0.isHostile })
  }
}
