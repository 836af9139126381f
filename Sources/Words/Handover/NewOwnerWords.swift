import Model
import Services

extension NewOwner.Unknown: Term {
  package var words: Bilingual {
    switch self {
    case .realName: .init("是否设置实名", "whether a real name is set")
    case .lastLogin: .init("一年内是否登录过", "whether they logged in within a year")
    case .activation: .init("是否已激活", "whether the account is active")
    }
  }
}

extension Catalogue {
  /// Why somebody cannot become a new owner.
  package func obstacle(_ obstacle: NewOwner.Obstacle) -> SafeText {
    switch obstacle {
    case .noCustomerContact: say(zh: "没有客户联系权限", en: "lacks customer contact")
    case .notActive(.disabled): say(zh: "账号已禁用", en: "is disabled")
    case .notActive(.notActivated): say(zh: "没有激活企业微信", en: "has not activated WeCom")
    case .notActive(.left): say(zh: "已离职", en: "has left")
    case .notActive(let activation):
      say(zh: "账号状态为 \(code: activation.rawValue)", en: "has the account status \(code: activation.rawValue)")
    case .unknownMember: say(zh: "没有这位成员", en: "no such member")
    case .isOldOwner: say(zh: "就是原群主", en: "is the old owner")
    }
  }

  /// What only the transfer itself will tell about a new owner.
  package func unknown(_ unknown: NewOwner.Unknown) -> SafeText { self[unknown] }

  /// What nobody can know of new owners before the transfer.
  package func onlyTransferTells(_ unknowns: [NewOwner.Unknown]) -> SafeText {
    let all = SafeText(unknowns.map { self[$0].text }.joined(separator: language == .zh ? "、" : ", "))
    return say(zh: "分配时才知道：\(all)", en: "only the transfer will tell: \(all)")
  }

  /// Who cannot become a new owner, why, and who mends it.
  package func unfit(_ owner: NewOwner, application: ApplicationKind) -> Advice {
    let who = owner.name.map { SafeText($0, limit: 40) } ?? SafeText(owner.userID)
    let why = SafeText(owner.obstacles.map { obstacle($0).text }.joined(separator: language == .zh ? "、" : ", "))
    let (next, actor) = mending(owner.obstacles, application)
    return advice(.init("\(who) 不能接手：\(why)", "\(who) cannot take over: \(why)"), next: next, by: actor)
  }

  private func mending(_ obstacles: [NewOwner.Obstacle], _ application: ApplicationKind) -> (Bilingual, Actor) {
    if obstacles == [.noCustomerContact] {
      return (
        .init(
          "在管理后台把成员加入「客户联系」的使用范围；或换一位新群主",
          "add the member to the people who may use 「客户联系」 in the admin console; or choose another new owner"),
        .corpAdministrator
      )
    }
    if obstacles == [.notActive(.notActivated)] {
      return (.init("激活企业微信；或换一位新群主", "activate WeCom; or choose another new owner"), .newOwner)
    }
    return (.init("换一位新群主", "choose another new owner"), .you)
  }
}
