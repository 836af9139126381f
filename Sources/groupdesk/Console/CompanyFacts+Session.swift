import Console
import Model
import Settings

extension CompanyFacts {
  /// - Parameter isBuiltIn: the company lives in this process and ends with it.
  init(_ session: Session, isBuiltIn: Bool) {
    let profile = session.profile
    self.init(
      corp: session.corp, profile: profile.name?.text, isDemo: profile.isSimulated, isBuiltIn: isBuiltIn,
      authority: session.authority,
      application: profile.application, host: profile.baseURL.authority,
      requestTimeout: profile.preferences.requestTimeout, limits: session.limits, rules: session.rules,
      speed: (session.clock as? FollowedClock)?.speed ?? 1,
      mayWorkUnattended: !isBuiltIn && session.client != nil && profile.secret.canBeReadWithoutPerson)
  }
}
