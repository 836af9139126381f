import Interface
import Model
import Services

/// The groups of a list, narrowed and sorted; made anew only when what they depend on changed.
struct GroupRows: Sendable, Equatable {
  /// What they depend on.
  struct Key: Sendable, Hashable {
    var version: Int64
    var owner: OwnerChoice
    var filter: GroupFilter
    var order: GroupOrder

    fileprivate func hasSameOrder(as other: Key) -> Bool {
      version == other.version && owner == other.owner && order == other.order
    }
  }

  static let none = GroupRows()

  /// Nil before the first time.
  let key: Key?
  let snapshot: GroupsSnapshot
  /// Groups before they were narrowed.
  var total: Int { sorted.count }
  /// Of those in the list, how many were never read.
  let unread: Int
  /// Rows of the snapshot in the order of the screen, before they were narrowed: kept, because a filter changes with
  /// every character that is typed.
  private let sorted: [Int32]
  /// Rows of the snapshot, in the order of the screen.
  private let order: [Int32]
  /// By row of the snapshot: its place in `order`; -1 where it is not in the list.
  private let places: [Int32]

  private init() {
    (key, snapshot, unread, sorted, order, places) = (nil, .empty, 0, [], [], [])
  }

  /// - Parameter before: the list until now.
  init(_ key: Key, _ world: World, before: GroupRows) {
    self.key = key
    snapshot = world.groups
    let isSorted = before.key.map { $0.hasSameOrder(as: key) } ?? false
    sorted = isSorted ? before.sorted : snapshot.sorted(snapshot.rows(of: key.owner.user), by: key.order)
    if !key.filter.isEmpty, let limits = world.company?.limits {
      let names = Self.names(key.filter, world)
      order = snapshot.rows(key.filter, within: sorted, limits: limits, ownerNames: names)
    } else {
      order = sorted
    }
    var places = [Int32](repeating: -1, count: snapshot.count)
    for (place, row) in order.enumerated() { places[Int(row)] = Int32(place) }
    self.places = places
    unread = order.count { [snapshot] in snapshot.refreshedAt($0) == nil }
  }

  private static func names(_ filter: GroupFilter, _ world: World) -> [UserID: String] {
    filter.owners.isEmpty ? [:] : world.ownersByID.compactMapValues(\.name)
  }

  static func == (left: Self, right: Self) -> Bool { left.key == right.key }

  var count: Int { order.count }
  var isEmpty: Bool { order.isEmpty }

  /// The snapshot's row at a place of the list.
  func row(at place: Int) -> Int32 { order[place] }

  /// Nil for a group that is not in the list.
  func place(of chat: ChatID) -> Int? {
    guard let row = snapshot.row(of: chat), places[Int(row)] >= 0 else { return nil }
    return Int(places[Int(row)])
  }

  var chats: [ChatID] { order.map(snapshot.chatID) }

  var list: Rows<ChatID> {
    Rows(count: count, id: { snapshot.chatID(order[$0]) }, index: place)
  }
}
