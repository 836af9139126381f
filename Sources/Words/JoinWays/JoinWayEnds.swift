import Model
import Services
import Storage
import WeCom

/// What became of an add, an update or a removal.
extension Catalogue {
  /// - Parameters:
  ///   - kind: what was tried.
  ///   - end: one sentence of what happened, what to do, and who.
  ///   - way: how another join way is called; nil: by the registry's own id.
  package func end(
    _ end: JoinWayEnd, of kind: JoinWayCall.Kind, in circumstances: Circumstances,
    way: (JoinWayID) -> SafeText? = { _ in nil }
  ) -> Advice {
    switch end {
    case .done(let record, let differing): done(record, differing, kind)
    case .doneUnread(let record, let trouble):
      advice(
        .init(
          "\(joinWayName(record))：\(did(kind).zh)，但没有读回：\(self.trouble(trouble, circumstances).meaning)",
          "\(joinWayName(record)): \(did(kind).en), but not read back: \(self.trouble(trouble, circumstances).meaning)"),
        next: refreshing, by: .you)
    case .unknown(let record): unknown(record, kind, circumstances)
    case .changedMeanwhile(let conflict): changedMeanwhile(conflict)
    case .earlierCallOpen(_, let until):
      advice(
        .init(
          "没有发送：上一次修改的结果还不知道", "nothing was sent: what became of the last change is not known yet"),
        next: circumstances.now.map { now in
          .init("\(moment(until, now: now)) 之后同步核对，再试", "refresh after \(moment(until, now: now)), then try again")
        } ?? refreshing, by: .you)
    case .gone(let record):
      advice(
        .init(
          "没有发送：企业微信已没有 \(joinWayName(record))", "nothing was sent: WeCom does not know \(joinWayName(record)) any more"
        ),
        next: .init("新建一个", "make a new one"), by: .you)
    case .notSent(let why): notSent(why, circumstances)
    case .notReached(let trouble):
      advice(
        .init(
          "没有发送：\(self.trouble(trouble, circumstances).meaning)",
          "nothing was sent: \(self.trouble(trouble, circumstances).meaning)"),
        next: .init("排除后再试", "try again once that is mended"), by: .you)
    case .notRecorded(let error):
      advice(
        .init(
          "结果没有记下来，可能已经生效：\(storage(error).meaning)",
          "its end was not written down, and it may have taken effect: \(storage(error).meaning)"),
        next: refreshing, by: .you)
    case .refused(let error): vendor(error, circumstances)
    case .invalid(let faults):
      advice(
        .init(
          "没有发送：\(joined(faults.filter { !$0.isWarning }.map { fault($0, way: way) }))",
          "nothing was sent: \(joined(faults.filter { !$0.isWarning }.map { fault($0, way: way) }))"),
        next: .init("改好再提交", "mend it and try again"), by: .you)
    case .stopped: everythingStopped
    case .auditNotWhole: auditMismatch
    }
  }

  /// The same beside the configuration's name, which it does not repeat.
  package func outcome(_ end: JoinWayEnd, of kind: JoinWayCall.Kind, in circumstances: Circumstances) -> Advice {
    switch end {
    case .done(_, let differing) where differing.isEmpty: advice(did(kind), next: nil, by: .nobody)
    case .done(_, let differing):
      advice(
        .init(
          "\(did(kind).zh)，但企业微信改了：\(joined(differing.map { self[$0] }))",
          "\(did(kind).en), but WeCom made something else of: \(joined(differing.map { self[$0] }))"),
        next: .init("核对读回的内容", "look at what was read back"), by: .you)
    case .doneUnread(_, let trouble):
      advice(
        .init(
          "\(did(kind).zh)，但没有读回：\(self.trouble(trouble, circumstances).meaning)",
          "\(did(kind).en), but not read back: \(self.trouble(trouble, circumstances).meaning)"),
        next: refreshing, by: .you)
    case .unknown where kind != .add:
      advice(
        .init("结果未知：已发送，没有收到答复", "unknown: sent, but the answer was lost"), next: refreshing, by: .you)
    case .gone:
      advice(
        .init("没有发送：企业微信已没有它", "nothing was sent: WeCom does not know it any more"),
        next: .init("新建一个", "make a new one"), by: .you)
    default: self.end(end, of: kind, in: circumstances)
    }
  }

  private func done(_ record: JoinWayRecord, _ differing: [JoinWayField], _ kind: JoinWayCall.Kind) -> Advice {
    let name = joinWayName(record)
    guard !differing.isEmpty else {
      return advice(.init("\(name)：\(did(kind).zh)", "\(name): \(did(kind).en)"), next: nil, by: .nobody)
    }
    let fields = joined(differing.map { self[$0] })
    return advice(
      .init(
        "\(name)：\(did(kind).zh)，但企业微信改了：\(fields)",
        "\(name): \(did(kind).en), but WeCom made something else of: \(fields)"),
      next: .init("核对读回的内容", "look at what was read back"), by: .you)
  }

  private func did(_ kind: JoinWayCall.Kind) -> Bilingual {
    switch kind {
    case .add: .init("已创建", "added")
    case .update: .init("已修改", "updated")
    case .delete: .init("已删除", "removed")
    }
  }

  private func unknown(
    _ record: JoinWayRecord, _ kind: JoinWayCall.Kind, _ circumstances: Circumstances
  ) -> Advice {
    let name = joinWayName(record)
    guard kind == .add else {
      return advice(
        .init(
          "\(name)：已发送，没有收到答复；可能生效了，也可能没有", "\(name): sent, but the answer was lost; it may have taken effect or not"),
        next: refreshing, by: .you)
    }
    let state = SafeText(record.content.state, limit: 60)
    return advice(
      .init(
        "\(name)：已发送，没有收到答复；配置可能已经存在（state \(state)），程序不会重发",
        "\(name): sent, but the answer was lost; the configuration may exist (state \(state)), and it is not sent again"
      ),
      next: .init(
        "有成员带着这个 state 进群就说明它存在；找到配置 ID 后导入",
        "a member who comes with that state proves it; import its config id if it turns up"), by: .you)
  }

  private func changedMeanwhile(_ conflict: JoinWayConflict) -> Advice {
    let fields = joined(conflict.theirs.map { self[$0] })
    guard conflict.contested.isEmpty else {
      let both = joined(conflict.contested.map { self[$0] })
      return advice(
        .init(
          "没有发送：配置已在别处被修改（\(fields)），其中两边都改了：\(both)",
          "nothing was sent: it was changed elsewhere meanwhile (\(fields)), and both sides changed: \(both)"),
        next: .init("比较后决定留哪一边", "compare, and decide which to keep"), by: .you)
    }
    return advice(
      .init(
        "没有发送：配置已在别处被修改（\(fields)）", "nothing was sent: it was changed elsewhere meanwhile (\(fields))"),
      next: .init("在新的内容上再改一次", "make your change on top of that"), by: .you)
  }

  private func notSent(_ why: NotSent, _ circumstances: Circumstances) -> Advice {
    switch why {
    case .noToken:
      nothingSent(.init("没有有效的 access_token", "there was no valid access token"))
    case .gateClosed:
      nothingSent(.init("本机写入太慢，超过了发送时限", "this machine was too slow to send in time"))
    case .limited(let block):
      block.map { blocked($0.until, circumstances) }
        ?? nothingSent(.init("调用次数受限", "the calls are limited just now"))
    case .unreachable(let reason):
      call(.unreachable(.updateJoinWay, reason), circumstances)
    case .timedOut:
      nothingSent(.init("没有及时连接上企业微信", "no connection to WeCom in time"))
    }
  }

  private func nothingSent(_ why: Bilingual) -> Advice {
    advice(.init("没有发送：\(why.zh)", "nothing was sent: \(why.en)"), next: .init("稍后再试", "try again later"), by: .you)
  }

  /// Why one configuration could not be read.
  package func trouble(_ trouble: JoinWayTrouble, _ circumstances: Circumstances) -> Advice {
    switch trouble {
    case .call(let error): call(error, circumstances)
    case .otherConfiguration:
      advice(
        .init("企业微信答复了另一个配置", "WeCom answered with another configuration"),
        next: .init("稍后再试", "try again later"), by: .you)
    case .otherProfile(""):
      advice(
        .init("本应用看不到这个进群方式：它是另一个应用的", "this application does not see it: it is another one's"),
        next: .init("用创建它的应用打开", "open it with the application that made it"), by: .you)
    case .otherProfile(let profile):
      advice(
        .init(
          "本应用看不到这个进群方式：它属于配置 \(SafeText(profile, limit: 60))",
          "this application does not see it: made by profile \(SafeText(profile, limit: 60))"),
        next: .init("用那个配置打开（--profile）", "open it there"), by: .you)
    }
  }

  private var refreshing: Bilingual {
    way(
      .init("用 join-ways refresh 核对", "look with join-ways refresh"), console: .init("同步后核对", "refresh, and look"))
  }

  private func joined(_ parts: [SafeText]) -> SafeText {
    SafeText(parts.map(\.text).joined(separator: language == .zh ? "；" : "; "))
  }

  // MARK: Import

  package func imported(_ end: ImportedJoinWay.End, in circumstances: Circumstances) -> Advice {
    switch end {
    case .imported: advice(.init("已导入", "imported"), next: nil, by: .nobody)
    case .known: advice(.init("已在列表中，已重新读取", "known already, read again"), next: nil, by: .nobody)
    case .confirmed:
      advice(.init("就是那个未确认的配置：已确认", "it is the unconfirmed configuration: confirmed"), next: nil, by: .nobody)
    case .notFound(let error), .failed(let error): call(error, circumstances)
    }
  }

  // MARK: Plans

  /// Why a plan leaves a join way as it is.
  ///
  /// - Parameter owner: how somebody is called; nil: by their id.
  package func obstacle(
    _ obstacle: JoinWayPlan.Obstacle, owner: (UserID) -> SafeText? = { _ in nil }, in circumstances: Circumstances
  ) -> SafeText {
    switch obstacle {
    case .nothingToDo: say(zh: "不需要改", en: "nothing to do")
    case .noOpenGroup(let user?):
      say(
        zh: "\(owner(user) ?? SafeText(user)) 没有可进的群", en: "\(owner(user) ?? SafeText(user)) has no open group")
    case .noOpenGroup(nil): say(zh: "没有可进的群", en: "there is no open group")
    case .invalid(let faults):
      joined(faults.filter { !$0.isWarning }.map { fault($0) })
    case .unreadable(let trouble): self.trouble(trouble, circumstances).meaning
    case .gone: self[JoinWayRecord.Standing.gone]
    case .unconfirmed: self[JoinWayRecord.Standing.unconfirmed]
    case .earlierCallOpen: finding(.callOpen)
    }
  }

  /// Why somebody should look twice before a change is written; nil where there is no reason.
  ///
  /// - Parameter owner: how somebody is called; nil: by their id.
  package func warning(
    of item: JoinWayPlan.Item, owner: (UserID) -> SafeText? = { _ in nil }
  ) -> SafeText? {
    item.newOwner.map { user in
      say(
        zh: "以后自动新建的群归 \(owner(user) ?? SafeText(user))",
        en: "groups created from then on are \(owner(user) ?? SafeText(user))'s")
    }
  }

  /// What a plan is for.
  ///
  /// - Parameters:
  ///   - group: how a group is called; nil: by its id.
  ///   - owner: how somebody is called; nil: by their id.
  package func purpose(
    _ purpose: JoinWayPlan.Purpose, group: (ChatID) -> SafeText? = { _ in nil },
    owner: (UserID) -> SafeText? = { _ in nil }
  ) -> SafeText {
    switch purpose {
    case .rotate: say(zh: "换群：移出满的群，加入同一群主可进的群", en: "rotate: full groups out, open ones of the same owner in")
    case .replace(let old, let new):
      say(
        zh: "替换客户群：\(group(old) ?? SafeText(old)) → \(group(new) ?? SafeText(new))",
        en: "replace a group: \(group(old) ?? SafeText(old)) → \(group(new) ?? SafeText(new))")
    case .replaceOwner(let old, let new):
      say(
        zh: "替换 \(owner(old) ?? SafeText(old)) 的群：加入 \(owner(new) ?? SafeText(new)) 的群",
        en: "replace the groups of \(owner(old) ?? SafeText(old)) by groups of \(owner(new) ?? SafeText(new))")
    }
  }

  /// How many configurations a plan changes: `改 3 个进群方式，2 个不改`.
  package func planCounts(changes: Int, left: Int) -> SafeText {
    left == 0
      ? say(zh: "改 \(count: changes) 个进群方式", en: "\(changes, "join way", "join ways") to change")
      : say(
        zh: "改 \(count: changes) 个进群方式，\(count: left) 个不改",
        en: "\(changes, "join way", "join ways") to change, \(count: left) left as they are")
  }

  /// In a handover's preview: codes that lead into its groups; nil where there are none.
  package func joinWaysTouched(_ records: [JoinWayRecord]) -> SafeText? {
    guard !records.isEmpty else { return nil }
    let names = records.prefix(Self.mostNames).map { joinWayName($0, limit: 20).text }
    let shown = SafeText(names.joined(separator: language == .zh ? "、" : ", "))
    let rest = records.count - names.count
    let total = records.count
    guard rest > 0 else {
      return say(
        zh: "涉及 \(count: total) 个进群方式：\(shown)；码继续有效，自动新建的群归第一个群的群主",
        en:
          "\(total, "join way leads", "join ways lead") into these groups: \(shown); codes go on working, new groups get the first group's owner"
      )
    }
    return say(
      zh: "涉及 \(count: total) 个进群方式：\(shown) 等；码继续有效，自动新建的群归第一个群的群主",
      en:
        "\(total, "join way leads", "join ways lead") into these groups: \(shown) and \(count: rest) more; codes go on working, new groups get the first group's owner"
    )
  }

  /// Join ways that are named one by one.
  private static let mostNames = 4
}
