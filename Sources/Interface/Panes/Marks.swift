/// What a person has marked in a list: by id, so that no refresh, sort or filter moves a mark.
package struct Marks<ID: Hashable & Sendable>: Sendable, Hashable {
  package private(set) var ids: Set<ID>
  /// Where a range began; nil while none is being marked.
  package private(set) var anchor: ID?

  package init(_ ids: Set<ID> = []) { self.ids = ids }

  package var isEmpty: Bool { ids.isEmpty }
  package var count: Int { ids.count }
  package func contains(_ id: ID) -> Bool { ids.contains(id) }

  package mutating func toggle(_ id: ID) { if ids.remove(id) == nil { ids.insert(id) } }
  package mutating func add(_ more: some Sequence<ID>) { ids.formUnion(more) }
  package mutating func keep(_ isKept: (ID) -> Bool) { ids = ids.filter(isKept) }
  package mutating func removeAll() {
    ids = []
    anchor = nil
  }

  /// Of these, the marked ones become unmarked and the others marked; marks elsewhere stay.
  package mutating func invert(among visible: some Sequence<ID>) { ids.formSymmetricDifference(visible) }

  /// The first time, a range begins at `id`; the second time everything between is marked. `rows` in screen order.
  package mutating func range(at id: ID, rows: Rows<ID>) {
    guard let start = anchor, let from = rows.index(start), let to = rows.index(id) else {
      anchor = id
      return
    }
    ids.formUnion((min(from, to)...max(from, to)).map(rows.id))
    anchor = nil
  }

  package mutating func endRange() { anchor = nil }
}

/// The rows of a list in screen order, without making any of them.
package struct Rows<ID: Hashable & Sendable> {
  package let count: Int
  /// The id of the row at a place in `0..<count`.
  package let id: (Int) -> ID
  /// Where a row is now; nil if it is not in the list.
  package let index: (ID) -> Int?

  package init(count: Int, id: @escaping (Int) -> ID, index: @escaping (ID) -> Int?) {
    self.count = count
    self.id = id
    self.index = index
  }

  /// For short lists.
  package init(_ ids: [ID]) {
    self.init(count: ids.count, id: { ids[$0] }, index: { id in ids.firstIndex(of: id) })
  }
}
