import Model
import Storage

/// What is wrong with a join way, from what ledger and replica know: a group takes customers until it has
/// ``Fullness/Limits/scan`` members, and an automatically created one needs one of the five places.
package enum JoinWayHealth {
  /// Worst first; none for one that is removed.
  ///
  /// - Parameters:
  ///   - groups: of its content, in that order.
  ///   - sharing: other configurations with the same `state`.
  ///   - forecast: nil when nothing can be said.
  package static func findings(
    of record: JoinWayRecord, groups: [JoinWayGroup], sharing: [JoinWayID], forecast: JoinWayForecast?,
    _ limits: Fullness.Limits
  ) -> [JoinWayFinding] {
    var findings: [JoinWayFinding] = []
    switch record.standing {
    case .removed, .refused: return []
    case .gone: return [JoinWayFinding(.gone)]
    case .unconfirmed: findings.append(JoinWayFinding(.unconfirmed))
    case .kept:
      let exchange = exchange(in: record.content, groups, limits)
      findings += room(in: record.content, groups, forecast, limits).map { JoinWayFinding($0, repair: exchange) }
      findings += trouble(groups).map { JoinWayFinding($0) }
      if record.drift != nil { findings.append(JoinWayFinding(.changedElsewhere)) }
      if record.openCall != nil { findings.append(JoinWayFinding(.callOpen)) }
    }
    if !sharing.isEmpty { findings.append(JoinWayFinding(.stateTwice(sharing))) }
    return sorted(findings)
  }

  /// Of the same severity in the order in which they were found.
  private static func sorted(_ findings: [JoinWayFinding]) -> [JoinWayFinding] {
    findings.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
  }

  /// Whether, and how long, somebody gets in.
  private static func room(
    in content: JoinWayContent, _ groups: [JoinWayGroup], _ forecast: JoinWayForecast?, _ limits: Fullness.Limits
  ) -> [JoinWayFinding.Kind] {
    let left = groups.filter { !$0.isGone }
    guard !left.isEmpty else { return [.allGroupsGone] }
    let isSoon = forecast?.days.map { $0 <= warningDays } == true
    if RoomCreation.count(of: content, groups) > 0 {
      // As long as groups can be created only the pace tells how long that lasts.
      return forecast.flatMap { isSoon ? [.nearlyFull(room: $0.room)] : nil } ?? []
    }
    let mayCreate = content.autoCreateRoom && content.freePlaces > 0
    let open = left.filter { $0.room(limits) != 0 }
    guard !open.isEmpty else {
      if mayCreate, let owner = RoomCreation.model(groups)?.owner { return [.noneCreated(for: owner)] }
      return [content.autoCreateRoom ? .placesUsedUp : .allFull]
    }
    let rooms = open.compactMap { $0.room(limits) }
    let room = rooms.reduce(0, +)
    // Each group left is past its warning on average, or they fill within days.
    let isShort = room <= open.count * max(0, limits.scan - limits.scanWarning) || isSoon
    if rooms.count == open.count, isShort { return [.nearlyFull(room: room)] }
    return content.autoCreateRoom && !mayCreate ? [.noFreePlace] : []
  }

  /// What brings a code room that has too little, or too few places.
  ///
  /// Rotating helps while there is a group to be dropped, or room beside those there are for another one. A resigned owner
  /// has no open group to offer, and five groups that take customers are a person's choice.
  private static func exchange(
    in content: JoinWayContent, _ groups: [JoinWayGroup], _ limits: Fullness.Limits
  ) -> JoinWayFinding.Repair {
    if RoomCreation.model(groups)?.ownerHasResigned == true { return .replace }
    let hasPlace = content.freePlaces > 0
    let isSpent = groups.contains { group in
      group.isGone || group.members.map { $0 >= (hasPlace ? limits.scan : limits.scanWarning) } == true
    }
    return isSpent || hasPlace && !content.autoCreateRoom ? .rotate : .edit
  }

  /// Whole days before the last place is taken, from which a code counts as about to fill.
  package static let warningDays = 3

  private static func trouble(_ groups: [JoinWayGroup]) -> [JoinWayFinding.Kind] {
    var kinds: [JoinWayFinding.Kind] = []
    let gone = groups.filter(\.isGone)
    if !gone.isEmpty, gone.count < groups.count { kinds.append(.groupsGone(gone.map(\.chatID))) }
    let resigned = Set(groups.filter { !$0.isGone && $0.ownerHasResigned }.compactMap(\.owner))
    if !resigned.isEmpty { kinds.append(.ownerResigned(resigned.sorted())) }
    let unknown = groups.filter { !$0.isGone && (!$0.isKnown || $0.members == nil) }
    if !unknown.isEmpty { kinds.append(.groupsUnknown(unknown.map(\.chatID))) }
    return kinds
  }
}
