import Model
import Services
import Storage

/// Titles that only the command line has.
package enum JoinWaySubcommandTerm: Term {
  case field, base, remote, wanted, day, end

  package var words: Bilingual {
    switch self {
    case .field: .init("字段", "field")
    case .base: .init("你看到的", "as you saw it")
    case .remote: .init("企业微信现在的", "at WeCom now")
    case .wanted: .init("你要写入的", "yours")
    case .day: .init("日期", "day")
    case .end: .init("结果", "end")
    }
  }
}

/// What the subcommands of join ways say beside the words they share with the console.
extension Catalogue {
  package func noSuchJoinWay(_ id: SafeText) -> Advice {
    advice(
      .init("没有进群方式 \(id)", "there is no join way \(id)"),
      next: .init(
        "用 join-ways list 查看；由本应用创建但不在其中的，用 join-ways import 导入",
        "see join-ways list; one that this application made and that is not there is taken in with join-ways import"),
      by: .you)
  }

  package func joinWaysShown(_ count: Int, of total: Int) -> SafeText {
    count == total
      ? say(zh: "共 \(count: total) 个进群方式", en: "\(total, "join way", "join ways")")
      : say(
        zh: "\(count: total) 个进群方式中的 \(count: count) 个", en: "\(count: count) of \(total, "join way", "join ways")")
  }

  /// Of the 500 000 that a corp may have, other applications' and 联系我 included (99547).
  package func joinWaysUsed(_ used: Int) -> SafeText {
    say(
      zh: "已知占用额度 \(count: used)/500 000（与「联系我」及其他应用共用，看不到它们的用量）",
      en: "\(count: used) of 500 000 used as far as is known (shared with 「联系我」 and other applications, unseen here)")
  }

  package var nothingWritten: SafeText { say(zh: "只是预览，没有写入任何内容", en: "a preview only: nothing was written") }
  /// A join way that cannot be read, and why.
  package var cannotBeLookedAt: SafeText {
    say(
      zh: "无法查看：没有配置 ID（创建时没有收到答复），企业微信没有其他查询接口",
      en: "it cannot be looked at: there is no config id (its answer was lost), and WeCom offers no other way")
  }

  package var nothingToChange: SafeText { say(zh: "没有要改的内容，没有写入", en: "nothing to change; nothing was written") }

  package var stateIsChosen: SafeText {
    say(
      zh: "没有写渠道参数 state，由程序选一个：能看出谁从这个码进群，答复丢失时也是唯一的线索",
      en: "no state was named, so one is chosen: it tells who came by this code, and is the trace of a lost answer")
  }

  package func removedAlready(_ name: SafeText) -> SafeText {
    say(zh: "企业微信已没有 \(name)，没有需要删除的", en: "WeCom has no \(name) any more; there is nothing to remove")
  }

  package func afterConflict(_ id: SafeText) -> SafeText {
    say(
      zh: "先看现在的内容：join-ways show \(id) --json，再在它上面修改一次",
      en: "look at it as it is now with join-ways show \(id) --json, then make your change on top of that")
  }

  // MARK: Confirming

  /// Asks for the number, with the corp's name in it.
  package func confirm(_ corp: SafeText, joinWays count: Int) -> SafeText {
    say(
      zh: "在「\(corp)」修改 \(count: count) 个进群方式：输入数量 \(code: count) 确认",
      en: "\(count, "join way", "join ways") of \(corp) will be changed: type the number \(code: count) to confirm")
  }

  /// Asks for the id, with what dies.
  package func confirmRemoval(of id: ConfigID, _ corp: SafeText) -> SafeText {
    say(
      zh: "在「\(corp)」删除后，已发布的二维码立即失效且不能恢复：输入配置 ID \(id) 确认",
      en: "once removed at \(corp), printed codes are dead for good: type the config id \(id) to confirm")
  }

  /// - Parameter expected: nil: of a plan that changes nothing.
  package func joinWaysNotConfirmed(expected: Int) -> Advice {
    advice(
      .init("没有确认，什么都没有写入", "not confirmed, nothing was written"),
      next: .init("看过变更后使用 --confirm \(code: expected)", "read the changes, then use --confirm \(code: expected)"),
      by: .you)
  }

  package func removalNotConfirmed(_ id: ConfigID) -> Advice {
    advice(
      .init("没有确认，什么都没有删除", "not confirmed, nothing was removed"),
      next: .init("确定要删除时使用 --confirm \(id)", "if you are sure, use --confirm \(id)"), by: .you)
  }

  package func unconfirmedStays(_ id: JoinWayID) -> Advice {
    advice(
      .init(
        "这个配置没有得到确认，没有配置 ID，无法修改或删除",
        "this configuration was never confirmed: without a config id nobody can change or remove it"),
      next: .init(
        "找到配置 ID 后用 join-ways import 导入，或用 join-ways forget \(id) 移出列表",
        "import its config id if it turns up, or take it off the list with join-ways forget \(id)"), by: .you)
  }

  // MARK: Plans

  package func planEnds(done: Int, of total: Int) -> SafeText {
    say(zh: "已修改 \(count: done)/\(count: total)", en: "\(count: done) of \(total, "join way", "join ways") changed")
  }

  /// Of a group that goes out or comes in.
  ///
  /// - Parameters:
  ///   - members: nil where they are not known.
  ///   - room: how many more get in by scanning.
  package func membersAndRoom(_ members: Int?, room: Int?) -> SafeText {
    guard let members, let room else { return say(zh: "人数未知", en: "members not known") }
    return say(
      zh: "\(count: members) 人，还能进 \(count: room) 人", en: "\(members, "member", "members"), room for \(count: room)")
  }

  /// Those behind the one that a plan stopped at.
  package func planNotTried(_ count: Int) -> SafeText {
    say(zh: "就此停下，\(count: count) 个没有尝试", en: "stopped there: \(count: count) not tried")
  }

  package var noJoinWayInPlan: SafeText { say(zh: "没有进群方式使用这些群", en: "no join way leads into these groups") }

  // MARK: Progress

  package func joinWaysRead(_ done: Int, of total: Int) -> SafeText {
    say(zh: "读取进群方式 \(count: done)/\(count: total)", en: "reading join ways \(count: done)/\(count: total)")
  }

  package func joinWaysChanged(_ done: Int, of total: Int) -> SafeText {
    say(zh: "修改进群方式 \(count: done)/\(count: total)", en: "changing join ways \(count: done)/\(count: total)")
  }

  package func codesRead(_ done: Int, of total: Int) -> SafeText {
    say(zh: "读取二维码 \(count: done)/\(count: total)", en: "reading QR codes \(count: done)/\(count: total)")
  }

  // MARK: What was done

  package func joinWayLook(_ look: JoinWayLook) -> SafeText {
    let (drifted, gone, failed) = (look.drifted.count, look.gone.count, look.failed.count)
    return say(
      zh: """
        读取 \(count: look.read) 个：\(count: drifted) 个新发现在别处被修改，\(count: gone) 个已不存在，\
        \(count: look.settled.count) 个未知结果已核对，\(count: failed) 个没有读到
        """,
      en: """
        \(count: look.read) read: \(count: drifted) newly changed elsewhere, \(count: gone) gone, \
        \(count: look.settled.count) lost answers settled, \(count: failed) could not be read
        """)
  }

  package func joinWaysImported(_ count: Int, of total: Int) -> SafeText {
    say(zh: "\(count: total) 个中 \(count: count) 个在列表中", en: "\(count: count) of \(count: total) are in the list")
  }

  package func acknowledged(_ count: Int) -> SafeText {
    say(zh: "\(count: count) 个已标为已知晓", en: "\(count: count) acknowledged")
  }

  package func forgotten(_ name: SafeText) -> SafeText {
    say(zh: "\(name)：已移出列表，记录保留", en: "\(name): off the list; its record stays")
  }

  package func cannotForget(_ name: SafeText) -> Advice {
    advice(
      .init(
        "\(name) 在企业微信仍然有效，移出列表后就再也找不回来", "\(name) exists at WeCom: off the list, nobody would find it again"),
      next: .init("不再需要时用 join-ways remove 删除", "if it is not needed any more, use join-ways remove"), by: .you)
  }

  package var findingsNone: SafeText { say(zh: "所有进群方式都正常", en: "all join ways are fine") }

  package var isNobodysCode: Advice {
    advice(
      .init("没有进群方式的二维码与它相同", "it is the code of no join way in the list"),
      next: .init(
        "可能是管理后台或其他应用创建的码；知道配置 ID 时用 join-ways import 导入",
        "it may be of the admin site or another application; if you know its config id, take it in with join-ways import"
      ),
      by: .you)
  }

  package func noStateToTell(_ name: SafeText) -> Advice {
    advice(
      .init("\(name) 没有渠道参数 state，看不出谁从这个码进群", "\(name) has no state: nobody can tell who came by it"),
      next: .init("用 join-ways edit 给它一个，以后进群的人就能区分", "give it one with join-ways edit; later arrivals will show"),
      by: .you)
  }

  package func noArrivals(_ name: SafeText) -> SafeText {
    say(zh: "还没有看到从 \(name) 进群的成员", en: "nobody who came by \(name) was seen so far")
  }

  package func codesSaved(_ count: Int, of total: Int) -> SafeText {
    say(zh: "已保存 \(count: count)/\(count: total)", en: "\(count: count) of \(total, "code", "codes") saved")
  }

  package func buttonSkipped(_ name: SafeText) -> SafeText {
    say(
      zh: "\(name)：小程序按钮没有二维码图片，已跳过", en: "\(name): a mini-program button has no image of a code; passed over")
  }

  package func terminalTooNarrow(columns: Int) -> SafeText {
    say(
      zh: "终端太窄：画这个二维码需要 \(count: columns) 列；可以用 --png 保存",
      en: "the terminal is too narrow: the code takes \(columns, "column", "columns"); save it with --png")
  }

  package func notOverwritten(_ path: SafeText) -> Advice {
    advice(
      .init("\(path) 已存在，没有覆盖", "\(path) exists and was not overwritten"),
      next: .init("换一个名字", "choose another name"), by: .you)
  }
}
