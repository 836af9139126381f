import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Who came by one join way: by day, by group, and everybody.
struct JoinWayArrivalsPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum Part: Int, Sendable, CaseIterable { case days, groups, members }

  private let id: JoinWayID
  private(set) var part = Part.members
  private var answer: Answer?
  private var isAsking = false
  private var hasFailed = false
  /// Of the rows, when was asked last.
  private var askedAt: Int64?
  private var tables = [TableView<Int>](repeating: TableView(), count: Part.allCases.count)
  private var filter = ""
  private var prompt: FilterPrompt?
  private var export: Prompt?

  private struct Answer: Sendable, Equatable {
    var report: JoinReport
    var arrivals: [JoinArrival]
    /// Those the filter lets through.
    var shown: [JoinArrival]
  }

  init(_ id: JoinWayID) { self.id = id }

  func title(_ world: World) -> SafeText { world.words[JoinWayTerm.arrivals] }
  var takesText: Bool { prompt != nil || export != nil }

  private func state(_ world: World) -> String? { world.joinWays[id]?.record.content.state }

  // MARK: - Commands

  func commands(_ world: World) -> [Command<Self>] {
    if takesText { return [] }
    let words = world.words
    func info(
      _ id: String, _ keys: [Key], _ term: JoinWayPaneTerm, disabled: SafeText? = nil
    ) -> CommandInfo {
      .init("join-way-arrivals.\(id)", keys, words[term], help: words.joinWayHelp(term), disabled: disabled)
    }
    let noneCame = answer?.arrivals.isEmpty != false ? words.nobodyCame : nil
    return [
      Command(info("part", [.tab, .character("l"), .right], .nextPart)) { pane, _ in
        pane.part = Part(rawValue: (pane.part.rawValue + 1) % Part.allCases.count) ?? .members
        return []
      },
      Command(info("part-before", [.backTab, .character("h"), .left], .partBefore)) { pane, _ in
        pane.part = Part(rawValue: (pane.part.rawValue + Part.allCases.count - 1) % Part.allCases.count) ?? .members
        return []
      },
      Command(info("filter", [.character("/")], .filterMembers)) { pane, _ in
        (pane.part, pane.prompt) = (.members, FilterPrompt(pane.filter))
        return []
      },
      Command(info("export", [.character("e")], .export, disabled: noneCame)) { pane, world in
        let field = TextField("arrivals-\(Day(at: world.now)).csv", limit: 1000)
        pane.export = Prompt(words[JoinWayPaneTerm.saveLabel], field)
        return []
      },
      Command(info("copy", [.character("y")], .copyPerson, disabled: noneCame)) { pane, _ in
        pane.member.map { [.copy($0.person.rawValue)] } ?? []
      },
    ]
  }

  private var member: JoinArrival? {
    let index = tables[Part.members.rawValue].cursorIndex
    guard let shown = answer?.shown, shown.indices.contains(index) else { return nil }
    return shown[index]
  }

  // MARK: - Input and news

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    if var prompt {
      let change = prompt.handle(input)
      self.prompt = change.isOpen ? prompt : nil
      filter = change.filter
      narrow()
      guard change.isForList else { return [] }
    } else if var export {
      let outcome = export.field.handle(input)
      self.export = outcome == .submitted || outcome == .cancelled ? nil : export
      let path = export.field.text.trimmingWhiteSpace
      guard outcome == .submitted, !path.isEmpty, let state = state(world) else { return [] }
      return [.ask(.joinWays(.saveArrivals(state: state, path: path)))]
    }
    if case .key(let key) = input { _ = tables[part.rawValue].handle(key, rows(part)) }
    return []
  }

  private mutating func narrow() {
    let text = filter.lowercased()
    let shown = (answer?.arrivals ?? []).filter { arrival in
      text.isEmpty
        || [arrival.name, arrival.person.rawValue, arrival.groupName, Day(at: arrival.joinTime).description]
          .contains { $0.lowercased().contains(text) }
    }
    answer?.shown = shown
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .answer(.joinWays(.arrivals), .joinWays(.arrivals(let report, let arrivals))):
      (isAsking, hasFailed) = (false, false)
      answer = Answer(report: report, arrivals: arrivals, shown: [])
      narrow()
    case .failed(.joinWays(.arrivals), _): (isAsking, hasFailed) = (false, true)
    default: break
    }
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let layout = Layout(size, part)
    for part in Part.allCases {
      tables[part.rawValue].settle(rows(part), height: max(1, (layout[part]?.height ?? 1) - 1))
    }
    guard !isAsking, askedAt != world.groups.version, let state = state(world), !state.isEmpty else { return [] }
    (isAsking, askedAt) = (true, world.groups.version)
    return [.ask(.joinWays(.arrivals(state: state)))]
  }

  private func rows(_ part: Part) -> Rows<Int> {
    let count =
      switch part {
      case .days: answer?.report.dayRows.count ?? 0
      case .groups: answer?.report.groupRows.count ?? 0
      case .members: answer?.shown.count ?? 0
      }
    return Rows(count: count, id: { $0 }, index: { $0 < count ? $0 : nil })
  }

  // MARK: - Drawing

  /// The tables beside the members where there is room; one at a time where there is not.
  private struct Layout {
    private let parts: [Part: Rect]
    subscript(part: Part) -> Rect? { parts[part] }

    init(_ size: Size, _ focus: Part) {
      let all = Rect(x: 0, y: 1, width: size.width, height: size.height - 2)
      guard size.width >= 100 else {
        parts = [focus: all]
        return
      }
      let (width, height) = (size.width * 2 / 5, all.height / 2)
      parts = [
        .days: Rect(x: 0, y: 1, width: width, height: height),
        .groups: Rect(x: 0, y: 1 + height, width: width, height: all.height - height),
        .members: Rect(x: width + 2, y: 1, width: size.width - width - 2, height: all.height),
      ]
    }
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let name = world.joinWays[id].map { words.joinWayName($0.record) } ?? SafeText(id)
    guard let answer else {
      let text = hasFailed ? words.arrivalsFailed : words.readingArrivals
      canvas.write(text, x: 1, y: 1, width: canvas.width - 2, role: hasFailed ? .error : .dim)
      return
    }
    let seen = answer.report.seenAt.map { words.age(world.now - $0) }
    canvas.write(
      words.arrivalsHead(name, answer.report.counts, seen: seen), x: 1, y: 0, width: canvas.width - 2, role: .title)
    let layout = Layout(Size(width: canvas.width, height: canvas.height), part)
    for part in Part.allCases {
      guard let place = layout[part] else { continue }
      canvas.draw(in: place) { draw(part, answer, on: &$0, world) }
    }
    if let members = layout[.members], members.x > 0 {
      canvas.verticalLine(x: members.x - 1, y: 1, height: members.height)
    }
    drawBottom(on: &canvas, answer, words)
  }

  private func drawBottom(on canvas: inout Canvas, _ answer: Answer, _ words: Catalogue) {
    let y = canvas.height - 1
    let count = words.arrivalsShown(answer.shown.count, of: answer.arrivals.count)
    if let prompt { return prompt.prompt.draw(on: &canvas, y: y, hint: count) }
    if let export { return export.draw(on: &canvas, y: y) }
    let typed = filter.isEmpty ? "" : "/\(SafeText(filter, limit: 40)) · "
    canvas.write(SafeText("\(typed)\(count)"), x: 1, y: y, width: canvas.width - 1, role: .dim)
  }

  private func draw(_ part: Part, _ answer: Answer, on canvas: inout Canvas, _ world: World) {
    let words = world.words
    func figures() -> [TableColumn] {
      [JoinWayTerm.joined, .stillIn, .gone].map { term in
        TableColumn(words[term], .right, width: .fixed(max(6, displayWidth(of: words[term]))))
      }
    }
    func cells(_ counts: JoinCounts) -> [TableCell] {
      [counts.joined, counts.stillIn, counts.gone].map { TableCell(words.number($0)) }
    }
    let table = tables[part.rawValue]
    let isFocused = part == self.part && !takesText
    switch part {
    case .days:
      let days = answer.report.dayRows
      table.draw(
        on: &canvas, rows(part),
        columns: [TableColumn(words[JoinWayTerm.joinDay], width: .flexible(least: 12))] + figures(),
        isFocused: isFocused
      ) { [TableCell(SafeText(days[$0].day.description))] + cells(days[$0].counts) }
    case .groups:
      let groups = answer.report.groupRows
      table.draw(
        on: &canvas, rows(part),
        columns: [TableColumn(words[GroupTerm.groupName], width: .flexible(least: 12))] + figures(),
        isFocused: isFocused
      ) { index in
        let group = groups[index]
        let name =
          group.name.isEmpty ? SafeText(group.chatID).shortenedInTheMiddle(to: 12) : SafeText(group.name, limit: 120)
        return [TableCell(name)] + cells(group.counts)
      }
    case .members: drawMembers(table, answer.shown, on: &canvas, world, isFocused: isFocused)
    }
  }

  private func drawMembers(
    _ table: TableView<Int>, _ members: [JoinArrival], on canvas: inout Canvas, _ world: World, isFocused: Bool
  ) {
    let words = world.words
    guard !members.isEmpty else {
      let text = filter.isEmpty ? words.nobodyCame : words.nothingMatches(SafeText(filter, limit: 40))
      return canvas.paragraph([text], y: 1, isFocused: isFocused, role: .dim)
    }
    let columns = [
      TableColumn(words[GroupTerm.member], width: .flexible(least: 10, weight: 2)),
      TableColumn(words[GroupTerm.groupName], width: .flexible(least: 10, weight: 2), dropsAt: 1),
      TableColumn(words[GroupTerm.joinTime], width: .fixed(15)),
      TableColumn(words.leftAt, width: .fixed(15), dropsAt: 2),
    ]
    table.draw(on: &canvas, rows(.members), columns: columns, isFocused: isFocused) { index in
      let member = members[index]
      let name =
        member.name.isEmpty
        ? TableCell(SafeText(member.person).shortenedInTheMiddle(to: 12), .dim)
        : TableCell(SafeText(member.name, limit: 60))
      return [
        name, TableCell(SafeText(member.groupName, limit: 120)),
        TableCell(words.moment(member.joinTime, now: world.now)),
        TableCell(
          member.goneAt.map { words.moment($0, now: world.now) } ?? words[JoinWayTerm.stillIn],
          member.goneAt == nil ? .dim : .warning),
      ]
    }
  }
}
