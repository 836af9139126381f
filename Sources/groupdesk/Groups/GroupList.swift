import Model
import Screen
import Services
import Storage
import Words

/// Groups as people and scripts get them.
struct GroupList {
  let groups: [GroupRecord]
  let owners: [OwnerRecord]
  let limits: Fullness.Limits

  /// A group as scripts get it; the vendor's own keys where it has one (93414, 96338), times in seconds.
  struct Row: Encodable, Sendable {
    let chatID: String
    let name: String
    let owner: String?
    let ownerName: String?
    let status: Int?
    let createTime: Int64?
    let memberCount: Int?
    let externalCount: Int?
    let fullness: String?

    enum CodingKeys: String, CodingKey {
      case chatID = "chat_id"
      case name, owner
      case ownerName = "owner_name"
      case status
      case createTime = "create_time"
      case memberCount = "member_count"
      case externalCount = "external_count"
      case fullness
    }
  }

  var rows: [Row] {
    let names = names
    return groups.map { group in
      Row(
        chatID: group.chatID.rawValue, name: group.name, owner: group.owner?.rawValue,
        ownerName: group.owner.flatMap { names[$0] }, status: group.status?.rawValue,
        createTime: group.createTime?.seconds, memberCount: group.memberCount, externalCount: group.externalCount,
        fullness: fullness(of: group)?.rawValue)
    }
  }

  /// Below this many columns of the terminal a row would break: fullness and age make room for the id, which is copied.
  private static let comfortable = 100

  /// - Parameter width: of the terminal; nil in a pipe.
  func table(_ words: Catalogue, now: Timestamp, width: Int?) -> TextTable {
    let isNarrow = width.map { $0 < Self.comfortable } ?? false
    let names = names
    let resigned = Set(owners.filter(\.hasResigned).map(\.userID))
    var columns: [TextTable.Column] = [
      .init(words[GroupTerm.groupName], narrowest: 12), .init(words[GroupTerm.members], .right),
      .init(words[GroupTerm.followUpStatus]), .init(words[GroupTerm.owner], narrowest: 8),
      .init(words[GroupTerm.chatID], role: .dim),
    ]
    if !isNarrow {
      columns.insert(.init(words[GroupTerm.created]), at: 4)
      columns.insert(.init(words[GroupTerm.fullness]), at: 2)
    }
    var table = TextTable(columns)
    for group in groups {
      let fullness = fullness(of: group)
      var cells: [TextTable.Cell] = [
        .init(group.name.isEmpty ? words[GroupTerm.unnamed] : SafeText(group.name, limit: 80)),
        .init(group.memberCount.map(words.number) ?? "–"),
        .init(group.status.map(words.status) ?? "–", role: group.status == .waiting ? .warning : nil),
        .init(owner(of: group, names, resigned, words)), .init(SafeText(group.chatID)),
      ]
      if !isNarrow {
        cells.insert(.init(group.createTime.map { SafeText(Day(at: $0).description) } ?? "–"), at: 4)
        cells.insert(.init(fullness.map { words[$0] } ?? "", role: .warning), at: 2)
      }
      table.add(cells)
    }
    return table
  }

  private func owner(
    of group: GroupRecord, _ names: [UserID: String], _ resigned: Set<UserID>, _ words: Catalogue
  ) -> SafeText {
    guard let owner = group.owner else { return "–" }
    let name = names[owner].map { SafeText($0, limit: 40) } ?? SafeText(owner)
    return resigned.contains(owner) ? SafeText("\(name) \(words[GroupTerm.resigned])") : name
  }

  private var names: [UserID: String] {
    Dictionary(uniqueKeysWithValues: owners.compactMap { owner in owner.name.map { (owner.userID, $0) } })
  }

  private func fullness(of group: GroupRecord) -> Fullness? {
    group.memberCount.flatMap { Fullness(members: $0, limits: limits) }
  }
}
