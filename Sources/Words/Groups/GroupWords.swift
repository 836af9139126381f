import Model
import Services

/// Titles and labels of customer groups, their owners and members.
package enum GroupTerm: Term {
  case customerGroups, group, groupName, chatID, owner, owners, groups, members, externalContacts, external, admins
  case followUpStatus, created, notice, lastRefresh, resigned, gone
  case member, kind, nickname, joinScene, joinTime, invitor, joinState
  case fullness, unnamed

  package var words: Bilingual {
    switch self {
    case .customerGroups: .init("客户群", "customer groups")
    case .group: .init("客户群", "group")
    case .groupName: .init("群名", "group name")
    case .chatID: .init("客户群 ID", "chat id")
    case .owner: .init("群主", "owner")
    case .owners: .init("群主", "owners")
    case .groups: .init("群", "groups")
    case .members: .init("人数", "members")
    case .externalContacts: .init("外部联系人", "external contacts")
    case .external: .init("外部", "external")
    case .admins: .init("群管理员", "admins")
    case .followUpStatus: .init("跟进状态", "status")
    case .created: .init("创建时间", "created")
    case .notice: .init("群公告", "notice")
    case .lastRefresh: .init("最近同步", "refreshed")
    case .resigned: .init("已离职", "resigned")
    case .gone: .init("已不在列表中", "no longer listed")
    case .member: .init("成员", "member")
    case .kind: .init("类型", "kind")
    case .nickname: .init("群昵称", "group nickname")
    case .joinScene: .init("入群方式", "join scene")
    case .joinTime: .init("入群时间", "joined at")
    case .invitor: .init("邀请人", "invitor")
    case .joinState: .init("渠道参数 state", "state")
    case .fullness: .init("满员情况", "fullness")
    case .unnamed: .init("（未命名）", "(unnamed)")
    }
  }
}

extension Fullness: Term {
  package var words: Bilingual {
    switch self {
    case .scanNearlyFull: .init("扫码将满", "nearly full for scanning")
    case .scanFull: .init("扫码已满", "full for scanning")
    case .nearlyFull: .init("将满", "nearly full")
    case .full: .init("已满", "full")
    }
  }
}

extension Catalogue {
  /// 客户群跟进状态 (92120); a number nobody documented is shown as it is.
  package func status(_ status: FollowUpStatus) -> SafeText {
    switch status {
    case .normal: say(zh: "正常", en: "normal")
    case .waiting: say(zh: "待分配", en: "waiting")
    case .inProgress: say(zh: "继承中", en: "in progress")
    case .done: say(zh: "继承完成", en: "done")
    default: SafeText(String(status.rawValue))
    }
  }

  /// 入群方式 of one member.
  package func joinScene(_ scene: GroupMember.JoinScene) -> SafeText {
    switch scene {
    case .invited: say(zh: "直接邀请", en: "invited")
    case .invitationLink: say(zh: "邀请链接", en: "invitation link")
    case .scanned: say(zh: "扫码", en: "scanned")
    default: SafeText(String(scene.rawValue))
    }
  }

  /// 成员类型: type 2 is an external contact, who need not be a customer.
  package func memberKind(_ kind: GroupMember.Kind) -> SafeText {
    switch kind {
    case .member: say(zh: "成员", en: "member")
    case .externalContact: say(zh: "外部", en: "external")
    default: SafeText(String(kind.rawValue))
    }
  }

  /// Below a list: `213 个群中的 37 个`.
  package func shown(_ count: Int, of total: Int) -> SafeText {
    count == total
      ? say(zh: "共 \(count: total) 个群", en: "\(total, "group", "groups")")
      : say(zh: "\(count: total) 个群中的 \(count: count) 个", en: "\(count: count) of \(total, "group", "groups")")
  }

  package func groupCounts(owners: Int, groups: Int) -> SafeText {
    say(
      zh: "\(count: owners) 位群主，\(count: groups) 个群", en: "\(owners, "owner", "owners"), \(groups, "group", "groups")")
  }

  /// There is nothing to show: the usual causes, one a line.
  package var noGroups: [SafeText] {
    [
      say(zh: "没有客户群，常见的原因：", en: "No customer groups. The usual causes:"),
      say(
        zh: "1. 群主不在应用的可见范围内（请企业管理员加入）",
        en: "1. the owners are outside the application's visible range (the corp's administrator adds them)"),
      say(
        zh: "2. 群主没有客户群的使用权限，他们的群只是外部群",
        en: "2. the owners may not use customer groups, so theirs are plain external groups"),
      say(zh: "3. 应用没有客户联系的接口权限", en: "3. the application lacks the permission for customer contact"),
    ]
  }

  package func noSuchGroup(_ chat: ChatID) -> Advice {
    advice(
      .init("本地数据中没有客户群 \(chat)", "there is no group \(chat) in the local data"),
      next: .init("核对 chat_id，或先 groups refresh", "check the chat_id, or run groups refresh first"), by: .you)
  }

  package func noSuchOwner(_ owner: UserID) -> Advice {
    advice(
      .init("本地数据中没有群主 \(owner)", "there is no owner \(owner) in the local data"),
      next: .init("核对 userid，或先 groups refresh", "check the userid, or run groups refresh first"), by: .you)
  }

  /// Progress of a refresh, on a terminal.
  package func refreshing(done: Int, total: Int, perSecond: Int) -> SafeText {
    say(
      zh: "同步群详情 \(count: done)/\(count: total) \(percent(done, of: total)) · 每秒 \(count: perSecond) 个",
      en:
        "fetching group details \(count: done)/\(count: total) \(percent(done, of: total)) · \(count: perSecond) a second"
    )
  }

  /// What was asked for of one owner, or one group, was fetched.
  package func refreshed(groups: Int, in span: TimeSpan) -> SafeText {
    say(
      zh: "已同步 \(count: groups) 个群，用时 \(duration(span))",
      en: "fetched \(groups, "group", "groups") in \(duration(span))")
  }

  package func refreshed(groups: Int, owners: Int, in span: TimeSpan) -> SafeText {
    say(
      zh: "已同步 \(count: owners) 位群主的 \(count: groups) 个群，用时 \(duration(span))",
      en: "fetched \(groups, "group", "groups") of \(owners, "owner", "owners") in \(duration(span))")
  }
}
