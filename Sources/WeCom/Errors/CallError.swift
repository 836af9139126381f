import Model

/// Why a call brought no answer: what failed, on what; what to do follows from the case. No secret and no URL is in it.
package enum CallError: Error, Hashable, Sendable {
  /// The vendor said no.
  case vendor(VendorError)
  /// No connection, or one that broke.
  case unreachable(API, Unreachable)
  /// No whole answer within the connection's time-out.
  case timedOut(API)
  /// An answer, but not one of this API.
  case unreadable(API, Unreadable)
  /// The vendor's limit is reached; nothing was sent.
  case blocked(CallBlocked)
  /// A list went round in a circle: its cursor came a second time.
  case cursorRepeated(API)

  /// The API that was called.
  package var api: API {
    switch self {
    case .vendor(let error): error.api
    case .unreachable(let api, _), .timedOut(let api), .unreadable(let api, _), .cursorRepeated(let api): api
    case .blocked(let block): block.api
    }
  }

  /// The vendor's code, if there is one.
  package var code: ErrorCode? {
    guard case .vendor(let error) = self else { return nil }
    return error.code
  }
}

/// Why there is no connection, or no longer one.
package enum Unreachable: Hashable, Sendable {
  /// The host's name is not known.
  case unknownHost
  /// Nobody listens there.
  case refused
  /// The connection was not made in time.
  case connectTimedOut
  /// No route, network down, or another reason of the system's; its `errno` if known.
  case network(errno: Int32?)
  /// The certificate or the handshake is not acceptable.
  case tls
  /// The other side, or something between, closed the connection before the answer was complete.
  case closed
  /// The address cannot be called.
  case badAddress
  /// This program is shutting its client down.
  case shutDown
}

/// Why an answer is not one of this API.
package enum Unreadable: Error, Hashable, Sendable {
  /// The vendor answers 200 even to errors; anything else comes from something between.
  case httpStatus(Int)
  /// Not JSON, such as an HTML page.
  case notJSON
  /// JSON that ends too early.
  case truncated
  /// Longer than `WeComClient.longestAnswer`.
  case tooLong
  /// Nested too deeply.
  case tooDeep
  /// A member of another type than documented.
  case wrongType(member: String)
  /// A member without which the answer means nothing is absent or malformed.
  case missing(member: String)

  init(_ fault: JSONFault) {
    switch fault {
    case .notJSON: self = .notJSON
    case .truncated: self = .truncated
    case .tooDeep: self = .tooDeep
    case .wrongType(let member): self = .wrongType(member: member)
    }
  }
}
