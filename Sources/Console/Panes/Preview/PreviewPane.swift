import Interface
import Model
import Screen
import Services
import Words

/// Exactly what will be sent, before it is: who gets how many, on which days, what is left out. A person commits by
/// typing the number of groups.
struct PreviewPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum Part: Sendable { case summary, list }

  let plan: HandoverPlan
  let groups: PreviewGroups
  let names: [UserID: SafeText]
  var summary = PreviewSummary()
  var summaryTable = TableView<Int>()
  var list = PreviewGroups.List.toSend
  var listTable = TableView<Int>()
  var focus = Part.summary
  /// The number being typed.
  var field: TextField?
  /// The person has confirmed, and the answer is not there yet.
  var isCommitting = false
  private var isCommitted = false

  init(_ plan: HandoverPlan) {
    self.plan = plan
    groups = PreviewGroups(plan)
    names = Dictionary(
      plan.newOwners.compactMap { share in share.newOwner.name.map { (share.newOwner.userID, SafeText($0, limit: 40)) }
      },
      uniquingKeysWith: { $1 })
  }

  /// What has to be typed.
  var count: Int { groups.count(.toSend) }

  func title(_ world: World) -> SafeText { world.words[HandoverTerm.preview] }
  var takesText: Bool { field != nil }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let layout = layout(size, world)
    if let part = layout.summary {
      summary.update(plan, groups, width: PreviewLayout.textWidth(part.width, world.words), world)
    }
    summaryTable.settle(summary.rows, height: layout.parts.height - 1)
    listTable.settle(groups.rows(list), height: layout.parts.height - 1)
    return []
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    if field != nil { return type(input, world) }
    guard case .key(let key) = input else { return [] }
    if focus == .summary {
      _ = summaryTable.handle(key, summary.rows)
    } else {
      _ = listTable.handle(key, groups.rows(list))
    }
    return []
  }

  mutating func show(_ list: PreviewGroups.List) {
    if list != self.list { listTable = TableView() }
    self.list = list
    focus = .list
  }

  /// A plan nobody confirmed is thrown away, however one leaves it.
  func leave(_ world: World) -> [Effect] { isCommitting || isCommitted ? [] : [.ask(.discard(plan.id))] }

  // MARK: - Committing

  private mutating func type(_ input: InputEvent, _ world: World) -> [Effect] {
    guard case .key(let key) = input else { return [.say(world.words.typeTheNumber, .info)] }
    if case .character(let character) = key.folded, !("0"..."9").contains(character) { return [] }
    switch field?.handle(.key(key.folded)) {
    case .cancelled: field = nil
    case .submitted: return commit(world)
    default: break
    }
    return []
  }

  /// Sends the confirmation if the number typed is the plan's; else nothing happens.
  mutating func commit(_ world: World) -> [Effect] {
    guard let typed = field?.text, !isCommitting, world.mayChange else { return [] }
    guard typed == String(count) else {
      field = TextField(limit: Self.longestNumber)
      return [.say(world.words.wrongNumber(SafeText(typed), expected: count), .warning)]
    }
    field = nil
    isCommitting = true
    return [.ask(.start(plan.id, count: count))]
  }

  /// Digits of any number of groups.
  static let longestNumber = 9

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .answer(.start(plan.id, count: _), .confirmation(let confirmation)):
      isCommitting = false
      let words = world.words
      switch confirmation {
      case .confirmed(let ready):
        let said: Effect =
          ready == count
          ? .say(words.handoverStarted(plan.id, groups: ready), .success)
          : .say(words.handoverStartedInPart(plan.id, groups: ready, of: count), .warning)
        isCommitted = true
        return [said, .open(.progress(plan.id))]
      case .alreadyConfirmed:
        return [
          .say(words.line(words.confirmation(confirmation, plan: plan.id)), .warning), .open(.progress(plan.id)),
        ]
      case .unknownPlan, .otherCount, .nothingToSend:
        return [.say(words.line(words.confirmation(confirmation, plan: plan.id)), .error)]
      }
    case .failed(.start(plan.id, count: _), _): isCommitting = false
    default: break
    }
    return []
  }
}
