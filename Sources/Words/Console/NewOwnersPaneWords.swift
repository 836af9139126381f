import Model
import Services

/// Commands and labels of the pane in which new owners are chosen.
package enum NewOwnersPaneTerm: Term {
  case mark, unmark, preview, filter, showHidden, dropHidden, retry, copy
  case eligibility

  package var words: Bilingual {
    switch self {
    case .mark: .init("标记", "mark")
    case .unmark: .init("全不选", "mark none")
    case .preview: .init("预览", "preview")
    case .filter: .init("筛选", "filter")
    case .showHidden: .init("显示隐藏的标记", "show hidden marks")
    case .dropHidden: .init("取消隐藏的标记", "drop hidden marks")
    case .retry: .init("重新查看", "look again")
    case .copy: .init("复制 userid", "copy the userid")
    case .eligibility: .init("能否接手", "eligible?")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func newOwnersHelp(_ term: NewOwnersPaneTerm) -> SafeText {
    switch term {
    case .mark:
      say(
        zh: "标记一位或几位新群主；几位时均衡分配，使分配后各人的群数相近",
        en: "Mark one new owner or several; several end up with equally many groups")
    case .unmark: say(zh: "取消全部标记", en: "Take every mark away")
    case .preview:
      say(
        zh: "查看将要发送的内容；没有标记时用光标所在的一位。不会发送",
        en: "See what would be sent; without marks, to the one under the cursor. Nothing is sent")
    case .filter: say(zh: "按姓名或 userid 筛选；标记不变", en: "Narrow by name or userid; marks stay")
    case .showHidden: say(zh: "清除筛选，显示被隐藏的标记", en: "Clear the filter, so that hidden marks are seen")
    case .dropHidden: say(zh: "取消被筛选隐藏的标记", en: "Take away the marks that the filter hides")
    case .retry: say(zh: "重新向企业微信查询谁可以接手", en: "Ask WeCom again who may take over")
    case .copy: say(zh: "复制完整的 userid", en: "Copy the whole userid")
    case .eligibility: self[term]
    }
  }

  /// What is to be handed over: `王强的 650 个群 → 谁？`
  package func whoTakesOver(_ owner: SafeText, groups: Int?) -> SafeText {
    guard let groups else { return say(zh: "\(owner)的客户群 → 新群主", en: "\(owner)'s groups → new owner") }
    return say(
      zh: "\(owner)的 \(count: groups) 个群 → 新群主", en: "\(groups, "group", "groups") of \(owner) → new owner")
  }

  package var lookingWhoMayTakeOver: [SafeText] {
    [
      say(zh: "正在向企业微信查询谁可以接手…", en: "asking WeCom who may take over …"),
      say(zh: "^C 停止", en: "^C stops it"),
    ]
  }

  package var whoMayFailed: [SafeText] {
    [
      say(zh: "没有查到谁可以接手，原因见消息（4）", en: "who may take over is not known; the messages (4) say why"),
      say(zh: "r 重新查看", en: "r looks again"),
    ]
  }

  package var nobodyMayTakeOver: [SafeText] {
    [
      say(zh: "没有配置了客户联系功能的成员", en: "no member may use customer contact"),
      say(
        zh: "请企业管理员在管理后台把成员加入「客户联系」的使用范围，然后按 r",
        en: "the corp's administrator adds members to 「客户联系」 in the admin console; then press r"),
    ]
  }

  package func noNewOwnerMatches(_ filter: SafeText) -> SafeText {
    say(zh: "没有符合“\(filter)”的成员 · / 修改筛选", en: "nobody matches \"\(filter)\" · / changes the filter")
  }

  /// How many new owners are marked.
  package func newOwnersMarked(_ count: Int, hidden: Int) -> SafeText {
    count == 0
      ? say(zh: "没有标记：预览光标所在的一位", en: "none marked: the preview is for the one under the cursor")
      : handoverMarked(count, hidden: hidden)
  }

  /// How many are listed, and how many of them may take over.
  package func newOwnersShown(_ count: Int, of total: Int, eligible: Int) -> SafeText {
    count == total
      ? say(zh: "\(count: total) 人，\(count: eligible) 人可接手", en: "\(count: eligible) of \(count: total) eligible")
      : say(zh: "\(count: total) 人中的 \(count: count) 人", en: "\(count: count) of \(count: total)")
  }

  /// Groups somebody owns, and those on their way to them: `213 +12`.
  package func load(groups: Int, expected: Int) -> SafeText {
    expected == 0 ? number(groups) : SafeText("\(number(groups)) +\(number(expected))")
  }

  /// Says what the number after the plus sign is.
  package func onTheirWay(_ owner: SafeText, expected: Int) -> SafeText {
    say(zh: "另有 \(count: expected) 个群正在转给\(owner)", en: "\(expected, "group is", "groups are") on the way to \(owner)")
  }

  package var planIsBeingMade: SafeText { say(zh: "正在查看客户群，请稍候", en: "the groups are being looked at") }

  /// Whether somebody may take over, or why not: `✓`, `✓ 是否已激活未知`, `✗ 没有客户联系权限`.
  package func eligibility(_ owner: NewOwner) -> SafeText {
    guard owner.isEligible else {
      let all = owner.obstacles.map { obstacle($0).text }.joined(separator: language == .zh ? "、" : ", ")
      return SafeText("✗ \(all)")
    }
    return owner.unknowns.contains(.activation)
      ? say(zh: "✓ 是否已激活未知", en: "✓ perhaps not activated") : "✓"
  }

  package var nobodyMarked: SafeText { say(zh: "没有标记新群主", en: "no new owner is marked") }
}
