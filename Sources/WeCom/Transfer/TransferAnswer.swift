import Model

/// `groupchat/transfer` and `onjob_transfer` (92127, 95703).
struct TransferAnswer: Answer {
  private var rows: [(chat: ChatID?, code: Int?, message: String)] = []

  init() {}

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    guard member == "failed_chat_list" else { return .unknownMember }
    try reader.array { reader throws(JSONFault) in
      var row: (chat: ChatID?, code: Int?, message: String) = (nil, nil, "")
      try reader.object { (member, reader) throws(JSONFault) in
        switch member {
        case "chat_id": row.chat = try reader.identifier()
        case "errcode": row.code = try reader.integer()
        case "errmsg": row.message = try reader.string() ?? ""
        default: try reader.skip()
        }
      }
      rows.append(row)
    }
    return .yes
  }

  /// The chats of `request` that failed. Throws if a row cannot be told to be one of them: absence from the list means
  /// accepted, so nothing in it may be passed over.
  /// - Parameter credential: shown with the call; no row's text quotes it afterwards.
  func failed(of request: TransferRequest, hiding credential: Credential? = nil) throws(Unreadable) -> [ChatID:
    VendorError]
  {
    let asked = Set(request.chats)
    var failed: [ChatID: VendorError] = [:]
    for row in rows {
      guard let chat = row.chat, asked.contains(chat) else { throw .missing(member: "chat_id") }
      guard let code = row.code.map(ErrorCode.init), code != .ok else { throw .missing(member: "errcode") }
      let error = VendorError(code, from: request.kind.api, errmsg: row.message, hiding: credential)
      guard failed.updateValue(error, forKey: chat) ?? error == error else { throw .wrongType(member: "chat_id") }
    }
    return failed
  }
}
