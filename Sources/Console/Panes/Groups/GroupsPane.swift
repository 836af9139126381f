import Interface
import Model
import Screen
import Services
import Words

/// Owners, their groups, and who is in them.
struct GroupsPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  var focus: GroupsPart
  var owners: OwnersList
  var groups = GroupsList()
  var details = GroupDetailsPart()
  private(set) var mode = Mode.browsing
  /// The group the cursor was on when the details were told to follow it.
  private var followed: ChatID?
  /// Counts the moves of the cursor: only the last one's rest counts.
  private var rests = 0
  /// Groups on the screen whose details were asked for last.
  private var wanted: [ChatID] = []

  enum Mode: Sendable, Equatable {
    case browsing
    /// `before`: the filter that comes back when a person thinks better of it.
    case filtering(FilterPrompt)
    /// A refresh that takes long.
    case confirming(Dialog, [RefreshScope], said: SafeText)
  }

  init(owner: UserID?) {
    focus = owner == nil ? .owners : .groups
    owners = OwnersList(owner.map(OwnerChoice.owner) ?? .everybody)
  }

  func title(_ world: World) -> SafeText {
    let title = world.words[AppTerm.groups]
    return owners.choice.user.map { SafeText("\(title) › \(world.person($0))") } ?? title
  }

  var takesText: Bool { mode != .browsing }

  // MARK: - Input

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    switch mode {
    case .browsing:
      if case .key(let key) = input { moveCursor(key) }
      return []
    case .filtering(var prompt):
      let change = prompt.handle(input)
      mode = change.isOpen ? .filtering(prompt) : .browsing
      if change.filter != filter { narrow(to: change.filter, world) }
      if change.isForList, case .key(let key) = input { moveCursor(key) }
      return []
    case .confirming(var dialog, let scopes, let said):
      let answer = dialog.handle(input)
      mode = answer == nil ? .confirming(dialog, scopes, said: said) : .browsing
      return answer == Self.confirmed ? refresh(scopes, saying: said) : []
    }
  }

  private mutating func moveCursor(_ key: Key) {
    _ =
      switch focus {
      case .owners: owners.handle(key)
      case .groups: groups.handle(key)
      case .details: details.handle(key)
      }
  }

  // MARK: - Filters

  /// Of the part that has the focus.
  var filter: String {
    switch focus {
    case .owners: owners.filter
    case .groups: groups.filterText
    case .details: details.filter
    }
  }

  mutating func startFilter(_ world: World) {
    mode = .filtering(FilterPrompt(filter))
  }

  mutating func narrow(to filter: String, _ world: World) {
    switch focus {
    case .owners: owners.narrow(to: filter, world)
    case .groups: groups.narrow(to: filter)
    case .details: details.narrow(to: filter)
    }
  }

  // MARK: - Refreshing

  private static let confirmed = "refresh"

  func refresh(_ scopes: [RefreshScope], saying said: SafeText) -> [Effect] {
    [.ask(.refresh(scopes)), .say(said, .info)]
  }

  /// Asks first, because it takes long.
  mutating func confirm(_ scopes: [RefreshScope], groups: Int, saying said: SafeText, _ world: World) {
    let words = world.words
    let dialog = Dialog(
      words[GroupsTerm.refresh], lines: [words.refreshTakesLong(groups)],
      answers: [.init(Self.confirmed, words[GroupsTerm.refresh]), .init("cancel", words[GeneralTerm.cancel])])
    mode = .confirming(dialog, scopes, said: said)
  }

  // MARK: - Turns

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    if case .read = news {
      owners.invalidate()
      groups.invalidate()
    }
    if case .answer(.rest(rests), _) = news { details.show(groups.cursor) }
    details.receive(news)
    return []
  }

  /// The details follow the cursor once it rests: running down the list redraws only the list. A group whose details
  /// have the focus stays, whatever becomes of the list.
  private mutating func follow() -> [Effect] {
    let isResting = details.chat == nil || groups.cursor == nil
    guard focus != .details, groups.cursor != followed || isResting else {
      if focus == .details, details.chat != followed { details.show(followed) }
      return []
    }
    followed = groups.cursor
    guard !isResting else {
      details.show(groups.cursor)
      return []
    }
    rests += 1
    return [.ask(.rest(rests))]
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let layout = GroupsLayout(size: size, focus: focus)
    owners.settle(height: layout.rows(of: .owners), world)
    groups.settle(owner: owners.choice, height: layout.rows(of: .groups), world)
    var effects = follow()
    if let part = layout[.details] { effects += details.settle(height: part.height, world) }
    let inDetails = layout[.details] == nil ? [] : [groups.cursorRow].compactMap(\.self)
    let needed = groups.needed(layout[.groups] == nil ? inDetails : groups.visible, now: world.now)
    if needed != wanted {
      wanted = needed
      effects.append(.ask(.visible(needed)))
    }
    return effects
  }
}
