import Model
import Storage

/// How the next snapshot is made of the last one.
extension GroupsSnapshot {
  /// What the replica holds now.
  ///
  /// - Returns: this very snapshot when no group changed, with the change number to go on from.
  func next(since change: Int64, in replica: Replica) throws -> (snapshot: GroupsSnapshot, change: Int64) {
    var owners = owners
    var changes = GroupColumns()
    var gone: [Bool] = []
    if change == 0 { changes.reserveCapacity(try replica.mostGroups()) }
    let now = try replica.forEachGroup(since: change) { row in
      changes.append(row, owner: row.withOwner { owners.number(of: $0) })
      gone.append(row.isGone)
    }
    guard changes.count > 0 else { return (self, now) }
    let byID = TextOrder.sorted(Array(0..<Int32(changes.count)), by: changes.chatIDs)
    changes.permute(byID)
    gone = byID.map { gone[Int($0)] }
    if count == 0, !gone.contains(true) {
      return (GroupsSnapshot(version: now, columns: changes, owners: owners), now)
    }
    let (columns, keepsNames) = columns.taking(changes, gone)
    // Where names stay, so does their order, which takes longest to find.
    let order = keepsNames ? lastOrder.withLock { $0 }.flatMap { $0.order.key == .name ? $0 : nil } : nil
    return (GroupsSnapshot(version: now, columns: columns, owners: owners, lastOrder: order), now)
  }
}

extension GroupColumns {
  /// These with changes taken in, and whether rows and names are still the same ones.
  fileprivate func taking(_ changes: GroupColumns, _ gone: [Bool]) -> (columns: GroupColumns, keepsNames: Bool) {
    var (place, keepsNames) = (0, true)
    let places = (0..<changes.count).map { row in
      changes.chatIDs.withBytes(row) { id in
        place = chatIDs.lowerBound(of: id, from: place)
        let isKnown = place < count && chatIDs.withBytes(place) { compare($0, id) == 0 }
        let isSame = isKnown && names.withBytes(place) { old in changes.names.withBytes(row) { compare(old, $0) == 0 } }
        keepsNames = keepsNames && (isSame || gone[row])
        return (place: place, isKnown: isKnown, isGone: gone[row])
      }
    }
    let splice = Splice(count: count, changes: places)
    keepsNames = keepsNames && splice.keepsRows
    return (spliced(splice, with: changes, keepsNames: keepsNames), keepsNames)
  }
}
