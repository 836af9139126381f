import Model
import Screen
import Services
import Storage
import Words

/// One group with its members, as people and scripts get it.
struct GroupPage {
  let group: GroupRecord
  let members: [MembershipRecord]
  let names: [UserID: String]
  let limits: Fullness.Limits
  /// By `state`: the join way its members came by, where the registry knows it.
  let ways: [String: JoinWayRecord]

  /// The vendor's own shape (96338), with what the list says beside it.
  struct Document: Encodable, Sendable {
    let chatID: String
    let name: String
    let owner: String?
    let status: Int?
    let createTime: Int64?
    let notice: String
    let memberCount: Int?
    let memberVersion: String?
    let memberList: [MemberRow]
    let adminList: [Person]

    enum CodingKeys: String, CodingKey {
      case chatID = "chat_id"
      case name, owner, status
      case createTime = "create_time"
      case notice
      case memberCount = "member_count"
      case memberVersion = "member_version"
      case memberList = "member_list"
      case adminList = "admin_list"
    }
  }

  struct MemberRow: Encodable, Sendable {
    let userid: String
    let name: String
    let type: Int
    let joinTime: Int64
    let joinScene: Int
    let invitor: Person?
    let groupNickname: String
    let state: String?
    /// Of the join way they came by.
    let configID: String?

    enum CodingKeys: String, CodingKey {
      case configID = "config_id"
      case userid, name, type
      case joinTime = "join_time"
      case joinScene = "join_scene"
      case invitor
      case groupNickname = "group_nickname"
      case state
    }
  }

  struct Person: Encodable, Sendable { let userid: String }

  var document: Document {
    Document(
      chatID: group.chatID.rawValue, name: group.name, owner: group.owner?.rawValue, status: group.status?.rawValue,
      createTime: group.createTime?.seconds, notice: group.notice, memberCount: group.memberCount,
      memberVersion: group.memberVersion,
      memberList: members.map { member in
        MemberRow(
          userid: member.person.rawValue, name: member.name, type: member.kind.rawValue,
          joinTime: member.joinTime.seconds, joinScene: member.joinScene.rawValue,
          invitor: member.invitor.map { Person(userid: $0.rawValue) }, groupNickname: member.groupNickname,
          state: member.state, configID: member.state.flatMap { ways[$0]?.configID?.rawValue })
      },
      adminList: group.admins.map { Person(userid: $0.rawValue) })
  }

  func details(_ words: Catalogue, now: Timestamp) -> TextTable {
    var table = TextTable([.init(words[GroupTerm.group], role: .dim), .init(name(words), narrowest: 20)])
    func add(_ term: GroupTerm, _ text: SafeText) { table.add([.init(words[term]), .init(text)]) }
    add(.chatID, SafeText(group.chatID))
    if let owner = group.owner { add(.owner, person(owner)) }
    if let status = group.status { add(.followUpStatus, words.status(status)) }
    add(.members, count(words))
    if !group.admins.isEmpty { add(.admins, SafeText(group.admins.map { person($0).text }.joined(separator: " · "))) }
    if let created = group.createTime { add(.created, SafeText(created.description)) }
    if !group.notice.isEmpty { add(.notice, SafeText(group.notice, limit: 400)) }
    if let seen = group.detailAt { add(.lastRefresh, words.age(now - seen)) }
    if group.goneAt != nil {
      table.add([.init(words[GeneralTerm.note]), .init(words[GroupTerm.gone], role: .warning)])
    }
    return table
  }

  func memberTable(_ words: Catalogue) -> TextTable {
    var table = TextTable([
      .init(words[GroupTerm.member], narrowest: 12), .init(words[GroupTerm.kind]),
      .init(words[GroupTerm.nickname], narrowest: 8), .init(words[GroupTerm.joinScene]),
      .init(words[GroupTerm.invitor], narrowest: 8), .init(words[GroupTerm.joinTime]),
      .init(words[GroupTerm.joinState], narrowest: 8), .init("ID", role: .dim),
    ])
    for member in members {
      let invitor = member.invitor.map { id in
        member.invitorName.flatMap { $0.isEmpty ? nil : SafeText($0, limit: 40) } ?? SafeText(id)
      }
      table.add([
        .init(SafeText(member.name, limit: 40)), .init(words.memberKind(member.kind)),
        .init(SafeText(member.groupNickname, limit: 40)), .init(words.joinScene(member.joinScene)),
        .init(invitor ?? ""), .init(SafeText(Day(at: member.joinTime).description)),
        .init(state(of: member, words)), .init(SafeText(member.person)),
      ])
    }
    return table
  }

  /// `shopA（门店 A 海报）`
  private func state(of member: MembershipRecord, _ words: Catalogue) -> SafeText {
    guard let state = member.state else { return "" }
    let text = SafeText(state, limit: 40)
    return ways[state].map { words.stateWithWay(text, words.joinWayName($0)) } ?? text
  }

  private func name(_ words: Catalogue) -> SafeText {
    group.name.isEmpty ? words[GroupTerm.unnamed] : SafeText(group.name, limit: 120)
  }

  private func person(_ user: UserID) -> SafeText {
    names[user].map { SafeText("\(SafeText($0, limit: 40)) (\(user))") } ?? SafeText(user)
  }

  /// `198 · 外部 181 · 扫码将满`
  private func count(_ words: Catalogue) -> SafeText {
    guard let members = group.memberCount else { return "–" }
    var parts = [words.number(members)]
    if let external = group.externalCount {
      parts.append(SafeText("\(words[GroupTerm.external]) \(words.number(external))"))
    }
    if let fullness = Fullness(members: members, limits: limits) { parts.append(words[fullness]) }
    return SafeText(parts.map(\.text).joined(separator: " · "))
  }
}
