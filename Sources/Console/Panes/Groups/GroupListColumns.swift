import Interface
import Model
import Screen
import Services
import Words

/// The columns of a list of groups, and what stands in them.
struct GroupListColumns {
  let columns: [TableColumn]
  private let keys: [GroupOrder.Key]
  private let world: World

  /// - Parameter hasOwner: whether the list is of several owners.
  init(_ world: World, order: GroupOrder, hasOwner: Bool) {
    self.world = world
    keys = hasOwner ? Self.order : Self.order.filter { $0 != .owner }
    columns = keys.map { key in
      let arrow: SafeText = key == order.key ? (order.isDescending ? "▼" : "▲") : ""
      let title = SafeText("\(world.words[key])\(arrow)")
      // The arrow comes and goes; the column stays.
      let least = displayWidth(of: world.words[key]) + 1
      return switch key {
      case .name: TableColumn(title, width: .flexible(least: 15, weight: 3))
      case .members: TableColumn(title, .right, width: .fixed(least))
      case .fullness: TableColumn(title, width: .fixed(Self.fullness(world.words, least)), dropsAt: 2)
      case .status: TableColumn(title, width: .fixed(Self.status(world.words, least)), dropsAt: 1)
      case .owner: TableColumn(title, width: .flexible(least: 8), dropsAt: 3)
      case .refreshed: TableColumn(title, width: .fixed(Self.age(world.words, least)), dropsAt: 4)
      case .created: TableColumn(title, width: .fixed(max(least, 10)), dropsAt: 5)
      }
    }
  }

  private static let order: [GroupOrder.Key] = [.name, .members, .fullness, .status, .owner, .created, .refreshed]

  private static func fullness(_ words: Catalogue, _ least: Int) -> Int {
    Fullness.allCases.reduce(least) { max($0, displayWidth(of: words.inShort($1))) }
  }

  private static func status(_ words: Catalogue, _ least: Int) -> Int {
    [FollowUpStatus.normal, .waiting, .inProgress, .done].reduce(least) { max($0, displayWidth(of: words.status($1))) }
  }

  private static func age(_ words: Catalogue, _ least: Int) -> Int {
    [TimeSpan.minutes(59), .hours(23), .days(999)].reduce(least) { max($0, displayWidth(of: words.age($1))) }
  }

  func cells(_ row: Int32, _ groups: GroupsSnapshot) -> [TableCell] { keys.map { cell($0, row, groups) } }

  private func cell(_ key: GroupOrder.Key, _ row: Int32, _ groups: GroupsSnapshot) -> TableCell {
    let words = world.words
    switch key {
    case .name: return name(row, groups)
    case .members: return TableCell(groups.members(row).map(words.number) ?? "–")
    case .fullness:
      return world.fullness(members: groups.members(row)).map { TableCell(words.inShort($0), $0.role) } ?? ""
    case .status: return groups.status(row).map { TableCell(words.status($0), $0.role) } ?? "–"
    case .owner: return TableCell(groups.owner(row).map(world.person) ?? "–")
    case .created: return TableCell(groups.created(row).map { SafeText(Day(at: $0).description) } ?? "–")
    case .refreshed: return TableCell(groups.refreshedAt(row).map { words.age(world.now - $0) } ?? "–")
    }
  }

  /// Before its details were read nobody knows whether a group has a name: its id stands there.
  private func name(_ row: Int32, _ groups: GroupsSnapshot) -> TableCell {
    let name = groups.name(row)
    if !name.isEmpty { return TableCell(SafeText(name, limit: 120)) }
    guard groups.refreshedAt(row) != nil else {
      return TableCell(SafeText(groups.chatID(row)).shortenedInTheMiddle(to: 12), .dim)
    }
    return TableCell(world.words[GroupTerm.unnamed], .dim)
  }
}

extension World {
  /// Nil for a group with room, and for one that was never read.
  func fullness(members: Int?) -> Fullness? {
    guard let members, let limits = company?.limits else { return nil }
    return Fullness(members: members, limits: limits)
  }
}

extension Fullness {
  var role: Role {
    switch self {
    case .scanNearlyFull, .nearlyFull: .warning
    case .scanFull, .full: .error
    }
  }
}

extension FollowUpStatus {
  /// Nil for what is as it should be.
  var role: Role? {
    switch self {
    case .waiting: .warning
    case .inProgress: .progress
    case .done: .done
    default: nil
    }
  }
}
