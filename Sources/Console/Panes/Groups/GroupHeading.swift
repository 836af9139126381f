import Interface
import Model
import Screen
import Services
import Words

/// What stands above the members of a group: its name, whose it is, how it stands.
struct GroupHeading {
  struct Line: Sendable, Hashable {
    /// Empty on the lines a text goes on.
    let label: SafeText
    let text: SafeText
    var role = Role.text
  }

  let lines: [Line]
  let labelWidth: Int

  /// The most important first.
  ///
  /// - Parameters:
  ///   - row: of the snapshot, which may be newer than the details; nil for a group that is not in it any more.
  ///   - width: columns a line may take.
  init(_ chat: ChatID, row: Int32?, details: GroupDetails?, _ world: World, width: Int) {
    let facts = Facts(chat, row: row, details: details, world)
    let words = world.words
    var fields: [(GroupTerm, SafeText, Role)] = []
    if facts.isGone { fields.append((.group, words[GroupTerm.gone], .warning)) }
    fields.append((.owner, facts.ownerText(world), .text))
    fields.append((.members, facts.membersText(world), facts.fullness(world)?.role ?? .text))
    fields.append((.followUpStatus, facts.status.map(words.status) ?? "–", facts.status?.role ?? .text))
    fields.append((.created, facts.created.map { SafeText($0.description) } ?? "–", .text))
    fields.append((.lastRefresh, facts.refreshedText(world), .text))
    if let admins = facts.adminsText(world) { fields.append((.admins, admins, .text)) }
    fields.append((.chatID, SafeText(chat), .dim))

    let labels = fields.map { words[$0.0] } + [words[GroupTerm.notice]]
    let labelWidth = min(labels.map(displayWidth).max() ?? 0, width / 3)
    let room = width - labelWidth - 1
    self.labelWidth = labelWidth
    func lines(_ term: GroupTerm, _ texts: [SafeText], _ role: Role = .text) -> [Line] {
      texts.enumerated().map { Line(label: $0 == 0 ? words[term] : "", text: $1, role: role) }
    }
    let above = fields.flatMap { term, text, role in
      lines(term, term == .chatID ? [text.shortenedInTheMiddle(to: room)] : wrapped(text, width: room), role)
    }
    let notice = facts.notice.flatMap { wrapped($0, width: room) }
    self.lines =
      wrapped(facts.name(words), width: width).map { Line(label: "", text: $0, role: .title) } + above
      + lines(.notice, notice.limited(to: Self.noticeLines))
  }

  private static let noticeLines = 4

  /// Draws as many lines as there is room for.
  func draw(on canvas: inout Canvas) {
    for (y, line) in lines.prefix(canvas.height).enumerated() {
      guard line.role != .title else {
        canvas.write(line.text, x: 0, y: y, role: .title)
        continue
      }
      canvas.write(line.label, x: 0, y: y, width: labelWidth, role: .dim)
      let x = labelWidth + 1
      canvas.write(line.text, x: x, y: y, width: canvas.width - x, role: line.role)
    }
  }
}

/// What is known of a group, from wherever it is newest.
private struct Facts {
  let chat: ChatID
  let row: Int32?
  let groups: GroupsSnapshot
  let details: GroupDetails?

  init(_ chat: ChatID, row: Int32?, details: GroupDetails?, _ world: World) {
    (self.chat, self.row, self.details) = (chat, row, details)
    groups = world.groups
  }

  /// The list's own value where the list has the group: what stands beside each other agrees.
  private func value<T>(_ listed: (GroupsSnapshot) -> (Int32) -> T?, _ read: (GroupDetails) -> T?) -> T? {
    if let row { listed(groups)(row) } else { details.flatMap(read) }
  }

  var isGone: Bool { row == nil }
  var status: FollowUpStatus? { value(GroupsSnapshot.status, \.group.status) }
  var created: Timestamp? { value(GroupsSnapshot.created, \.group.createTime) }
  private var owner: UserID? { value(GroupsSnapshot.owner, \.group.owner) }
  private var members: Int? { value(GroupsSnapshot.members, \.group.memberCount) }
  private var external: Int? { value(GroupsSnapshot.external, \.group.externalCount) }
  private var refreshedAt: Timestamp? { value(GroupsSnapshot.refreshedAt, \.group.detailAt) }

  /// Line by line, as it was written.
  var notice: [SafeText] {
    (details?.group.notice ?? "").split(whereSeparator: \.isNewline).prefix(20).map { SafeText(String($0), limit: 400) }
  }

  func name(_ words: Catalogue) -> SafeText {
    let name = row.map(groups.name) ?? details?.group.name ?? ""
    if !name.isEmpty { return SafeText(name, limit: 256) }
    return refreshedAt == nil ? SafeText(chat) : words[GroupTerm.unnamed]
  }

  func ownerText(_ world: World) -> SafeText {
    guard let owner else { return "–" }
    let name = world.person(owner)
    guard world.ownersByID[owner]?.hasResigned == true else { return name }
    return SafeText("\(name) \(world.words[GroupTerm.resigned])")
  }

  func adminsText(_ world: World) -> SafeText? {
    guard let admins = details?.group.admins, !admins.isEmpty else { return nil }
    return SafeText(admins.map { world.person($0).text }.joined(separator: " · "))
  }

  func fullness(_ world: World) -> Fullness? { world.fullness(members: members) }

  /// `198 · 外部 181 · 扫码将满`
  func membersText(_ world: World) -> SafeText {
    guard let members else { return "–" }
    let words = world.words
    var parts = [words.number(members)]
    if let external { parts.append(SafeText("\(words[GroupTerm.external]) \(words.number(external))")) }
    if let fullness = fullness(world) { parts.append(words.inShort(fullness)) }
    return SafeText(parts.map(\.text).joined(separator: " · "))
  }

  func refreshedText(_ world: World) -> SafeText {
    guard let refreshedAt else { return world.words.neverRead }
    return SafeText("\(world.words.age(world.now - refreshedAt)) · \(world.words.moment(refreshedAt, now: world.now))")
  }
}

extension [SafeText] {
  /// The first lines; what is left out is shown by `…`.
  fileprivate func limited(to count: Int) -> [SafeText] {
    count < self.count ? prefix(count - 1) + [SafeText("\(self[count - 1])…")] : self
  }
}
