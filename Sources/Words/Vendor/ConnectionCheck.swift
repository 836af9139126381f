import Model
import WeCom

/// What `profile check` looks at beside the steps of the connection itself.
package enum CheckTerm: Term {
  case secretSource, clock

  package var words: Bilingual {
    switch self {
    case .secretSource: .init("secret 的来源", "where the secret comes from")
    case .clock: .init("本机时间", "this machine's clock")
    }
  }
}

extension ConnectionReport.Step: Term {
  package var words: Bilingual {
    switch self {
    case .server: .init("能连接企业微信", "WeCom can be reached")
    case .corpID: .init("企业 ID", "corp id")
    case .secret: .init("应用 secret", "application secret")
    case .trustedIP: .init("可信 IP", "trusted IP")
    case .callableApplication: .init("可调用接口的应用", "applications that may call")
    case .followUsers: .init("有客户联系权限的成员", "members with customer contact")
    case .visibleRange: .init("可见范围", "visible range")
    case .contacts: .init("成员信息", "members' details")
    }
  }
}

/// How a check ended; the marks are the same in both languages.
package enum CheckMark: String, Sendable, CaseIterable {
  case fine = "✓"
  case failed = "✗"
  case notChecked = "–"
}

extension Catalogue {
  /// `✓ 企业 ID`, `✗ 可信 IP：60020 …`
  package func check(_ mark: CheckMark, _ step: SafeText, detail: SafeText? = nil) -> SafeText {
    let sign = SafeText(mark.rawValue)
    guard let detail else { return say(zh: "\(sign) \(step)", en: "\(sign) \(step)") }
    return say(zh: "\(sign) \(step)：\(detail)", en: "\(sign) \(step): \(detail)")
  }

  package func notChecked(because step: SafeText) -> SafeText {
    say(zh: "未检查，先解决“\(step)”", en: "not checked; first mend \"\(step)\"")
  }

  package var nobodyVisible: Advice {
    advice(
      .init("应用的可见范围内没有配置了客户联系的成员", "no member with customer contact is in the application's visible range"),
      next: .init(
        "在管理后台把群主加入应用的「可见范围」和「客户联系」的使用范围",
        "add the owners to the application's 「可见范围」 and to those who may use 「客户联系」"), by: .corpAdministrator)
  }

  /// Third-party applications get userids and nothing else; that is no fault.
  package var onlyUserIDs: SafeText {
    say(zh: "只能得到 userid，得不到姓名：界面将显示 userid", en: "only userids, no names: userids are shown")
  }

  package func checkPassed(_ corp: SafeText) -> SafeText { say(zh: "\(corp)：可以使用", en: "\(corp): ready") }

  package func checkFailed(_ corp: SafeText) -> SafeText {
    say(zh: "\(corp)：还不能使用", en: "\(corp): not ready yet")
  }
}
