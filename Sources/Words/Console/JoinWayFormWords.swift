import Model
import Services
import Storage

/// What the form, the plan and the pages of join ways say.
extension Catalogue {
  /// Below a field while it has the focus.
  package func joinWayHint(_ field: JoinWayField) -> SafeText {
    switch field {
    case .remark:
      say(
        zh: "给自己人看的名字，最多 30 个字符；超过的部分企业微信会不加提示地截断", en: "What you call it: 30 characters; WeCom cuts the rest silently")
    case .scene: say(zh: "群二维码用于海报，小程序按钮用于小程序", en: "A QR code is for posters, a button for a mini program")
    case .chats:
      say(
        zh: "空格打开列表；最多 5 个，自动新建的群每个也占一个位置",
        en: "Space opens the list; at most five, and each group created takes a place too")
    case .autoCreateRoom:
      say(
        zh: "所有群满后，以第一个群的群主新建群，直到 5 个位置用完",
        en: "When all are full a group is created in the first one's owner's name, until five places are taken")
    case .roomBaseName:
      say(zh: "自动新建的群名＝前缀＋序号，前缀最多 40 个字符", en: "New groups are called base name + number; 40 characters")
    case .roomBaseID: say(zh: "第一个自动新建的群的序号", en: "The number of the first group created")
    case .state:
      say(zh: "从这个码进群的成员都带着它，用来分清渠道；最多 30 个字符", en: "Comes back with everybody who joins by this code; 30 characters")
    case .markSource: say(zh: "只对「营销获客」应用有效；其他应用不用填", en: "Means something to 营销获客 applications only; else leave it")
    }
  }

  package var markSourceUnsent: SafeText { say(zh: "不填", en: "not sent") }
  package var notANumber: SafeText { say(zh: "序号须是数字", en: "this must be a number") }
  package var chooseGroups: SafeText { say(zh: "＋ 选择客户群", en: "+ choose groups") }
  package var chooseNewGroup: SafeText { say(zh: "选择换成哪个群", en: "choose the group that comes in") }
  package var roomTitle: SafeText { say(zh: "还能扫", en: "room") }
  package var placesAreTaken: SafeText { say(zh: "最多 5 个客户群", en: "five groups at most") }

  /// Above the list of groups to choose from.
  package func groupsChosen(_ count: Int, of most: Int, _ names: SafeText) -> SafeText {
    let full =
      count == most
      ? say(zh: "（满后不能自动新建群）", en: " (none can be created when they are full)") : SafeText("")
    return say(
      zh: "已选 \(count: count)/\(count: most)\(full) \(names)",
      en: "chosen \(count: count)/\(count: most)\(full) \(names)")
  }
  package func pickerKeys(isSingle: Bool) -> SafeText {
    isSingle
      ? say(zh: "⏎ 选择 · / 筛选 · Esc 返回", en: "⏎ chooses · / filters · Esc goes back")
      : say(zh: "␣ 选择 · ⏎ 完成 · / 筛选 · s 排序 · Esc 返回", en: "␣ chooses · ⏎ done · / filters · s sorts · Esc goes back")
  }

  /// `→ 销售客服群19、销售客服群20 …`
  package func nextNames(_ names: [SafeText]) -> SafeText {
    names.isEmpty ? "" : SafeText("→ \(names.map(\.text).joined(separator: language == .zh ? "、" : ", ")) …")
  }

  package var submitHint: SafeText { say(zh: "^o 预览 · Esc 取消", en: "^o previews · Esc cancels") }
  package var mendFirst: SafeText { say(zh: "先改正标出的问题", en: "mend what is marked first") }
  package var notReadyYet: SafeText {
    say(zh: "^o 预览 · 还不能提交：看各栏下面的说明", en: "^o previews · cannot be sent yet: see below the fields")
  }
  package var nothingChanged: SafeText { say(zh: "没有改动", en: "nothing was changed") }
  package var joinWayUnsaved: SafeText { say(zh: "填写的内容还没有写入", en: "What was typed is not written yet.") }

  /// `^o 预览 · 变更：备注、客户群 · 其余 6 个字段原样写回`
  package func fieldsChanged(_ fields: [SafeText], left: Int) -> SafeText {
    guard !fields.isEmpty else { return say(zh: "^o 预览 · 没有改动", en: "^o previews · nothing changed") }
    let names = SafeText(fields.map(\.text).joined(separator: language == .zh ? "、" : ", "))
    return say(
      zh: "^o 预览 · 变更：\(names) · \(writtenBack(left))", en: "^o previews · changed: \(names) · \(writtenBack(left))")
  }

  package func willBeMade(corp: SafeText) -> SafeText { say(zh: "在「\(corp)」新建", en: "To be made at \(corp)") }
  package func willBeOverwritten(corp: SafeText) -> SafeText {
    say(zh: "在「\(corp)」覆盖为", en: "To be overwritten at \(corp)")
  }
  package func enterWrites(corp: SafeText) -> SafeText {
    say(zh: "⏎ 写入「\(corp)」 · Esc 返回", en: "⏎ writes it at \(corp) · Esc goes back")
  }
  package func confirmJoinWays(_ count: Int, corp: SafeText) -> SafeText {
    say(
      zh: "在「\(corp)」改写 \(count: count) 个进群方式，输入数量 \(code: count) 确认：",
      en: "Overwrite \(count, "join way", "join ways") at \(corp)? Type the number \(code: count): ")
  }
  package var readingJoinWay: SafeText { say(zh: "正在读取现在的配置…", en: "reading what is there now …") }
  package var joinWayNotRead: SafeText { say(zh: "没有读到现在的配置：", en: "What is there now could not be read:") }
  package var notDone: SafeText { say(zh: "没有完成", en: "Not done") }
  package func changedByOthers(corp: SafeText) -> SafeText {
    say(
      zh: "在你编辑期间，别处修改了「\(corp)」的这个配置。什么都没有写入；选择留下哪一边，之后还会再预览。",
      en:
        "Somebody changed this configuration of \(corp) meanwhile. Nothing was written: choose what is to stay; you see a preview again."
    )
  }
  package var bothChanged: SafeText { say(zh: "两边都改了", en: "changed on both sides") }

  // MARK: - Plans

  package var planningJoinWays: SafeText { say(zh: "正在读取配置和客户群…", en: "reading the configurations and their groups …") }
  package var planFailed: SafeText { say(zh: "没有可以预览的：", en: "There is nothing to preview:") }
  package var nothingToWrite: SafeText { say(zh: "没有要写入的", en: "there is nothing to write") }
  package var stillWriting: SafeText { say(zh: "正在进行", en: "it is under way") }
  package var writingJoinWays: SafeText { say(zh: "正在写入…", en: "writing …") }
  package var writingBroken: SafeText {
    say(zh: "写入中断，结果未知；按 r 重新预览", en: "it was broken off, the results are unknown; r looks again")
  }
  package var willBeWritten: SafeText { say(zh: "将写入", en: "to be written") }
  package var notTried: SafeText { say(zh: "没有尝试", en: "not tried") }

  // MARK: - Replacing

  package func whatGoesOut(_ ways: Int) -> SafeText {
    say(zh: "从 \(count: ways) 个进群方式中移出什么？", en: "What goes out of \(ways, "join way", "join ways")?")
  }
  package func allGroups(of owner: SafeText) -> SafeText { say(zh: "\(owner) 的所有群", en: "all of \(owner)'s groups") }
  package func chooseReplacement(_ owner: SafeText) -> SafeText {
    say(zh: "用谁的群代替 \(owner) 的群？", en: "Whose groups come in for \(owner)'s?")
  }
  package var sameGroup: SafeText { say(zh: "是同一个群", en: "that is the same group") }
  package var ownerHasResigned: SafeText { say(zh: "已离职", en: "has resigned") }
  package var noOpenGroupsHere: SafeText { say(zh: "没有可进的群", en: "no open group") }
  package func openGroupsOf(_ count: Int) -> SafeText {
    say(zh: "\(count: count) 个群可进", en: "\(count, "open group", "open groups")")
  }
  /// Why somebody's groups cannot come in.
  package func cannotReplace(_ owner: SafeText, _ why: SafeText) -> SafeText {
    say(zh: "\(owner)\(why)，须另选一位", en: "\(owner): \(why); choose somebody else")
  }

  // MARK: - Check, diagnosis, arrivals

  package func allIsWell(_ count: Int) -> SafeText {
    count == 0
      ? say(zh: "没有进群方式", en: "there are no join ways")
      : say(zh: "\(count: count) 个进群方式都正常", en: "nothing is wrong with \(count, "join way", "join ways")")
  }
  package var nothingWrong: SafeText { say(zh: "没有问题", en: "nothing is wrong") }
  package var nothingToRepair: SafeText { say(zh: "没有要处理的", en: "there is nothing to repair") }
  package var diagnosing: SafeText { say(zh: "正在读取配置和客户群…", en: "reading the configuration and its groups …") }
  package var diagnosisFailed: SafeText { say(zh: "没有读到：", en: "It could not be read:") }
  package func lookedAt(_ moment: SafeText) -> SafeText { say(zh: "读取于 \(moment)", en: "looked at \(moment)") }
  package var noStateNoArrivals: SafeText {
    say(zh: "没有渠道参数 state，看不出谁从这个码进群", en: "without a state nobody can tell who came by it")
  }
  package var nobodyCame: SafeText { say(zh: "还没有看到从这个码进群的人", en: "nobody was seen to come by this code yet") }
  package var readingArrivals: SafeText { say(zh: "正在读取…", en: "reading …") }
  package var arrivalsFailed: SafeText { say(zh: "没有读到进群成员", en: "the arrivals could not be read") }
  package var leftAt: SafeText { say(zh: "退群", en: "left") }
  package func arrivalsShown(_ shown: Int, of total: Int) -> SafeText {
    shown == total
      ? say(zh: "共 \(count: total) 条：一人一群一条", en: "\(total, "row", "rows"): one a person and group")
      : say(
        zh: "\(count: total) 条中的 \(count: shown) 条：一人一群一条",
        en: "\(count: shown) of \(total, "row", "rows"): one a person and group")
  }

  /// Above who came: each person once, as far as seen.
  package func arrivalsHead(_ name: SafeText, _ counts: JoinCounts, seen: SafeText?) -> SafeText {
    let age = seen.map { say(zh: " · 群成员读取于\($0)", en: " · members read \($0)") } ?? ""
    return say(
      zh: "\(name) · 人数：进群 \(count: counts.joined) · 仍在 \(count: counts.stillIn) · 退群 \(count: counts.gone)（看到的）\(age)",
      en:
        "\(name) · people: \(count: counts.joined) joined · \(count: counts.stillIn) still in · \(count: counts.gone) left (as far as seen)\(age)"
    )
  }

  // MARK: - What was done

  package func joinWaysImported(_ ends: [ImportedJoinWay]) -> SafeText {
    let good = ends.count { [.imported, .known, .confirmed].contains($0.end) }
    return say(zh: "\(count: ends.count) 个中已导入 \(count: good) 个", en: "\(count: good) of \(count: ends.count) imported")
  }

  package func codesSaved(_ count: Int, failed: Int, folder: SafeText) -> SafeText {
    failed == 0
      ? say(zh: "\(count: count) 个二维码已保存到 \(folder)", en: "\(count, "code", "codes") saved to \(folder)")
      : say(
        zh: "\(count: count) 个二维码已保存到 \(folder)，\(count: failed) 个没有",
        en: "\(count, "code", "codes") saved to \(folder), \(count: failed) not")
  }

  package var acknowledged: SafeText { say(zh: "已标为知晓", en: "acknowledged") }
  package func forgotten(_ isDone: Bool) -> SafeText {
    isDone ? say(zh: "已移出列表", en: "forgotten") : say(zh: "它不能移出列表", en: "it cannot be forgotten")
  }
}
