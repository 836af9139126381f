/// What the vendor's documents leave open or what a test wants to change while the company runs: codes nobody published,
/// limits, delays. `POST /_simulator/rules` sets them by the names in ``names``.
package struct Rules: Sendable, Equatable {
  /// How `groupchat/list` shows the groups of a resigned owner: page 93414 and the reports contradict each other.
  package enum ResignedOwners: String, Sendable, CaseIterable {
    /// Only with `owner_filter` naming the resigned owner (93414 of 2025-01).
    case ownerFilter = "owner_filter"
    /// `owner_filter` with a resigned userid answers 40003; `status_filter` 1 without a filter shows them (2021–2023).
    case statusFilter = "status_filter"
  }

  /// What a member becomes that an update of a join way does not send; 99547 says only that it overwrites.
  package enum Unsent: String, Sendable, CaseIterable {
    case defaults = "default"
    case kept
  }

  package init() {}

  /// `resigned_owners`
  package var resignedOwners = ResignedOwners.ownerFilter
  /// `daily_cap`: groups of one person handed over per natural day in Shanghai (96334).
  package var dailyCap = 300
  /// `past_cap_code`: inner code of a group past the cap. Unknown; chosen.
  package var pastCapCode = 90514
  /// `left_long_ago_code`: inner code when the old owner left more than 365 days ago. Unknown; chosen.
  package var leftLongAgoCode = 90506
  /// `on_job_limit`: on-job transfers of one group within 90 natural days (95703).
  package var onJobLimit = 2
  /// `past_on_job_code`: inner code of an on-job transfer past that limit. Unknown; chosen.
  package var pastOnJobCode = 90513
  /// `no_contact_code`: 84083 or 84074, for a new owner without customer contact.
  package var noContactCode = 84083
  /// `group_limit`: members of a full group; a full one is not handed to somebody who is not in it (90503).
  package var groupLimit = 500
  /// `broad_list_limit`: with more visible people, `list` without `owner_filter` answers 81017.
  package var broadListLimit = 1000
  /// `lag_milliseconds`: company time until `get` shows a change.
  package var lagMilliseconds: Int64 = 2000
  /// `handover_minimum_seconds`, `handover_maximum_seconds`: company time from status 2 to 3, different per group.
  package var handoverSeconds: ClosedRange<Int64> = 72_000...86_400
  /// `token_seconds`: life of an access token.
  package var tokenSeconds: Int64 = 7200
  /// `expired_token_code`: 40014 as observed, or 42001 as documented.
  package var expiredTokenCode = 40014
  /// `bad_secrets`: wrong secrets from one address before `gettoken` blocks it for an hour. The number is unpublished.
  package var badSecrets = 10
  /// `rate_limits`: whether 45009 exists at all.
  package var rateLimits = true
  /// `per_minute`, `per_hour`: calls per corp and API (90454).
  package var perMinute = 10_000
  package var perHour = 150_000
  /// `address_per_minute`, `address_per_hour`: calls per IP and API (90454).
  package var addressPerMinute = 20_000
  package var addressPerHour = 600_000
  /// `parallel`: calls of one API at a time before 45033. The number is unpublished.
  package var parallel = 50
  /// `busy_probability`: how often −1 comes instead of an answer, without effect, 0…1.
  package var busyProbability = 0.0
  /// `latency_milliseconds`: real time every call takes on top.
  package var latencyMilliseconds: Int64 = 0
  /// `trusted_addresses`: IPs that may call; nil for all. Others get 60020.
  package var trustedAddresses: [String]?
  /// `allowed_paths`: what the application may call; nil for all. Others get 48002.
  package var allowedPaths: [String]?
  /// `names`: whether `user/get` tells names and departments (third-party applications get none).
  package var names = true
  /// `unionids`: whether the corp has bound a developer id, so that WeChat users have a `unionid`.
  package var unionids = true
  /// `join_way_quota`: configurations the corp may have (99547).
  package var joinWayQuota = 500_000
  /// `unsent_on_update`. Unknown; chosen.
  package var unsentOnUpdate = Unsent.defaults
  /// `join_way_bytes`: whether remark, state and base name are counted in bytes. Unknown; chosen.
  package var joinWayBytes = false
  /// `scan_limit`: members with whom a group lets nobody in by a code any more.
  package var scanLimit = 200
}

extension Rules {
  /// The name and the present value of every rule, as `GET /_simulator/rules` shows them.
  var values: [String: JSONValue] {
    [
      "resigned_owners": .string(resignedOwners.rawValue),
      "daily_cap": .integer(Int64(dailyCap)), "past_cap_code": .integer(Int64(pastCapCode)),
      "left_long_ago_code": .integer(Int64(leftLongAgoCode)), "on_job_limit": .integer(Int64(onJobLimit)),
      "past_on_job_code": .integer(Int64(pastOnJobCode)), "no_contact_code": .integer(Int64(noContactCode)),
      "group_limit": .integer(Int64(groupLimit)), "broad_list_limit": .integer(Int64(broadListLimit)),
      "lag_milliseconds": .integer(lagMilliseconds),
      "handover_minimum_seconds": .integer(handoverSeconds.lowerBound),
      "handover_maximum_seconds": .integer(handoverSeconds.upperBound),
      "token_seconds": .integer(tokenSeconds), "expired_token_code": .integer(Int64(expiredTokenCode)),
      "bad_secrets": .integer(Int64(badSecrets)), "rate_limits": .boolean(rateLimits),
      "per_minute": .integer(Int64(perMinute)), "per_hour": .integer(Int64(perHour)),
      "address_per_minute": .integer(Int64(addressPerMinute)), "address_per_hour": .integer(Int64(addressPerHour)),
      "parallel": .integer(Int64(parallel)), "busy_probability": .number(busyProbability),
      "latency_milliseconds": .integer(latencyMilliseconds),
      "trusted_addresses": trustedAddresses.map { .array($0.map(JSONValue.string)) } ?? .null,
      "allowed_paths": allowedPaths.map { .array($0.map(JSONValue.string)) } ?? .null,
      "names": .boolean(names), "unionids": .boolean(unionids),
      "join_way_quota": .integer(Int64(joinWayQuota)), "unsent_on_update": .string(unsentOnUpdate.rawValue),
      "join_way_bytes": .boolean(joinWayBytes), "scan_limit": .integer(Int64(scanLimit)),
    ]
  }

  /// The same rules with some of them changed by name.
  /// - Throws: ``ControlError`` naming the first rule that does not exist or does not take that value.
  func changed(by members: [String: JSONValue]) throws(ControlError) -> Rules {
    var rules = self
    for (name, value) in members.sorted(by: { $0.key < $1.key }) { try rules.change(name, to: value) }
    return rules
  }

  private mutating func change(_ name: String, to value: JSONValue) throws(ControlError) {
    func count() throws(ControlError) -> Int { Int(try span()) }
    func span() throws(ControlError) -> Int64 {
      guard let number = value.integer, number >= 0 else { throw .badMember(name, wanted: "a whole number from 0") }
      return number
    }
    func flag() throws(ControlError) -> Bool {
      guard let flag = value.boolean else { throw .badMember(name, wanted: "true or false") }
      return flag
    }
    func texts() throws(ControlError) -> [String]? {
      if value == .null { return nil }
      guard let texts = value.strings else { throw .badMember(name, wanted: "an array of strings, or null") }
      return texts
    }
    switch name {
    case "resigned_owners":
      guard let rule = value.string.flatMap(ResignedOwners.init(rawValue:)) else {
        throw .badMember(name, wanted: ResignedOwners.allCases.map(\.rawValue).joined(separator: " or "))
      }
      resignedOwners = rule
    case "daily_cap": dailyCap = try count()
    case "past_cap_code": pastCapCode = try count()
    case "left_long_ago_code": leftLongAgoCode = try count()
    case "on_job_limit": onJobLimit = try count()
    case "past_on_job_code": pastOnJobCode = try count()
    case "no_contact_code": noContactCode = try count()
    case "group_limit": groupLimit = try count()
    case "broad_list_limit": broadListLimit = try count()
    case "lag_milliseconds": lagMilliseconds = try span()
    case "handover_minimum_seconds":
      let seconds = try span()
      handoverSeconds = seconds...max(seconds, handoverSeconds.upperBound)
    case "handover_maximum_seconds":
      let seconds = try span()
      handoverSeconds = min(seconds, handoverSeconds.lowerBound)...seconds
    case "token_seconds": tokenSeconds = try span()
    case "expired_token_code": expiredTokenCode = try count()
    case "bad_secrets": badSecrets = try count()
    case "rate_limits": rateLimits = try flag()
    case "per_minute": perMinute = try count()
    case "per_hour": perHour = try count()
    case "address_per_minute": addressPerMinute = try count()
    case "address_per_hour": addressPerHour = try count()
    case "parallel": parallel = try count()
    case "busy_probability":
      guard let number = value.number, (0...1).contains(number) else { throw .badMember(name, wanted: "0…1") }
      busyProbability = number
    case "latency_milliseconds": latencyMilliseconds = try span()
    case "trusted_addresses": trustedAddresses = try texts()
    case "allowed_paths": allowedPaths = try texts()
    case "names": names = try flag()
    case "unionids": unionids = try flag()
    case "join_way_quota": joinWayQuota = try count()
    case "unsent_on_update":
      guard let rule = value.string.flatMap(Unsent.init(rawValue:)) else {
        throw .badMember(name, wanted: Unsent.allCases.map(\.rawValue).joined(separator: " or "))
      }
      unsentOnUpdate = rule
    case "join_way_bytes": joinWayBytes = try flag()
    case "scan_limit": scanLimit = try count()
    default: throw .unknownMember(name, allowed: values.keys.sorted())
    }
  }
}
