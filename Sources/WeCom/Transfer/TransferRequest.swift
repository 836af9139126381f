import Model

/// One call that hands customer groups to a new owner: the exact bytes, known before anything is sent, so that the
/// ledger can keep their hash.
package struct TransferRequest: Hashable, Sendable {
  package let kind: TransferKind
  /// 1…100, each once, in the order they are sent.
  package let chats: [ChatID]
  package let newOwner: UserID
  /// What is sent, the same for the same values on every machine.
  package let body: [UInt8]

  package static let mostChats = 100

  /// Nil for no chat, for more than ``mostChats`` and for a chat that comes twice.
  package init?(_ kind: TransferKind, chats: [ChatID], newOwner: UserID) {
    guard (1...Self.mostChats).contains(chats.count), Set(chats).count == chats.count else { return nil }
    self.kind = kind
    self.chats = chats
    self.newOwner = newOwner
    body = JSONWriter.object { body in
      body.member("chat_id_list", chats.map(\.rawValue))
      body.member("new_owner", newOwner.rawValue)
    }
  }
}

extension TransferKind {
  package var api: API { self == .resigned ? .transfer : .onJobTransfer }
}

extension TransferRequest: Write {
  package var api: API { kind.api }
  var refusals: Set<ErrorCode> { ErrorCode.refusesTransfer }

  func value(
    status: Int, _ body: [UInt8], hiding credential: Credential?
  ) throws(CallError) -> [ChatID: VendorError] {
    let answer = try TransferAnswer.value(status: status, body, from: api, hiding: credential)
    do throws(Unreadable) { return try answer.failed(of: self, hiding: credential) } catch {
      throw .unreadable(api, error)
    }
  }
}

extension TransferEnd {
  /// What the vendor's answer to a request says.
  package init(of request: TransferRequest, status: Int, _ body: [UInt8]) {
    self = request.end(status: status, body)
  }
}
