import Interface
import Model
import Screen
import Services
import Storage
import Words

/// The registry of join ways: how each code stands, and everything that is done to one or many.
struct JoinWaysPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum Part: Sendable { case list, details }

  enum Mode: Sendable, Equatable {
    case browsing
    case filtering(FilterPrompt)
    case entering(JoinWayEntry, Prompt)
    case removing(JoinWayRemoval)
    case asking(Dialog, JoinWayWork)
    case reading(TextBox)
  }

  var focus = Part.list
  var list: JoinWayList
  var details = JoinWayDetailsPart()
  var mode = Mode.browsing
  /// Counts the moves of the cursor: only the last one's rest counts.
  private var rests = 0
  /// The cursor has come to rest: the code under it may be fetched.
  private var mayFetch: Bool
  /// The cursor's row when the details were told to follow.
  private var followed: JoinWayID?

  /// - Parameter id: the one to be looked at; nil for the list.
  init(_ id: JoinWayID? = nil) {
    list = JoinWayList(cursor: id)
    focus = id == nil ? .list : .details
    mayFetch = id != nil
    followed = id
  }

  func title(_ world: World) -> SafeText {
    let title = world.words[AppTerm.joinWays]
    guard focus == .details, let row = list.row else { return title }
    return SafeText("\(title) › \(world.words.joinWayName(row.record))")
  }

  var takesText: Bool { mode != .browsing }

  // MARK: - Input

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    switch mode {
    case .browsing:
      guard case .key(let key) = input else { return [] }
      if focus == .list { _ = list.handle(key) } else { details.handle(key) }
    case .filtering(var prompt):
      let change = prompt.handle(input)
      mode = change.isOpen ? .filtering(prompt) : .browsing
      list.narrow(to: change.filter)
      if change.isForList, case .key(let key) = input { _ = list.handle(key) }
    case .entering(let entry, var prompt):
      let outcome = prompt.field.handle(input)
      mode = outcome == .submitted || outcome == .cancelled ? .browsing : .entering(entry, prompt)
      if outcome == .submitted { return submit(entry, prompt, world) }
    case .removing(var removal):
      switch removal.handle(input) {
      case .typing: mode = .removing(removal)
      case .cancelled: mode = .browsing
      case .wrong(let typed):
        mode = .removing(removal)
        return [.say(world.words.wrongRemoval(SafeText(typed, limit: 40), expected: removal.expected), .warning)]
      case .confirmed: return remove(removal, world)
      }
    case .asking(var dialog, let work):
      let answer = dialog.handle(input)
      mode = answer == nil ? .asking(dialog, work) : .browsing
      if answer == Mode.agreement, world.mayChange { return [.ask(.joinWays(work))] }
    case .reading(var box): mode = box.handle(input) ? .reading(box) : .browsing
    }
    return []
  }

  /// Opens the prompt again with what was typed, where that cannot be what is asked for.
  private mutating func submit(_ entry: JoinWayEntry, _ prompt: Prompt, _ world: World) -> [Effect] {
    let text = prompt.field.text.trimmingWhiteSpace
    guard !text.isEmpty else { return [] }
    switch entry.work(text, world.words) {
    case .success(let work): return [.ask(.joinWays(work))]
    case .failure(let fault):
      mode = .entering(entry, prompt)
      return [.say(fault.text, .warning)]
    }
  }

  /// Removes the configuration whose last characters were typed.
  mutating func remove(_ removal: JoinWayRemoval, _ world: World) -> [Effect] {
    mode = .browsing
    guard world.mayChange else { return [] }
    return [.ask(.joinWays(.remove(removal.id)))]
  }

  // MARK: - News

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    details.receive(news, world)
    switch news {
    case .answer(.rest(rests), _): mayFetch = true
    case .answer(.joinWays(.findImage), .joinWays(.found(let rows))),
      .answer(.joinWays(.findLink), .joinWays(.found(let rows))):
      return show(found: rows, world)
    case .answer(.joinWays, .joinWays(.imported(let ends))): mode = .reading(world.words.box(of: ends, world))
    case .answer(.joinWays, .joinWays(.savedCodes(_, _, let failed))) where !failed.isEmpty:
      mode = .reading(world.codesNotSaved(failed))
    default: break
    }
    return []
  }

  /// Puts the cursor on what a poster is; marks them all where it is several.
  private mutating func show(found rows: [JoinWayRow], _ world: World) -> [Effect] {
    guard let first = rows.first else { return [.say(world.words.foundNothing, .warning)] }
    list.narrow(to: "")
    list.settle(height: 1, world)
    list.move(to: first.record.id)
    mayFetch = true
    if rows.count > 1 { list.mark { marks, _ in marks = Marks(Set(rows.map(\.record.id))) } }
    return [.say(world.words.found(rows.map { world.words.joinWayName($0.record) }), .success)]
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let layout = JoinWaysLayout(size, focus: focus)
    list.settle(height: (layout.list ?? layout.details)?.height.advanced(by: -1) ?? 1, world)
    if world.isLoaded, list.row == nil, focus == .details { focus = .list }
    details.show(list.cursor)
    if case .reading(var box) = mode {
      box.settle(in: size)
      mode = .reading(box)
    }
    if let part = layout.details {
      details.settle(in: Size(width: part.width, height: part.height), world)
    }
    var effects: [Effect] = []
    if list.cursor != followed {
      (followed, mayFetch) = (list.cursor, false)
      rests += 1
      effects.append(.ask(.rest(rests)))
    }
    if mayFetch, layout.details != nil { effects += details.code.ask(world) }
    return effects
  }
}

extension JoinWaysPane.Mode {
  /// The answer that lets it happen.
  static let agreement = "agreed"

  /// Asks before something is done that a person has to have seen.
  ///
  /// - Parameter agreeing: the answer that lets it happen.
  static func asking(
    _ title: SafeText, _ lines: [SafeText], agreeing: SafeText, do work: JoinWayWork, _ world: World
  ) -> Self {
    let dialog = Dialog(
      title, lines: lines,
      answers: [.init(agreement, agreeing), .init("keep", world.words[GeneralTerm.cancel])])
    return .asking(dialog, work)
  }
}
