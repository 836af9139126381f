import Model

/// Titles of the list of profiles.
package enum ProfileTerm: Term {
  case host, application, authority

  package var words: Bilingual {
    switch self {
    case .host: .init("主机", "host")
    case .application: .init("应用类型", "application")
    case .authority: .init("权限", "authority")
    }
  }
}

extension ApplicationKind: Term {
  package var words: Bilingual {
    switch self {
    case .own: .init("自建应用", "own")
    case .providerDeveloped: .init("代开发应用", "provider-developed")
    case .thirdParty: .init("第三方应用", "third-party")
    }
  }
}

extension Catalogue {
  package func profileAdded(_ name: SafeText) -> SafeText {
    say(zh: "已添加配置 \(name)", en: "added the profile \(name)")
  }

  package func credentialComes(_ credential: SafeText) -> SafeText {
    say(
      zh: "没有检查：secret 由 systemd 在服务中以凭据 \(credential) 给出（LoadCredential=）",
      en: "not checked: systemd gives the secret inside its unit, as the credential \(credential) (LoadCredential=)")
  }

  package var noProfiles: Advice {
    advice(
      .init("还没有配置", "there are no profiles"),
      next: .init(
        "用 groupdesk profile add 接入企业，或用 groupdesk demo 看演示",
        "connect a corp with groupdesk profile add, or see groupdesk demo"), by: .you)
  }

  package var askForSecret: SafeText {
    say(zh: "请输入应用的 secret（不显示）：", en: "type the application's secret (it is not shown):")
  }

  package var noSecretGiven: Advice {
    advice(
      .init("标准输入中没有可用的 secret，没有添加配置", "standard input holds no secret that can be used; nothing was added"),
      next: .init(
        "通过管道给出 secret，或用 --secret-… 指明来源", "pipe the secret in, or name its source with a --secret-… option"), by: .you
    )
  }
}
