import Model
import Services

extension Catalogue {
  /// Why a job waits, stopped or needs a person, and when it goes on.
  /// - Parameters:
  ///   - notBefore: the job's own; nil where nothing but a person lets it go on.
  ///   - application: decides who can mend a permission.
  ///   - names: how a person is called.
  package func reason(
    _ reason: JobReason, notBefore: Timestamp?, now: Timestamp, application: ApplicationKind,
    names: (UserID) -> SafeText
  ) -> SafeText {
    let until = notBefore.map { moment($0, now: now) }
    switch reason {
    case .quotaUsedUp(let owner, let until):
      return continued(
        moment(until, now: now), .init("\(names(owner)) 今日额度已用完", "today's quota of \(names(owner)) is used up"))
    case .quotaClosed(let owner, let until):
      return continued(
        moment(until, now: now),
        .init(
          "企业微信今天不再接受 \(names(owner)) 的分配（别处可能也用了额度）",
          "WeCom takes no more groups of \(names(owner)) today (others may be using the quota)"))
    case .retrying(let groups, let until):
      return again(
        moment(until, now: now),
        .init(
          "\(count: groups) 个群上次没有成功，或状态无法读取",
          "\(groups, "group", "groups") failed the last time, or could not be read"))
    case .outsideWindow(let until):
      return continued(moment(until, now: now), .init("不在发送时段", "outside the sending window"))
    case .midnight(let until):
      return continued(moment(until, now: now), .init("临近零点，不发送", "too close to midnight to send"))
    case .rateLimited: return continued(until, .init("企业微信限制了调用次数", "the vendor limits the calls"))
    case .otherHandover(let owner):
      return again(
        until, .init("\(names(owner)) 的另一个任务正在发送", "another job of \(names(owner)) is being sent"))
    case .unreachable:
      return again(
        until, .init("连接不上企业微信，或答复无法读取", "WeCom cannot be reached, or its answer cannot be read"))
    case .checking(let groups): return checking(groups, until)
    case .following(let groups): return following(groups, until)
    case .refused(let code, let ip):
      return line(vendorError(code, application: application, ip: ip.map { SafeText($0, limit: 64) }))
    case .newOwnerUnfit(let newOwner, let code):
      return line(unfit(names(newOwner), vendorError(code, application: application)))
    case .clockSkew(let seconds): return line(clockSkew(duration(.seconds(abs(seconds)))))
    case .unanswered(let groups):
      return line(
        advice(
          .init(
            "\(count: groups) 个群多次发送都没有答复，也没有生效",
            "\(groups, "group was", "groups were") sent several times, never answered, without effect"),
          next: .init(
            "在管理后台核对，再\(resuming.zh)", "look in the admin console, then \(resuming.en)"),
          by: .you))
    case .tooSlow:
      return again(
        until, .init("本机写入太慢，这一次没有发送", "this machine was too slow to send in time; nothing was sent"))
    case .auditMismatch: return line(auditMismatch)
    case .internalError(let what): return line(internalError(SafeText(what, limit: 200)))
    }
  }

  private func continued(_ until: SafeText?, _ what: Bilingual) -> SafeText {
    guard let until else { return say(what) }
    return say(zh: "\(what.zh)，\(until) 继续", en: "\(what.en), continues at \(until)")
  }

  private func again(_ until: SafeText?, _ what: Bilingual) -> SafeText {
    guard let until else { return say(what) }
    return say(zh: "\(what.zh)，\(until) 再试", en: "\(what.en); tries again at \(until)")
  }

  /// The outcome of a call is unknown, and nothing is sent before it is.
  private func checking(_ groups: Int, _ until: SafeText?) -> SafeText {
    guard let until else {
      return say(
        zh: "\(count: groups) 个群已发送，未收到答复；核对前不会重发",
        en: "\(groups, "group", "groups") sent, answer lost; nothing is re-sent before it is checked")
    }
    return say(
      zh: "\(count: groups) 个群已发送，未收到答复 — \(until) 核对，核对前不会重发",
      en: "\(groups, "group", "groups") sent, answer lost – checking at \(until), nothing is re-sent before")
  }

  /// Everything is sent, the vendor is at work.
  private func following(_ groups: Int, _ until: SafeText?) -> SafeText {
    guard let until else {
      return say(
        zh: "全部分配，等待 \(count: groups) 个群继承完成",
        en: "all assigned, waiting until \(groups, "group is", "groups are") done")
    }
    return say(
      zh: "全部分配，等待 \(count: groups) 个群继承完成；\(until) 再查",
      en: "all assigned, waiting until \(groups, "group is", "groups are") done; next look at \(until)")
  }

  private func unfit(_ newOwner: SafeText, _ fault: Advice) -> Advice {
    Advice(
      meaning: say(zh: "\(newOwner)不能接手：\(fault.meaning)", en: "\(newOwner) cannot take over: \(fault.meaning)"),
      next: fault.next.map {
        let cancelling = way(.init("用 queue cancel 取消", "queue cancel"), console: .init("按 x 取消", "press x"))
        return say(
          zh: "\($0)；然后\(resuming.zh)，或\(cancelling.zh)后重新计划",
          en: "\($0); then \(resuming.en), or \(cancelling.en) and plan anew")
      }, actor: fault.actor)
  }

  /// How a person lets a job go on.
  private var resuming: Bilingual {
    way(.init("用 queue resume 继续", "go on with queue resume"), console: .init("按 c 继续", "press c to go on"))
  }

  /// The global stop, and how it ends.
  package var everythingStopped: Advice {
    advice(
      .init("全部任务已暂停", "all jobs are paused"),
      next: way(
        .init("用 queue resume --all 继续", "queue resume --all lets them go on"),
        console: .init("在任务窗口按 P 继续", "P in the queue lets them go on")), by: .you)
  }

  private func internalError(_ what: SafeText) -> Advice {
    advice(
      .init("程序内部出错：\(what)", "something went wrong inside: \(what)"),
      next: .init("\(resuming.zh)；若仍然出现，请反馈", "\(resuming.en); if it stays, report it"), by: .you)
  }
}
