/// How a list in order and changes to it, in the same order, become the next list.
struct Splice {
  enum Piece {
    /// Rows of the list, as they are.
    case kept(Range<Int>)
    /// One row of the changes: new, or in the place of an old one.
    case taken(Int)
  }

  private(set) var pieces: [Piece] = []
  /// Every change took the place of a row, so the rows are the same ones as before.
  private(set) var keepsRows = true
  private var next = 0

  /// - Parameters:
  ///   - count: rows of the list.
  ///   - changes: in the list's order: where the change belongs, whether a row stands there that it is about, and
  ///     whether that row only goes.
  init(count: Int, changes: some Sequence<(place: Int, isKnown: Bool, isGone: Bool)>) {
    for (row, change) in changes.enumerated() {
      if next < change.place { pieces.append(.kept(next..<change.place)) }
      next = change.place + (change.isKnown ? 1 : 0)
      if !change.isGone { pieces.append(.taken(row)) }
      if change.isKnown == change.isGone { keepsRows = false }
    }
    if next < count { pieces.append(.kept(next..<count)) }
  }

  func applied<Value>(
    to column: ContiguousArray<Value>, with changes: ContiguousArray<Value>
  ) -> ContiguousArray<Value> {
    var result: ContiguousArray<Value> = []
    result.reserveCapacity(column.count + changes.count)
    for piece in pieces {
      switch piece {
      case .kept(let rows): result.append(contentsOf: column[rows])
      case .taken(let row): result.append(changes[row])
      }
    }
    return result
  }
}
