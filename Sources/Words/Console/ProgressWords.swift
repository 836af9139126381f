import Model
import Storage

/// A handover being watched.
package enum ProgressTerm: Term {
  case all, failed, open, leftOut
  case nextKind, search, export, planAnew, details, copyChat, copyID
  case acceptedAt, nextLook, notBefore, exportLabel

  package var words: Bilingual {
    switch self {
    case .all: .init("全部", "all")
    case .failed: .init("未成功", "refused")
    case .open: .init("未结束", "open")
    case .leftOut: .init("不分配", "left out")
    case .nextKind: .init("换一类", "next kind")
    case .search: .init("查找", "search")
    case .export: .init("保存报告", "save the report")
    case .planAnew: .init("重新计划", "plan anew")
    case .details: .init("明细", "details")
    case .copyChat: .init("复制群 ID", "copy the chat id")
    case .copyID: .init("复制任务编号", "copy the job's id")
    case .acceptedAt: .init("分配时间", "assigned at")
    case .nextLook: .init("下次核对", "next look")
    case .notBefore: .init("最早发送", "not before")
    case .exportLabel: .init("保存到 ", "save to ")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func progressHelp(_ term: ProgressTerm) -> SafeText {
    switch term {
    case .nextKind: say(zh: "全部、未成功、未结束、不分配，轮流显示", en: "Show in turn all groups, refused, open, left out")
    case .search: say(zh: "按群名或客户群 ID", en: "By group name or chat id")
    case .export: say(zh: "把每个群的结果保存为 CSV 文件", en: "Write the result of each group to a CSV file")
    case .planAnew: say(zh: "重新计划没有成功的群，确认后才发送", en: "Plan the groups that failed anew; sent after you confirm")
    case .details: say(zh: "这个群的结果、原因和办法", en: "What became of this group, why, and what to do")
    case .copyChat: say(zh: "复制完整的客户群 ID", en: "Copy the whole chat id")
    case .copyID: say(zh: "复制任务的完整编号", en: "Copy the whole id of the job")
    default: self[term]
    }
  }

  package var loadingReport: SafeText { say(zh: "正在读取…", en: "reading …") }
  package func reportIsMissing(_ job: JobID) -> SafeText {
    say(zh: "没有编号为 \(job) 的分配任务；按 3 查看全部任务。", en: "There is no handover with the id \(job); press 3 for all jobs.")
  }
  package var reportFailed: SafeText {
    say(zh: "没有读到这个任务；会自动再读。", en: "This job could not be read; it is read again by itself.")
  }

  /// `王强 → 李娜、陈静`
  package func fromTo(_ oldOwner: SafeText, _ newOwners: [SafeText]) -> SafeText {
    let names = newOwners.map(\.text)
    return say(
      zh: "\(oldOwner) → \(SafeText(names.joined(separator: "、")))",
      en: "\(oldOwner) → \(SafeText(names.joined(separator: ", ")))")
  }

  /// One new owner's part: `李娜：已分配 150/300 · 未成功 2`.
  package func newOwnerPart(_ owner: SafeText, assigned: Int, total: Int, failed: Int, why: SafeText?) -> SafeText {
    var text = say(
      zh: "\(owner)：已分配 \(count: assigned)/\(count: total)",
      en: "\(owner): assigned \(count: assigned)/\(count: total)")
    if failed > 0 { text = say(zh: "\(text) · 未成功 \(count: failed)", en: "\(text) · refused \(count: failed)") }
    guard let why else { return text }
    return say(zh: "\(text) · \(why)", en: "\(text) · \(why)")
  }

  /// The new owners there is no line for, together.
  package func otherNewOwners(_ owners: Int, assigned: Int, total: Int) -> SafeText {
    say(
      zh: "另外 \(count: owners) 位：已分配 \(count: assigned)/\(count: total)",
      en: "\(count: owners) others: assigned \(count: assigned)/\(count: total)")
  }

  /// What a person does next with a handover that does not go on by itself; nil for one that does.
  package func handoverNext(_ state: JobState, groups: Int, failed: Int, cancelled: Int) -> SafeText? {
    switch state {
    case .done:
      say(zh: "\(count: groups) 个群全部继承完成。", en: "All \(groups, "group is", "groups are") done.")
    case .doneWithErrors:
      say(
        zh: "\(count: failed) 个群没有成功，原因和办法见下表；处理后可以重新计划。",
        en: "\(failed, "group was", "groups were") not handed over: see below why and what to do, then plan anew.")
    case .cancelled:
      say(
        zh: "\(count: cancelled) 个群没有发送，可以重新计划。",
        en: "\(cancelled, "group was", "groups were") not sent and can be planned anew.")
    case .attention: say(zh: "处理之后按 c 让任务继续。", en: "When that is mended, press c to resume.")
    case .paused: say(zh: "不再发送；按 c 继续。", en: "Nothing is sent; press c to resume.")
    default: nil
    }
  }

  /// When a job ended, and how long it took.
  package func endedAfter(_ state: JobState, at moment: Timestamp, took span: TimeSpan, now: Timestamp) -> SafeText {
    say(
      zh: "\(self[state]) · \(self.moment(moment, now: now)) 结束，用时 \(duration(span))",
      en: "\(self[state]) · ended \(self.moment(moment, now: now)), took \(duration(span))")
  }

  package func kindWithCount(_ term: ProgressTerm, _ count: Int) -> SafeText {
    say(zh: "\(self[term]) \(count: count)", en: "\(self[term]) \(count: count)")
  }
  package var noneOfThisKind: SafeText { say(zh: "没有这一类的群。", en: "No groups of this kind.") }
  package var nothingToRetry: SafeText { say(zh: "没有可以重新计划的群", en: "nothing is left that could be planned anew") }
  package var retryAfterEnd: SafeText { say(zh: "任务还没有结束", en: "the job has not ended") }
  package var noGroupChosen: SafeText { say(zh: "没有选中群", en: "no group is chosen") }
}
