/// One thing that really happened in the company.
package struct JournalEntry: Sendable {
  /// What became of one group of a transfer.
  package struct ChatResult: Sendable, Hashable {
    package let chatID: String
    /// The owner before; nil if there is no such group.
    package let oldOwner: String?
    /// 0 for a group that went over.
    package let code: Int
  }

  /// A call of `transfer` or `onjob_transfer`, whatever became of it.
  package struct Transfer: Sendable {
    package let onJob: Bool
    /// As far as the body could be read.
    package let chatIDs: [String]
    package let newOwner: String?
    /// The top-level code that was, or would have been, answered.
    package let code: Int
    /// Empty if nothing was tried: refused as a whole, or a fault before the effect.
    package let results: [ChatResult]
    /// Whether the call reached the groups.
    package let hadEffect: Bool
    package let fault: Fault.Kind?
    package let delivery: Reply.Delivery
    /// The body as it was sent.
    package let body: String
  }

  package enum Event: Sendable {
    case transfer(Transfer)
    /// A call stops at a hold.
    case held(Hold.Point)
    /// A call leaves a hold.
    case released(Hold.Point)
    /// An answer did not reach the caller: dropped on purpose, or the caller is gone.
    case answerLost
    /// `gettoken` gave a token.
    case token(isNew: Bool)
    case tokensKilled
    /// A call answered a code other than 0.
    case refusal(code: Int)
    case resigned(userID: String)
    case dismissed(chatID: String)
    case joinWay(JoinWayWrite)
    /// People used a code.
    case scanned(configID: String, [Company.Scan])
    /// All groups of a join way were full.
    case roomCreated(chatID: String, configID: String, name: String)
    /// Customers were invited into a group, or left it.
    case crowdChanged(chatID: String, by: Int)
    case clock(speed: Double)
  }

  /// 1, 2, 3 …
  package let sequence: Int
  /// Company time.
  package let at: Int64
  /// The number of the call, from 1; nil for what no call did.
  package let call: Int?
  package let path: String?
  package let address: String?
  package let port: Int?
  package let event: Event

  /// The name of the event's kind, as in JSON.
  package var kind: String {
    switch event {
    case .transfer: "transfer"
    case .held: "hold"
    case .released: "release"
    case .answerLost: "answer_lost"
    case .token: "token"
    case .tokensKilled: "tokens_killed"
    case .refusal: "refusal"
    case .resigned: "resign"
    case .dismissed: "dismiss"
    case .joinWay: "join_way"
    case .scanned: "scan"
    case .roomCreated: "room"
    case .crowdChanged: "crowd"
    case .clock: "clock"
    }
  }
}

extension JournalEntry {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("seq", sequence)
    writer.member("type", kind)
    writer.member("at", at)
    writer.member("day", dayText(shanghaiDay(at: at)))
    if let call { writer.member("call", call) }
    if let path { writer.member("path", path) }
    if let address { writer.member("address", address) }
    if let port { writer.member("port", port) }
    switch event {
    case .transfer(let transfer): transfer.write(to: &writer)
    case .held(let point), .released(let point): writer.member("point", point.rawValue)
    case .token(let isNew): writer.member("new", isNew)
    case .refusal(let code): writer.member("errcode", code)
    case .resigned(let userID): writer.member("userid", userID)
    case .dismissed(let chatID): writer.member("chat_id", chatID)
    case .joinWay(let write): write.write(to: &writer)
    case .scanned(let configID, let scans):
      writer.member("config_id", configID)
      scans.write(to: &writer)
    case .roomCreated(let chatID, let configID, let name):
      writer.member("chat_id", chatID)
      writer.member("config_id", configID)
      writer.member("name", name)
    case .crowdChanged(let chatID, let count):
      writer.member("chat_id", chatID)
      writer.member("by", count)
    case .clock(let speed):
      writer.key("speed")
      writer.number(speed)
    case .answerLost, .tokensKilled: break
    }
    writer.endObject()
  }
}

extension JournalEntry.Transfer {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("on_job", onJob)
    writer.array("chat_ids", chatIDs)
    if let newOwner { writer.member("new_owner", newOwner) }
    writer.member("errcode", code)
    writer.member("effect", hadEffect)
    writer.key("results")
    writer.beginArray()
    for result in results {
      writer.beginObject()
      writer.member("chat_id", result.chatID)
      if let oldOwner = result.oldOwner { writer.member("old_owner", oldOwner) }
      writer.member("errcode", result.code)
      writer.endObject()
    }
    writer.endArray()
    if let fault { writer.member("fault", fault.rawValue) }
    writer.member("answer", delivery.name)
    writer.member("body", body)
  }
}
