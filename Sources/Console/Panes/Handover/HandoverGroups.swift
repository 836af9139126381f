import Interface
import Model
import Services

/// One owner's groups as a list: those that can be handed over first, the oldest first, as they are sent. Worked out anew
/// only when groups, owner or filter have changed.
struct HandoverGroups: Sendable, Equatable {
  private(set) var snapshot = GroupsSnapshot.empty
  private(set) var owner: UserID?
  private(set) var filter = ""
  /// All of the owner's.
  private var all: [Int32] = []
  /// Those the filter lets through.
  private(set) var shown: [Int32] = []
  private var places: [Int32: Int] = [:]
  /// Of `shown`, as many from the first on can be marked.
  private(set) var markable = 0

  var total: Int { all.count }

  var rows: Rows<ChatID> {
    Rows(count: shown.count, id: { snapshot.chatID(shown[$0]) }, index: place)
  }

  /// Where a group stands in the list; nil where the filter hides it, or it is not there.
  func place(_ chat: ChatID) -> Int? { snapshot.row(of: chat).flatMap { places[$0] } }

  /// What can be marked of the list.
  var markableChats: some Sequence<ChatID> { shown.prefix(markable).lazy.map(snapshot.chatID) }

  /// Whether a group of this owner can be handed over, shown or not.
  func canMark(_ chat: ChatID, _ kind: TransferKind) -> Bool {
    snapshot.row(of: chat).map { snapshot.owner($0) == owner && kind.canHandOver(snapshot.status($0)) } ?? false
  }

  /// Brings the list up to date; false when it is already.
  mutating func update(_ kind: TransferKind, of owner: UserID?, filter: String, _ world: World) -> Bool {
    let isSameOwner = snapshot == world.groups && self.owner == owner
    guard !isSameOwner || self.filter != filter else { return false }
    if !isSameOwner {
      snapshot = world.groups
      self.owner = owner
      all = owner.map { snapshot.sorted(snapshot.rows(of: $0), by: GroupOrder(.created)) } ?? []
      all = all.filter { kind.canHandOver(snapshot.status($0)) } + all.filter { !kind.canHandOver(snapshot.status($0)) }
    }
    self.filter = filter
    shown = all
    if !filter.isEmpty, let owner, let limits = world.company?.limits {
      let names = world.ownersByID[owner]?.name.map { [owner: $0] } ?? [:]
      shown = snapshot.rows(GroupFilter(filter), within: all, limits: limits, ownerNames: names)
    }
    places = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($0.element, $0.offset) })
    markable = shown.firstIndex { !kind.canHandOver(snapshot.status($0)) } ?? shown.count
    return true
  }
}

extension TransferKind {
  /// Whether the vendor hands over a group of that follow-up status, as far as can be seen.
  func canHandOver(_ status: FollowUpStatus?) -> Bool {
    switch self {
    case .resigned: status == .waiting
    case .onJob: status == .normal || status == .done
    }
  }
}
