import Model

extension Caller {
  /// One `gettoken` (91039). 40001 is final here. Throws ``CallError`` and `CancellationError`.
  func fetchToken() async throws -> AccessToken {
    let start = clock.now
    // A token serves whoever waits for it, so it is never fetched as background work.
    let answer: TokenAnswer = try await call(
      WireCall(api: .token), with: .application(connection.corpID, connection.secret), priority: .foreground)
    guard let secret = answer.token else {
      throw CallError.unreadable(.token, .missing(member: "access_token"))
    }
    return AccessToken(secret: secret, expires: start + .seconds(Int64(answer.lifetime)))
  }
}

/// `gettoken` (91039).
struct TokenAnswer: Answer {
  static let mayLackErrorCode = true

  var token: Secret?
  /// Seconds of company time.
  var lifetime = 7200

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    switch member {
    case "access_token": token = try reader.string().flatMap { Secret($0) }
    case "expires_in": lifetime = min(max(try reader.integer() ?? lifetime, 0), 86_400)
    default: return .unknownMember
    }
    return .yes
  }
}
