import Model

/// Sorting lists.
extension GroupsSnapshot {
  /// All rows of a snapshot in an order.
  struct WholeOrder: Sendable {
    let order: GroupOrder
    let rows: [Int32]
  }

  /// Rows in this order; those that are equal by the order of their chat ids, those without a value last, whichever way.
  ///
  /// - Parameter rows: each at most once.
  package func sorted(_ rows: [Int32], by order: GroupOrder) -> [Int32] {
    guard rows.count > count / Self.fewRows else { return sort(rows, by: order) }
    // Many are picked out of all of them in their order: with every key a person types, that is quicker than to sort.
    let all = whole(order)
    guard rows.count < count else { return all }
    var isWanted = [Bool](repeating: false, count: count)
    for row in rows { isWanted[Int(row)] = true }
    return all.filter { isWanted[Int($0)] }
  }

  private func whole(_ order: GroupOrder) -> [Int32] {
    if let last = lastOrder.withLock({ $0 }), last.order == order { return last.rows }
    let rows = sort(self.rows(of: nil), by: order)
    lastOrder.withLock { $0 = WholeOrder(order: order, rows: rows) }
    return rows
  }

  private func sort(_ rows: [Int32], by order: GroupOrder) -> [Int32] {
    switch order.key {
    case .name: sortedByName(rows, order.isDescending)
    case .owner: sorted(rows, order.isDescending, by: ownerKeys)
    case .members, .fullness:
      sorted(rows, order.isDescending) { [members = columns.members] row in
        members[row] == GroupColumns.noCount ? nil : UInt32(members[row])
      }
    case .status:
      sorted(rows, order.isDescending) { [statuses = columns.statuses] row in
        statuses[row] == GroupColumns.noStatus ? nil : UInt32(statuses[row])
      }
    case .created: sorted(rows, order.isDescending) { [times = columns.created] in times[$0] == 0 ? nil : times[$0] }
    case .refreshed:
      sorted(rows, order.isDescending) { [times = columns.refreshed] in times[$0] == 0 ? nil : times[$0] }
    }
  }

  /// By row: the owner's place among all owners.
  private var ownerKeys: (Int) -> UInt32? {
    var places = [UInt32](repeating: 0, count: owners.users.count)
    let order = owners.users.indices.sorted { owners.users[$0] < owners.users[$1] }
    for (place, number) in order.enumerated() { places[number] = UInt32(place) }
    return { [columns] row in
      let number = columns.owners[row]
      return number == GroupColumns.noOwner ? nil : places[Int(number)]
    }
  }

  /// Key and row in one number, so that numbers are all that is compared.
  private func sorted(_ rows: [Int32], _ isDescending: Bool, by key: (Int) -> UInt32?) -> [Int32] {
    var keys = rows.map { row in
      let key = key(Int(row)).map { isDescending ? UInt32.max - 1 - $0 : $0 } ?? UInt32.max
      return UInt64(key) << 32 | UInt64(row)
    }
    keys.sort()
    return keys.map { Int32(truncatingIfNeeded: $0) }
  }

  private func sortedByName(_ rows: [Int32], _ isDescending: Bool) -> [Int32] {
    var unnamed = rows.filter { columns.names.range(Int($0)).isEmpty }
    unnamed.sort()
    let named = rows.filter { !columns.names.range(Int($0)).isEmpty }
    return TextOrder.sorted(named, by: columns.names, isDescending: isDescending) + unnamed
  }
}
