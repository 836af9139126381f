import Model

extension Catalogue {
  /// What an error code of the vendor means, what to do, and who does it.
  /// - Parameters:
  ///   - code: as the vendor sent it; one that nobody documented gets words too.
  ///   - application: decides who can mend a permission.
  ///   - ip: the address the vendor saw, where its message told one (60020).
  package func vendorError(_ code: Int, application: ApplicationKind, ip: SafeText? = nil) -> Advice {
    guard let entry = VendorErrorTable.entries[code] else { return unknownVendorError(code) }
    let step = application == .own ? entry.next : entry.nextForProviders
    let meaning = numbered(code, entry.meaning)
    if code == 60020, let ip, !ip.isEmpty { return untrusted(ip, meaning: meaning, application: application) }
    return Advice(meaning: meaning, next: step.map { say($0.words) }, actor: step?.actor ?? .nobody)
  }

  private func numbered(_ code: Int, _ words: Bilingual) -> SafeText {
    say(zh: "\(code: code) \(words.zh)", en: "\(code: code) \(words.en)")
  }

  private func untrusted(_ ip: SafeText, meaning: SafeText, application: ApplicationKind) -> Advice {
    switch application {
    case .own:
      Advice(
        meaning: meaning,
        next: say(
          zh: "把 \(ip) 加入应用的「企业可信IP」，约 1 分钟后生效",
          en: "add \(ip) to the application's 「企业可信IP」; it takes about a minute"),
        actor: .corpAdministrator)
    case .providerDeveloped, .thirdParty:
      Advice(
        meaning: meaning,
        next: say(
          zh: "把 \(ip) 加入服务商后台的 IP 白名单，约 1 分钟后生效",
          en: "add \(ip) to the provider's IP list; it takes about a minute"),
        actor: .provider)
    }
  }

  private func unknownVendorError(_ code: Int) -> Advice {
    Advice(
      meaning: say(
        zh: "\(code: code) 未收录的错误码，不当作成功", en: "\(code: code) a code nobody documented; it does not count as success"),
      next: say(
        zh: "在 https://open.work.weixin.qq.com/devtool/query?e=\(code: code) 查询",
        en: "look it up at https://open.work.weixin.qq.com/devtool/query?e=\(code: code)"),
      actor: .you)
  }
}
