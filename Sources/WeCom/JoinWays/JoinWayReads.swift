import Model

extension WeComClient {
  /// 获取客户群进群方式配置 (99547). Throws ``CallError``; 41044 for an id this application did not make, or that was deleted.
  package func joinWay(_ id: ConfigID, priority: CallPriority) async throws -> JoinWay {
    let body = JSONWriter.object { $0.member("config_id", id.rawValue) }
    let answer: JoinWayAnswer = try await read(WireCall(api: .joinWay, body: body), priority: priority)
    return try answer.joinWay()
  }

  /// The customer group behind an `opengid` that a mini program was opened with. Throws ``CallError``; 90511 for a bad one.
  package func chat(ofOpenGID openGID: String, priority: CallPriority) async throws -> ChatID {
    let body = JSONWriter.object { $0.member("opengid", openGID) }
    let answer: ChatOfOpenGIDAnswer = try await read(WireCall(api: .openGIDToChatID, body: body), priority: priority)
    guard let chat = answer.chatID else { throw CallError.unreadable(.openGIDToChatID, .missing(member: "chat_id")) }
    return chat
  }
}
