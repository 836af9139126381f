import Model

/// Narrowing lists.
extension GroupsSnapshot {
  /// Those of `rows` that a filter lets through, in their order.
  ///
  /// - Parameters:
  ///   - rows: nil for all.
  ///   - ownerNames: what owners are found by besides their userids.
  package func rows(
    _ filter: GroupFilter, within rows: [Int32]? = nil, limits: Fullness.Limits, ownerNames: [UserID: String]
  ) -> [Int32] {
    var found = rows ?? Array(0..<Int32(count))
    if let statuses = filter.statuses {
      let wanted = Set(statuses.map { UInt8($0.rawValue) })
      found.removeAll { [statuses = columns.statuses] in !wanted.contains(statuses[Int($0)]) }
    }
    if let range = filter.members { found.removeAll { !isIn(range, $0) } }
    if filter.isFull {
      found.removeAll { row in members(row).flatMap { Fullness(members: $0, limits: limits) } == nil }
    }
    for part in filter.owners {
      let isWanted = owners.users.map { user in
        user.rawValue.contains(part, ignoringCase: true) || ownerNames[user]?.contains(part, ignoringCase: true) == true
      }
      found.removeAll { [owners = columns.owners] row in
        let number = owners[Int(row)]
        return number == GroupColumns.noOwner || !isWanted[Int(number)]
      }
    }
    for word in filter.words { found = self.rows(found, with: word) }
    return found
  }

  private func isIn(_ range: ClosedRange<Int>, _ row: Int32) -> Bool {
    let members = columns.members[Int(row)]
    return members != GroupColumns.noCount && range.contains(Int(members))
  }

  /// Rows are few when this many times as many are not among them: then each is looked at by itself.
  static let fewRows = 8

  private func rows(_ rows: [Int32], with word: String) -> [Int32] {
    guard let search = ByteSearch(word) else { return rows }
    let ids = columns.chatIDs.rows(withPrefix: word)
    guard rows.count > count / Self.fewRows else {
      return rows.filter { columns.names.contains(search, in: Int($0)) || ids.contains(Int($0)) }
    }
    var isFound = columns.names.rows(with: search)
    for row in ids { isFound[row] = true }
    return rows.filter { isFound[Int($0)] }
  }
}

extension String {
  fileprivate func contains(_ part: String, ignoringCase: Bool) -> Bool {
    guard let search = ByteSearch(part) else { return true }
    var text = self
    return text.withUTF8 { search.first(in: $0, 0..<$0.count) != nil }
  }
}

extension TextColumn {
  fileprivate func contains(_ search: ByteSearch, in row: Int) -> Bool {
    bytes.withUnsafeBufferPointer { search.first(in: $0, range(row)) != nil }
  }

  /// By row: whether the text stands in it. One pass over all bytes.
  fileprivate func rows(with search: ByteSearch) -> [Bool] {
    var isFound = [Bool](repeating: false, count: count)
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        var (place, row) = (0, 0)
        while let found = search.first(in: bytes, place..<bytes.count) {
          while ends[row] <= found { row += 1 }
          if found + search.count <= ends[row] {
            isFound[row] = true
            place = Int(ends[row])
          } else {
            // It begins in one text and ends in the next.
            place = found + 1
          }
        }
      }
    }
    return isFound
  }

  /// In a column that is in order.
  fileprivate func rows(withPrefix prefix: String) -> Range<Int> {
    var prefix = prefix
    return prefix.withUTF8 { prefix in
      let first = lowerBound(of: prefix)
      var (low, high) = (first, count)
      while low < high {
        let middle = (low + high) / 2
        if withBytes(middle, { $0.starts(with: prefix) }) { low = middle + 1 } else { high = middle }
      }
      return first..<low
    }
  }
}
