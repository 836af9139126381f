/// What faults do to a call and to its answer.
extension Company {
  /// A fault before the effect.
  mutating func obstruct(by fault: Fault, _ endpoint: Endpoint?, at now: Int64) throws(Refusal) {
    switch fault.kind {
    case .busy, .dropBefore, .resetBefore, .html: throw Refusal(-1)
    case .overLimit:
      if let endpoint { limits.block(endpoint, milliseconds: fault.milliseconds ?? 60_000, at: now) }
      throw Refusal(45009)
    case .tooManyAtOnce: throw Refusal(45033)
    case .error: throw Refusal(fault.code ?? 40058)
    case .unknownCode: throw Refusal(fault.code ?? 987_654)
    case .tokenDead: killTokens(at: now)
    default: return
    }
  }

  /// A fault on the way back.
  func spoil(_ reply: inout Reply, by fault: Fault, _ endpoint: Endpoint?, of call: Call, at now: Int64) {
    switch fault.kind {
    case .busyAfterEffect: replace(&reply, by: Refusal(-1), endpoint, call, now)
    case .unknownCodeAfterEffect: replace(&reply, by: Refusal(fault.code ?? 987_654), endpoint, call, now)
    case .dropBefore, .dropAfter: reply.delivery = .dropped
    case .resetBefore, .resetAfter: reply.delivery = .reset
    case .dropMiddle: reply.delivery = .cut(after: reply.body.count / 2)
    case .html, .htmlAfterEffect:
      reply.status = fault.status ?? 502
      reply.headers = [("Content-Type", "text/html"), ("Date", httpDate(now))]
      reply.body = Array(Self.gatewayPage.utf8)
    case .truncated: reply.body.removeLast(max(1, reply.body.count / 3))
    case .wrongTypes: reply.body = Self.twisted(reply.body)
    case .unknownMembers:
      reply.body.replaceSubrange(
        0..<1, with: #"{"trace":{"deep":[1,{"x":null}]},"request_id":"7f3a",""#.utf8.dropLast())
    case .bom: reply.body.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
    case .empty: reply.body = []
    case .busy, .slow, .slowAnswer, .overLimit, .tooManyAtOnce, .tokenDead, .error, .unknownCode, .chatError: return
    }
  }

  /// The token dies early.
  package mutating func killTokens(at now: Int64) {
    tokens.kill()
    journal.record(.tokensKilled, at: now)
  }

  private func replace(_ reply: inout Reply, by refusal: Refusal, _ endpoint: Endpoint?, _ call: Call, _ now: Int64) {
    reply.errorCode = refusal.code
    reply.body = body(of: refusal, endpoint, to: call, at: now)
  }

  private static let gatewayPage = """
    <html>\r
    <head><title>502 Bad Gateway</title></head>\r
    <body><center><h1>502 Bad Gateway</h1></center><hr><center>stgw</center></body>\r
    </html>\r

    """

  /// The same document with every member of the top level but `errcode` and `errmsg` in another type.
  private static func twisted(_ body: [UInt8]) -> [UInt8] {
    guard let members = JSONReader.read(body)?.object else { return body }
    let twisted = members.map { name, value -> (String, JSONValue) in
      if name == "errcode" || name == "errmsg" { return (name, value) }
      return switch value {
      case .array: (name, .object(["list": value]))
      case .object: (name, .array([value]))
      case .string: (name, .integer(42))
      default: (name, .string("?"))
      }
    }
    var writer = JSONWriter(capacity: body.count + 64)
    JSONValue.object(Dictionary(uniqueKeysWithValues: twisted)).write(to: &writer)
    return writer.bytes
  }
}
