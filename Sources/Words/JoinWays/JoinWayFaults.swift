import Model
import Services

/// The rules of a join way's content, in words and with their numbers.
extension Catalogue {
  /// What is wrong with one field of a content, with the rule.
  ///
  /// - Parameters:
  ///   - group: how a group is called; nil: by its id.
  ///   - way: likewise another join way; see ``reference(to:)``.
  package func fault(
    _ fault: JoinWayFault, group: (ChatID) -> SafeText? = { _ in nil }, way: (JoinWayID) -> SafeText? = { _ in nil }
  ) -> SafeText {
    switch fault.rule {
    case .noGroup: say(zh: "至少选择 1 个客户群", en: "choose at least one group")
    case .tooManyGroups(let count):
      say(
        zh: "最多 \(count: JoinWayContent.mostChats) 个客户群，现在有 \(count: count) 个",
        en: "at most \(count: JoinWayContent.mostChats) groups, there are \(count: count)")
    case .duplicateGroup(let chat):
      say(zh: "\(group(chat) ?? SafeText(chat)) 选了不止一次", en: "\(group(chat) ?? SafeText(chat)) is there twice")
    case .dismissedGroup(let chat):
      say(
        zh: "\(group(chat) ?? SafeText(chat)) 已解散或不在列表中",
        en: "\(group(chat) ?? SafeText(chat)) was dismissed, or is listed no longer")
    case .unknownGroup(let chat):
      say(
        zh: "本地数据中没有客户群 \(chat)，先同步客户群", en: "there is no group \(chat) in the local data: refresh the groups first")
    case .sceneNotWritable(let scene):
      say(
        zh: "场景 \(code: scene) 只出现在旧数据里，不能写入；改为群二维码（2）或小程序按钮（1）",
        en: "scene \(code: scene) occurs in old data and cannot be written: choose QR code (2) or button (1)")
    case .unprintable:
      say(zh: "\(self[fault.field])含有控制字符", en: "\(self[fault.field]): control characters")
    case .stateTaken(let other):
      say(
        zh: "渠道参数 state 已被另一个进群方式使用：\(way(other) ?? SafeText(other))；分不清谁从哪个码进群",
        en:
          "another join way has this state, \(way(other) ?? SafeText(other)): nobody could tell which code brought whom"
      )
    case .noPlaceForNewGroups:
      say(
        zh: "5 个位置都已占用：群满后不能自动新建群", en: "all five places are taken: no group can be created when these are full")
    case .groupFull(let chat, let members):
      say(
        zh: "\(group(chat) ?? SafeText(chat)) 有 \(count: members) 人，扫码已满",
        en: "\(group(chat) ?? SafeText(chat)) has \(members, "member", "members"): nobody gets in by scanning")
    case .groupNearlyFull(let chat, let members):
      say(
        zh: "\(group(chat) ?? SafeText(chat)) 有 \(count: members) 人，扫码将满",
        en: "\(group(chat) ?? SafeText(chat)) has \(members, "member", "members"): nearly full for scanning")
    case .ownerResigned(let chat):
      say(
        zh: "\(group(chat) ?? SafeText(chat)) 的群主已离职", en: "the owner of \(group(chat) ?? SafeText(chat)) has resigned")
    case .severalOwners:
      say(
        zh: "客户群属于不同的群主：自动新建的群归第一个群的群主",
        en: "these groups have several owners: groups created automatically get the first one's")
    case .noState:
      say(
        zh: "没有渠道参数 state：看不出谁从这个码进群", en: "no state: nobody can tell who came by this code")
    case .stateChanged(let former):
      say(
        zh: "进群人数按 state 统计：已进群的人仍算在原来的 \(SafeText(former, limit: 60))，不计入新的 state",
        en:
          "arrivals are counted by state: those who came so far stay with the former one, \(SafeText(former, limit: 60))"
      )
    case .remarkTooLong, .stateTooLong, .baseNameTooLong, .noBaseName, .badBaseID, .stateBytes, .stateNotASCII:
      text(fault.rule)
    }
  }

  private func text(_ rule: JoinWayFault.Rule) -> SafeText {
    switch rule {
    case .remarkTooLong(let length):
      say(
        zh: "备注最多 \(count: JoinWayContent.longestRemark) 个字符，现在 \(count: length) 个；企业微信会不加提示地截断",
        en:
          "a remark has at most \(count: JoinWayContent.longestRemark) characters, this one \(count: length); WeCom would cut it silently"
      )
    case .stateTooLong(let length):
      say(
        zh: "渠道参数 state 最多 \(count: JoinWayContent.longestState) 个字符，现在 \(count: length) 个",
        en: "a state has at most \(count: JoinWayContent.longestState) characters, this one \(count: length)")
    case .baseNameTooLong(let length):
      say(
        zh: "群名前缀最多 \(count: JoinWayContent.longestBaseName) 个字符，现在 \(count: length) 个",
        en: "a base name has at most \(count: JoinWayContent.longestBaseName) characters, this one \(count: length)")
    case .noBaseName:
      say(zh: "自动新建群需要群名前缀", en: "a base name is needed to create groups")
    case .badBaseID(let number):
      say(
        zh: "起始序号须在 0 到 \(count: JoinWayCheck.highestBaseID) 之间，现在是 \(code: number)",
        en: "the base number must be 0 to \(count: JoinWayCheck.highestBaseID), not \(code: number)")
    case .stateBytes(let bytes):
      say(
        zh:
          "渠道参数 state 不超过 \(count: JoinWayContent.longestState) 个字符，但有 \(count: bytes) 个字节；企业微信按字符还是按字节计数未知",
        en:
          "no more than \(count: JoinWayContent.longestState) characters but \(count: bytes) bytes: which of them WeCom counts is unknown"
      )
    default:
      say(
        zh: "渠道参数 state 含有非 ASCII 字符：企业微信如何计数未知，建议只用字母和数字",
        en: "characters beyond ASCII: how WeCom counts them is unknown; letters and digits are safe")
    }
  }

  /// `12/30`: characters typed of those allowed; nil for a field without a limit.
  package func length(of field: JoinWayField, in content: JoinWayContent) -> SafeText? {
    switch field {
    case .remark: SafeText("\(content.remark.unicodeScalars.count)/\(JoinWayContent.longestRemark)")
    case .roomBaseName: SafeText("\(content.roomBaseName.unicodeScalars.count)/\(JoinWayContent.longestBaseName)")
    case .state: SafeText("\(content.state.unicodeScalars.count)/\(JoinWayContent.longestState)")
    case .chats: SafeText("\(content.chats.count)/\(JoinWayContent.mostChats)")
    case .scene, .autoCreateRoom, .roomBaseID, .markSource: nil
    }
  }
}
