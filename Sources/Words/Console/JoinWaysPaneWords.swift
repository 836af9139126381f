import Model
import Services
import Storage

/// What the list and the details of join ways say.
extension Catalogue {
  /// Behind the first of several groups.
  package func andMore(_ count: Int) -> SafeText {
    say(zh: " 等 \(count: count) 个", en: " +\(count: count - 1)")
  }

  /// An unconfirmed configuration of which the members prove that it exists.
  package func unconfirmedCame(_ joined: Int) -> SafeText {
    say(
      zh: "待核对：已有 \(count: joined) 人带着它的 state 进群，配置存在",
      en: "unconfirmed, yet \(joined, "member", "members") came with its state: it exists")
  }

  /// The same where the room is short.
  package func unconfirmedCameInShort(_ joined: Int) -> SafeText {
    say(zh: "已有 \(count: joined) 人进群", en: "\(count: joined) came: it exists")
  }

  /// The first thing that is wrong in a few words, where a list has no room for the sentence.
  package func healthInShort(_ findings: [JoinWayFinding]) -> SafeText {
    guard let first = findings.first else { return self[JoinWayTerm.fine] }
    let text = findingInShort(first.kind)
    return findings.count > 1 ? SafeText("\(text) +\(findings.count - 1)") : text
  }

  private func findingInShort(_ kind: JoinWayFinding.Kind) -> SafeText {
    switch kind {
    case .gone: say(zh: "码已失效", en: "gone")
    case .placesUsedUp: say(zh: "位置已用完", en: "places used up")
    case .allFull: say(zh: "群都已满", en: "all full")
    case .noneCreated: say(zh: "都满，不再建群", en: "full, none created")
    case .allGroupsGone: say(zh: "没有可用的群", en: "no group left")
    case .unconfirmed: say(zh: "待核对", en: "unconfirmed")
    case .changedElsewhere: say(zh: "别处已修改", en: "changed elsewhere")
    case .callOpen: say(zh: "结果待核对", en: "being checked")
    case .noFreePlace: say(zh: "没有空位", en: "no free place")
    case .nearlyFull(let room): say(zh: "将满，余 \(count: room)", en: "room for \(count: room)")
    case .groupsGone(let chats): say(zh: "\(count: chats.count) 个群已解散", en: "\(chats.count, "group", "groups") gone")
    case .ownerResigned: say(zh: "群主已离职", en: "owner resigned")
    case .stateTwice: say(zh: "state 重复", en: "state used twice")
    case .groupsUnknown: say(zh: "群人数未知", en: "members unknown")
    }
  }

  /// How many nobody gets in by, and how many somebody has to look at.
  package func joinWayTroubles(dead: Int, warned: Int) -> SafeText {
    var parts: [SafeText] = []
    if dead > 0 { parts.append(say(zh: "✗ \(count: dead) 个无法进群", en: "✗ \(count: dead) dead")) }
    if warned > 0 {
      parts.append(say(zh: "! \(count: warned) 个需要处理", en: "! \(warned, "needs", "need") somebody"))
    }
    return SafeText(parts.map(\.text).joined(separator: " · "))
  }

  /// On the overview.
  package func overviewJoinWays(_ total: Int, dead: Int, warned: Int) -> SafeText {
    let troubles = joinWayTroubles(dead: dead, warned: warned)
    let count =
      total == 0
      ? say(zh: "没有本程序创建或导入的", en: "none made or imported here")
      : say(zh: "\(count: total) 个进群方式", en: "\(total, "join way", "join ways")")
    return troubles.isEmpty ? count : say(zh: "\(count)；\(troubles)", en: "\(count); \(troubles)")
  }

  package var joinWaysFailed: SafeText {
    say(zh: "没有读到进群方式；会自动再读。", en: "The join ways could not be read; they are read again by themselves.")
  }
  package var noJoinWaysKeys: SafeText { say(zh: "n 新建 · I 导入", en: "n makes one · I imports") }
  package var noJoinWayHere: SafeText { say(zh: "没有选中进群方式", en: "no join way is chosen") }
  package var chooseJoinWay: SafeText { say(zh: "没有选中进群方式", en: "no join way is chosen") }
  package var joinWayIsGone: SafeText { say(zh: "这个进群方式已不在列表中", en: "this join way is not in the list any more") }
  package var joinWayFilterHint: SafeText {
    say(zh: "备注 state 群名 群主 活码", en: "remark, state, group, owner")
  }
  package var onlyInTheList: SafeText { say(zh: "先回到列表", en: "go back to the list first") }
  package var noMarks: SafeText { say(zh: "没有标记", en: "nothing is marked") }

  package func onlyKept(_ standing: JoinWayRecord.Standing) -> SafeText {
    say(zh: "\(self[standing])：不能修改", en: "\(self[standing]): cannot be changed")
  }
  package var onlyForgettable: SafeText {
    say(zh: "只有未确认的和已不存在的可以移出列表", en: "only unconfirmed ones and those that are gone can be forgotten")
  }
  package var nothingToAcknowledge: SafeText { say(zh: "没有别处的修改", en: "nothing was changed elsewhere") }

  // MARK: - Details

  package func autoCreate(_ content: JoinWayContent) -> SafeText {
    guard content.autoCreateRoom else { return self[GeneralTerm.no] }
    let name = SafeText(content.roomBaseName, limit: 60)
    let first = content.roomBaseID.map { SafeText(String($0)) } ?? "–"
    return say(zh: "是 · 前缀 \(name) · 起始序号 \(first)", en: "yes · base name \(name) · from number \(first)")
  }

  /// - Parameter free: free places out of all, or that nobody knows.
  package func placesTaken(_ content: JoinWayContent, free: SafeText) -> SafeText {
    say(
      zh: "\(count: content.chats.count) 个，空位 \(free)",
      en: "\(count: content.chats.count), free places \(free)")
  }

  package var groupNotRead: SafeText { say(zh: "尚未读取", en: "not read yet") }
  package func changedElsewhere(_ moment: SafeText) -> SafeText {
    say(zh: "在别处被修改（\(moment) 发现）：", en: "changed elsewhere (noticed \(moment)):")
  }

  // MARK: - The code

  package var buttonHasNoCode: SafeText {
    say(
      zh: "小程序按钮没有二维码；复制组件链接，交给小程序的开发者：",
      en: "A mini-program button has no QR code; its component's URL is for the mini program's developer:")
  }
  package var noCodeYet: SafeText { say(zh: "没有二维码可以显示", en: "there is no QR code to show") }
  package var hasNoCode: SafeText { say(zh: "没有二维码", en: "it has no QR code") }
  package var noLinkYet: SafeText { say(zh: "还没有链接", en: "there is no link yet") }
  package var readingCode: SafeText { say(zh: "正在读取二维码…", en: "reading the code …") }
  package var codeFailed: SafeText { say(zh: "没有读到二维码：", en: "The code could not be read:") }

  /// - Parameter key: what shows it on the whole screen.
  package func codeNeedsRoom(width: Int, height: Int, key: SafeText?) -> SafeText {
    guard let key else {
      return say(
        zh: "二维码需要 \(code: width)×\(code: height) 的窗口；放大窗口，或保存为图片",
        en: "the code needs \(code: width)×\(code: height); enlarge the window, or save it as a picture")
    }
    return say(
      zh: "二维码需要 \(code: width)×\(code: height)，按 \(key) 全屏显示",
      en: "the code needs \(code: width)×\(code: height); \(key) shows it on the whole screen")
  }

  // MARK: - Prompts

  package var findHint: SafeText { say(zh: "海报图片的路径，或以 http 开头的链接", en: "a picture's path, or a link") }
  package var importHint: SafeText {
    say(zh: "多个用空格分开；文件写 ./ 或 / 开头的路径", en: "separated by spaces; a file by a path that begins with ./ or /")
  }
  /// - Parameter without: marked ones that have no code: buttons, and what is gone or unconfirmed.
  package func saveFolder(_ count: Int, without: Int) -> SafeText {
    let none =
      without == 0 ? SafeText("") : say(zh: "（另 \(count: without) 个没有码）", en: " (\(count: without) more have none)")
    return say(
      zh: "把 \(count: count) 个二维码\(none)保存到文件夹 ", en: "save \(count, "code", "codes")\(none) into the folder ")
  }
  package var foundNothing: SafeText {
    say(zh: "不是已知的进群方式的码", en: "it is the code of no join way known here")
  }
  package func found(_ names: [SafeText]) -> SafeText {
    let list = SafeText(names.prefix(5).map(\.text).joined(separator: language == .zh ? "、" : ", "))
    return names.count == 1
      ? say(zh: "就是：\(list)", en: "it is \(list)")
      : say(zh: "有 \(count: names.count) 个，已标记：\(list)", en: "it is \(count: names.count), marked now: \(list)")
  }

  // MARK: - Removing and forgetting

  /// The question before a configuration is removed.
  package func confirmRemoval(_ name: SafeText, corp: SafeText) -> SafeText {
    say(
      zh: "在「\(corp)」删除 \(name)：二维码立即失效，不能撤回。",
      en: "Remove \(name) at \(corp)? Its code dies at once, and this cannot be taken back.")
  }
  /// What has to be typed for it.
  package func typeToRemove(_ expected: SafeText) -> SafeText {
    say(zh: "输入配置 ID 的末尾 \(expected)：", en: "type the config id's end \(expected): ")
  }
  package func wrongRemoval(_ typed: SafeText, expected: SafeText) -> SafeText {
    say(zh: "输入的是“\(typed)”，不是 \(expected)：什么都没有删除", en: "\"\(typed)\" was typed, not \(expected): nothing was removed")
  }
  package func forgetting(_ standing: JoinWayRecord.Standing) -> SafeText {
    standing == .unconfirmed
      ? say(
        zh: "如果配置其实存在，它仍占用额度，之后只能靠配置 ID 导入。",
        en: "If it does exist it goes on using the quota, and only its config id can bring it back.")
      : say(zh: "记录仍保留在本机。", en: "Its record stays on this machine.")
  }
  package var yesDoIt: SafeText { say(zh: "移出", en: "Forget it") }
  package var yesAcknowledge: SafeText { say(zh: "已知晓", en: "Acknowledge") }

  /// Above what was changed elsewhere, before a person says that they know.
  package func acknowledging(_ name: SafeText, noticed moment: SafeText) -> SafeText {
    say(zh: "\(name)：在别处被修改（\(moment) 发现）", en: "\(name) was changed elsewhere (noticed \(moment))")
  }
}
