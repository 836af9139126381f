import Model

/// `add_join_way` (99547): the id is all it tells.
struct AddedJoinWayAnswer: Answer {
  private(set) var configID: ConfigID?

  init() {}

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    guard member == "config_id" else { return .unknownMember }
    configID = try reader.identifier()
    return .yes
  }

  func check() throws(Unreadable) {
    guard configID != nil else { throw .missing(member: "config_id") }
  }
}

/// `update_join_way`, `del_join_way` (99547).
struct EmptyAnswer: Answer {
  init() {}
  mutating func take(_: String, from _: inout JSONReader) throws(JSONFault) -> Taken { .unknownMember }
  var nothing: ConfigID? { nil }
}

/// `get_join_way` (92229, 99547). Lenient: a `type` and scene 3 occur in old data.
struct JoinWayAnswer: Answer {
  private var isPresent = false
  private var configID: ConfigID?
  private var content = JoinWayContent(scene: .init(rawValue: 0))
  private var qrCode = ""
  /// Groups with a malformed id.
  private(set) var dropped = 0

  init() {}

  func check() throws(Unreadable) {
    guard isPresent else { throw .missing(member: "join_way") }
    guard configID != nil else { throw .missing(member: "config_id") }
    // Overwriting without a group that is there would lose it.
    guard dropped == 0 else { throw .wrongType(member: "chat_id_list") }
  }

  func joinWay() throws(CallError) -> JoinWay {
    guard let configID else { throw .unreadable(.joinWay, .missing(member: "config_id")) }
    return JoinWay(configID: configID, content: content, qrCode: qrCode)
  }

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    guard member == "join_way" else { return .unknownMember }
    isPresent = true
    try reader.object { (member, reader) throws(JSONFault) in
      switch member {
      case "config_id": configID = try reader.identifier()
      case "scene": content.scene = .init(rawValue: try reader.integer() ?? 0)
      case "remark": content.remark = try reader.text(limit: GroupDetail.longestName)
      case "auto_create_room": content.autoCreateRoom = try reader.integer() != 0
      case "room_base_name": content.roomBaseName = try reader.text(limit: GroupDetail.longestName)
      case "room_base_id": content.roomBaseID = try reader.integer()
      case "chat_id_list":
        try reader.array { reader throws(JSONFault) in
          if let chat: ChatID = try reader.identifier() { content.chats.append(chat) } else { dropped += 1 }
        }
      case "qr_code": qrCode = try reader.text(limit: JoinWay.longestCodeURL)
      case "state": content.state = try reader.text(limit: GroupDetail.longestName)
      case "mark_source": content.markSource = try reader.boolean()
      default: try reader.skip()
      }
    }
    return .yes
  }
}

/// `opengid_to_chatid`.
struct ChatOfOpenGIDAnswer: Answer {
  private(set) var chatID: ChatID?

  init() {}

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    guard member == "chat_id" else { return .unknownMember }
    chatID = try reader.identifier()
    return .yes
  }

  func check() throws(Unreadable) {
    guard chatID != nil else { throw .missing(member: "chat_id") }
  }
}
