import Model
import Storage

/// Commands and labels of the pane in which groups to hand over are chosen.
package enum HandoverPaneTerm: Term {
  case open, mark, markAll, range, endRange, invert, unmark, filter, showHidden, dropHidden, newOwners, map, refresh,
    find
  case watch, switchPart, copy, closeList
  case activeOwner, mapPrompt, findPrompt

  package var words: Bilingual {
    switch self {
    case .open: .init("客户群", "groups")
    case .mark: .init("标记", "mark")
    case .markAll: .init("全部待分配", "mark all")
    case .range: .init("范围", "range")
    case .endRange: .init("结束范围", "end the range")
    case .invert: .init("反选", "invert")
    case .unmark: .init("全不选", "mark none")
    case .filter: .init("筛选", "filter")
    case .showHidden: .init("显示隐藏的标记", "show hidden marks")
    case .dropHidden: .init("取消隐藏的标记", "drop hidden marks")
    case .newOwners: .init("选择新群主", "new owner")
    case .map: .init("按名单分配", "by a file")
    case .refresh: .init("同步", "refresh")
    case .find: .init("查找群主", "find an owner")
    case .watch: .init("查看进度", "progress")
    case .switchPart: .init("切换", "other part")
    case .copy: .init("复制 ID", "copy the id")
    case .closeList: .init("关闭", "close")
    case .activeOwner: .init("群主", "owner")
    case .mapPrompt: .init("名单文件（chat_id,new_owner）：", "File (chat_id,new_owner): ")
    case .findPrompt: .init("群主的 userid：", "Owner's userid: ")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func handoverHelp(_ term: HandoverPaneTerm) -> SafeText {
    switch term {
    case .open: say(zh: "到这位群主的客户群", en: "To the groups of this owner")
    case .mark: say(zh: "标记光标所在的群，或取消标记", en: "Mark the group under the cursor, or unmark it")
    case .markAll: say(zh: "标记列表中全部可以分配的群", en: "Mark every group of the list that can be handed over")
    case .range: say(zh: "标记两行之间的群：在两端各按一次", en: "Mark everything between two rows: once at each end")
    case .endRange: say(zh: "不再选择范围，标记不变", en: "No range after all; marks stay")
    case .invert: say(zh: "反选列表中可以分配的群", en: "Of the list, unmark what is marked and mark the rest")
    case .unmark: say(zh: "取消全部标记，包括被筛选隐藏的", en: "Take every mark away, hidden ones too")
    case .filter:
      say(
        zh: "按群名、members:>180、status:待分配 等筛选；标记不变",
        en: "Narrow by name, members:>180, status:waiting and the like; marks stay")
    case .showHidden: say(zh: "清除筛选，显示被隐藏的标记", en: "Clear the filter, so that hidden marks are seen")
    case .dropHidden: say(zh: "取消被筛选隐藏的标记", en: "Take away the marks that the filter hides")
    case .newOwners: say(zh: "为已标记的群选择新群主，然后预览", en: "Choose who gets the marked groups, then preview")
    case .map:
      say(
        zh: "用 CSV 文件指定每个群的新群主，然后预览；不看标记",
        en: "Let a CSV file say who gets which group, then preview; marks do not count")
    case .refresh: say(zh: "从企业微信重新同步这位群主的群", en: "Fetch this owner's groups from WeCom again")
    case .find:
      say(zh: "按 userid 同步一位不在列表中的群主", en: "Fetch the groups of an owner who is not listed, by userid")
    case .watch: say(zh: "查看这位群主正在进行的继承", en: "Watch the handover of this owner that is under way")
    case .switchPart: say(zh: "在群主和客户群之间切换", en: "Between owners and groups")
    case .copy: say(zh: "复制完整的 ID", en: "Copy the whole id")
    default: self[term]
    }
  }

  /// How many groups are marked, and how many of them are out of sight.
  package func handoverMarked(_ count: Int, hidden: Int) -> SafeText {
    hidden == 0
      ? say(zh: "已标记 \(count: count)", en: "\(count: count) marked")
      : say(
        zh: "已标记 \(count: count)（\(count: hidden) 个被筛选隐藏：H 显示，D 取消）",
        en: "\(count: count) marked (\(count: hidden) hidden by the filter: H shows, D drops)")
  }

  /// Why nothing goes on while marks are out of sight.
  package func hiddenMarksBlock(_ hidden: Int) -> SafeText {
    say(
      zh: "有 \(count: hidden) 个标记被筛选隐藏：先按 H 显示，或按 D 取消",
      en: "\(hidden, "mark is", "marks are") hidden by the filter: H shows, D drops them")
  }

  package var nothingToGoOnWith: SafeText {
    say(zh: "还没有标记：空格标记，a 标记全部", en: "nothing is marked: space marks one, a all")
  }
  /// `customersWaiting` in fewer words.
  package func customersWaitElsewhere(_ customers: Int) -> SafeText {
    say(
      zh: "待分配客户 \(count: customers)：请在管理后台处理",
      en: "\(customers, "customer waits", "customers wait") too: see the admin console")
  }
  package var noHiddenMarks: SafeText { say(zh: "没有被隐藏的标记", en: "no mark is hidden") }
  package var groupsFirst: SafeText { say(zh: "请先进入客户群（⏎）", en: "go to the groups first (⏎)") }
  package var noOwnerChosen: SafeText { say(zh: "没有选中的群主", en: "no owner is chosen") }
  package var nothingUnderCursor: SafeText { say(zh: "列表是空的", en: "the list is empty") }
  package var noHandoverRuns: SafeText {
    say(zh: "这位群主没有正在进行的继承", en: "no handover of this owner is under way")
  }
  package var handoverRuns: SafeText {
    say(zh: "这位群主有正在进行的继承 · w 查看", en: "a handover of this owner is under way · w shows it")
  }

  /// Why the group under the cursor cannot be marked.
  package func cannotMark(_ status: FollowUpStatus?, _ kind: TransferKind) -> SafeText {
    guard let status else {
      return say(zh: "不能标记：跟进状态未知，先按 r 同步", en: "cannot be marked: its status is not known, r fetches it")
    }
    let why: SafeText =
      switch status {
      case .inProgress: self[ItemDetail.inProgress]
      case .waiting where kind == .onJob: self[ItemDetail.ownerResigned]
      default: self[ItemDetail.notResigned]
      }
    return say(zh: "不能标记：\(why)", en: "cannot be marked: \(why)")
  }

  /// Groups that were marked changed at the vendor.
  package func unmarkedByNews(_ groups: Int) -> SafeText {
    say(
      zh: "\(count: groups) 个已标记的群不再可以分配，已取消标记",
      en: "\(groups, "marked group", "marked groups") can no longer be handed over: unmarked")
  }

  /// Where a range of marks began.
  package func rangeFrom(_ group: SafeText) -> SafeText {
    say(zh: "范围从「\(group)」开始，到另一端再按 v", en: "range from \(group): v again at its other end")
  }

  // MARK: - Empty, partial, failed

  package func nobodyWaits(_ kind: TransferKind) -> [SafeText] {
    switch kind {
    case .resigned:
      [
        overviewHandover(members: 0, groups: 0),
        say(zh: "r 重新同步全部群主", en: "r fetches all owners again"),
        say(
          zh: "本程序没有见过的群主不会列出：f 输入 userid 查找（命令行：handover plan --from userid）",
          en:
            "owners this program has never seen are not listed: f finds one by userid (handover plan --from does, too)"),
      ]
    case .onJob:
      [
        say(zh: "没有在职成员的客户群可以转给别人", en: "no active member has a group to hand over"),
        say(zh: "r 重新同步全部群主", en: "r fetches all owners again"),
      ]
    }
  }

  package var fetchFailed: [SafeText] {
    [
      say(zh: "还没有数据：无法从企业微信同步，原因见上方", en: "no data yet: WeCom could not be asked, see above"),
      say(zh: "r 再试一次", en: "r tries again"),
    ]
  }

  /// A refresh runs: what is listed is not all.
  package func listMayGrow(done: Int, total: Int?) -> SafeText {
    guard let total, total > 0 else { return say(zh: "正在同步，列表可能不全", en: "being fetched, the list may grow") }
    return say(
      zh: "正在同步 \(count: done)/\(count: total)，列表可能不全",
      en: "being fetched \(count: done)/\(count: total), the list may grow")
  }

  package var noGroupsOfOwner: SafeText { say(zh: "没有客户群", en: "no groups") }
  package func noGroupMatches(_ filter: SafeText) -> SafeText {
    say(zh: "没有符合“\(filter)”的群 · / 修改筛选", en: "no group matches \"\(filter)\" · / changes the filter")
  }

  // MARK: - Prompts

  package func notAUserID(_ text: SafeText) -> SafeText {
    say(zh: "“\(text)”不是 userid，也不是已知群主的姓名", en: "\"\(text)\" is neither a userid nor a known owner's name")
  }
  package func lookingForOwner(_ owner: UserID) -> SafeText {
    say(zh: "正在同步 \(owner)；有待分配的群时会列出", en: "fetching \(owner), who is listed once groups are found to wait")
  }
  package func moreFaults(_ count: Int) -> SafeText {
    say(zh: "… 另有 \(count: count) 处", en: "… \(count: count) more")
  }
  /// Title of the list of everything wrong with a file.
  package func fileFaults(_ count: Int) -> SafeText {
    say(zh: "名单有 \(count: count) 处错误，没有使用", en: "\(count, "fault", "faults") in the file; it was not used")
  }
}
