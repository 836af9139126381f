import Model
import Screen
import Services
import Storage
import Words

/// Changes to many join ways, as people see them before they confirm: a table, or, where it would be cut, a few lines for
/// each join way.
struct JoinWayPlanPage {
  let plan: JoinWayPlan
  let names: JoinWayNames
  let circumstances: Circumstances
  let limits: Fullness.Limits
  let words: Catalogue

  var table: TextTable {
    var table = TextTable([
      .init(words[JoinWayTerm.joinWay]), .init(words[JoinWayTerm.dropped]), .init(words[JoinWayTerm.added]),
      .init(words[JoinWayTerm.freePlaces]), .init(words[GeneralTerm.note]),
      .init(words[JoinWayTerm.configID], role: .dim),
    ])
    func list(_ chats: [ChatID]) -> SafeText {
      chats.isEmpty ? "—" : SafeText(chats.map { name($0).text }.joined(separator: " · "))
    }
    for item in plan.items {
      table.add([
        .init(words.joinWayName(item.record)), .init(list(item.dropped)), .init(list(item.added)),
        .init(freePlaces(item)), .init(note(item) ?? "", role: .warning), .init(id(item)),
      ])
    }
    return table
  }

  /// For each join way its name, places and id, then a line a group: out or in, its name, members and room.
  var lines: [(text: SafeText, role: Role)] {
    plan.items.flatMap { item -> [(text: SafeText, role: Role)] in
      let places = SafeText("\(words[JoinWayTerm.freePlaces]) \(freePlaces(item))")
      var lines: [(text: SafeText, role: Role)] = [
        (SafeText("\(words.joinWayName(item.record)) · \(places)"), .title), (SafeText("  \(id(item))"), .dim),
      ]
      lines += item.dropped.map { (line("−", $0), .text) }
      lines += item.added.map { (line("+", $0), .text) }
      if let note = note(item) { lines.append((SafeText("  \(note)"), .warning)) }
      return lines
    }
  }

  /// `  + 销售客服群 18 · 12 人，还能进 188 人`
  private func line(_ sign: SafeText, _ chat: ChatID) -> SafeText {
    let group = plan.groups[chat]
    let state =
      group?.isGone == true
      ? words[GroupTerm.gone] : words.membersAndRoom(group?.members, room: group?.room(limits))
    return SafeText("  \(sign) \(name(chat)) · \(state)")
  }

  private func name(_ chat: ChatID) -> SafeText { names.group(chat) ?? SafeText(chat) }

  private func freePlaces(_ item: JoinWayPlan.Item) -> SafeText {
    item.record.standing == .kept ? words.freePlaces(of: item.wanted) : "–"
  }

  private func note(_ item: JoinWayPlan.Item) -> SafeText? {
    item.obstacle.map { words.obstacle($0, owner: { names.owner($0) }, in: circumstances) }
      ?? words.warning(of: item) { names.owner($0) }
  }

  private func id(_ item: JoinWayPlan.Item) -> SafeText {
    item.record.configID.map { SafeText($0) } ?? SafeText(item.record.id)
  }
}
