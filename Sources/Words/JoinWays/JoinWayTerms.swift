import Model
import Services
import Storage

/// Titles and labels of join ways.
package enum JoinWayTerm: Term {
  /// The pane; one row.
  case joinWays, joinWay
  case configID, qrCode, componentURL, link, qrImage
  case freePlaces, nextName, joined, stillIn, gone, leftAt, lastJoin, joinDay
  case health, forecast, finding, repair, severity
  case standing, origin, createdBy, createdAt, importedBy, importedAt, seenAt, changedAt, calls
  case before, after, now, plan, dropped, added, arrivals, diagnosis, proven, possible
  case unchanged, fine

  package var words: Bilingual {
    switch self {
    case .joinWays: .init("加入群聊", "join ways")
    case .joinWay: .init("进群方式", "join way")
    case .configID: .init("配置 ID", "config id")
    case .qrCode: .init("二维码", "QR code")
    case .componentURL: .init("小程序组件链接", "component URL")
    case .link: .init("二维码链接", "link")
    case .qrImage: .init("二维码图片", "image URL")
    case .freePlaces: .init("空位", "free places")
    case .nextName: .init("下一个群", "next group")
    case .joined: .init("进群人数", "joined")
    case .stillIn: .init("仍在群", "still in")
    case .gone: .init("退群人数", "left")
    case .leftAt: .init("退群时间", "left")
    case .lastJoin: .init("最近进群", "last joined")
    case .joinDay: .init("首次进群日期", "day of first joining")
    case .health: .init("状况", "health")
    case .forecast: .init("预计", "forecast")
    case .finding: .init("问题", "finding")
    case .repair: .init("处理", "repair")
    case .severity: .init("程度", "severity")
    case .standing: .init("配置状态", "standing")
    case .origin: .init("来源", "origin")
    case .createdBy: .init("创建人", "made by")
    case .createdAt: .init("创建时间", "made at")
    case .importedBy: .init("导入人", "imported by")
    case .importedAt: .init("导入时间", "imported at")
    case .seenAt: .init("最近读取", "last read")
    case .changedAt: .init("最近变更", "last changed")
    case .calls: .init("修改记录", "calls")
    case .before: .init("原来", "before")
    case .after: .init("改为", "after")
    case .now: .init("现在", "now")
    case .plan: .init("变更预览", "changes")
    case .dropped: .init("移出", "out")
    case .added: .init("加入", "in")
    case .arrivals: .init("进群成员", "arrivals")
    case .diagnosis: .init("为什么扫不进去", "why it cannot be scanned")
    case .proven: .init("接口已证实", "proven by the API")
    case .possible: .init("接口看不到、只能在客户端核对", "not visible to the API, to be checked in the client")
    case .unchanged: .init("原样写回", "written back as it is")
    case .fine: .init("正常", "fine")
    }
  }

  /// When a row of the registry began; of an imported one nobody here knows when it was made.
  package static func createdAt(_ origin: JoinWayRecord.Origin) -> JoinWayTerm {
    switch origin {
    case .made: .createdAt
    case .imported: .importedAt
    }
  }

  /// Who began it.
  package static func createdBy(_ origin: JoinWayRecord.Origin) -> JoinWayTerm {
    switch origin {
    case .made: .createdBy
    case .imported: .importedBy
    }
  }
}

extension JoinWayField: Term {
  package var words: Bilingual {
    switch self {
    case .scene: .init("场景", "scene")
    case .remark: .init("备注", "remark")
    case .autoCreateRoom: .init("群满后自动新建群", "create a group when full")
    case .roomBaseName: .init("群名前缀", "base name")
    case .roomBaseID: .init("群起始序号", "base number")
    case .chats: .init("客户群", "groups")
    case .state: .init("渠道参数 state", "state")
    case .markSource: .init("标记客户添加来源", "mark source")
    }
  }
}

extension JoinWayRecord.Standing: Term {
  package var words: Bilingual {
    switch self {
    case .kept: .init("有效", "kept")
    case .unconfirmed: .init("未确认的配置", "unconfirmed configuration")
    case .gone: .init("企业微信已无此配置", "gone at WeCom")
    case .removed: .init("已删除", "removed")
    case .refused: .init("没有创建", "not made")
    }
  }
}

extension JoinWayFinding.Severity: Term {
  package var words: Bilingual {
    switch self {
    case .dead: .init("无法进群", "dead")
    case .warning: .init("需要处理", "warning")
    case .notice: .init("提示", "notice")
    }
  }
}

extension JoinWayFinding.Repair: Term {
  package var words: Bilingual {
    switch self {
    case .rotate: .init("换群", "rotate")
    case .replace: .init("替换客户群", "replace groups")
    case .edit: .init("编辑", "edit")
    case .refresh: .init("同步", "refresh")
    case .acknowledge: .init("已知晓", "acknowledge")
    case .forget: .init("移出列表", "forget")
    }
  }
}

extension Catalogue {
  /// 场景; a number nobody documented is shown as it is.
  package func scene(_ scene: JoinWayContent.Scene) -> SafeText {
    switch scene {
    case .qrCode: say(zh: "群二维码", en: "QR code")
    case .button: say(zh: "小程序按钮", en: "mini-program button")
    default: say(zh: "旧数据的场景 \(code: scene.rawValue)", en: "scene \(code: scene.rawValue) of old data")
    }
  }

  /// The scene where the room is short.
  package func sceneInShort(_ scene: JoinWayContent.Scene) -> SafeText {
    switch scene {
    case .qrCode: say(zh: "群二维码", en: "QR code")
    case .button: say(zh: "小程序", en: "button")
    default: say(zh: "\(code: scene.rawValue)（旧版）", en: "\(code: scene.rawValue) (old)")
    }
  }

  package func standing(_ standing: JoinWayRecord.Standing) -> SafeText { self[standing] }

  package func origin(_ origin: JoinWayRecord.Origin) -> SafeText {
    switch origin {
    case .made: say(zh: "本程序创建", en: "made here")
    case .imported: say(zh: "导入", en: "imported")
    }
  }

  package func joinWayCall(_ kind: JoinWayCall.Kind) -> SafeText {
    switch kind {
    case .add: say(zh: "创建", en: "add")
    case .update: say(zh: "修改", en: "update")
    case .delete: say(zh: "删除", en: "delete")
    }
  }

  package func joinWayCall(_ state: JoinWayCall.State) -> SafeText {
    switch state {
    case .sending: say(zh: "发送中", en: "being sent")
    case .notSent: say(zh: "没有发送", en: "not sent")
    case .refused: say(zh: "企业微信拒绝", en: "refused")
    case .done: say(zh: "已生效", en: "done")
    case .unknown: say(zh: "结果待核对", en: "being checked")
    case .void: say(zh: "没有生效", en: "without effect")
    }
  }

  /// How a join way is called: by its remark, else its config id, else the registry's own id.
  package func joinWayName(_ record: JoinWayRecord, limit: Int = 40) -> SafeText {
    if !record.content.remark.isEmpty { return SafeText(record.content.remark, limit: limit) }
    return record.configID.map { SafeText($0) } ?? SafeText(record.id)
  }

  /// One of several, so that it can be found: remark and config id, `门店 A 海报（9ad7fa5c…）`.
  package func reference(to record: JoinWayRecord) -> SafeText {
    let id = record.configID.map { SafeText($0) } ?? SafeText(record.id)
    guard !record.content.remark.isEmpty else { return id }
    return say(zh: "\(joinWayName(record))（\(id)）", en: "\(joinWayName(record)) (\(id))")
  }

  /// A member's `state` and the join way it belongs to: `shopA（门店 A 海报）`.
  package func stateWithWay(_ state: SafeText, _ way: SafeText) -> SafeText {
    say(zh: "\(state)（\(way)）", en: "\(state) (\(way))")
  }

  /// A field's value for a comparison: `群二维码`, `是`, `—`.
  ///
  /// - Parameter group: how a group is called; nil: by its id.
  package func value(
    of field: JoinWayField, in content: JoinWayContent, group: (ChatID) -> SafeText?
  ) -> SafeText {
    let none = SafeText("—")
    switch field {
    case .scene: return scene(content.scene)
    case .remark: return content.remark.isEmpty ? none : SafeText(content.remark)
    case .autoCreateRoom: return self[content.autoCreateRoom ? GeneralTerm.yes : .no]
    case .roomBaseName: return content.roomBaseName.isEmpty ? none : SafeText(content.roomBaseName)
    case .roomBaseID: return content.roomBaseID.map { SafeText(String($0)) } ?? none
    case .chats:
      let names = content.chats.map { (group($0) ?? SafeText($0)).text }
      return names.isEmpty ? none : SafeText(names.joined(separator: " · "))
    case .state: return content.state.isEmpty ? none : SafeText(content.state)
    case .markSource: return content.markSource.map { self[$0 ? GeneralTerm.yes : .no] } ?? none
    }
  }

  /// `空 3/5`, in a list.
  package func freePlaces(of content: JoinWayContent) -> SafeText {
    SafeText("\(content.freePlaces)/\(JoinWayContent.mostChats)")
  }

  /// The same; `–` where nobody can say: see ``JoinWayRow/freePlaces``.
  package func freePlaces(of row: JoinWayRow) -> SafeText {
    row.freePlaces == nil ? "–" : freePlaces(of: row.record.content)
  }

  /// As the counts alone; `–` for a join way without a `state`.
  package func joinCounts(_ row: JoinWayRow) -> SafeText { row.arrivals.map { joinCounts($0) } ?? "–" }

  /// `1 024 · 仍在群 871`
  package func joinCounts(_ counts: JoinCounts) -> SafeText {
    guard counts.joined != counts.stillIn else { return number(counts.joined) }
    return say(
      zh: "\(count: counts.joined) 仍在 \(count: counts.stillIn)",
      en: "\(count: counts.joined), \(count: counts.stillIn) still in")
  }

  /// How many fields an update writes back as they were read.
  package func writtenBack(_ fields: Int) -> SafeText {
    say(
      zh: "其余 \(count: fields) 个字段原样写回（更新为整体覆盖）",
      en: "the other \(fields, "field is", "fields are") written back as read (an update overwrites all)")
  }

  /// Why a list of join ways is empty, a line each.
  package var noJoinWays: [SafeText] {
    [
      say(zh: "还没有本程序创建或导入的进群方式。", en: "No join way was made or imported here yet."),
      say(
        zh: "企业微信没有列出进群方式的接口：管理后台或其他应用创建的「加入群聊」不会出现在这里。",
        en:
          "WeCom has no interface that lists them: codes made in the admin site or by other applications cannot appear."
      ),
      way(
        .init(
          "已知配置 ID（config_id）的，可以用 join-ways import 导入；只能导入本应用创建的。",
          "Those whose config id you know can be taken in with join-ways import, if this application made them."),
        console: .init(
          "已知配置 ID（config_id）的可以导入；只能导入本应用创建的。",
          "Those whose config id you know can be imported, if this application made them.")
      ).said(by: self),
    ]
  }
}

extension Bilingual {
  fileprivate func said(by catalogue: Catalogue) -> SafeText { catalogue.say(self) }
}
