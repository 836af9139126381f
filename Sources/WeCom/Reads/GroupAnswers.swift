import Model

/// `groupchat/list` (92120).
struct GroupListAnswer: Answer {
  var page = Page<GroupStatus>(rows: [], next: nil, dropped: 0)

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    switch member {
    case "group_chat_list": try reader.array { reader throws(JSONFault) in try takeRow(from: &reader) }
    case "next_cursor": page.next = try reader.string().flatMap { Cursor($0) }
    default: return .unknownMember
    }
    return .yes
  }

  private mutating func takeRow(from reader: inout JSONReader) throws(JSONFault) {
    var chat: ChatID?
    var status: Int?
    try reader.object { (member, reader) throws(JSONFault) in
      switch member {
      case "chat_id": chat = try reader.identifier()
      case "status": status = try reader.integer()
      default: try reader.skip()
      }
    }
    if let chat, let status {
      page.rows.append(GroupStatus(chatID: chat, status: FollowUpStatus(rawValue: status)))
    } else {
      page.dropped += 1
    }
  }
}

/// `groupchat/get` (92122).
struct GroupAnswer: Answer {
  private var isPresent = false
  private var chatID: ChatID?
  private var name = ""
  private var owner: UserID?
  private var createTime: Timestamp?
  private var notice = ""
  private var members: [GroupMember] = []
  private var admins: [UserID] = []
  private var memberVersion: String?
  private(set) var dropped = 0

  init() {}

  func check() throws(Unreadable) {
    guard isPresent else { throw .missing(member: "group_chat") }
    guard chatID != nil else { throw .missing(member: "chat_id") }
  }

  func detail() throws(CallError) -> GroupDetail {
    guard let chatID else { throw .unreadable(.group, .missing(member: "chat_id")) }
    return GroupDetail(
      chatID: chatID, name: name, owner: owner, createTime: createTime ?? Timestamp(seconds: 0), notice: notice,
      members: members, admins: admins, memberVersion: memberVersion)
  }

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    guard member == "group_chat" else { return .unknownMember }
    isPresent = true
    try reader.object { (member, reader) throws(JSONFault) in
      switch member {
      case "chat_id": chatID = try reader.identifier()
      case "name": name = try reader.text(limit: GroupDetail.longestName)
      case "owner": owner = try reader.identifier()
      case "create_time": createTime = try reader.timestamp()
      case "notice": notice = try reader.text(limit: GroupDetail.longestNotice)
      case "member_version": memberVersion = try reader.string()
      case "member_list": try reader.array { reader throws(JSONFault) in try takeMember(from: &reader) }
      case "admin_list":
        try reader.array { reader throws(JSONFault) in
          if let admin = try reader.userID() { admins.append(admin) } else { dropped += 1 }
        }
      default: try reader.skip()
      }
    }
    return .yes
  }

  private mutating func takeMember(from reader: inout JSONReader) throws(JSONFault) {
    var person: PersonID?
    var member = GroupMember(
      person: Self.nobody, kind: .init(rawValue: 0), joinTime: Timestamp(seconds: 0), joinScene: .init(rawValue: 0),
      invitor: nil, groupNickname: "", name: "", unionID: nil, state: nil)
    try reader.object { (name, reader) throws(JSONFault) in
      switch name {
      case "userid": person = try reader.identifier()
      case "type": member.kind = .init(rawValue: try reader.integer() ?? 0)
      case "join_time": member.joinTime = try reader.timestamp() ?? member.joinTime
      case "join_scene": member.joinScene = .init(rawValue: try reader.integer() ?? 0)
      case "invitor": member.invitor = try reader.userID()
      case "group_nickname": member.groupNickname = try reader.text(limit: GroupDetail.longestName)
      case "name": member.name = try reader.text(limit: GroupDetail.longestName)
      case "unionid": member.unionID = try reader.nonEmptyText()
      case "state": member.state = try reader.nonEmptyText()
      default: try reader.skip()
      }
    }
    guard let person else { return dropped += 1 }
    member.person = person
    members.append(member)
  }

  /// Stands in a member until the answer has named one.
  private static let nobody = PersonID(unchecked: "-")
}

extension JSONReader {
  /// `{"userid": "..."}`; nil for `null` and for an id that cannot be one.
  fileprivate mutating func userID() throws(JSONFault) -> UserID? {
    var user: UserID?
    try object { (member, reader) throws(JSONFault) in
      if member == "userid" { user = try reader.identifier() } else { try reader.skip() }
    }
    return user
  }

  fileprivate mutating func nonEmptyText() throws(JSONFault) -> String? {
    let text = try text(limit: GroupDetail.longestName)
    return text.isEmpty ? nil : text
  }
}
