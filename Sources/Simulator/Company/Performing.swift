extension Company {
  /// What an endpoint gives back when it does not refuse.
  struct Success {
    var body: [UInt8]
    /// What became of each group, for a transfer.
    var results: [JournalEntry.ChatResult] = []
    /// The join way that was written.
    var configID: String?
  }

  /// Does what the call wants, unless a fault prevents it, and writes the answer.
  package mutating func perform(_ ticket: Ticket, at now: Int64) -> Reply {
    let call = ticket.call
    let outcome = outcome(of: ticket, at: now)
    var reply: Reply
    var results: [JournalEntry.ChatResult] = []
    var configID: String?
    switch outcome {
    case .success(let success):
      reply = Reply(status: 200, headers: [], body: success.body, errorCode: 0, delivery: .whole)
      results = success.results
      configID = success.configID
    case .failure(let refusal):
      reply = Reply(
        status: 200, headers: [], body: body(of: refusal, ticket.endpoint, to: call, at: now), errorCode: refusal.code,
        delivery: .whole)
    }
    let hadEffect = if case .success = outcome { true } else { false }
    if let fault = ticket.fault { spoil(&reply, by: fault, ticket.endpoint, of: call, at: now) }
    if reply.headers.isEmpty { reply.headers = headers(for: reply.errorCode, at: now) }
    traffic.count(call.path, reply.errorCode)
    if let endpoint = ticket.endpoint, endpoint.isTransfer {
      let read = JSONReader.read(call.body)?.object
      journal.record(
        .transfer(
          JournalEntry.Transfer(
            onJob: endpoint == .onJobTransfer,
            chatIDs: read?["chat_id_list"]?.array?.compactMap(\.string) ?? [],
            newOwner: read?["new_owner"]?.string, code: reply.errorCode, results: results, hadEffect: hadEffect,
            fault: ticket.fault?.kind, delivery: reply.delivery, body: String(decoding: call.body, as: UTF8.self))),
        at: now, call: ticket.number, of: call)
    } else if let kind = ticket.endpoint?.joinWayWrite {
      let named = kind == .add ? nil : JSONReader.read(call.body)?.object?["config_id"]?.string
      journal.record(
        .joinWay(
          JournalEntry.JoinWayWrite(
            kind: kind, configID: configID ?? named, code: reply.errorCode, hadEffect: hadEffect,
            fault: ticket.fault?.kind, delivery: reply.delivery, body: String(decoding: call.body, as: UTF8.self))),
        at: now, call: ticket.number, of: call)
    } else if reply.errorCode != 0 {
      journal.record(.refusal(code: reply.errorCode), at: now, call: ticket.number, of: call)
    }
    return reply
  }

  private mutating func outcome(of ticket: Ticket, at now: Int64) -> Result<Success, Refusal> {
    do throws(Refusal) {
      if let fault = ticket.fault { try obstruct(by: fault, ticket.endpoint, at: now) }
      if rules.busyProbability > 0, generator.fraction() < rules.busyProbability { throw Refusal(-1) }
      let endpoint = try checkAccess(ticket, at: now)
      return .success(try route(endpoint, ticket, at: now))
    } catch {
      return .failure(error)
    }
  }

  private mutating func route(_ endpoint: Endpoint, _ ticket: Ticket, at now: Int64) throws(Refusal) -> Success {
    let call = ticket.call
    if endpoint == .getToken { return try getToken(call, ticket.number, at: now) }
    var members: [String: JSONValue] = [:]
    if endpoint.needsPost {
      guard call.method == .post else { throw Refusal(40058, "POST required") }
      guard let object = JSONReader.read(call.body)?.object else { throw Refusal(40058, "body is not a JSON object") }
      members = object
    }
    return switch endpoint {
    case .getToken: try getToken(call, ticket.number, at: now)
    case .listGroups: try listGroups(members, at: now)
    case .getGroup: try getGroup(members, at: now)
    case .transfer, .onJobTransfer:
      try transfer(members, onJob: endpoint == .onJobTransfer, fault: ticket.fault, at: now)
    case .addJoinWay: try addJoinWay(members)
    case .getJoinWay: try getJoinWay(members)
    case .updateJoinWay: try updateJoinWay(members)
    case .deleteJoinWay: try deleteJoinWay(members, at: now)
    case .openGIDToChatID: try chatOfOpenGID(members)
    case .unassigned: try listUnassigned(members)
    case .followUsers: listFollowUsers()
    case .getUser: try getUser(call.query["userid"])
    case .listUserIDs: try listUserIDs(members)
    case .listDepartments: try listDepartments(call.query["id"], detailed: true)
    case .simpleDepartments: try listDepartments(call.query["id"], detailed: false)
    }
  }

  /// The JSON of a refusal: errcode behind the empty array, if the endpoint has one, and the text as seen in the wild.
  func body(of refusal: Refusal, _ endpoint: Endpoint?, to call: Call, at now: Int64) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if let name = endpoint?.emptyArray {
      writer.key(name)
      writer.beginArray()
      writer.endArray()
    }
    writer.member("errcode", refusal.code)
    let hint = "\(now / 1000)\(100_000_000 + mixed(configuration.seed, traffic.calls).below(900_000_000))"
    writer.member(
      "errmsg",
      "\(refusal.text), hint: [\(hint)], from ip: \(call.address), more info at "
        + "https://open.work.weixin.qq.com/devtool/query?e=\(refusal.code)")
    writer.endObject()
    return writer.bytes
  }

  func headers(for code: Int, at now: Int64) -> [(name: String, value: String)] {
    [
      ("Content-Type", "application/json; charset=UTF-8"), ("Error-Code", String(code)),
      ("Error-Msg", Refusal(code).text.trimmed), ("Date", httpDate(now)),
    ]
  }

  /// An answer's beginning: an open object with errcode 0 in it.
  static func success(capacity: Int = 256) -> JSONWriter {
    var writer = JSONWriter(capacity: capacity)
    writer.beginObject()
    writer.member("errcode", 0)
    writer.member("errmsg", "ok")
    return writer
  }
}

extension String {
  fileprivate var trimmed: String {
    guard first == " " || last == " " else { return self }
    return String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
