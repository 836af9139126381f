import Model
import Screen
import Services
import Storage
import Words

/// One join way with its groups, as people get it.
struct JoinWayPage {
  let row: JoinWayRow

  func details(_ words: Catalogue, now: Timestamp) -> TextTable {
    let (record, content) = (row.record, row.record.content)
    var table = TextTable([
      .init(words[JoinWayTerm.joinWay], role: .dim), .init(words.joinWayName(record), narrowest: 20),
    ])
    func add(_ title: SafeText, _ text: SafeText, _ role: Role = .text) {
      table.add([.init(title), .init(text, role: role)])
    }
    if let config = record.configID { add(words[JoinWayTerm.configID], SafeText(config)) }
    add(words[JoinWayTerm.standing], standing(words), record.standing == .kept ? .text : .warning)
    for field in JoinWayField.allCases where field != .chats {
      add(words[field], words.value(of: field, in: content) { _ in nil })
    }
    add(words[JoinWayTerm.freePlaces], words.freePlaces(of: row))
    if let next = row.nextName { add(words[JoinWayTerm.nextName], SafeText(next, limit: 60)) }
    if !record.qrCode.isEmpty {
      add(words[content.scene == .button ? JoinWayTerm.componentURL : .qrImage], SafeText(record.qrCode))
    }
    if let link = record.link { add(words[JoinWayTerm.link], SafeText(link)) }
    add(words[JoinWayTerm.joined], words.joinCounts(row))
    if let last = row.counts.lastJoin { add(words[JoinWayTerm.lastJoin], words.moment(last, now: now)) }
    if let forecast = row.forecast {
      let parts = [words.forecast(forecast), words.forecastBasis(forecast)].compactMap { $0?.text }
      add(words[JoinWayTerm.forecast], SafeText(parts.joined(separator: " · ")))
    }
    add(words[JoinWayTerm.createdAt(record.origin)], SafeText("\(record.createdAt) · \(SafeText(record.createdBy))"))
    if let seen = record.seenAt { add(words[JoinWayTerm.seenAt], words.age(now - seen)) }
    if let call = record.openCall {
      add(
        words[JoinWayTerm.calls],
        SafeText("\(words.joinWayCall(call.kind)) · \(words.joinWayCall(call.state)) · \(call.committedAt)"), .warning)
    }
    return table
  }

  private func standing(_ words: Catalogue) -> SafeText {
    SafeText("\(words.standing(row.record.standing)) · \(words.origin(row.record.origin))")
  }

  func groupTable(_ words: Catalogue, limits: Fullness.Limits) -> TextTable {
    var table = TextTable([
      .init(words[GroupTerm.groupName], narrowest: 12), .init(words[GroupTerm.members], .right),
      .init(words[GroupTerm.fullness]), .init(words[GroupTerm.owner], narrowest: 8),
      .init(words[GroupTerm.chatID], role: .dim),
    ])
    for group in row.groups {
      let fullness = group.members.flatMap { Fullness(members: $0, limits: limits) }
      table.add([
        .init(words.groupName(group)), .init(group.members.map(words.number) ?? "–"),
        group.isGone
          ? .init(words[GroupTerm.gone], role: .error) : .init(fullness.map { words[$0] } ?? "", role: .warning),
        .init(words.owner(of: group)), .init(SafeText(group.chatID)),
      ])
    }
    return table
  }
}

extension Catalogue {
  fileprivate func owner(of group: JoinWayGroup) -> SafeText {
    guard let owner = group.owner else { return "–" }
    let name = group.ownerName.map { SafeText($0, limit: 40) } ?? SafeText(owner)
    return group.ownerHasResigned ? SafeText("\(name) \(self[GroupTerm.resigned])") : name
  }
}
