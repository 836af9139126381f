import Model
import Services

/// Titles and labels of the handover.
package enum HandoverTerm: Term {
  case handover, onJobHandover, resignedMember, resignedAt, daysLeft, waitingGroups, inProgress, finished
  case newOwner, newOwners, oldOwner, load, loadAfter, eligible, notEligible, eligibilityUnknown, quotaToday, plan,
    batch, calls
  case preview, report, excluded, answer

  package var words: Bilingual {
    switch self {
    case .handover: .init("离职继承", "handover")
    case .onJobHandover: .init("在职继承", "handover of an active member")
    case .resignedMember: .init("离职成员", "resigned member")
    case .resignedAt: .init("离职时间", "resigned at")
    case .daysLeft: .init("剩余", "days left")
    case .waitingGroups: .init("待分配", "waiting")
    case .inProgress: .init("继承中", "in progress")
    case .finished: .init("继承完成", "done")
    case .newOwner: .init("新群主", "new owner")
    case .newOwners: .init("新群主", "new owners")
    case .oldOwner: .init("原群主", "old owner")
    case .load: .init("现有群", "groups now")
    case .loadAfter: .init("分配后", "groups after")
    case .eligible: .init("可接手", "eligible")
    case .notEligible: .init("不可接手", "not eligible")
    case .eligibilityUnknown: .init("未知", "unknown")
    case .quotaToday: .init("今日额度", "today's quota")
    case .plan: .init("分配方案", "plan")
    case .batch: .init("批次", "batch")
    case .calls: .init("调用", "calls")
    case .preview: .init("分配预览", "preview")
    case .report: .init("报告", "report")
    case .excluded: .init("不分配", "left out")
    case .answer: .init("结果", "answer")
    }
  }
}

extension TransferKind: Term {
  package var words: Bilingual {
    switch self {
    case .resigned: HandoverTerm.handover.words
    case .onJob: HandoverTerm.onJobHandover.words
    }
  }
}

extension HandoverNotice: Term {
  package var words: Bilingual {
    switch self {
    case .done: .init("已结束", "ended")
    case .attention: .init("需要处理", "needs a hand")
    case .quota: .init("今日额度已用完", "today's quota is used up")
    }
  }
}

extension Catalogue {
  package func kind(_ kind: TransferKind) -> SafeText { self[kind] }
}
