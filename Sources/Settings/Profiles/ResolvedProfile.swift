import Model

/// Whom to talk to and how, after flags, environment, profile and configuration have been heard: plain values, from
/// which the program makes its connection.
package struct ResolvedProfile: Sendable, Hashable {
  /// Nil when the environment alone says whom to talk to.
  package let name: ProfileName?
  package let baseURL: BaseURL
  package let corpID: CorpID
  /// What the corp is called on screen; nil where only its id is known.
  package let corpName: String?
  package let application: ApplicationKind
  package let secret: SecretSource
  package let preferences: Preferences

  /// A simulated company on this machine; what else answers on a loopback address may be a way to the real one.
  package var isSimulated: Bool { baseURL.isLoopback && corpID.rawValue == SimulatedCompany.corpID }
}

/// What the command line says about the connection.
package struct ConnectionFlags: Sendable, Hashable {
  /// `--profile`
  package var profile: ProfileName?
  /// `--read-only`; a flag can only take authority away.
  package var readOnly = false
  package init(profile: ProfileName? = nil, readOnly: Bool = false) {
    self.profile = profile
    self.readOnly = readOnly
  }
}

extension ProfileStore {
  /// Whom to talk to: flags before environment (`GROUPDESK_BASE_URL`, `GROUPDESK_CORP_ID`, `GROUPDESK_SECRET`) before
  /// profile before configuration. Without `--profile` and a configured one, the only profile there is counts.
  ///
  /// A secret belongs to the host and corp it was stored for. Where the environment names another host or corp than the
  /// profile, the profile gives its preferences and nothing else: not its secret, not the corp's name.
  ///
  /// A loopback host without corp id or secret is the simulated company, whose both are known.
  /// - Parameter environment: of the process.
  /// - Throws: `.noConnection` when nothing says whom to talk to, and what is wrong with what does.
  package func resolve(_ flags: ConnectionFlags, environment: [String: String]) throws(SettingsError) -> ResolvedProfile
  {
    let named = try NamedConnection(environment)
    let profile = try chosenProfile(flags, isNeeded: !named.isComplete)
    var preferences = profile?.preferences ?? Preferences()
    preferences.readOnly = preferences.readOnly || flags.readOnly

    guard let baseURL = named.baseURL ?? profile?.baseURL ?? named.corpID.flatMap({ _ in BaseURL(BaseURL.vendorText) })
    else { throw .noConnection }
    let known = profile.flatMap { $0.baseURL == baseURL && $0.corpID == (named.corpID ?? $0.corpID) ? $0 : nil }
    let simulated = baseURL.isLoopback
    guard let corpID = named.corpID ?? known?.corpID ?? (simulated ? CorpID(SimulatedCompany.corpID) : nil) else {
      throw .incomplete(missing: Variable.corpID)
    }
    let found = SecretSource.first(
      profile: known, isOverridden: profile != nil && known == nil, environment: environment)
    guard let secret = found ?? (simulated && corpID.rawValue == SimulatedCompany.corpID ? .simulated : nil) else {
      throw .noSecret
    }
    let corpName = simulated && corpID.rawValue == SimulatedCompany.corpID ? SimulatedCompany.corpName : nil
    return ResolvedProfile(
      name: known?.name, baseURL: baseURL, corpID: corpID, corpName: known?.corpName ?? corpName,
      application: known?.application ?? .own, secret: secret, preferences: preferences)
  }

  /// Where a profile's secret would be had from now, credentials and environment heard; nil where there is none.
  package func secretInUse(of profile: Profile, environment: [String: String]) -> SecretSource? {
    let isSimulated = profile.baseURL.isLoopback && profile.corpID.rawValue == SimulatedCompany.corpID
    return SecretSource.first(profile: profile, isOverridden: false, environment: environment)
      ?? (isSimulated ? .simulated : nil)
  }

  /// - Parameter isNeeded: whether a single profile nobody named counts; where the environment says everything, a broken
  ///   profile must not stand in the way.
  private func chosenProfile(_ flags: ConnectionFlags, isNeeded: Bool) throws(SettingsError) -> Profile? {
    if let name = flags.profile { return try load(name) }
    guard isNeeded else { return nil }
    if let name = try configuration().profile { return try load(name) }
    let all = try list()
    return all.count == 1 ? try load(all[0]) : nil
  }
}

/// The variables that say whom to talk to.
package enum Variable {
  package static let baseURL = "GROUPDESK_BASE_URL"
  package static let corpID = "GROUPDESK_CORP_ID"
  package static let secret = "GROUPDESK_SECRET"
}

/// What is known of every simulated company.
package enum SimulatedCompany {
  package static let corpID = "wwsimulated"
  package static let secret = "simulated-secret"
  package static let corpName = "示例公司"
}

private struct NamedConnection {
  let baseURL: BaseURL?
  let corpID: CorpID?

  init(_ environment: [String: String]) throws(SettingsError) {
    func value<Value>(_ name: String, _ allowed: Allowed, _ parse: (String) -> Value?) throws(SettingsError) -> Value? {
      guard let text = environment[name], !text.isEmpty else { return nil }
      guard let value = parse(text) else { throw .badValue(name: name, value: text, allowed: allowed) }
      return value
    }
    baseURL = try value(Variable.baseURL, .baseURL) { BaseURL($0) }
    corpID = try value(Variable.corpID, .corpID) { CorpID($0) }
  }

  /// A loopback host, or a host and corp: no profile is needed for whom, only perhaps for how.
  var isComplete: Bool { baseURL != nil && (corpID != nil || baseURL?.isLoopback == true) }
}
