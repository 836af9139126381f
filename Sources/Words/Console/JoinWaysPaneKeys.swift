import Model

/// What can be done with join ways in the console.
package enum JoinWayPaneTerm: Term, CaseIterable {
  case open, back, clear, nextPart, partBefore, filter, filterMembers, sort, reverse
  case mark, markRange, markAll, invertMarks, removeMarks
  case check, why, lookAgain, showCode, readCode, copy, copyPerson, save, saveSVG, arrivals, export, find
  case rotate, replace, choose, refresh, refreshAll, repair, planAgain, confirm
  case new, edit, remove, delete, preview, nextField, write, bring, acknowledge, forget
  case findLabel, bringLabel, saveLabel
  /// Free places, at the head of a column.
  case places

  package var words: Bilingual {
    switch self {
    case .open: .init("查看", "open")
    case .back: .init("返回", "back")
    case .clear: .init("清除", "clear")
    case .nextPart: .init("下一栏", "next part")
    case .partBefore: .init("上一栏", "part before")
    case .filter: .init("筛选", "filter")
    case .filterMembers: .init("筛选成员", "filter members")
    case .sort: .init("排序", "sort")
    case .reverse: .init("反向排序", "sort the other way")
    case .mark: .init("标记", "mark")
    case .markRange: .init("范围", "range")
    case .markAll: .init("全部标记", "mark all")
    case .invertMarks: .init("反选", "invert marks")
    case .removeMarks: .init("取消标记", "unmark all")
    case .check: .init("检查", "check")
    case .why: .init("诊断", "why not?")
    case .lookAgain: .init("再看一次", "look again")
    case .showCode: .init("全屏二维码", "code")
    case .readCode: .init("重新读取二维码", "read the code again")
    case .copy: .init("复制链接", "copy the link")
    case .copyPerson: .init("复制成员 ID", "copy the member's id")
    case .save: .init("保存图片", "save as PNG")
    case .saveSVG: .init("保存为 SVG", "save as SVG")
    case .arrivals: .init("进群成员", "arrivals")
    case .export: .init("导出", "export")
    case .find: .init("查找海报", "find a poster")
    case .rotate: .init("换群", "rotate")
    case .replace: .init("替换客户群", "replace groups")
    case .choose: .init("选择", "choose")
    case .refresh: .init("同步", "refresh")
    case .refreshAll: .init("全部同步", "refresh all")
    case .repair: .init("处理", "repair")
    case .planAgain: .init("重新预览", "plan again")
    case .confirm: .init("确认写入…", "confirm …")
    case .new: .init("新建", "new")
    case .edit: .init("编辑", "edit")
    case .remove: .init("删除…", "remove …")
    case .delete: .init("删除配置", "remove the configuration")
    case .preview: .init("预览", "preview")
    case .nextField: .init("下一栏", "next field")
    case .write: .init("写入", "write")
    case .bring: .init("导入", "import")
    case .acknowledge: .init("已知晓", "acknowledge")
    case .forget: .init("移出列表", "forget")
    case .findLabel: .init("图片路径或链接 ", "picture or link ")
    case .bringLabel: .init("配置 ID 或文件 ", "config ids or a file ")
    case .saveLabel: .init("保存到 ", "save to ")
    case .places: .init("空位", "free")
    }
  }
}

/// Whose version of a configuration, where two people changed it.
package enum JoinWaySideTerm: Term, CaseIterable {
  case base, theirs, mine

  package var words: Bilingual {
    switch self {
    case .base: .init("原来", "before")
    case .theirs: .init("别处改为", "theirs")
    case .mine: .init("你改为", "yours")
    }
  }
}

/// What a person can do about that.
package enum JoinWayChoiceTerm: Term, CaseIterable {
  case theirs, mine, merged, back

  package var words: Bilingual {
    switch self {
    case .theirs: .init("用对方的", "take theirs")
    case .mine: .init("用我的", "keep mine")
    case .merged: .init("合并", "merge")
    case .back: .init("返回编辑", "back to the form")
    }
  }
}

extension Catalogue {
  /// A sentence for help.
  package func joinWayHelp(_ term: JoinWayPaneTerm) -> SafeText {
    switch term {
    case .open: say(zh: "查看详情、客户群和二维码", en: "Details, groups and the QR code")
    case .back: say(zh: "回到列表", en: "Back to the list")
    case .clear: say(zh: "清除筛选，或结束范围标记", en: "Takes the filter away, or ends the range")
    case .nextPart: say(zh: "按日期、按群、成员之间切换", en: "From days to groups to members, and round again")
    case .partBefore: say(zh: "反方向切换", en: "The other way round")
    case .filter:
      say(
        zh: "备注、state、群名、群主、状况的一部分；活码、owner:张、state:shop 也可以",
        en: "Part of remark, state, group, owner or health; also owner:li and state:shop")
    case .filterMembers: say(zh: "姓名、ID、群名或日期的一部分", en: "Part of a name, id, group or day")
    case .sort: say(zh: "依次按各列排序；命令 : 中可直接选择", en: "By the next column; the palette has each of them")
    case .reverse: say(zh: "正序和倒序互换", en: "Turns the order round")
    case .mark: say(zh: "标记或取消标记，并移到下一行", en: "Marks or unmarks the join way and goes to the next")
    case .markRange: say(zh: "在第一行和最后一行各按一次，标记中间所有的", en: "Once at each end: marks everything between")
    case .markAll: say(zh: "标记列表中所有的进群方式", en: "Marks every join way in the list")
    case .invertMarks: say(zh: "列表中已标记的取消，未标记的标记", en: "Marked ones in the list become unmarked, the others marked")
    case .removeMarks: say(zh: "取消所有标记，包括未显示的", en: "Takes away every mark, also hidden ones")
    case .check: say(zh: "所有进群方式的问题，严重的在前，一键处理", en: "Everything wrong with any of them, each with its repair")
    case .why:
      say(zh: "现在读取配置和客户群，区分已证实的和只有客户端能看到的", en: "Looks now: what is proven, and what only the client shows")
    case .lookAgain: say(zh: "再向企业微信读取一次", en: "Asks WeCom once more")
    case .showCode: say(zh: "全屏显示二维码，可直接扫描", en: "The QR code on the whole screen, to be scanned")
    case .readCode: say(zh: "再次下载并识别二维码图片", en: "Fetches the image and reads it once more")
    case .copy: say(zh: "复制二维码中的链接或小程序组件链接", en: "The link in the code, or the component's URL")
    case .copyPerson: say(zh: "复制光标所在成员的完整 ID", en: "The whole id of the member under the cursor")
    case .save: say(zh: "保存为 PNG；已标记的保存到一个文件夹", en: "As PNG; marked ones into a folder")
    case .saveSVG: say(zh: "保存为 SVG，适合印刷；已标记的保存到一个文件夹", en: "As SVG, for print; marked ones into a folder")
    case .arrivals: say(zh: "谁从这个码进群：按日期、按群、名单", en: "Who came by this code: by day, by group, by name")
    case .export: say(zh: "保存为 CSV 文件", en: "Writes a CSV file")
    case .find: say(zh: "用海报图片或扫码得到的链接，找到是哪个进群方式", en: "Which join way a poster is, by its picture or link")
    case .rotate: say(zh: "移出满的群，加入同一群主可进的群；先预览", en: "Full groups out, open ones of the same owner in; previewed")
    case .replace: say(zh: "在多个进群方式里换掉一个群，或某群主的所有群", en: "A group, or all of an owner's, out of many at once")
    case .choose: say(zh: "选择要移出的，再选择换成什么", en: "Choose what goes out, then what comes in")
    case .refresh: say(zh: "读回已标记的；没有标记时读回光标所在的", en: "Reads back the marked ones, else the one under the cursor")
    case .refreshAll: say(zh: "读回所有进群方式，发现别处的修改和删除", en: "Reads back all: finds what was changed or deleted elsewhere")
    case .repair: say(zh: "处理光标所在的问题", en: "Mends what the cursor is on")
    case .planAgain: say(zh: "按现在的情况重新预览", en: "Looks again, and plans anew")
    case .confirm: say(zh: "一个按回车，多个输入数量；之前什么都不会写入", en: "Enter for one, the number for several; nothing before that")
    case .new: say(zh: "新建一个群二维码或小程序按钮", en: "A new QR code or mini-program button")
    case .edit: say(zh: "修改；更新为整体覆盖，先预览再写入", en: "An update overwrites everything: previewed before it is written")
    case .remove: say(zh: "删除配置，二维码立即失效；要输入配置 ID 的末尾", en: "The code dies at once; asks for the config id's end")
    case .delete: say(zh: "在企业微信中删除；不能撤回", en: "Removes it at WeCom; this cannot be taken back")
    case .preview: say(zh: "列出会写入的内容；之前什么都不写", en: "What would be written; nothing is before that")
    case .nextField: say(zh: "到下一栏；在最后一栏则预览", en: "To the next field; from the last one to the preview")
    case .write: say(zh: "按预览写入企业微信", en: "Writes to WeCom what the preview shows")
    case .bring: say(zh: "按配置 ID 导入本应用创建的进群方式", en: "Takes in, by their config ids, those this application made")
    case .acknowledge: say(zh: "看别处改了什么，再标为知晓", en: "Shows what was changed elsewhere, to be acknowledged")
    case .forget:
      say(zh: "把已不存在或未确认的移出列表；记录仍保留", en: "Takes one that is gone or unconfirmed off the list; its record stays")
    case .findLabel, .bringLabel, .saveLabel, .places: self[term]
    }
  }

  package func rotateMarked(_ count: Int) -> SafeText { say(zh: "换群 \(count: count) 个", en: "rotate \(count: count)") }
  package func sort(by column: SafeText) -> SafeText { say(zh: "按\(column)排序", en: "sort by \(column)") }
}
