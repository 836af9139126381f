import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Whose groups are to be handed over, and which of them: owners, and the chosen one's groups with marks.
struct HandoverPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum Part: Sendable { case owners, groups }

  /// What is typed on the last line.
  enum Entry: Sendable, Equatable {
    case filter(FilterPrompt)
    case mapping(Prompt)
    case owner(Prompt)

    var prompt: Prompt {
      switch self {
      case .filter(let filter): filter.prompt
      case .mapping(let prompt), .owner(let prompt): prompt
      }
    }
  }

  let kind: TransferKind
  var focus = Part.owners
  /// Nil until they are worked out.
  var owners: IndexedRows<HandoverOwner>?
  var ownerTable = TableView<UserID>()
  var groups = HandoverGroups()
  var groupTable = TableView<ChatID>()
  /// By owner: looking at another one's groups loses no mark.
  var marks: [UserID: Marks<ChatID>] = [:]
  /// Marks of the owner's groups that the filter hides.
  var hidden = 0
  var filter = ""
  var entry: Entry?
  var faults: FileFaults?
  var awaited: Awaited?

  /// A request whose answer is gone on with, and for whose groups.
  struct Awaited: Sendable, Equatable {
    var request: Request
    var owner: UserID
  }

  init(kind: TransferKind) { self.kind = kind }

  func title(_ world: World) -> SafeText {
    let title = world.words[kind]
    guard focus == .groups, let owner = groups.owner else { return title }
    return SafeText("\(title) › \(world.person(owner))")
  }

  var takesText: Bool { entry != nil }

  var ownerRows: Rows<UserID> { owners?.rows ?? Rows([]) }
  var ownerMarks: Marks<ChatID> { groups.owner.flatMap { marks[$0] } ?? Marks() }

  /// Changes the marks of the chosen owner's groups.
  mutating func mark(_ change: (inout Marks<ChatID>) -> Void) {
    guard let owner = groups.owner else { return }
    change(&marks[owner, default: Marks()])
  }

  /// The handover of the chosen owner that is under way.
  func openJob(_ world: World) -> JobID? {
    guard let owner = groups.owner else { return nil }
    return world.jobs.first { $0.kind == HandoverJob.kind && $0.subject == owner.rawValue && !$0.state.isFinal }?.id
  }

  // MARK: - Keeping up

  /// Brings the lists in line with the world, the cursor and the filter.
  @discardableResult
  mutating func update(_ world: World) -> [Effect] {
    if owners == nil {
      owners = IndexedRows(HandoverOwner.all(kind, in: world))
      ownerTable.settle(ownerRows, height: ownerTable.pageHeight)
    }
    let isOther = ownerTable.cursor != groups.owner
    if isOther {
      groupTable = TableView()
      if groups.owner != nil { filter = "" }
    }
    let isNewer = groups.snapshot != world.groups
    guard groups.update(kind, of: ownerTable.cursor, filter: filter, world) else { return [] }
    groupTable.settle(groups.rows, height: groupTable.pageHeight)
    let before = ownerMarks.count
    if isNewer || isOther { mark { [groups, kind] marks in marks.keep { groups.canMark($0, kind) } } }
    hidden = ownerMarks.ids.count { groups.place($0) == nil }
    let lost = before - ownerMarks.count
    return lost > 0 ? [.say(world.words.unmarkedByNews(lost), .warning)] : []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let effects = update(world)
    let layout = HandoverLayout(size, focus: focus)
    ownerTable.settle(ownerRows, height: layout.lists.height - 1)
    groupTable.settle(groups.rows, height: layout.lists.height - 1)
    faults?.settle(in: size, world)
    return effects
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .read:
      let owner = groups.owner
      owners = nil
      let effects = update(world)
      // Nobody may act on somebody else's groups because a row went away.
      if groups.owner != owner { (focus, entry) = (.owners, nil) }
      return effects
    case .answer(let request, let answer):
      guard let awaited, awaited.request == request else { return [] }
      self.awaited = nil
      return goOn(with: answer, owner: awaited.owner)
    case .failed(let request, let error) where request == awaited?.request:
      awaited = nil
      if let problems = error as? MappingFile.Problems { faults = FileFaults(problems) }
      return []
    default: return []
    }
  }

  private mutating func goOn(with answer: Answer, owner: UserID) -> [Effect] {
    switch answer {
    case .mapping(let newOwners):
      return ask(.plan(PlanRequest(kind: kind, oldOwner: owner, assignment: .map(newOwners))), owner)
    case .plan(let plan): return [.push(.preview(plan))]
    default: return []
    }
  }

  /// Asks for something whose answer is gone on with.
  mutating func ask(_ request: Request, _ owner: UserID) -> [Effect] {
    awaited = Awaited(request: request, owner: owner)
    return [.ask(request)]
  }
}
