import Model
import Storage

extension ItemState: Term {
  package var words: Bilingual {
    switch self {
    case .planned: .init("已计划", "planned")
    case .ready: .init("待发送", "ready")
    case .sending: .init("发送中", "sending")
    case .accepted: .init("已分配，继承中", "assigned, in progress")
    case .done: .init("继承完成", "done")
    case .rejected: .init("未成功", "refused")
    case .unknown: .init("结果待核对", "being checked")
    case .stuck: .init("需要人工处理", "needs a hand")
    case .excluded: .init("不分配", "left out")
    case .cancelled: .init("已取消", "cancelled")
    case .foreign: .init("已由别处分配", "assigned elsewhere")
    case .gone: .init("群已不存在", "group is gone")
    case .changed: .init("群主或状态已变化", "owner or status has changed")
    case .conflict: .init("在另一个任务中", "in another job")
    }
  }
}

extension ItemDetail: Term {
  package var words: Bilingual {
    switch self {
    case .dismissed: .init("已解散", "dismissed")
    case .notOwned: .init("群主是别人", "owned by somebody else")
    case .notResigned: .init("群主没有离职，或已经继承过", "the owner has not resigned, or it was handed over already")
    case .inProgress: .init("正在继承", "being handed over")
    case .inAnotherHandover: .init("在另一个任务中", "in another job")
    case .onJobLimit: .init("90 天内已在职继承 2 次", "handed over twice within 90 days")
    case .notFound: .init("没有这个客户群", "no such group")
    case .notSelected: .init("没有选中", "not chosen")
    case .unreadable: .init("群详情无法读取", "its details cannot be read")
    case .notInMap: .init("不在名单中", "not in the file")
    case .ownerResigned: .init("群主已离职，应走离职继承", "the owner has resigned: not a handover of an active member")
    }
  }
}

extension Catalogue {
  /// Where one group stands in a handover.
  package func state(_ state: ItemState) -> SafeText { self[state] }

  /// Why a group was left out, or ended otherwise than by a code of the vendor's.
  package func detail(_ detail: ItemDetail) -> SafeText { self[detail] }

  /// How one group stands, and behind it why and what to do: `未成功：90503 群已满员…`.
  package func itemResult(_ item: HandoverItem, application: ApplicationKind = .own) -> SafeText {
    let state = self[item.state]
    let reason: SafeText? =
      if let code = item.code, item.state != .accepted, item.state != .done {
        withNext(vendorError(code, application: application))
      } else {
        item.detail.map { self[$0] }
      }
    guard let reason else {
      return item.state == .stuck
        ? say(
          zh: "\(state)：到期仍未继承完成，请在管理后台核对群主",
          en: "\(state): not done in time; check its owner in the admin console")
        : state
    }
    return say(zh: "\(state)：\(reason)", en: "\(state): \(reason)")
  }

  /// Meaning and next step without a full stop, for a cell of a table.
  private func withNext(_ advice: Advice) -> SafeText {
    guard let next = advice.next else { return advice.meaning }
    return say(zh: "\(advice.meaning)；\(next)", en: "\(advice.meaning); \(next)")
  }
}
