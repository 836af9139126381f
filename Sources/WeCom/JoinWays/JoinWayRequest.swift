import Model

/// One call that adds, overwrites or deletes a join way (99547): the exact bytes, known before anything is sent, so that
/// the ledger can keep their hash.
package struct JoinWayRequest: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case add
    case update(ConfigID)
    case delete(ConfigID)
  }

  package let kind: Kind
  /// What is sent, the same for the same values on every machine.
  package let body: [UInt8]

  /// The vendor has no idempotency key: sent twice, this makes two configurations.
  package static func add(_ content: JoinWayContent) -> JoinWayRequest {
    JoinWayRequest(kind: .add, body: JSONWriter.object { $0.members(of: content) })
  }

  /// Overwrites: every field is sent, because what an unsent one becomes is unknown.
  package static func update(_ id: ConfigID, _ content: JoinWayContent) -> JoinWayRequest {
    JoinWayRequest(
      kind: .update(id),
      body: JSONWriter.object { body in
        body.member("config_id", id.rawValue)
        body.members(of: content)
      })
  }

  package static func delete(_ id: ConfigID) -> JoinWayRequest {
    JoinWayRequest(kind: .delete(id), body: JSONWriter.object { $0.member("config_id", id.rawValue) })
  }
}

extension JoinWayRequest.Kind {
  package var api: API {
    switch self {
    case .add: .addJoinWay
    case .update: .updateJoinWay
    case .delete: .deleteJoinWay
    }
  }
}

extension JoinWayRequest: Write {
  package var api: API { kind.api }
  var refusals: Set<ErrorCode> { ErrorCode.refusesJoinWay }

  func value(status: Int, _ body: [UInt8], hiding credential: Credential?) throws(CallError) -> ConfigID? {
    switch kind {
    case .add: try AddedJoinWayAnswer.value(status: status, body, from: api, hiding: credential).configID
    case .update, .delete:
      try EmptyAnswer.value(status: status, body, from: api, hiding: credential).nothing
    }
  }
}

extension ErrorCode {
  /// Codes that say an add, an update or a delete was turned down before anything happened: its token, the caller's IP, the
  /// rate, the form of the request, the application's permission, the quota, or what it is about.
  package static let refusesJoinWay: Set<ErrorCode> = [
    .badToken, .tokenExpired, .badSecret, .tokenMissing, .suiteTokenMissing, .untrustedIP, .overLimit, .tooManyAtOnce,
    .badParameter, .emptyParameter, .notAuthorised, .mayNotCall, .authorisationGone, .authorisationInvalid,
    .configIDMissing, .unknownConfigID, .joinWayQuotaUsedUp, .tooManyGroups, .unknownGroup, .groupDismissed,
    .notACustomerGroup, .notACustomerGroupEither, .noCustomerContact,
  ]
}

extension JSONWriter {
  fileprivate mutating func members(of content: JoinWayContent) {
    member("scene", content.scene.rawValue)
    member("remark", content.remark)
    member("auto_create_room", content.autoCreateRoom ? 1 : 0)
    member("room_base_name", content.roomBaseName)
    if let number = content.roomBaseID { member("room_base_id", number) }
    member("chat_id_list", content.chats.map(\.rawValue))
    member("state", content.state)
    if let mark = content.markSource { member("mark_source", mark) }
  }
}
