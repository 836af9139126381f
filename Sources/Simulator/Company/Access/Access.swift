/// Who may call what: the checks in front of every endpoint, and the token itself.
extension Company {
  /// Lets a call through to its endpoint, in the vendor's order: token, address, permission, limits.
  mutating func checkAccess(_ ticket: Ticket, at now: Int64) throws(Refusal) -> Endpoint {
    let call = ticket.call
    guard let endpoint = ticket.endpoint else { throw foreignPath(call) }
    if endpoint != .getToken {
      try checkToken(call.query, at: now)
      if let trusted = rules.trustedAddresses, !trusted.contains(call.address) { throw Refusal(60020) }
      if let allowed = rules.allowedPaths, !allowed.contains(call.path) { throw Refusal(48002) }
    }
    if ticket.parallel > rules.parallel { throw Refusal(45033) }
    if rules.rateLimits, !limits.admits(endpoint, from: call.address, rules, at: now) { throw Refusal(45009) }
    return endpoint
  }

  /// The other token kinds travel under other names; this company has given out none of them.
  private func foreignPath(_ call: Call) -> Refusal {
    guard call.path.hasPrefix("service/") || call.path == "idconvert/upgrade_chatid_for_new_corp" else {
      return Refusal(40066)
    }
    if let token = call.query["provider_access_token"] { return Refusal(token.isEmpty ? 41001 : 40014) }
    let token = call.query["suite_access_token"] ?? ""
    return Refusal(token.isEmpty ? 41022 : 40082)
  }

  private func checkToken(_ query: [String: String], at now: Int64) throws(Refusal) {
    guard let token = query["access_token"], !token.isEmpty else { throw Refusal(41001) }
    switch tokens.verdict(on: token, at: now) {
    case .valid: return
    case .expired: throw Refusal(rules.expiredTokenCode)
    case .unknown: throw Refusal(40014)
    }
  }

  /// `gettoken`
  mutating func getToken(_ call: Call, _ number: Int, at now: Int64) throws(Refusal) -> Success {
    if tokens.isBlocked(call.address, at: now) { throw Refusal(45009) }
    guard let corpID = call.query["corpid"], !corpID.isEmpty else { throw Refusal(41002) }
    guard let secret = call.query["corpsecret"], !secret.isEmpty else { throw Refusal(41004) }
    guard corpID == configuration.corpID else { throw Refusal(40013) }
    guard secret == configuration.secret else {
      tokens.wrongSecret(from: call.address, allowed: rules.badSecrets, at: now)
      throw Refusal(40001)
    }
    let (token, isNew) = tokens.token(life: rules.tokenSeconds, at: now, from: &generator)
    journal.record(.token(isNew: isNew), at: now, call: number, of: call)
    var writer = Self.success(capacity: 512)
    writer.member("access_token", token)
    writer.member("expires_in", rules.tokenSeconds)
    writer.endObject()
    return Success(body: writer.bytes)
  }
}
