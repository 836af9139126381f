/// One customer group as `groupchat/get` tells it (96338). Strangers' text stands here unchanged, cut at
/// ``longestName`` or ``longestNotice`` characters; it leaves only as ``SafeText``.
package struct GroupDetail: Hashable, Sendable {
  package var chatID: ChatID
  /// Empty when the group was never named.
  package var name: String
  /// Absent in answers that name none.
  package var owner: UserID?
  package var createTime: Timestamp
  /// 群公告, empty when there is none.
  package var notice: String
  package var members: [GroupMember]
  package var admins: [UserID]
  /// Changes whenever the membership does; nil in older answers.
  package var memberVersion: String?

  package init(
    chatID: ChatID, name: String, owner: UserID?, createTime: Timestamp, notice: String, members: [GroupMember],
    admins: [UserID], memberVersion: String?
  ) {
    self.chatID = chatID
    self.name = name
    self.owner = owner
    self.createTime = createTime
    self.notice = notice
    self.members = members
    self.admins = admins
    self.memberVersion = memberVersion
  }

  /// Characters kept of a group name, a nickname or a person's name.
  package static let longestName = 256
  /// Characters kept of a notice.
  package static let longestNotice = 4096
}

/// Somebody in a customer group (96338, `member_list`).
package struct GroupMember: Hashable, Sendable {
  /// 成员类型.
  package struct Kind: Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// 1: a member of the corp (企业成员).
    package static let member = Kind(rawValue: 1)
    /// 2: an external contact (外部联系人), who need not be a customer.
    package static let externalContact = Kind(rawValue: 2)
  }

  /// 入群方式.
  package struct JoinScene: Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// 1: invited directly.
    package static let invited = JoinScene(rawValue: 1)
    /// 2: invited by a link.
    package static let invitationLink = JoinScene(rawValue: 2)
    /// 3: scanned a group QR code.
    package static let scanned = JoinScene(rawValue: 3)
  }

  package var person: PersonID
  package var kind: Kind
  package var joinTime: Timestamp
  package var joinScene: JoinScene
  /// The corp's own member who invited; nil for every other way in.
  package var invitor: UserID?
  /// 在群里的昵称, empty when none is set.
  package var groupNickname: String
  /// Only with `need_name`, and never for third-party applications; empty otherwise.
  package var name: String
  package var unionID: String?
  /// The `state` of the join way this person came by; nil for every other way in.
  package var state: String?

  package init(
    person: PersonID, kind: Kind, joinTime: Timestamp, joinScene: JoinScene, invitor: UserID?, groupNickname: String,
    name: String, unionID: String?, state: String?
  ) {
    self.person = person
    self.kind = kind
    self.joinTime = joinTime
    self.joinScene = joinScene
    self.invitor = invitor
    self.groupNickname = groupNickname
    self.name = name
    self.unionID = unionID
    self.state = state
  }
}
