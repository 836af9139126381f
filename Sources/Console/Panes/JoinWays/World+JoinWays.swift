import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Join ways, as panes speak of them.
extension World {
  /// How a join way is called in a list.
  func remark(of record: JoinWayRecord) -> TableCell {
    if !record.content.remark.isEmpty { return TableCell(SafeText(record.content.remark, limit: 120)) }
    if record.standing == .unconfirmed { return TableCell(words[record.standing], .warning) }
    return TableCell(words.joinWayName(record).shortenedInTheMiddle(to: 13), .dim)
  }

  /// The first group's name, and how many there are: `销售客服群 17 等 5 个`.
  func groupsInShort(_ row: JoinWayRow, width: Int) -> SafeText {
    guard let first = row.groups.first else { return "–" }
    let name = name(of: first)
    guard row.groups.count > 1 else { return name }
    let more = words.andMore(row.groups.count)
    return SafeText("\(name.truncated(to: width - displayWidth(of: more)))\(more)")
  }

  /// A group's name, else its id.
  func name(of group: JoinWayGroup) -> SafeText {
    if !group.name.isEmpty { return SafeText(group.name, limit: 120) }
    return group.members == nil
      ? SafeText(group.chatID).shortenedInTheMiddle(to: 12) : words[GroupTerm.unnamed]
  }

  /// The same out of the list of all groups; nil for one that is not known, or has no name.
  func groupName(_ chat: ChatID) -> SafeText? {
    guard let row = groups.row(of: chat) else { return nil }
    let name = groups.name(row)
    return name.isEmpty ? nil : SafeText(name, limit: 120)
  }

  /// What a list says about how a join way stands: the worst that is wrong, in a few words where the sentence has no room.
  func health(of row: JoinWayRow, width: Int) -> (text: SafeText, role: Role) {
    guard let worst = row.findings.first else { return (words[JoinWayTerm.fine], .done) }
    let isProven = row.record.standing == .unconfirmed && row.counts.joined > 0
    let text = isProven ? words.unconfirmedCame(row.counts.joined) : words.health(row.findings)
    let whole = SafeText("\(worst.severity.sign) \(text)")
    guard displayWidth(of: whole) > width else { return (whole, worst.severity.role) }
    let short = isProven ? words.unconfirmedCameInShort(row.counts.joined) : words.healthInShort(row.findings)
    return (SafeText("\(worst.severity.sign) \(short)"), worst.severity.role)
  }

  /// One finding with what to do, names instead of ids.
  func advice(for finding: JoinWayFinding, of row: JoinWayRow) -> SafeText {
    words.line(
      words.advice(
        for: finding, group: { self.groupName($0, of: row) }, owner: { self.person($0) }))
  }

  func groupName(_ chat: ChatID, of row: JoinWayRow) -> SafeText? {
    row.groups.first { $0.chatID == chat }.map(name) ?? groupName(chat)
  }

  /// An owner; the name gives way to the mark of one who has left.
  ///
  /// - Parameter width: columns there are at least.
  func ownerCell(_ user: UserID, width: Int) -> TableCell {
    let name = person(user)
    guard ownersByID[user]?.hasResigned == true else { return TableCell(name) }
    let mark = words[GroupsTerm.resigned]
    return TableCell(SafeText("\(name.truncated(to: width - displayWidth(of: mark) - 1)) \(mark)"), .warning)
  }

  /// Of a member: by which join way they came.
  func joinWay(of member: MembershipRecord) -> JoinWayRow? { member.state.flatMap(joinWays.row) }

  /// What the rules of a content are held against.
  ///
  /// - Parameter chats: groups in the content.
  func checkFacts(_ chats: [ChatID]) -> JoinWayCheckFacts? {
    guard let limits = company?.limits else { return nil }
    var states: [String: Set<JoinWayID>] = [:]
    for row in joinWays.rows where !row.record.content.state.isEmpty && row.record.standing != .gone {
      states[row.record.content.state, default: []].insert(row.record.id)
    }
    let groups = Dictionary(chats.map { ($0, joinWayGroup($0)) }, uniquingKeysWith: { $1 })
    return JoinWayCheckFacts(groups: groups, states: states, limits: limits)
  }

  /// How another join way is called; nil for one that is not listed.
  func joinWayReference(_ id: JoinWayID) -> SafeText? { joinWays[id].map { words.reference(to: $0.record) } }

  /// What is said of an act's end.
  func line(_ end: JoinWayEnd, of kind: JoinWayCall.Kind) -> SafeText {
    words.line(words.end(end, of: kind, in: circumstances, way: joinWayReference))
  }

  /// What is wrong with a content, with the groups and join ways it is about by their names.
  func text(of fault: JoinWayFault) -> SafeText {
    words.fault(
      fault, group: { joinWayGroupName($0) }, way: joinWayReference)
  }

  /// A group out of the list of all groups; one that is gone is known from the join ways that use it.
  func joinWayGroup(_ chat: ChatID) -> JoinWayGroup {
    guard let row = groups.row(of: chat) else {
      let known = joinWays.rows.lazy.flatMap(\.groups).first { $0.chatID == chat }
      return known
        ?? JoinWayGroup(
          chatID: chat, name: "", members: nil, owner: nil, ownerName: nil, ownerHasResigned: false, isGone: false,
          isKnown: false)
    }
    let owner = groups.owner(row).flatMap { ownersByID[$0] }
    return JoinWayGroup(
      chatID: chat, name: groups.name(row), members: groups.members(row), owner: groups.owner(row),
      ownerName: owner?.name, ownerHasResigned: owner?.hasResigned == true, isGone: false, isKnown: true)
  }

  /// Why a join way cannot be changed now; nil when it can.
  func whyNoChange(of row: JoinWayRow?) -> SafeText? {
    if let whyNoChange { return whyNoChange }
    guard let row else { return words.noJoinWayHere }
    return row.record.standing == .kept ? nil : words.onlyKept(row.record.standing)
  }
}

extension JoinWayRecord {
  /// No group can be created any more.
  var hasUsedUpPlaces: Bool { standing == .kept && content.freePlaces == 0 }
}

extension JoinWayFinding.Severity {
  /// The colour.
  var role: Role {
    switch self {
    case .dead: .error
    case .warning: .warning
    case .notice: .dim
    }
  }

  /// One column that tells them apart without colour.
  var sign: SafeText {
    switch self {
    case .dead: "✗"
    case .warning: "!"
    case .notice: "·"
    }
  }
}
