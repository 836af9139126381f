import Interface
import Model
import Screen
import Services
import Storage
import Words

/// The right part of the groups pane: one group, and who is in it.
struct GroupDetailsPart: Sendable, Equatable {
  private(set) var chat: ChatID?
  private var table = TableView<PersonID>()
  private(set) var rows = MemberRows.none
  private(set) var filter = ""
  private var isStale = true
  /// Of the groups, when the replica was last asked.
  private var askedAt: Int64?
  private var isAsking = false
  private var outcome = Outcome.none

  /// What came of reading the group out of the replica, the last time that was done.
  private enum Outcome: Sendable, Hashable { case none, known, unknown, failed }

  /// Nil while the list is empty.
  var member: MembershipRecord? { table.cursor.flatMap(rows.list.index).map { rows.members[$0] } }

  // MARK: - Changes

  mutating func show(_ chat: ChatID?) {
    guard chat != self.chat else { return }
    self = GroupDetailsPart()
    self.chat = chat
  }

  mutating func narrow(to filter: String) {
    self.filter = filter
    isStale = true
  }

  mutating func handle(_ key: Key) -> Bool { table.handle(key, rows.list) }

  mutating func receive(_ news: News) {
    switch news {
    case .answer(.details(chat), .details(let details)):
      (isAsking, isStale) = (false, true)
      outcome = details == nil ? .unknown : .known
    case .failed(.details(chat), _): (isAsking, outcome) = (false, .failed)
    default: break
    }
  }

  /// Asks for the group if it was not read since the groups changed.
  mutating func settle(height: Int, _ world: World) -> [Effect] {
    guard let chat else { return [] }
    if isStale {
      isStale = false
      rows = MemberRows(world.details[chat], filter: filter)
    }
    table.settle(rows.list, height: Self.listHeight(members: rows.members.count, height: height) - 1)
    // What was read may have been thrown away for others.
    let isMissing = outcome == .known && world.details[chat] == nil
    guard !isAsking, isMissing || askedAt != world.groups.version else { return [] }
    (isAsking, askedAt) = (true, world.groups.version)
    return [.ask(.details(chat))]
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World, isFocused: Bool) {
    guard let chat else {
      canvas.paragraph([world.words.chooseGroup], isFocused: isFocused, role: .dim)
      return
    }
    let details = world.details[chat]
    let hasList = details?.group.detailAt != nil
    let below = hasList ? Self.listHeight(members: rows.members.count, height: canvas.height) + 1 : 0
    let inside = Rect(x: 1, y: 0, width: canvas.width - 1, height: canvas.height)
    let heading = GroupHeading(
      chat, row: world.groups.row(of: chat), details: details, world, width: inside.width)
    let height = max(1, min(heading.lines.count, canvas.height - below))
    canvas.draw(in: Rect(x: 1, y: 0, width: inside.width, height: height)) { heading.draw(on: &$0) }
    if isFocused, !hasList || rows.members.isEmpty { canvas.write("▌", x: 0, y: 0, role: .key) }
    let rest = Rect(x: 0, y: height, width: canvas.width, height: canvas.height - height)
    canvas.draw(in: rest) { part in
      if hasList {
        drawMembers(on: &part, world, isFocused: isFocused)
      } else {
        part.paragraph([reason(details, world)], y: 1, isFocused: false, role: .dim)
      }
    }
  }

  /// Lines the list of members has, its titles included: as many as it needs, but it leaves the heading room.
  private static func listHeight(members: Int, height: Int) -> Int {
    min(max(members, 1) + 1, max(3, height * 2 / 5), max(0, height - 2))
  }

  /// Why there are no members to be seen.
  private func reason(_ details: GroupDetails?, _ world: World) -> SafeText {
    let words = world.words
    switch outcome {
    case .failed: return words.detailsFailed
    case .unknown: return words.detailsGone
    case .none, .known: return details == nil ? words.readingDetails : words.detailsNeverRead
    }
  }

  private func drawMembers(on canvas: inout Canvas, _ world: World, isFocused: Bool) {
    let words = world.words
    canvas.horizontalLine(y: 0, title: words.membersTitle(rows.total))
    let part = Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 1)
    canvas.draw(in: part) { part in
      guard !rows.members.isEmpty else {
        let text = filter.isEmpty ? words.noMembers : words.noMatch(SafeText(filter, limit: 60))
        part.paragraph([text], isFocused: false, role: .dim)
        return
      }
      let columns = MemberColumns(world, rows)
      table.draw(on: &part, rows.list, columns: columns.columns, isFocused: isFocused) { place in
        columns.cells(rows.members[place])
      }
    }
  }
}

extension Canvas {
  /// Texts below each other where a list would stand, with the sign of the focus.
  mutating func paragraph(_ lines: [SafeText], y: Int = 0, isFocused: Bool, role: Role = .text) {
    if isFocused { write("▌", x: 0, y: y, role: .key) }
    var y = y
    for line in lines { y = Chrome.paragraph(on: &self, line, x: 1, y: y, width: width - 2, role: role) }
  }
}
