import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Exactly what a rotation or a replacement would write, configuration by configuration; then what came of it.
struct JoinWayPlanPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  private let purpose: JoinWayPlan.Purpose
  private let ids: [JoinWayID]
  private var state = State.none
  private(set) var confirmation: JoinWayConfirmation?
  private var table = TableView<Int>()

  private enum State: Sendable, Equatable {
    case none, planning
    case failed([SafeText])
    case planned(JoinWayPlan)
    case writing(JoinWayPlan)
    case written(JoinWayPlan, [JoinWayID: JoinWayEnd])
    /// What was written before it was stopped is not known here.
    case broken(JoinWayPlan)
  }

  init(_ purpose: JoinWayPlan.Purpose, _ ids: [JoinWayID]) {
    self.purpose = purpose
    self.ids = ids
  }

  func title(_ world: World) -> SafeText { world.words[JoinWayTerm.plan] }
  var takesText: Bool { confirmation != nil }

  func textKeys(_ world: World) -> [CommandInfo]? { confirmation?.textKeys(world) }

  private var work: JoinWayWork { .plan(purpose, ids) }

  private var plan: JoinWayPlan? {
    switch state {
    case .none, .planning, .failed: nil
    case .planned(let plan), .writing(let plan), .written(let plan, _), .broken(let plan): plan
    }
  }

  private var rows: Rows<Int> {
    let count = plan?.items.count ?? 0
    return Rows(count: count, id: { $0 }, index: { $0 < count ? $0 : nil })
  }

  private var item: JoinWayPlan.Item? {
    guard let plan, let index = table.cursor, plan.items.indices.contains(index) else { return nil }
    return plan.items[index]
  }

  // MARK: - Commands

  func commands(_ world: World) -> [Command<Self>] {
    let words = world.words
    func info(
      _ id: String, _ keys: [Key], _ term: JoinWayPaneTerm, isDestructive: Bool = false, disabled: SafeText? = nil
    ) -> CommandInfo {
      .init(
        "join-way-plan.\(id)", keys, words[term], help: words.joinWayHelp(term), isDestructive: isDestructive,
        disabled: disabled)
    }
    // Run by the pane itself, once a person has confirmed.
    let write = Command<Self>(info("write", [], .write, isDestructive: true, disabled: whyNotWrite(world))) {
      pane, world in
      pane.confirmation == nil ? [] : pane.write(world)
    }
    guard confirmation == nil else { return [write] }
    return [
      Command(info("confirm", [.enter, .character("c")], .confirm, disabled: whyNotWrite(world))) { pane, _ in
        pane.confirm()
        return []
      },
      Command(info("again", [.character("r")], .planAgain, disabled: isBusy ? words.stillWriting : nil)) { pane, _ in
        pane.state = .none
        return []
      },
      Command(
        info("show", [.character("l"), .right], .open, disabled: item == nil ? words.noJoinWayHere : nil)
      ) { pane, _ in pane.item.map { [.push(.joinWays($0.record.id))] } ?? [] },
      write,
    ]
  }

  private var isBusy: Bool { if case .writing = state { true } else { state == .planning } }

  private func whyNotWrite(_ world: World) -> SafeText? {
    if let whyNoChange = world.whyNoChange { return whyNoChange }
    guard case .planned(let plan) = state else { return isBusy ? world.words.stillWriting : world.words.nothingToWrite }
    return plan.changes.isEmpty ? world.words.nothingToWrite : nil
  }

  private mutating func confirm() {
    guard case .planned(let plan) = state, !plan.changes.isEmpty else { return }
    confirmation = JoinWayConfirmation(count: plan.changes.count)
  }

  private mutating func write(_ world: World) -> [Effect] {
    guard case .planned(let plan) = state, world.mayChange, !plan.changes.isEmpty else { return [] }
    (state, confirmation) = (.writing(plan), nil)
    return [.ask(.joinWays(.perform(plan)))]
  }

  // MARK: - Input and news

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    if var confirmation {
      let outcome = confirmation.handle(input)
      self.confirmation = confirmation
      switch outcome {
      case .undecided: return []
      case .cancelled: self.confirmation = nil
      case .confirmed: return write(world)
      case .wrong(let typed):
        return [.say(world.words.wrongNumber(SafeText(typed), expected: confirmation.count), .warning)]
      case .ignored: break
      }
    }
    if case .key(let key) = input { _ = table.handle(key, rows) }
    return []
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch (news, state) {
    case (.answer(.joinWays(work), .joinWays(.plan(let plan))), .planning):
      state = .planned(plan)
      // What would be written is on the screen: one more key writes it.
      if plan.changes.count == 1, world.mayChange { confirm() }
    case (.failed(.joinWays(work), let error), .planning):
      let advice = world.words.advice(for: error, in: world.circumstances)
      state = .failed(advice.map(world.words.line))
    case (.answer(.joinWays(.perform), .joinWays(.performed(let ends))), .writing(let plan)):
      state = .written(plan, ends)
    case (.failed(.joinWays(.perform), _), .writing(let plan)): state = .broken(plan)
    default: break
    }
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    table.settle(rows, height: Layout(size).list.height - 1)
    guard state == .none else { return [] }
    state = .planning
    return [.ask(.joinWays(work))]
  }

  func leave(_ world: World) -> [Effect] { state == .planning ? [.cancel(.joinWays(work))] : [] }

  // MARK: - Drawing

  private struct Layout {
    let list: Rect
    let details: Rect
    let bottom: Int

    init(_ size: Size) {
      bottom = size.height - 1
      let details = min(6, max(0, size.height / 3))
      list = Rect(x: 0, y: 1, width: size.width, height: max(1, bottom - 1 - details))
      self.details = Rect(x: 0, y: list.bottom, width: size.width, height: bottom - list.bottom)
    }
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    guard let plan else {
      let (lines, role): ([SafeText], Role) =
        if case .failed(let why) = state { ([words.planFailed] + why, .error) } else {
          ([words.planningJoinWays], .progress)
        }
      canvas.paragraph(lines, y: 1, isFocused: false, role: role)
      return
    }
    let layout = Layout(Size(width: canvas.width, height: canvas.height))
    let purpose = words.purpose(plan.purpose, group: { name($0, plan, world) }, owner: { world.person($0) })
    canvas.write(purpose, x: 1, y: 0, width: canvas.width - 2, role: .title)
    canvas.draw(in: layout.list) { drawItems(plan, on: &$0, world) }
    canvas.draw(in: layout.details) { drawItem(plan, on: &$0, world) }
    drawBottom(plan, on: &canvas, y: layout.bottom, world)
  }

  private func drawBottom(_ plan: JoinWayPlan, on canvas: inout Canvas, y: Int, _ world: World) {
    let words = world.words
    if let confirmation { return confirmation.draw(on: &canvas, y: y, world) }
    let changes = plan.changes.count
    let (text, role): (SafeText, Role) =
      switch state {
      case .writing: (words.writingJoinWays, .progress)
      case .written(_, let ends): (words.planEnds(done: ends.values.count { $0.isDone }, of: changes), .title)
      case .broken: (words.writingBroken, .warning)
      default:
        world.whyNoChange.map { ($0, .dim) } ?? (
          words.planCounts(changes: changes, left: plan.items.count - changes), .title
        )
      }
    canvas.write(text, x: 1, y: y, width: canvas.width - 2, role: role)
  }

  private func name(_ chat: ChatID, _ plan: JoinWayPlan, _ world: World) -> SafeText? {
    plan.groups[chat].map(world.name) ?? world.joinWayGroupName(chat)
  }

  private func names(_ chats: [ChatID], _ plan: JoinWayPlan, _ world: World) -> SafeText {
    let names = chats.map { chat in
      let name = (name(chat, plan, world) ?? SafeText(chat)).text
      return plan.groups[chat]?.members.map { "\(name) \($0)" } ?? name
    }
    return SafeText(names.joined(separator: " · "))
  }

  private func drawItems(_ plan: JoinWayPlan, on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let columns = [
      TableColumn(words[JoinWayField.remark], width: .flexible(least: 12, weight: 2)),
      TableColumn(
        words[JoinWayTerm.dropped], .right, width: .fixed(max(4, displayWidth(of: words[JoinWayTerm.dropped])))),
      TableColumn(words[JoinWayTerm.added], .right, width: .fixed(max(4, displayWidth(of: words[JoinWayTerm.added])))),
      TableColumn(words[JoinWayPaneTerm.places], .right, width: .fixed(9)),
      TableColumn("", width: .flexible(least: 20, weight: 3)),
    ]
    table.draw(on: &canvas, rows, columns: columns, isFocused: true) { index in
      let item = plan.items[index]
      let result = result(of: item, world)
      let places =
        item.base.freePlaces == item.wanted.freePlaces
        ? words.freePlaces(of: item.base) : SafeText("\(item.base.freePlaces) → \(words.freePlaces(of: item.wanted))")
      return [
        world.remark(of: item.record), TableCell(words.number(item.dropped.count)),
        TableCell(words.number(item.added.count)), TableCell(places), TableCell(result.0, result.1),
      ]
    }
  }

  /// What came of it, else what is planned or stands in the way.
  private func result(of item: JoinWayPlan.Item, _ world: World) -> (SafeText, Role) {
    let words = world.words
    if let obstacle = item.obstacle {
      let text = words.obstacle(obstacle, owner: { world.person($0) }, in: world.circumstances)
      return (text, obstacle == .nothingToDo ? .dim : .warning)
    }
    switch state {
    case .written(_, let ends):
      guard let end = ends[item.record.id] else { return (words.notTried, .warning) }
      let advice = words.outcome(end, of: .update, in: world.circumstances)
      return (advice.meaning, end.isDone ? .done : .error)
    case .writing: return ("…", .progress)
    case .broken: return (words[GeneralTerm.unknown], .warning)
    default:
      let warning = words.warning(of: item) { world.person($0) }
      return warning.map { ($0, .warning) } ?? (words.willBeWritten, .text)
    }
  }

  /// The one under the cursor: what goes, what comes, what stays.
  private func drawItem(_ plan: JoinWayPlan, on canvas: inout Canvas, _ world: World) {
    guard let item else { return }
    let words = world.words
    canvas.horizontalLine(y: 0, title: words.joinWayName(item.record))
    var y = 1
    func say(_ text: SafeText, _ role: Role = .text) {
      y = Chrome.paragraph(on: &canvas, text, x: 1, y: y, width: canvas.width - 2, role: role)
    }
    guard item.obstacle == nil else {
      let result = result(of: item, world)
      return say(result.0, result.1)
    }
    // The list has no room for what to do about it.
    if case .written(_, let ends) = state, let end = ends[item.record.id] {
      let outcome = words.outcome(end, of: .update, in: world.circumstances)
      say(words.line(outcome), end.isDone ? .done : .error)
    }
    func say(_ sign: SafeText, _ chats: [ChatID], _ role: Role = .text) {
      if !chats.isEmpty { say(SafeText("\(sign) \(names(chats, plan, world))"), role) }
    }
    say(SafeText("− \(words[JoinWayTerm.dropped]):"), item.dropped, .warning)
    say(SafeText("+ \(words[JoinWayTerm.added]):"), item.added, .done)
    say("=", item.wanted.chats.filter(item.base.chats.contains))
    if let warning = words.warning(of: item, owner: { world.person($0) }) { say(warning, .warning) }
    say(words.writtenBack(JoinWayField.allCases.count - item.wanted.differences(from: item.base).count), .dim)
  }
}

extension JoinWayEnd {
  /// Whether what was wanted is there now.
  var isDone: Bool {
    switch self {
    case .done, .doneUnread: true
    default: false
    }
  }
}
