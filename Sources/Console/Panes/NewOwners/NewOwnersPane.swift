import Interface
import Model
import Screen
import Services
import Words

/// Who gets the groups: one new owner or several, with why somebody cannot, and what nobody can know beforehand.
struct NewOwnersPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum State: Sendable, Equatable {
    /// Nobody was asked yet.
    case new
    case asking
    case failed
    case known(NewOwnerList)
  }

  let selection: HandoverSelection
  var state = State.new
  var table = TableView<UserID>()
  var marks = Marks<UserID>()
  /// Marked, but hidden by the filter.
  var hidden = 0
  /// What each marked one would receive.
  var shares: [UserID: Int] = [:]
  /// The filter being typed.
  var prompt: FilterPrompt?
  /// The plan that was asked for.
  var awaited: PlanRequest?

  init(_ selection: HandoverSelection) { self.selection = selection }

  func title(_ world: World) -> SafeText { world.words[HandoverTerm.newOwner] }
  var takesText: Bool { prompt != nil }

  var list: NewOwnerList? { if case .known(let list) = state { list } else { nil } }
  var rows: Rows<UserID> { list?.shown.rows ?? Rows([]) }
  var current: NewOwner? { list?.shown[table.cursor] }

  private var request: Request { .newOwners(oldOwner: selection.oldOwner) }

  /// Asks who may take over.
  mutating func look() -> [Effect] {
    state = .asking
    return [.ask(request)]
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let effects = state == .new ? look() : []
    table.settle(rows, height: NewOwnersLayout(size).list.height - 1)
    return effects
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .answer(request, .newOwners(let owners)):
      let filter = list?.filter ?? ""
      var list = NewOwnerList(owners)
      list.apply(filter)
      state = .known(list)
      marks.keep { id in owners.contains { $0.userID == id && $0.isEligible } }
      marksChanged()
    case .failed(request, _):
      if case .asking = state { state = .failed }
    case .answer(.plan(let plan), .plan(let answer)) where plan == awaited:
      awaited = nil
      return [.push(.preview(answer))]
    case .failed(.plan(let plan), _) where plan == awaited: awaited = nil
    default: break
    }
    return []
  }

  // MARK: - Marks

  mutating func mark(_ change: (inout Marks<UserID>) -> Void) {
    change(&marks)
    marksChanged()
  }

  /// Works out what depends on the marks.
  private mutating func marksChanged() {
    guard let list else { return }
    hidden = marks.ids.count { !list.shown.contains($0) }
    let owners = list.ordered(marks.ids)
    guard !owners.isEmpty, let chats = selection.chats else {
      shares = [:]
      return
    }
    let assigned = Assignment.owners(owners).assign(Array(chats), load: list.loads)
    shares = assigned.reduce(into: [:]) { counts, owner in if let owner { counts[owner, default: 0] += 1 } }
  }

  /// Whom the plan is for: the marked, else the one under the cursor.
  var chosen: [UserID] {
    guard let list else { return [] }
    if !marks.isEmpty { return list.ordered(marks.ids) }
    return current.map { $0.isEligible ? [$0.userID] : [] } ?? []
  }

  // MARK: - Filter

  mutating func apply(_ filter: String) {
    guard case .known(var list) = state else { return }
    list.apply(filter)
    state = .known(list)
    hidden = marks.ids.count { !list.shown.contains($0) }
    table.settle(rows, height: table.pageHeight)
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    guard var prompt else {
      if case .key(let key) = input { _ = table.handle(key, rows) }
      return []
    }
    let change = prompt.handle(input)
    self.prompt = change.isOpen ? prompt : nil
    if change.isForList, case .key(let key) = input { _ = table.handle(key, rows) }
    apply(change.filter)
    return []
  }
}
