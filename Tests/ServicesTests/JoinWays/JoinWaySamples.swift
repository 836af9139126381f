import Model
import Storage

@testable import Services

/// Values for tests of rules that decide without a company.
enum JoinWaySamples {
  static let limits = Fullness.Limits(scan: 200, scanWarning: 190, group: 500, groupWarning: 490)

  static func chat(_ name: String) -> ChatID { ChatID(unchecked: name) }
  static func user(_ name: String) -> UserID { UserID(unchecked: name) }
  static func id(_ name: String) -> JoinWayID { JoinWayID(unchecked: name) }

  /// A content nobody could object to.
  static func content(
    _ chats: [String] = ["a"], autoCreate: Bool = true, state: String = "shopA", base: String = "销售客服群",
    number: Int? = 10
  ) -> JoinWayContent {
    JoinWayContent(
      remark: "门店 A 海报", autoCreateRoom: autoCreate, roomBaseName: base, roomBaseID: number,
      chats: chats.map(chat), state: state)
  }

  static func record(
    _ content: JoinWayContent = content(), standing: JoinWayRecord.Standing = .kept, id: String = "w1"
  ) -> JoinWayRecord {
    JoinWayRecord(
      id: self.id(id), configID: ConfigID(unchecked: "c1"), standing: standing, origin: .made, content: content,
      qrCode: "", seenAt: nil, createdAt: Timestamp(seconds: 0), createdBy: "kim@desk",
      changedAt: Timestamp(seconds: 0))
  }

  static func group(
    _ chat: String, _ members: Int?, owner: String = "li", resigned: Bool = false, gone: Bool = false,
    known: Bool = true
  ) -> JoinWayGroup {
    JoinWayGroup(
      chatID: self.chat(chat), name: "group \(chat)", members: members, owner: user(owner), ownerName: nil,
      ownerHasResigned: resigned, isGone: gone, isKnown: known)
  }

  static func groups(_ groups: [JoinWayGroup]) -> [ChatID: JoinWayGroup] {
    Dictionary(uniqueKeysWithValues: groups.map { ($0.chatID, $0) })
  }
}
