import Interface
import Model
import Services
import Storage

/// Who is in a group: the owner, the admins, then everybody else as they joined; made anew only when they are read or
/// narrowed.
struct MemberRows: Sendable, Equatable {
  enum Rank: Sendable, Hashable, CaseIterable { case owner, admin, other }

  let members: [MembershipRecord]
  /// Members before they were narrowed.
  let total: Int
  private let ranks: [PersonID: Rank]
  private let places: [PersonID: Int]

  static let none = MemberRows(nil, filter: "")

  /// - Parameter filter: a part of name, nickname or state; empty for all.
  init(_ details: GroupDetails?, filter: String) {
    let all = details?.members ?? []
    total = all.count
    var ranks: [PersonID: Rank] = [:]
    for admin in details?.group.admins ?? [] { ranks[PersonID(admin)] = .admin }
    if let owner = details?.group.owner { ranks[PersonID(owner)] = .owner }
    self.ranks = ranks
    let part = filter.lowercased()
    let found = part.isEmpty ? all : all.filter { $0.texts.contains { $0.lowercased().contains(part) } }
    members = Rank.allCases.flatMap { rank in found.filter { ranks[$0.person] ?? .other == rank } }
    places = Dictionary(
      members.enumerated().map { ($0.element.person, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  func rank(of member: MembershipRecord) -> Rank { ranks[member.person] ?? .other }

  var list: Rows<PersonID> {
    Rows(count: members.count, id: { members[$0].person }, index: { places[$0] })
  }
}

extension MembershipRecord {
  /// What somebody is found by.
  fileprivate var texts: [String] { [name, groupNickname, state ?? "", person.rawValue] }
}
