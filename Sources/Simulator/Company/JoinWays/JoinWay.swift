extension Company {
  /// One 「加入群聊」 configuration (99547).
  package struct JoinWay: Sendable, Hashable {
    /// What add and update write.
    package struct Content: Sendable, Hashable {
      /// 1 a mini program's button, 2 a QR code; 3 occurs in old data.
      package var scene = 2
      package var remark = ""
      package var autoCreateRoom = true
      package var roomBaseName = ""
      package var roomBaseID: Int?
      package var chatIDs: [String] = []
      package var state = ""
      package var markSource = true

      package init() {}
    }

    package let configID: String
    package var content: Content
    /// Made by another application: this one neither reads nor changes it.
    package let isForeign: Bool
    /// A member of old data that nobody documents.
    package var type: Int?
    /// Milliseconds; nil while it exists.
    package var deletedAt: Int64?
    /// Groups made because all were full, since base name or base number changed last.
    package var roomsCreated = 0
    /// What `qr_code` says in place of the real address, for tests.
    package var codeAddress: String?
    let linkToken: String

    /// What the QR code says.
    package var link: String { "https://work.weixin.qq.com/gm/\(linkToken)" }

    /// What a mini program's component opens.
    package var componentAddress: String { "\(link)?scene=1" }

    /// What the next group will be called that is made because all are full.
    package var nextRoomName: String { content.roomBaseName + String((content.roomBaseID ?? 1) + roomsCreated) }

    /// The places for groups (99547).
    static let places = 5

    /// Overwrites the content; numbering goes on while base name and base number stay.
    mutating func overwrite(with content: Content) {
      if content.roomBaseName != self.content.roomBaseName || content.roomBaseID != self.content.roomBaseID {
        roomsCreated = 0
      }
      self.content = content
    }
  }
}
