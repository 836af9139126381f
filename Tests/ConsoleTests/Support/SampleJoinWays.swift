import Model
import Services

@testable import Console
@testable import Storage

/// Join ways in every state there is, with texts as strangers write them.
enum SampleJoinWays {
  static let now = Stage.morning
  static let dead = JoinWayID(unchecked: "j1")
  static let button = JoinWayID(unchecked: "j2")
  static let unconfirmed = JoinWayID(unchecked: "j3")
  static let drifted = JoinWayID(unchecked: "j4")
  static let gone = JoinWayID(unchecked: "j5")
  static let hostile = JoinWayID(unchecked: "j6")
  static let good = JoinWayID(unchecked: "j7")
  static let link = "https://work.weixin.qq.com/gm/3f1a9c6b7e0d4852b1c0"

  static func config(_ id: JoinWayID) -> ConfigID { ConfigID(unchecked: "9ad7fa5cdaa6511298498f979c472\(id.rawValue)") }
  static func chat(_ number: Int) -> ChatID { ChatID(unchecked: "wrOgQhDgAA0\(number)BBBBBBBBBBBBAAAA") }

  static func group(
    _ number: Int, _ name: String, members: Int?, owner: String = "zhangwei", ownerName: String? = "张伟",
    resigned: Bool = false, gone: Bool = false, known: Bool = true
  ) -> JoinWayGroup {
    JoinWayGroup(
      chatID: chat(number), name: name, members: members, owner: UserID(unchecked: owner), ownerName: ownerName,
      ownerHasResigned: resigned, isGone: gone, isKnown: known)
  }

  static func record(
    _ id: JoinWayID, _ content: JoinWayContent, standing: JoinWayRecord.Standing = .kept, link: String? = nil,
    drift: JoinWayRecord.Drift? = nil
  ) -> JoinWayRecord {
    let isThere = standing != .unconfirmed
    return JoinWayRecord(
      id: id, configID: isThere ? config(id) : nil, standing: standing, origin: .made, content: content,
      qrCode: isThere ? "https://wework.qpic.cn/wwpic/\(id.rawValue)/0" : "", link: link,
      seenAt: isThere ? now - .minutes(5) : nil, createdAt: now - .days(90), createdBy: "kim@desk",
      changedAt: now - .days(2), drift: drift)
  }

  static func content(
    _ remark: String, _ groups: [JoinWayGroup], state: String, scene: JoinWayContent.Scene = .qrCode,
    base: String = "销售客服群", number: Int? = 10, auto: Bool = true
  ) -> JoinWayContent {
    JoinWayContent(
      scene: scene, remark: remark, autoCreateRoom: auto, roomBaseName: base, roomBaseID: number,
      chats: groups.map(\.chatID), state: state)
  }

  static let fullGroups = [
    group(1, "销售客服群 17", members: 200), group(2, "会员福利群🎁", members: 203), group(3, "VIP·上海", members: 200),
    group(4, "北京试点群", members: 201), group(5, "年度大客户答疑群（华东、华南、华北合并之后的新群）", members: 500),
  ]

  /// By remark, as the registry gives them.
  static var rows: [JoinWayRow] {
    let open = [group(2, "会员福利群🎁", members: 74)]
    var changed = content("门店 B 海报", open, state: "shopB")
    let before = changed
    changed.remark = "门店 B 海报（新）"
    return [
      JoinWayRow(
        record: record(unconfirmed, content("", open, state: "q1-k3x9"), standing: .unconfirmed), groups: open,
        counts: .none, nextName: nil, findings: [.init(.unconfirmed)], forecast: nil),
      JoinWayRow(
        record: record(
          hostile,
          content(
            "evil\u{1B}[2J\u{202E}txt 码", [group(6, "evil\u{1B}[2J\u{202E}txt\u{200B}群", members: 3)], state: "\u{7}x")),
        groups: [group(6, "evil\u{1B}[2J\u{202E}txt\u{200B}群", members: 3)], counts: .none, nextName: "x\u{9B}1",
        findings: [.init(.stateTwice([good]))], forecast: nil),
      JoinWayRow(
        record: record(good, content("会员日 👨‍👩‍👧‍👦", open, state: "vip-2026"), link: link), groups: open,
        counts: .init(joined: 66, stillIn: 60, lastJoin: now - .minutes(12)), nextName: "销售客服群10", findings: [],
        forecast: .init(room: 926, joinsPerDay: 13.4, days: 69)),
      JoinWayRow(
        record: record(button, content("小程序首页", open, state: "mini", scene: .button, auto: false)), groups: open,
        counts: .init(joined: 12, stillIn: 12, lastJoin: now - .hours(3)), nextName: nil, findings: [],
        forecast: .init(room: 126, joinsPerDay: 0.4, days: 315)),
      JoinWayRow(
        record: record(gone, content("旧活动", open, state: "old"), standing: .gone), groups: open,
        counts: .init(joined: 9, stillIn: 1, lastJoin: now - .days(60)), nextName: nil, findings: [.init(.gone)],
        forecast: nil),
      JoinWayRow(
        record: record(dead, content("门店 A 海报", fullGroups, state: "shopA"), link: link), groups: fullGroups,
        counts: .init(joined: 1024, stillIn: 871, lastJoin: now - .days(2)), nextName: nil,
        findings: [.init(.placesUsedUp), .init(.ownerResigned([UserID(unchecked: "wangqiang")]))],
        forecast: .init(room: 0, joinsPerDay: 7.5, days: 0)),
      JoinWayRow(
        record: record(drifted, changed, drift: .init(before: before, noticedAt: now - .hours(1))),
        groups: open, counts: .init(joined: 5, stillIn: 5, lastJoin: now - .hours(20)), nextName: "销售客服群10",
        findings: [.init(.changedElsewhere)], forecast: nil),
    ]
  }

  /// Groups, owners and join ways.
  static func fill(_ world: inout World) {
    SampleCompany.fill(&world)
    world.joinWays = JoinWaysSnapshot(version: 1, rows)
  }

  /// Somebody committed something, and this is what there is now.
  static func reading(_ world: World, _ rows: [JoinWayRow]) -> News {
    .read(
      Reading(
        groups: world.groups, owners: world.owners, resignedOwners: world.resignedOwners, sweptAt: world.sweptAt,
        jobs: world.jobs, isStopped: false,
        joinWays: JoinWaysSnapshot(version: world.joinWays.version + 1, rows)))
  }

  static func row(_ id: JoinWayID) -> JoinWayRow { rows.first { $0.record.id == id } ?? rows[0] }

  /// Rotates the dead one, leaves the good one as it is.
  static func plan(_ ids: [JoinWayID] = [dead, good]) -> JoinWayPlan {
    let new = group(9, "Weekend runners", members: 66, owner: "lina", ownerName: "李娜")
    let items = ids.map { id in
      let record = row(id).record
      guard id != good else {
        return JoinWayPlan.Item(record: record, base: record.content, wanted: record.content, obstacle: .nothingToDo)
      }
      var wanted = record.content
      wanted.chats = [new.chatID]
      return JoinWayPlan.Item(record: record, base: record.content, wanted: wanted)
    }
    let groups = fullGroups + [new, group(2, "会员福利群🎁", members: 74)]
    return JoinWayPlan(
      purpose: .rotate, items: items, madeAt: now,
      groups: Dictionary(groups.map { ($0.chatID, $0) }, uniquingKeysWith: { first, _ in first }))
  }
}
