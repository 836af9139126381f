import Model

@testable import Console
@testable import Services
@testable import Storage

/// A company as a reader of the guide might have it, with plain names in the language of the picture.
struct PictureCompany {
  let language: Language

  static let wang = UserID(unchecked: "wangqiang")
  static let zhao = UserID(unchecked: "zhaomin")
  static let zhang = UserID(unchecked: "zhangwei")
  static let lina = UserID(unchecked: "lina")
  static let chen = UserID(unchecked: "chenjing")
  static let job = JobID(unchecked: "h4k2p9w3xz")

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private func name(_ user: UserID) -> String {
    switch user {
    case Self.wang: say("王强", "Wang Qiang")
    case Self.zhao: say("赵敏", "Zhao Min")
    case Self.zhang: say("张伟", "Zhang Wei")
    case Self.lina: say("李娜", "Li Na")
    default: say("陈静", "Chen Jing")
    }
  }

  /// Of the group with this number.
  private func groupName(_ number: Int) -> String {
    let kinds = [
      say("销售客服群", "Sales desk"), say("会员福利群", "Member offers"), say("老客户群", "Old customers"),
      say("VIP·上海", "VIP Shanghai"),
      say("售后服务群", "After-sales"), say("新品体验群", "New products"), say("同城活动群", "City events"),
    ]
    return "\(kinds[number % kinds.count]) \(number / kinds.count + 1)"
  }

  private func chat(_ number: Int, of owner: UserID) -> ChatID {
    ChatID(unchecked: "wrOgQhDgAA\(owner.rawValue.prefix(4))\(1000 + number)AAAAAAAAAAAAAA")
  }

  private func groups(_ count: Int, of owner: UserID, _ status: FollowUpStatus = .normal) -> [SampleGroup] {
    (0..<count).map { number in
      let members = [198, 74, 200, 12, 120, 66, 492, 31, 183, 55][number % 10]
      return SampleGroup(
        id: chat(number, of: owner).rawValue, name: groupName(number), owner: owner.rawValue, status: status,
        members: members, external: members - 2,
        created: (Day("2022-03-01")?.start ?? Stage.morning) + .days(Int64(number * 17 % 1500)),
        refreshed: Stage.morning - .minutes(2))
    }
  }

  private var owners: [OwnerRecord] {
    [
      SampleHandover.owner(
        Self.wang, name(Self.wang), resigned: "2026-11-20", groups: 646, waiting: 646, customers: 1204),
      SampleHandover.owner(Self.zhang, name(Self.zhang), groups: 213),
      SampleHandover.owner(Self.lina, name(Self.lina), groups: 88),
      SampleHandover.owner(Self.chen, name(Self.chen), groups: 53),
      SampleHandover.owner(Self.zhao, name(Self.zhao), resigned: "2025-12-17", groups: 40, waiting: 40),
    ]
  }

  /// Everything the panes look at.
  func fill(_ world: inout World) {
    world.company?.corp = say("晨光零售", "Chenguang Retail")
    let counts = [
      (Self.wang, 646, FollowUpStatus.waiting), (Self.zhang, 213, .normal), (Self.lina, 88, .normal),
      (Self.chen, 53, .normal), (Self.zhao, 40, .waiting),
    ]
    world.groups = GroupsSnapshot(counts.flatMap { groups($1, of: $0, $2) })
    world.owners = owners
    world.ownersByID = Dictionary(uniqueKeysWithValues: owners.map { ($0.userID, $0) })
    world.resignedOwners = owners.filter { $0.resignedAt != nil }.map { ResignedOwner($0) }.reversed()
    world.sweptAt = Stage.morning - .minutes(2)
    world.worker = .elsewhere
    for group in groups(213, of: Self.zhang) { world.details[ChatID(unchecked: group.id)] = details(group) }
  }

  private func details(_ group: SampleGroup) -> GroupDetails {
    func member(_ id: String, _ name: String, _ kind: GroupMember.Kind, _ scene: GroupMember.JoinScene)
      -> MembershipRecord
    {
      MembershipRecord(
        person: PersonID(unchecked: id), name: name, kind: kind, joinTime: Stage.morning - .days(300),
        joinScene: scene, invitor: kind == .member ? PersonID(unchecked: "zhangwei") : nil,
        invitorName: kind == .member ? name : nil, groupNickname: "", state: scene == .scanned ? "shopA" : nil)
    }
    let customers = [
      say("林小雨", "Rain Lin"), say("周建国", "J. G. Zhou"), say("吴桐", "Tong Wu"), say("郑爽朗", "Lang Zheng"),
      say("孙一诺", "Nora Sun"), say("马晓东", "Dong Ma"), say("何苗", "Miao He"), say("高远", "Yuan Gao"),
    ]
    let people =
      [member("zhangwei", name(Self.zhang), .member, .invited), member("lina", name(Self.lina), .member, .invited)]
      + (0..<max(0, (group.members ?? 2) - 2)).map { number in
        member(
          "wmAAAA\(1000 + number)", customers[number % customers.count], .externalContact,
          number % 3 == 0 ? .scanned : .invitationLink)
      }
    return GroupDetails(
      group: GroupRecord(
        chatID: ChatID(unchecked: group.id), name: group.name, owner: Self.zhang, status: .normal,
        createTime: group.created,
        notice: say("营业时间 09:00–21:00，其他时间请留言。", "Open from 09:00 to 21:00; please leave a message at other times."),
        admins: [Self.lina], memberCount: group.members, externalCount: group.external, memberVersion: "1",
        statusAt: group.refreshed, detailAt: group.refreshed, goneAt: nil), members: people)
  }

  // MARK: - A handover

  var newOwners: [NewOwner] {
    [
      SampleHandover.newOwner("chenjing", name(Self.chen), groups: 53),
      SampleHandover.newOwner("lina", name(Self.lina), groups: 88),
      SampleHandover.newOwner("zhangwei", name(Self.zhang), groups: 213),
      SampleHandover.newOwner(
        "zhouyu", say("周瑜", "Zhou Yu"), groups: 0, obstacles: [.notActive(.notActivated)]),
      SampleHandover.newOwner("wangqiang", name(Self.wang), groups: 646, obstacles: [.isOldOwner]),
    ]
  }

  private var items: [HandoverItem] {
    let chats = (0..<646).map { chat($0, of: Self.wang) }
    let assigned = Assignment.owners([Self.lina, Self.chen]).assign(chats, load: [Self.lina: 88, Self.chen: 53])
    return zip(chats, assigned).enumerated().map { position, pair in
      HandoverItem(
        chatID: pair.0, position: position, name: groupName(position), members: 12 + position * 37 % 180,
        newOwner: pair.1, state: .planned)
    }
  }

  var plan: HandoverPlan {
    let items = items
    return HandoverPlan(
      id: Self.job, kind: .resigned, oldOwner: Self.wang, oldOwnerName: name(Self.wang), createdAt: Stage.morning,
      items: items,
      newOwners: newOwners.prefix(2).map { owner in
        .init(newOwner: owner, receives: items.count { $0.newOwner == owner.userID })
      },
      schedule: SendingSchedule(
        newOwners: items.compactMap(\.newOwner), rules: HandoverRules(), today: QuotaDay(used: 0, isClosed: false),
        now: Stage.morning),
      usedToday: 0, mayNeedHand: items.prefix(8).map(\.chatID), daysLeft: 364)
  }

  /// The plan on its first evening: 300 are sent, one of them refused, and one call's answer was lost.
  func begin(_ world: inout World) {
    let tomorrow = Stage.morning + .days(1)
    let reason = JobReason.quotaUsedUp(owner: Self.wang, until: tomorrow)
    let job = JobFixtures.job(
      Self.job.rawValue, .waiting, done: 299, of: 646, reason: reason, notBefore: tomorrow)
    let refresh = JobFixtures.job(
      "r8m3q2v7ta", kind: RefreshJob.kind, subject: "all", .running, done: 812, of: 1040, hours: 0)
    let earlier = JobFixtures.job(
      "h2n8c4y6bd", subject: Self.zhao.rawValue, .done, done: 52, of: 52, hours: 30, ended: true)
    world.jobs = [refresh, job, earlier]
    var items = items
    for index in items.indices.prefix(300) {
      items[index].state = index < 180 ? .done : .accepted
      items[index].acceptedAt = Stage.morning - .hours(2)
      items[index].dueAt = Stage.morning + .minutes(30)
    }
    items[4].state = .rejected
    items[4].code = 90503
    let handover = Handover(
      id: Self.job, kind: .resigned, oldOwner: Self.wang, isCancelled: false, planned: items.count,
      createdAt: job.createdAt, createdBy: job.createdBy, confirmedAt: job.createdAt)
    world.reports[Self.job] = HandoverReport(
      handover: handover, oldOwnerName: name(Self.wang), job: job, reason: reason, items: items, batches: [],
      blocked: [:], names: Dictionary(uniqueKeysWithValues: owners.map { ($0.userID, $0.name ?? "") }),
      quotaToday: QuotaDay(used: 300, isClosed: false))
  }
}

// MARK: - Join ways

extension PictureCompany {
  /// By remark in each language: posters, a button, one that lets nobody in, one whose answer was lost.
  var joinWays: [JoinWayRow] {
    let full = (0..<5).map { group($0, members: 200 + $0) }
    let open = [group(11, members: 74)]
    let rows = [
      row(
        "j1", say("门店 A 海报", "Shop A poster"), "shopA", full, .init(joined: 1024, stillIn: 871, lastJoin: ago(days: 2)),
        findings: [.init(.placesUsedUp)], forecast: .init(room: 0, joinsPerDay: 7.5, days: 0)),
      row(
        "j2", say("门店 B 海报", "Shop B poster"), "shopB", open, .init(joined: 66, stillIn: 60, lastJoin: ago(days: 0)),
        forecast: .init(room: 926, joinsPerDay: 13.4, days: 69)),
      row(
        "j3", say("小程序首页", "Mini program home"), "mini", open, .init(joined: 12, stillIn: 12, lastJoin: ago(days: 1)),
        scene: .button, forecast: .init(room: 126, joinsPerDay: 0.4, days: 315)),
      row(
        "j4", say("会员日", "Members' day"), "vip-2026", [group(7, members: 195)],
        .init(joined: 410, stillIn: 402, lastJoin: ago(days: 0)), isAuto: false,
        findings: [.init(.nearlyFull(room: 5))],
        forecast: .init(room: 5, joinsPerDay: 3.1, days: 1)),
      row(
        "j5", say("春季活动", "Spring event"), "spring-k3x9", open, .none, isSeen: false, findings: [.init(.unconfirmed)]),
    ]
    return rows.sorted { $0.record.content.remark < $1.record.content.remark }
  }

  private func ago(days: Int64) -> Timestamp { Stage.morning - .days(days) - .minutes(12) }

  private func group(_ number: Int, members: Int) -> JoinWayGroup {
    JoinWayGroup(
      chatID: chat(number, of: Self.zhang), name: groupName(number), members: members, owner: Self.zhang,
      ownerName: name(Self.zhang), ownerHasResigned: false, isGone: false, isKnown: true)
  }

  private func row(
    _ id: String, _ remark: String, _ state: String, _ groups: [JoinWayGroup], _ counts: JoinCounts,
    scene: JoinWayContent.Scene = .qrCode, isAuto: Bool = true, isSeen: Bool = true, findings: [JoinWayFinding] = [],
    forecast: JoinWayForecast? = nil
  ) -> JoinWayRow {
    let base = say("客服群", "Sales desk ")
    let content = JoinWayContent(
      scene: scene, remark: remark, autoCreateRoom: isAuto, roomBaseName: isAuto ? base : "",
      roomBaseID: isAuto ? 10 : nil, chats: groups.map(\.chatID), state: state)
    let record = JoinWayRecord(
      id: JoinWayID(unchecked: id), configID: isSeen ? ConfigID(unchecked: "9ad7fa5cdaa6511298498f979c472\(id)a") : nil,
      standing: isSeen ? .kept : .unconfirmed, origin: .made, content: content,
      qrCode: isSeen ? "https://wework.qpic.cn/wwpic/\(id)/0" : "",
      link: isSeen ? "https://work.weixin.qq.com/gm/3f1a9c6b7e0d4852" : nil,
      seenAt: isSeen ? Stage.morning - .minutes(5) : nil, createdAt: Stage.morning - .days(90), createdBy: "kim@desk",
      changedAt: Stage.morning - .days(2))
    return JoinWayRow(
      record: record, groups: groups, counts: counts,
      nextName: isAuto && groups.count < JoinWayContent.mostChats && isSeen ? "\(base)10" : nil, findings: findings,
      forecast: forecast)
  }
}
