import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Everything there is to say about a join way but its code, line by line.
struct JoinWayDetailLines {
  struct Line: Sendable, Equatable {
    /// Empty on the lines a text goes on.
    var label: SafeText = ""
    var text: SafeText
    var role = Role.text
  }

  private(set) var lines: [Line] = []
  private(set) var labelWidth = 0
  private let world: World
  private let row: JoinWayRow
  private let width: Int
  private var words: Catalogue { world.words }

  /// - Parameter width: columns a line may take.
  init(_ row: JoinWayRow, _ world: World, width: Int) {
    (self.row, self.world, self.width) = (row, world, width)
    let labels: [SafeText] =
      [JoinWayField.scene, .state, .autoCreateRoom, .chats, .markSource].map { world.words[$0] }
      + [JoinWayTerm.joined, .nextName, .configID, .seenAt, .createdAt, .importedAt, .forecast].map { world.words[$0] }
    labelWidth = min(labels.map(displayWidth).max() ?? 0, max(8, width * 2 / 5))
    findings()
    content()
    groups()
    registry()
  }

  private mutating func plain(_ text: SafeText, _ role: Role = .text) {
    lines += wrapped(text, width: width).map { Line(text: $0, role: role) }
  }

  private mutating func field(_ term: some Term, _ text: SafeText, _ role: Role = .text) {
    let texts = wrapped(text, width: max(1, width - labelWidth - 1))
    for (index, text) in texts.enumerated() {
      lines.append(Line(label: index == 0 ? words[term].truncated(to: labelWidth) : " ", text: text, role: role))
    }
  }

  private mutating func findings() {
    plain(world.remark(of: row.record).text, .title)
    for finding in row.findings {
      let key = finding.repair.key.map { " [\(Chrome.name(of: $0)) \(words[finding.repair])]" } ?? ""
      plain(SafeText("\(finding.severity.sign) \(world.advice(for: finding, of: row))\(key)"), finding.severity.role)
      if case .changedElsewhere = finding.kind, let drift = row.record.drift { self.drift(drift) }
    }
    if row.record.standing == .unconfirmed, row.counts.joined > 0 {
      plain(words.unconfirmedCame(row.counts.joined), .warning)
    }
    if row.findings.isEmpty { plain(words[JoinWayTerm.fine], .done) }
    if let forecast = row.forecast, let text = words.forecast(forecast) {
      field(JoinWayTerm.forecast, SafeText("\(text) · \(words.forecastBasis(forecast))"))
    }
  }

  private mutating func content() {
    let content = row.record.content
    field(JoinWayField.scene, words.scene(content.scene))
    field(JoinWayField.state, content.state.isEmpty ? "–" : SafeText(content.state, limit: 120))
    var joins = content.state.isEmpty ? "–" : words.joinCounts(row.counts).text
    if !content.state.isEmpty, let last = row.counts.lastJoin {
      joins += " · \(words[JoinWayTerm.lastJoin]) \(words.age(world.now - last))"
    }
    field(JoinWayTerm.joined, SafeText(joins))
    field(JoinWayField.autoCreateRoom, words.autoCreate(content))
    field(JoinWayTerm.nextName, row.nextName.map { SafeText($0, limit: 120) } ?? "–")
    if let mark = content.markSource { field(JoinWayField.markSource, words[mark ? GeneralTerm.yes : .no]) }
  }

  private mutating func groups() {
    field(JoinWayField.chats, words.placesTaken(row.record.content, free: words.freePlaces(of: row)))
    for group in row.groups {
      var parts = [world.name(of: group)]
      var role = Role.text
      if group.isGone {
        parts.append(words[GroupTerm.gone])
        role = .warning
      } else if !group.isKnown {
        parts.append(words.groupNotRead)
        role = .dim
      }
      if let members = group.members, let limits = world.company?.limits {
        parts.append(SafeText("\(words.number(members))/\(words.number(limits.scan))"))
        if let fullness = world.fullness(members: members), role == .text {
          parts.append(words.inShort(fullness))
          role = fullness.role
        }
      }
      if let owner = group.owner {
        let name = group.ownerName.map { SafeText($0, limit: 40) } ?? world.person(owner)
        parts.append(group.ownerHasResigned ? SafeText("\(name) \(words[GroupTerm.resigned])") : name)
      }
      plain(SafeText("  " + parts.map(\.text).joined(separator: " · ")), role)
    }
  }

  private mutating func registry() {
    let record = row.record
    if let id = record.configID { field(JoinWayTerm.configID, SafeText(id), .dim) }
    field(JoinWayTerm.standing, words[record.standing])
    if let seen = record.seenAt { field(JoinWayTerm.seenAt, words.moment(seen, now: world.now)) }
    let made = SafeText("\(words.moment(record.createdAt, now: world.now)) · \(SafeText(record.createdBy, limit: 60))")
    field(JoinWayTerm.createdAt(record.origin), made)
    // Else it stands below what is wrong.
    if let drift = record.drift, !row.findings.contains(JoinWayFinding(.changedElsewhere)) { self.drift(drift) }
    if let call = record.openCall {
      plain(SafeText("\(words.joinWayCall(call.kind)): \(words.joinWayCall(call.state))"), .warning)
    }
  }

  /// What was changed elsewhere: before → after.
  private mutating func drift(_ drift: JoinWayRecord.Drift) {
    plain(words.changedElsewhere(words.moment(drift.noticedAt, now: world.now)), .warning)
    for field in row.record.content.differences(from: drift.before) {
      plain(world.change(of: field, from: drift.before, to: row.record.content, in: row), .warning)
    }
  }
}

extension World {
  /// `备注: 门店 → 门店 A`
  func change(
    of field: JoinWayField, from before: JoinWayContent, to after: JoinWayContent, in row: JoinWayRow? = nil
  ) -> SafeText {
    let name: (ChatID) -> SafeText? = { chat in
      if let row { self.groupName(chat, of: row) } else { self.joinWayGroupName(chat) }
    }
    let (old, new) = (
      words.value(of: field, in: before, group: name), words.value(of: field, in: after, group: name)
    )
    return SafeText("\(words[field]): \(old) → \(new)")
  }

  /// A group's name, wherever it is known from.
  func joinWayGroupName(_ chat: ChatID) -> SafeText? {
    let group = joinWayGroup(chat)
    return group.name.isEmpty ? nil : SafeText(group.name, limit: 120)
  }
}

extension JoinWayFinding.Repair {
  /// The key that does it in a list of join ways.
  var key: Key? {
    switch self {
    case .rotate: .character("R")
    case .replace: .character("p")
    case .edit: .character("e")
    case .refresh: .character("r")
    case .acknowledge: .character("A")
    case .forget: .character("F")
    }
  }
}
