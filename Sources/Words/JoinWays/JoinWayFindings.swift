import Model
import Services
import Storage

/// What is wrong with a join way, and what mends it.
extension Catalogue {
  /// The first thing that is wrong, or that nothing is: for a list.
  package func health(_ findings: [JoinWayFinding]) -> SafeText {
    guard let first = findings.first else { return self[JoinWayTerm.fine] }
    guard findings.count > 1 else { return finding(first.kind) }
    return say(
      zh: "\(finding(first.kind))（另有 \(count: findings.count - 1) 项）",
      en: "\(finding(first.kind)) (and \(count: findings.count - 1) more)")
  }

  /// One finding, in short.
  package func finding(_ kind: JoinWayFinding.Kind) -> SafeText {
    switch kind {
    case .gone: say(zh: "企业微信已无此配置", en: "gone at WeCom")
    case .placesUsedUp: say(zh: "5 个位置已用完，自动建群停止", en: "all five places used up, no group is created")
    case .allFull: say(zh: "所有群都已满", en: "all groups are full")
    case .noneCreated:
      say(zh: "群都已满，群主已离职，不会自动建群", en: "all groups are full, none is created for a resigned owner")
    case .allGroupsGone: say(zh: "没有可用的群", en: "no group of it is left")
    case .unconfirmed: say(zh: "未确认的配置，待核对", en: "unconfirmed configuration")
    case .changedElsewhere: say(zh: "在别处被修改", en: "changed elsewhere")
    case .callOpen: say(zh: "上次修改的结果待核对", en: "the last change is being checked")
    case .noFreePlace: say(zh: "没有空位：这些群满后不会自动建群", en: "no free place: nothing is created when these are full")
    case .nearlyFull(let room):
      say(zh: "将满：还能进 \(count: room) 人", en: "nearly full: room for \(count: room)")
    case .groupsGone(let chats):
      say(
        zh: "\(count: chats.count) 个群已解散或不在列表中", en: "\(chats.count, "group is", "groups are") dismissed or not listed")
    case .ownerResigned(let owners):
      say(
        zh: "\(count: owners.count) 位群主已离职", en: "\(owners.count, "owner has", "owners have") resigned")
    case .stateTwice(let others):
      say(
        zh: "渠道参数 state 与另外 \(count: others.count) 个重复",
        en: "\(others.count, "other join way has", "other join ways have") the same state")
    case .groupsUnknown(let chats):
      say(
        zh: "\(count: chats.count) 个群的人数未知", en: "members of \(chats.count, "group", "groups") not known")
    }
  }

  /// One finding with what to do about it.
  ///
  /// - Parameter group: how a group is called; nil: by its id. owner: likewise.
  package func advice(
    for finding: JoinWayFinding, group: (ChatID) -> SafeText? = { _ in nil },
    owner: (UserID) -> SafeText? = { _ in nil }
  ) -> Advice {
    switch finding.kind {
    case .gone:
      advice(
        .init(
          "企业微信不再认识这个配置，码已失效（可能在别处删除）",
          "WeCom does not know this configuration any more: its code is dead (perhaps it was deleted elsewhere)"),
        next: .init(
          "新建一个并更换海报；再\(repair(.forget).zh)", "make a new one and replace the posters; then \(repair(.forget).en)"),
        by: .you)
    case .placesUsedUp:
      advice(
        .init(
          "5 个位置都已占用且群都已满，不会再自动建群，扫码进不了群",
          "all five places are taken and all groups are full: no group is created, and nobody gets in"),
        next: exchange(finding.repair), by: .you)
    case .allFull:
      advice(
        .init("所有群都已满，也没有开启自动建群，扫码进不了群", "all groups are full and none is created: nobody gets in"),
        next: exchange(finding.repair), by: .you)
    case .noneCreated(let user):
      advice(
        .init(
          "群都已满；自动新建的群归第一个群的群主，而 \(owner(user) ?? SafeText(user)) 已离职，不会再建，扫码进不了群",
          "all groups are full, and none is created: it would be of the first group's owner, \(owner(user) ?? SafeText(user)), who has resigned; nobody gets in"
        ),
        next: exchange(finding.repair), by: .you)
    case .allGroupsGone:
      advice(
        .init("配置中的群都已解散或不在列表中", "every group of it was dismissed or is not listed any more"),
        next: exchange(finding.repair), by: .you)
    case .unconfirmed:
      advice(
        .init(
          "创建时没有收到答复：配置可能存在，企业微信没有可以查询的接口，程序不会重发",
          "the answer was lost when it was added: it may exist, WeCom offers no way to look, and nothing is sent again"),
        next: .init(
          "若有成员带着它的 state 进群，配置就是存在的；找到配置 ID 后导入，或\(repair(.forget).zh)",
          "a member who comes with its state proves that it exists; import its config id if it turns up, or \(repair(.forget).en)"
        ), by: .you)
    case .changedElsewhere:
      advice(
        .init("配置在别处被修改", "it was changed elsewhere"),
        next: .init(
          "核对变更；没有问题就\(repair(.acknowledge).zh)", "look at what changed; if it is right, \(repair(.acknowledge).en)"),
        by: .you)
    case .callOpen:
      advice(
        .init("上次修改没有收到答复；核对前不会发送新的修改", "the answer to the last change was lost; nothing is sent before it is checked"),
        next: repair(.refresh), by: .program)
    case .noFreePlace:
      advice(
        .init(
          "5 个位置都已占用：这些群满后不会再自动建群", "all five places are taken: once these groups are full none is created"),
        next: exchange(finding.repair), by: .you)
    case .nearlyFull(let room):
      advice(
        .init(
          "还能进 \(count: room) 人，之后扫码进不了群", "room for \(room, "customer", "customers"), then nobody gets in"),
        next: exchange(finding.repair), by: .you)
    case .groupsGone(let chats):
      advice(
        .init(
          "已解散或不在列表中，仍占用位置：\(names(chats.map { group($0) ?? SafeText($0) }))",
          "dismissed or not listed, yet taking places: \(names(chats.map { group($0) ?? SafeText($0) }))"),
        next: repair(.rotate), by: .you)
    case .ownerResigned(let owners):
      advice(
        .init(
          "群主已离职：\(names(owners.map { owner($0) ?? SafeText($0) }))",
          "resigned: \(names(owners.map { owner($0) ?? SafeText($0) }))"),
        next: .init(
          "先做离职继承，或\(repair(.replace).zh)", "hand the groups over, or \(repair(.replace).en)"), by: .you)
    case .stateTwice(let others):
      advice(
        .init(
          "另外 \(count: others.count) 个进群方式用同一个 state，分不清谁从哪个码进群",
          "\(others.count, "other join way has", "other join ways have") the same state: nobody can tell which code brought whom"
        ),
        next: .init("给其中一个换一个 state（\(repair(.edit).zh)）", "give one of them another (\(repair(.edit).en))"), by: .you)
    case .groupsUnknown(let chats):
      advice(
        .init(
          "\(count: chats.count) 个群的详情还没有读到", "details of \(chats.count, "group", "groups") were not read yet"),
        next: way(
          .init(
            "用 join-ways refresh 读取：\(names(chats.map { SafeText($0) }))",
            "read them with join-ways refresh: \(names(chats.map { SafeText($0) }))"),
          console: .init("同步客户群", "refresh the groups")), by: .you)
    }
  }

  /// How other groups get in where there is too little room.
  private func exchange(_ kind: JoinWayFinding.Repair) -> Bilingual {
    guard kind == .edit else { return repair(kind) }
    return way(
      .init("用 join-ways edit 换成人少的群，或移出一个群", "choose emptier groups with join-ways edit, or take one out"),
      console: .init("编辑：换成人少的群，或移出一个群", "edit it: choose emptier groups, or take one out"))
  }

  /// How a repair is begun.
  private func repair(_ repair: JoinWayFinding.Repair) -> Bilingual {
    switch repair {
    case .rotate:
      way(
        .init("用 join-ways rotate 换群", "put open groups in with join-ways rotate"), console: .init("换群", "rotate it"))
    case .replace:
      way(
        .init("用 join-ways replace 替换客户群", "replace them with join-ways replace"),
        console: .init("替换客户群", "replace them"))
    case .edit: way(.init("用 join-ways edit", "with join-ways edit"), console: .init("编辑", "edit it"))
    case .refresh:
      way(.init("用 join-ways refresh 核对", "look with join-ways refresh"), console: .init("同步后核对", "refresh to look"))
    case .acknowledge:
      way(
        .init("用 join-ways acknowledge 标为已知晓", "say so with join-ways acknowledge"),
        console: .init("标为已知晓", "acknowledge it"))
    case .forget:
      way(
        .init("用 join-ways forget 移出列表", "take it off the list with join-ways forget"),
        console: .init("移出列表", "forget it"))
    }
  }

  private func names(_ names: [SafeText]) -> SafeText {
    SafeText(names.map(\.text).joined(separator: language == .zh ? "、" : ", "))
  }

  // MARK: Forecast

  /// `约 9 天后满`; nil where nothing is to be said: nobody joins.
  package func forecast(_ forecast: JoinWayForecast) -> SafeText? {
    switch forecast.days {
    case nil: nil
    case 0? where forecast.room == 0: say(zh: "已满", en: "full")
    case 0?: say(zh: "今天就会满", en: "full within a day")
    case let days? where days > 365: say(zh: "一年以上才会满", en: "more than a year until full")
    case let days?: say(zh: "约 \(count: days) 天后满", en: "about \(days, "day", "days") until full")
    }
  }

  /// What the forecast stands on.
  package func forecastBasis(_ forecast: JoinWayForecast) -> SafeText {
    let tenths = Int((forecast.joinsPerDay * 10).rounded())
    let rate = SafeText("\(tenths / 10).\(tenths % 10)")
    return say(
      zh: "还能进 \(count: forecast.room) 人，最近每天进群 \(rate) 人",
      en: "room for \(count: forecast.room), \(rate) joined a day of late")
  }

  // MARK: Why can't it be scanned

  /// What cannot be seen from here, where to look, and who does.
  package func clientCause(_ cause: JoinWayDiagnosis.ClientCause) -> Advice {
    switch cause {
    case .invitationConfirmation:
      advice(
        .init(
          "群里开启了「群聊邀请确认」，群的码会停用",
          "a group has 「群聊邀请确认」 (invitations need confirmation) on, which switches its codes off"),
        next: .init(
          "请群主在企业微信客户端的群管理里关闭它", "have the owner switch it off in the client, under the group's management"),
        by: .you)
    case .corpAllowance:
      advice(
        .init(
          "「企业可邀请进群的客户数」已用完", "the corp's 「企业可邀请进群的客户数」 (customers it may bring into groups) is used up"),
        next: .init("在管理后台「客户联系」查看并扩容", "look it up in the admin console's 「客户联系」, and have it raised"),
        by: .corpAdministrator)
    case .blacklisted:
      advice(
        .init(
          "这位客户在企业群聊黑名单里（其他客户能进群）", "this customer is on the corp's blacklist (others get in)"),
        next: .init(
          "在管理后台「客户联系」的防骚扰规则里查看群聊黑名单", "look at the blacklist under the anti-spam rules of the admin console's 「客户联系」"),
        by: .corpAdministrator)
    }
  }

  /// How many groups of the code take somebody now.
  package func openGroups(_ count: Int?) -> SafeText {
    switch count {
    case nil:
      say(zh: "有群的人数无法读取，能否进群未知", en: "the members of some group cannot be read: unknown whether it takes anybody")
    case 0?: say(zh: "现在没有可进的群", en: "no group takes anybody now")
    case let count?:
      say(zh: "现在有 \(count: count) 个群可进", en: "\(count, "group takes", "groups take") somebody now")
    }
  }

  /// Nothing the API tells is wrong.
  package var nothingProven: SafeText {
    say(zh: "接口能看到的都正常", en: "nothing the API tells is wrong")
  }
}
