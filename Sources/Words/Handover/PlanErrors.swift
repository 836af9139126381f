import Model
import Services
import Storage

extension Catalogue {
  /// Why nothing was planned.
  func plan(_ error: PlanError, _ application: ApplicationKind) -> [Advice] {
    switch error {
    case .notEligible(let owners): owners.map { unfit($0, application: application) }
    case .unknownChats(let chats): chats.map(unknownChat)
    case .noGroups(let owner): [noGroups(of: owner)]
    case .nothingToSend(let reasons): [nothingToSend(reasons)]
    case .noNewOwner:
      [
        advice(
          .init("没有指定新群主", "no new owner is named"),
          next: way(
            .init("使用 --to，或给出名单文件 --map", "use --to, or a file with --map"),
            console: .init("先选择新群主", "choose a new owner first")), by: .you)
      ]
    case .unknownPlan:
      [
        advice(
          .init("没有这个分配方案", "there is no such plan"),
          next: way(
            .init("用 handover status 查看已有的方案", "see handover status for those there are"),
            console: .init("在任务窗口查看", "see the queue")), by: .you)
      ]
    case .nothingFailed:
      [advice(.init("这个方案里没有未成功的群", "nothing of this plan has failed"), next: nil, by: .nobody)]
    }
  }

  /// Nor anything the application may see.
  package func unknownChat(_ chat: ChatID) -> Advice {
    advice(
      .init("企业微信中没有客户群 \(chat)", "WeCom knows no customer group \(chat)"),
      next: .init("核对 chat_id", "check the chat_id"), by: .you)
  }

  private func noGroups(of owner: UserID) -> Advice {
    advice(
      .init("企业微信没有给出 \(owner) 的客户群", "WeCom shows no customer group of \(owner)"),
      next: .init(
        "核对 userid；群主须在应用的可见范围内", "check the userid; an owner must be in the application's visible range"), by: .you)
  }

  private func nothingToSend(_ reasons: [ItemDetail: Int]) -> Advice {
    let sorted = reasons.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let why = leftOut(sorted.map { (detail: $0.key, groups: $0.value) })
    return advice(
      .init("没有可以分配的群；\(why)", "no group can be handed over; \(why)"),
      next: reasons[.notResigned] != nil
        ? .init("群主在职时用 --on-job", "for an owner who is employed use --on-job") : nil,
      by: reasons[.notResigned] != nil ? .you : .nobody)
  }
}
