/// One 「加入群聊」 configuration as `get_join_way` tells it (99547).
package struct JoinWay: Hashable, Sendable {
  package var configID: ConfigID
  package var content: JoinWayContent
  /// Scene 2: the URL of an image, in the vendor's samples an `http` one. Scene 1: the URL of the mini program's component.
  /// Empty where an answer tells none (92229 tells it for QR codes only).
  package var qrCode: String

  package init(configID: ConfigID, content: JoinWayContent, qrCode: String) {
    self.configID = configID
    self.content = content
    self.qrCode = qrCode
  }

  /// Characters kept of a `qr_code`.
  package static let longestCodeURL = 2048
}

/// What a person decides about a join way: the whole of what `add_join_way` and `update_join_way` send, because an update
/// overwrites (99547). Texts are as the vendor told them or a person typed them; what may be sent is `JoinWayCheck`'s to say.
package struct JoinWayContent: Hashable, Sendable {
  /// 场景.
  package struct Scene: Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// 1: 群的小程序插件, a button in a mini program.
    package static let button = Scene(rawValue: 1)
    /// 2: 群的二维码插件, a QR code.
    package static let qrCode = Scene(rawValue: 2)
    /// Others occur in old data; they are read and never written.
    package var isKnown: Bool { self == .button || self == .qrCode }
  }

  package var scene: Scene
  /// 备注; the vendor cuts it silently at ``longestRemark`` characters.
  package var remark: String
  /// 群满后自动新建群.
  package var autoCreateRoom: Bool
  /// 自动建群的群名前缀; means something while ``autoCreateRoom`` is on.
  package var roomBaseName: String
  /// 自动建群的群起始序号; nil where an answer tells none.
  package var roomBaseID: Int?
  /// 使用该配置的客户群: ``mostChats`` places, and groups created automatically take one each.
  package var chats: [ChatID]
  /// 渠道参数; empty for none.
  package var state: String
  /// 标记客户添加来源; means something to 营销获客 applications only. Nil where an answer tells none: it is not sent then.
  package var markSource: Bool?

  package init(
    scene: Scene = .qrCode, remark: String = "", autoCreateRoom: Bool = true, roomBaseName: String = "",
    roomBaseID: Int? = nil, chats: [ChatID] = [], state: String = "", markSource: Bool? = nil
  ) {
    self.scene = scene
    self.remark = remark
    self.autoCreateRoom = autoCreateRoom
    self.roomBaseName = roomBaseName
    self.roomBaseID = roomBaseID
    self.chats = chats
    self.state = state
    self.markSource = markSource
  }

  /// Places for groups (99547).
  package static let mostChats = 5
  /// Characters of a remark (99547). Counted in Unicode scalars, as everywhere here: whether the vendor counts an emoji of
  /// several scalars once is unknown, and this is the smaller count.
  package static let longestRemark = 30
  /// Characters of a state (不超过30个UTF-8字符, 99547).
  package static let longestState = 30
  /// Characters of a base name (最长40个utf8字符, 99547).
  package static let longestBaseName = 40

  /// Places no group has.
  package var freePlaces: Int { max(0, Self.mostChats - chats.count) }
}

/// The parts of a join way's content, by the vendor's names.
package enum JoinWayField: String, Hashable, Sendable, CaseIterable {
  case scene, remark
  case autoCreateRoom = "auto_create_room"
  case roomBaseName = "room_base_name"
  case roomBaseID = "room_base_id"
  case chats = "chat_id_list"
  case state
  case markSource = "mark_source"
}

extension JoinWayContent {
  /// The fields in which `other` says something else, in the vendor's order. The order of groups counts: automatically
  /// created groups get the first one's owner.
  package func differences(from other: JoinWayContent) -> [JoinWayField] {
    JoinWayField.allCases.filter { field in
      switch field {
      case .scene: scene != other.scene
      case .remark: remark != other.remark
      case .autoCreateRoom: autoCreateRoom != other.autoCreateRoom
      case .roomBaseName: roomBaseName != other.roomBaseName
      case .roomBaseID: roomBaseID != other.roomBaseID
      case .chats: chats != other.chats
      case .state: state != other.state
      case .markSource: markSource != other.markSource
      }
    }
  }

  /// This content with one field of another.
  package func taking(_ field: JoinWayField, from other: JoinWayContent) -> JoinWayContent {
    var content = self
    switch field {
    case .scene: content.scene = other.scene
    case .remark: content.remark = other.remark
    case .autoCreateRoom: content.autoCreateRoom = other.autoCreateRoom
    case .roomBaseName: content.roomBaseName = other.roomBaseName
    case .roomBaseID: content.roomBaseID = other.roomBaseID
    case .chats: content.chats = other.chats
    case .state: content.state = other.state
    case .markSource: content.markSource = other.markSource
    }
    return content
  }
}
