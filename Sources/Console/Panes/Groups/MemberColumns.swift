import Interface
import Model
import Screen
import Storage
import Words

/// The columns of a list of members, and what stands in them.
struct MemberColumns {
  let columns: [TableColumn]
  private let world: World
  /// Columns a name has at least, and an id in its place at most.
  private static let nameWidth = 8
  private let rows: MemberRows

  init(_ world: World, _ rows: MemberRows) {
    let words = world.words
    self.world = world
    self.rows = rows
    func widest(_ term: GroupTerm, _ texts: [SafeText]) -> Int {
      texts.reduce(displayWidth(of: words[term])) { max($0, displayWidth(of: $1)) }
    }
    let kinds =
      [words.memberKind(.member), words.memberKind(.externalContact)] + MemberRankTerm.allCases.map { words[$0] }
    let scenes = [words.joinScene(.invited), words.joinScene(.invitationLink), words.joinScene(.scanned)]
    columns = [
      TableColumn(words[GroupTerm.member], width: .flexible(least: Self.nameWidth, weight: 3)),
      TableColumn(words[GroupTerm.nickname], width: .flexible(least: 8, weight: 2), dropsAt: 6),
      TableColumn(words[GroupTerm.kind], width: .fixed(widest(.kind, kinds)), dropsAt: 1),
      TableColumn(words[GroupTerm.joinScene], width: .fixed(widest(.joinScene, scenes)), dropsAt: 2),
      TableColumn(words[GroupTerm.joinTime], width: .fixed(10), dropsAt: 4),
      TableColumn(words[GroupTerm.invitor], width: .flexible(least: 8, weight: 1), dropsAt: 3),
      TableColumn(words[GroupTerm.joinState], width: .flexible(least: 8, weight: 1), dropsAt: 5),
    ]
  }

  func cells(_ member: MembershipRecord) -> [TableCell] {
    let words = world.words
    return [
      name(member), TableCell(SafeText(member.groupNickname, limit: 60)),
      TableCell(words.kind(member, rows.rank(of: member))),
      TableCell(words.joinScene(member.joinScene)), TableCell(SafeText(Day(at: member.joinTime).description)),
      TableCell(member.invitorText ?? ""), TableCell(SafeText(member.state ?? "", limit: 60)),
    ]
  }

  /// An application that may not know names sees ids.
  private func name(_ member: MembershipRecord) -> TableCell {
    if !member.name.isEmpty { return TableCell(SafeText(member.name, limit: 60)) }
    return TableCell(SafeText(member.person).shortenedInTheMiddle(to: Self.nameWidth), .dim)
  }

  /// Everything about one member on one line, columns that had no room included.
  static func line(_ member: MembershipRecord, _ rank: MemberRows.Rank, _ words: Catalogue) -> SafeText {
    func labelled(_ term: GroupTerm, _ text: SafeText) -> SafeText? {
      text.isEmpty ? nil : SafeText("\(words[term]) \(text)")
    }
    let parts: [SafeText?] = [
      SafeText(member.name.isEmpty ? member.person.rawValue : member.name, limit: 60), words.kind(member, rank),
      labelled(.nickname, SafeText(member.groupNickname, limit: 60)), words.joinScene(member.joinScene),
      labelled(.invitor, member.invitorText ?? ""), labelled(.joinState, SafeText(member.state ?? "", limit: 60)),
      SafeText(member.joinTime.description),
    ]
    return SafeText(parts.compactMap(\.?.text).joined(separator: " · "))
  }
}

extension MembershipRecord {
  /// Nil for somebody who was not invited.
  fileprivate var invitorText: SafeText? {
    invitor.map { id in invitorName.flatMap { $0.isEmpty ? nil : SafeText($0, limit: 60) } ?? SafeText(id) }
  }
}

extension Catalogue {
  /// Owner and admins are members of the corp, so their rank says their kind too.
  fileprivate func kind(_ member: MembershipRecord, _ rank: MemberRows.Rank) -> SafeText {
    switch rank {
    case .owner: self[MemberRankTerm.owner]
    case .admin: self[MemberRankTerm.admin]
    case .other: memberKind(member.kind)
    }
  }
}
