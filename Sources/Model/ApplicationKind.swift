/// What kind of application talks to the vendor. It decides who can mend a refusal: the corp's own administrator, or the
/// provider.
package enum ApplicationKind: String, Sendable, Hashable, CaseIterable {
  /// 自建应用
  case own
  /// 代开发应用
  case providerDeveloped = "provider_developed"
  /// 第三方应用
  case thirdParty = "third_party"
}
