import Model

@testable import Console
@testable import Services
@testable import Storage

/// Owners who left with groups that wait, and what planning and the vendor say about them.
enum SampleHandover {
  static let now = Stage.morning
  static let wangqiang = UserID(unchecked: "wangqiang")
  static let zhaomin = UserID(unchecked: "zhaomin")

  /// Names as strangers write them: controls, bidi, pictures made of several, marks without end, and the unusual long.
  static let names = [
    "销售客服群 3", "老客户群", "内部测试", "会员福利群🎁", "evil\u{1B}[2J\u{202E}txt\u{200B}群", "👨‍👩‍👧‍👦亲子群 é\u{301}\u{302}\u{303}",
    "年度大客户答疑群（华东、华南、华北合并之后的新群）", "Weekend runners", "",
  ]

  static func chat(_ number: Int, of owner: UserID = wangqiang) -> ChatID {
    ChatID(unchecked: "wrOgQhDgAA\(owner.rawValue.prefix(6))\(1000 + number)AAAAAAAAAAAA")
  }

  /// Groups of an owner, a day younger each.
  static func groups(
    _ count: Int, of owner: UserID = wangqiang, _ status: FollowUpStatus? = .waiting, from first: Int = 0
  )
    -> [SampleGroup]
  {
    (first..<first + count).map { number in
      SampleGroup(
        id: chat(number, of: owner).rawValue, name: name(number), owner: owner.rawValue, status: status,
        members: 3 + number * 37 % 490, external: 1 + number * 37 % 490,
        created: (Day("2021-08-30")?.start ?? now) + .days(Int64(number)), refreshed: now - .minutes(2))
    }
  }

  static func name(_ number: Int) -> String {
    number < names.count ? names[number] : "客户群 \(number)"
  }

  static func owner(
    _ id: UserID, _ name: String?, resigned: String? = nil, groups: Int = 0, waiting: Int = 0, inProgress: Int = 0,
    done: Int = 0, customers: Int = 0
  ) -> OwnerRecord {
    OwnerRecord(
      userID: id, name: name, activation: resigned == nil ? .active : .left, hasCustomerContact: resigned == nil,
      resignedAt: resigned.flatMap { Day($0) }.map { $0.start + .hours(18) }, waitingCustomers: customers,
      groups: groups, waiting: waiting, inProgress: inProgress, done: done)
  }

  /// Wang Qiang with 12 groups, Zhao Min with little time left, somebody of whom only the id is known, and two who stay.
  static func fill(_ world: inout World) {
    let nobody = UserID(unchecked: "u\(String(repeating: "0", count: 20))7")
    let zhangwei = UserID(unchecked: "zhangwei")
    var groups = groups(12)
    groups += Self.groups(2, .inProgress, from: 12) + Self.groups(1, .done, from: 14) + Self.groups(1, nil, from: 15)
    groups += Self.groups(3, of: zhaomin) + Self.groups(1, of: nobody)
    groups += Self.groups(4, of: zhangwei, .normal) + Self.groups(1, of: zhangwei, .inProgress, from: 4)
    world.groups = GroupsSnapshot(groups)
    world.owners = [
      owner(wangqiang, "王强", resigned: "2026-11-21", groups: 16, waiting: 12, inProgress: 2, done: 1, customers: 1200),
      owner(zhangwei, "张伟", groups: 5, inProgress: 1),
      owner(zhaomin, "赵\u{202E}敏👩‍💻", resigned: "2025-12-17", groups: 3, waiting: 3, customers: 4),
      owner(nobody, nil, groups: 1, waiting: 1),
    ]
    world.ownersByID = Dictionary(uniqueKeysWithValues: world.owners.map { ($0.userID, $0) })
    world.resignedOwners = [world.owners[2], world.owners[0], world.owners[3]].map(ResignedOwner.init)
    world.sweptAt = now - .minutes(2)
  }

  /// The same world as news.
  static func reading(_ world: World) -> News {
    .read(
      Reading(
        groups: world.groups, owners: world.owners, resignedOwners: world.resignedOwners, sweptAt: world.sweptAt,
        jobs: world.jobs, isStopped: false))
  }

  static func job(_ owner: UserID = wangqiang, state: JobState = .waiting) -> Job {
    Job(
      id: JobID(unchecked: "h1"), lane: .mutation, kind: HandoverJob.kind, subject: owner.rawValue, state: state,
      total: 12, createdAt: now - .hours(1), createdBy: "root@host")
  }

  // MARK: - New owners

  static let newOwners = [
    newOwner("lina", "李娜", groups: 88), newOwner("chenjing", "陈静", groups: 41, expected: 12),
    newOwner("zhouyu", "周\u{7}瑜👨‍👩‍👧", groups: 3, unknowns: [.realName, .lastLogin, .activation]),
    newOwner("sunli", "孙丽", groups: 0, obstacles: [.noCustomerContact]),
    newOwner("wuhao", "吴浩", groups: 7, obstacles: [.notActive(.notActivated)]),
    newOwner("wangqiang", "王强", groups: 16, obstacles: [.isOldOwner, .notActive(.left)]),
    newOwner("a-very-long-userid-of-somebody-2026", nil, groups: 1204),
  ]

  static func newOwner(
    _ id: String, _ name: String?, groups: Int, expected: Int = 0, obstacles: [NewOwner.Obstacle] = [],
    unknowns: [NewOwner.Unknown] = [.realName, .lastLogin]
  ) -> NewOwner {
    NewOwner(
      userID: UserID(unchecked: id), name: name, groups: groups, expected: expected, obstacles: obstacles,
      unknowns: unknowns)
  }

  // MARK: - Plans

  /// Shared out to Li Na and Chen Jing.
  static func plan(
    _ count: Int = 646, leavingOut: [ItemDetail] = [.dismissed, .dismissed, .notOwned, .inProgress],
    mayNeedHand: Int = 8, daysLeft: Int? = 365, kind: TransferKind = .resigned, now: Timestamp = now
  ) -> HandoverPlan {
    let owners = [newOwners[0], newOwners[1]]
    let chats = (0..<count).map { chat($0) }
    let assigned = Assignment.owners(owners.map(\.userID)).assign(
      chats, load: Dictionary(uniqueKeysWithValues: owners.map { ($0.userID, $0.groups + $0.expected) }))
    var items = zip(chats, assigned).enumerated().map { position, pair in
      HandoverItem(
        chatID: pair.0, position: position, name: name(position), members: 3 + position * 37 % 490,
        newOwner: pair.1, state: .planned)
    }
    for (offset, detail) in leavingOut.enumerated() {
      items.append(
        HandoverItem(
          chatID: chat(count + offset), position: count + offset, name: name(offset + 3), members: nil, newOwner: nil,
          state: .excluded, detail: detail))
    }
    return HandoverPlan(
      id: JobID(unchecked: "q7k3x9"), kind: kind, oldOwner: wangqiang, oldOwnerName: "王强", createdAt: now, items: items,
      newOwners: owners.map { owner in .init(newOwner: owner, receives: assigned.count { $0 == owner.userID }) },
      schedule: SendingSchedule(
        newOwners: assigned.compactMap(\.self), rules: HandoverRules(), today: QuotaDay(used: 0, isClosed: false),
        now: now),
      usedToday: 0, mayNeedHand: Array(chats.prefix(mayNeedHand)), daysLeft: daysLeft)
  }
}
