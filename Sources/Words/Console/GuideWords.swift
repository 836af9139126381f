import Model

/// The guide that connects a company.
package enum GuideTerm: Term {
  case name, corpID, corpName, kind, secret, host, open, openAnyway, checkAgain

  package var words: Bilingual {
    switch self {
    case .name: .init("配置名称", "profile name")
    case .corpID: .init("企业 ID", "corp id")
    case .corpName: .init("企业名称", "corp name")
    case .kind: .init("应用类型", "application")
    case .secret: .init("应用 secret", "application secret")
    case .host: .init("接口地址", "API address")
    case .open: .init("打开", "open")
    case .openAnyway: .init("仍然打开", "open anyway")
    case .checkAgain: .init("重新检查", "check again")
    }
  }
}

extension Catalogue {
  package var guideIntro: SafeText {
    say(
      zh: "填写后按 ⏎ 到下一项，最后一项按 ⏎ 保存并检查；Esc 返回。secret 只写入仅你可读的文件。",
      en:
        "Enter goes to the next field and, on the last, saves and checks; Esc goes back. The secret goes into a file only you can read."
    )
  }

  /// Where to find what a field asks for.
  package func guideHint(_ term: GuideTerm) -> SafeText {
    switch term {
    case .name: say(zh: "自己起的名字：字母、数字和 . _ -", en: "your own name for it: letters, digits and . _ -")
    case .corpID: say(zh: "管理后台「我的企业」最下方，ww 开头", en: "admin console, 「我的企业」, at the bottom; begins with ww")
    case .corpName: say(zh: "显示在标题和每次确认中；可以留空", en: "shown in titles and in every confirmation; may be empty")
    case .kind: say(zh: "← → 选择；决定由谁处理权限问题", en: "← → choose; decides who can mend a permission")
    case .secret: say(zh: "管理后台「应用管理」中该应用的 Secret；不显示", en: "the application's Secret in 「应用管理」; it is not shown")
    case .host: say(zh: "一般不用改", en: "leave it as it is")
    case .open, .openAnyway, .checkAgain: ""
    }
  }

  /// What is wrong with a field.
  package func guideFault(_ term: GuideTerm) -> SafeText {
    switch term {
    case .name: say(zh: "以字母或数字开头，只含字母、数字和 . _ -", en: "begin with a letter or digit; only letters, digits and . _ -")
    case .corpID: say(zh: "这不是企业 ID", en: "this is no corp id")
    case .secret: say(zh: "请填写 secret（不能有空格）", en: "a secret is needed, without spaces")
    case .host: say(zh: "需要 https:// 地址", en: "an https:// address is needed")
    case .corpName, .kind, .open, .openAnyway, .checkAgain: ""
    }
  }

  package func guideChecking(_ profile: SafeText) -> SafeText {
    say(zh: "\(profile)：正在保存并检查…", en: "\(profile): saving and checking …")
  }
  package var guideReady: SafeText { say(zh: "按 ⏎ 打开", en: "Enter opens it") }
  package var guideNotReady: SafeText {
    say(zh: "按上面的提示处理，然后按 r 重新检查", en: "Mend what is named above, then r checks again")
  }
  package var guideUnsaved: SafeText { say(zh: "填写的内容还没有保存。", en: "What you typed is not saved.") }
  package var guideOpenHelp: SafeText { say(zh: "打开这个企业", en: "Open this company") }
  package var guideCheckHelp: SafeText { say(zh: "再检查一次连接", en: "Check the connection again") }
  package var guideAnywayHelp: SafeText {
    say(zh: "不等检查通过就打开：可以看本地已有的数据", en: "Open without a passed check: what is on this machine can be looked at")
  }
}
