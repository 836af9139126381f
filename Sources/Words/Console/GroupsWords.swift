import Model
import Services

/// What can be done with lists of groups, and what is said there.
package enum GroupsTerm: Term {
  case everybody
  /// Behind an owner's name, where the room is short.
  case resigned
  case open, back, nextPart, partBefore, clear
  case mark, markRange, markAll, invertMarks, removeMarks
  case filter, keepFilter, restoreFilter, sort, reverse, refresh, refreshList, reload
  case copyID, toOwner, handOver, toJoinWay

  package var words: Bilingual {
    switch self {
    case .everybody: .init("全部客户群", "all groups")
    case .resigned: .init("已离职", "left")
    case .open: .init("查看", "open")
    case .back: .init("返回", "back")
    case .nextPart: .init("下一栏", "next part")
    case .partBefore: .init("上一栏", "part before")
    case .clear: .init("清除", "clear")
    case .mark: .init("标记", "mark")
    case .markRange: .init("范围", "range")
    case .markAll: .init("全部标记", "mark all")
    case .invertMarks: .init("反选", "invert marks")
    case .removeMarks: .init("取消标记", "unmark all")
    case .filter: .init("筛选", "filter")
    case .keepFilter: .init("保留", "keep")
    case .restoreFilter: .init("还原", "as before")
    case .sort: .init("排序", "sort")
    case .reverse: .init("反向排序", "sort the other way")
    case .refresh: .init("同步", "refresh")
    case .reload: .init("重新读取", "read again")
    case .refreshList: .init("同步列表", "refresh the list")
    case .copyID: .init("复制 ID", "copy the id")
    case .toOwner: .init("群主的群", "the owner's groups")
    case .handOver: .init("移交", "hand over")
    case .toJoinWay: .init("进群方式", "join way")
    }
  }
}

/// What somebody is in a group besides a member.
package enum MemberRankTerm: Term {
  case owner, admin

  package var words: Bilingual {
    switch self {
    case .owner: .init("群主", "owner")
    case .admin: .init("群管理员", "admin")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func groupsHelp(_ term: GroupsTerm) -> SafeText {
    switch term {
    case .everybody: say(zh: "所有群主的客户群", en: "The groups of every owner")
    case .resigned: say(zh: "已经离开企业", en: "Has left the company")
    case .open:
      say(zh: "进入右边一栏：群主的群、群详情和群成员", en: "One part to the right: the owner's groups, a group's details and members")
    case .back: say(zh: "回到左边一栏", en: "One part to the left")
    case .nextPart: say(zh: "群主、群、详情之间切换", en: "From owners to groups to details, and round again")
    case .partBefore: say(zh: "反方向切换", en: "The other way round")
    case .clear: say(zh: "清除筛选，或结束范围标记", en: "Takes the filter away, or ends the range")
    case .mark: say(zh: "标记或取消标记，并移到下一行", en: "Marks or unmarks the group and goes to the next")
    case .markRange: say(zh: "在第一行和最后一行各按一次，标记中间所有的群", en: "Once at each end: marks everything between")
    case .markAll: say(zh: "标记列表中所有的群", en: "Marks every group in the list")
    case .invertMarks: say(zh: "列表中已标记的取消，未标记的标记", en: "Marked ones in the list become unmarked, the others marked")
    case .removeMarks: say(zh: "取消所有标记，包括未显示的", en: "Takes away every mark, also hidden ones")
    case .filter:
      say(
        zh: "群名或群 ID 的一部分，以及 群主:张 状态:待分配 满员: 人数:>180",
        en: "Part of the name or id, and owner:li status:waiting full: members:>180")
    case .keepFilter: say(zh: "保留这个筛选", en: "Keeps the filter")
    case .restoreFilter: say(zh: "恢复原来的筛选", en: "Brings the filter before back")
    case .sort: say(zh: "依次按各列排序；命令 : 中可直接选择", en: "By the next column; the palette has each of them")
    case .reverse: say(zh: "正序和倒序互换", en: "Turns the order round")
    case .refresh:
      say(zh: "同步已标记的群；没有标记时同步光标所在的群或群主", en: "The marked groups, else the group or owner under the cursor")
    case .refreshList: say(zh: "同步列表中所有的群", en: "Every group in the list")
    case .reload: say(zh: "再读取一次本地数据", en: "Reads the local data once more")
    case .copyID: say(zh: "复制完整的群 ID、userid 或 external_userid", en: "The whole chat id, userid or external_userid")
    case .toOwner: say(zh: "只看这个群的群主的群", en: "Only the groups of this group's owner")
    case .handOver: say(zh: "把这位群主的群分配给别人", en: "Give this owner's groups to somebody else")
    case .toJoinWay: say(zh: "光标所在的成员是从哪个码进群的", en: "The code by which the member under the cursor came")
    }
  }

  /// How near a group is to its limits, where the room is short.
  package func inShort(_ fullness: Fullness) -> SafeText {
    switch fullness {
    case .scanNearlyFull: say(zh: "扫码将满", en: "scan: near")
    case .scanFull: say(zh: "扫码已满", en: "scan: full")
    case .nearlyFull: say(zh: "将满", en: "near full")
    case .full: say(zh: "已满", en: "full")
    }
  }

  /// The title of a column of a list of groups.
  package subscript(key: GroupOrder.Key) -> SafeText {
    switch key {
    case .owner: self[GroupTerm.owner]
    case .name: self[GroupTerm.groupName]
    case .members: self[GroupTerm.members]
    case .fullness: say(zh: "满员", en: "fullness")
    case .status: self[GroupTerm.followUpStatus]
    case .created: self[GroupTerm.created]
    case .refreshed: self[GroupTerm.lastRefresh]
    }
  }

  package func sort(by key: GroupOrder.Key) -> SafeText {
    say(zh: "按\(self[key])排序", en: "sort by \(self[key])")
  }

  // MARK: - Below lists

  package func ownersShown(_ shown: Int, of total: Int) -> SafeText {
    shown == total
      ? say(zh: "\(count: total) 位群主", en: "\(total, "owner", "owners")")
      : say(zh: "\(count: total) 位群主中的 \(count: shown) 位", en: "\(count: shown) of \(total, "owner", "owners")")
  }

  package func membersShown(_ shown: Int, of total: Int) -> SafeText {
    shown == total
      ? say(zh: "\(count: total) 位群成员", en: "\(total, "member", "members")")
      : say(zh: "\(count: total) 位群成员中的 \(count: shown) 位", en: "\(count: shown) of \(total, "member", "members")")
  }

  package func membersTitle(_ members: Int) -> SafeText {
    say(zh: "群成员 \(count: members)", en: "\(members, "member", "members")")
  }

  package func marked(_ marked: Int, hidden: Int) -> SafeText {
    hidden == 0
      ? say(zh: "已标记 \(count: marked)", en: "\(count: marked) marked")
      : say(
        zh: "已标记 \(count: marked)（\(count: hidden) 个被筛选隐藏）", en: "\(count: marked) marked (\(count: hidden) hidden)")
  }

  /// Groups whose details were never read.
  package func unread(_ groups: Int) -> SafeText {
    say(zh: "\(count: groups) 个未同步详情", en: "\(count: groups) without details yet")
  }

  package var rangeHint: SafeText { say(zh: "范围：移到另一端再按 v", en: "range: press v at the other end") }

  package var groupFilterHint: SafeText {
    say(
      zh: "群名或 ID · 群主:张 · 状态:待分配 · 满员: · 人数:>180", en: "name or id · owner:li · status:waiting · full: · members:>180")
  }
  package var groupFilterKeys: SafeText {
    say(zh: "群主: 状态: 满员: 人数:>9", en: "owner: status: full: members:>9")
  }
  package var ownerFilterHint: SafeText { say(zh: "姓名或 userid", en: "name or userid") }
  package var memberFilterHint: SafeText { say(zh: "姓名、群昵称、state 或 ID", en: "name, nickname, state or id") }

  // MARK: - Nothing to show

  /// Nothing in a list gets through its filter.
  package func noMatch(_ filter: SafeText) -> SafeText {
    say(zh: "没有符合“\(filter)”的。/ 修改筛选，Esc 清除", en: "Nothing matches \"\(filter)\". / changes the filter, Esc clears it")
  }

  package func noGroups(of owner: SafeText) -> SafeText {
    say(zh: "\(owner)：没有客户群。按 r 同步群主", en: "\(owner): no customer groups. Press r on the owner to refresh")
  }

  package var noMembers: SafeText { say(zh: "没有群成员", en: "nobody is in this group") }
  package var chooseGroup: SafeText { say(zh: "没有选择客户群", en: "no group is chosen") }
  package var readingDetails: SafeText { say(zh: "正在读取…", en: "reading …") }
  package var neverRead: SafeText { say(zh: "还没有同步过", en: "never") }
  package var detailsNeverRead: SafeText {
    say(zh: "群详情还没有同步过。按 r 同步", en: "The details were never fetched. Press r to refresh")
  }
  package var detailsFailed: SafeText {
    say(zh: "读取失败，原因见消息（按 4）", en: "Reading failed; the messages (press 4) say why")
  }
  package var detailsGone: SafeText { say(zh: "本地数据中已没有这个群", en: "The local data has no such group any more") }
  package var groupsFailed: SafeText {
    say(zh: "本地数据读取失败。按 r 再试一次", en: "The local data cannot be read. Press r to try again")
  }
  package var fetchAgain: SafeText { say(zh: "按 r 再同步一次", en: "Press r to fetch again") }

  // MARK: - Refreshing

  package func refreshMarked(_ groups: Int) -> SafeText {
    say(zh: "同步已标记的 \(count: groups) 个", en: "refresh the \(count: groups) marked")
  }

  package func refreshAsked(groups: Int) -> SafeText {
    say(zh: "已提交同步：\(count: groups) 个群", en: "asked for a refresh of \(groups, "group", "groups")")
  }

  package func refreshAsked(owner: SafeText) -> SafeText {
    say(zh: "已提交同步：\(owner)的全部客户群", en: "asked for a refresh of all groups of \(owner)")
  }

  package var refreshAskedAll: SafeText { say(zh: "已提交同步：全部客户群", en: "asked for a refresh of all groups") }

  package func refreshTakesLong(_ groups: Int) -> SafeText {
    say(
      zh: "要同步 \(count: groups) 个群，需要一些时间；期间可以继续使用，进度见任务（按 3）。",
      en:
        "\(groups, "group is", "groups are") to be refreshed, which takes a while. You can go on meanwhile; see the queue (press 3)."
    )
  }

  // MARK: - Why not

  package var onlyForGroups: SafeText { say(zh: "只能在群列表中使用", en: "only in the list of groups") }
  package var noGroupHere: SafeText { say(zh: "这里没有可选的内容", en: "there is nothing to choose here") }
  package var nothingMarked: SafeText { say(zh: "没有已标记的群", en: "nothing is marked") }
  package var cameByNoJoinWay: SafeText {
    say(zh: "这位成员没有带已知的渠道参数 state", en: "this member came with no state that is known here")
  }
  package var chooseMember: SafeText { say(zh: "先选择群成员", en: "choose a member first") }
  package var leftmost: SafeText { say(zh: "已经是最左边一栏", en: "this is the leftmost part") }
  package var rightmost: SafeText { say(zh: "已经是最右边一栏", en: "this is the rightmost part") }
  package var chooseOwner: SafeText { say(zh: "请先选择一位群主", en: "choose an owner first") }
}
