import Model

@testable import Console
@testable import Services
@testable import Storage

/// A customer group for a snapshot; what is nil was never read.
struct SampleGroup {
  var id: String
  var name = ""
  var owner: String? = "zhangwei"
  var status: FollowUpStatus? = .normal
  var members: Int?
  var external: Int?
  var created: Timestamp?
  var refreshed: Timestamp?
}

extension GroupsSnapshot {
  convenience init(version: Int64 = 1, _ groups: [SampleGroup]) {
    var columns = Services.GroupColumns()
    var owners = OwnerNumbers()
    func bytes<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
      Array(text.utf8).withUnsafeBufferPointer(body)
    }
    for group in groups.sorted(by: { $0.id < $1.id }) {
      bytes(group.id) { columns.chatIDs.append($0) }
      bytes(group.name) { columns.names.append($0) }
      columns.owners.append(bytes(group.owner ?? "") { owners.number(of: $0) })
      columns.statuses.append(group.status.map { UInt8($0.rawValue) } ?? Services.GroupColumns.noStatus)
      columns.members.append(group.members.map(UInt16.init) ?? Services.GroupColumns.noCount)
      columns.externals.append(group.external.map(UInt16.init) ?? Services.GroupColumns.noCount)
      columns.created.append(UInt32(group.created?.seconds ?? 0))
      columns.refreshed.append(UInt32(group.refreshed?.seconds ?? 0))
    }
    self.init(version: version, columns: columns, owners: owners)
  }
}

/// A small company: three owners, one of whom left, and names as strangers write them.
enum SampleCompany {
  static let now = Stage.morning

  static let groups: [SampleGroup] = {
    func group(
      _ id: String, _ name: String, _ owner: String, _ status: FollowUpStatus, _ members: Int, _ created: String,
      minutes: Int64 = 2
    ) -> SampleGroup {
      SampleGroup(
        id: "wrOgQhDgAA\(id)BBBBBBBBBBBBAAAA", name: name, owner: owner, status: status, members: members,
        external: members - 2, created: Day(created).map { $0.start + .hours(10) }, refreshed: now - .minutes(minutes))
    }
    return [
      group("01", "销售客服群 17", "zhangwei", .normal, 198, "2024-03-02"),
      group("02", "会员福利群🎁", "zhangwei", .normal, 74, "2023-11-19"),
      group("03", "VIP·上海", "zhangwei", .normal, 200, "2022-06-01", minutes: 70),
      group("04", "北京试点群", "zhangwei", .inProgress, 12, "2025-01-08"),
      group("05", "年度大客户答疑群（华东、华南、华北合并之后的新群）", "zhangwei", .done, 500, "2021-02-11"),
      group("06", "evil\u{1B}[2J\u{202E}txt\u{200B}群", "zhangwei", .normal, 3, "2026-11-20"),
      group("07", "👨‍👩‍👧‍👦亲子群 é\u{301}\u{302}\u{303}", "lina", .normal, 492, "2026-01-05"),
      group("08", "", "lina", .normal, 2, "2026-10-01", minutes: 1500),
      group("09", "Weekend runners", "lina", .normal, 66, "2021-08-30"),
      group("10", "老客户群", "wangqiang", .waiting, 66, "2021-08-30"),
      group("11", "销售客服群 3", "wangqiang", .waiting, 180, "2023-01-04"),
      group("12", "内部测试", "wangqiang", .waiting, 3, "2024-12-01"),
    ]
  }()

  /// Groups a list has named, of which nothing else is known yet.
  static let unread: [SampleGroup] = (21...30).map { SampleGroup(id: "wrOgQhDgAA\($0)CCCCCCCCCCCCAAAA", owner: "lina") }

  static func owner(
    _ id: String, _ name: String?, groups: Int, waiting: Int = 0, activation: Member.Activation = .active
  ) -> OwnerRecord {
    OwnerRecord(
      userID: UserID(unchecked: id), name: name, activation: activation, hasCustomerContact: true, resignedAt: nil,
      waitingCustomers: 0, groups: groups, waiting: waiting, inProgress: id == "zhangwei" ? 1 : 0,
      done: id == "zhangwei" ? 1 : 0)
  }

  static func owners(unread: Int = 0) -> [OwnerRecord] {
    [
      owner("zhangwei", "张伟", groups: 6), owner("lina", "李娜", groups: 3 + unread),
      owner("wangqiang", "王强", groups: 3, waiting: 3, activation: .left), owner("chenjing", nil, groups: 0),
    ]
  }

  static func details(_ group: SampleGroup) -> GroupDetails {
    let chat = ChatID(unchecked: group.id)
    func member(
      _ id: String, _ name: String, _ kind: GroupMember.Kind, _ scene: GroupMember.JoinScene, _ joined: String,
      nickname: String = "", invitor: (String, String)? = nil, state: String? = nil
    ) -> MembershipRecord {
      MembershipRecord(
        person: PersonID(unchecked: id), name: name, kind: kind,
        joinTime: (Day(joined)?.start ?? now) + .minutes(9 * 60 + 30), joinScene: scene,
        invitor: invitor.map { PersonID(unchecked: $0.0) }, invitorName: invitor?.1, groupNickname: nickname,
        state: state)
    }
    var people = [
      member("wmAAAA0001", "张三丰", .externalContact, .scanned, "2026-03-02", state: "shopA"),
      member(
        "wmAAAA0002", "王语嫣", .externalContact, .invitationLink, "2026-03-05", nickname: "小王 18 栋",
        invitor: ("zhangwei", "张伟")),
      member("lina", "李娜", .member, .invited, "2024-03-02", invitor: ("zhangwei", "张伟")),
      member("zhangwei", "张伟", .member, .invited, "2024-03-02", nickname: "客服小张"),
      member("wmAAAA0003", "a\u{202E}b\u{7}c", .externalContact, .scanned, "2025-12-31", nickname: "👩‍💻\u{200B}"),
      member("wmAAAA0004", "", .externalContact, .scanned, "2026-11-20", state: "mini-program-home-2026"),
    ]
    for number in people.count..<max(people.count, group.members ?? 0) {
      people.append(
        member(
          "wmBBBB\(1000 + number)", "客户 \(number)", .externalContact, .invitationLink, "2026-06-15",
          invitor: ("zhangwei", "张伟")))
    }
    return GroupDetails(
      group: GroupRecord(
        chatID: chat, name: group.name, owner: group.owner.map { UserID(unchecked: $0) }, status: group.status,
        createTime: group.created, notice: "文明沟通，拒绝脏话。\n营业时间 09:00–21:00，其他时间请留言，我们会在第二天上午回复。",
        admins: [UserID(unchecked: "lina")], memberCount: group.members, externalCount: group.external,
        memberVersion: "1", statusAt: group.refreshed, detailAt: group.refreshed, goneAt: nil),
      members: Array(people.prefix(group.members ?? people.count)))
  }

  /// Puts everything into a world: groups, owners, and the details of each group that was read.
  static func fill(_ world: inout World, with groups: [SampleGroup] = groups, unread: [SampleGroup] = []) {
    world.groups = GroupsSnapshot(groups + unread)
    world.owners = owners(unread: unread.count)
    world.ownersByID = Dictionary(uniqueKeysWithValues: world.owners.map { ($0.userID, $0) })
    world.sweptAt = now - .minutes(2)
    for group in groups { world.details[ChatID(unchecked: group.id)] = details(group) }
  }
}
