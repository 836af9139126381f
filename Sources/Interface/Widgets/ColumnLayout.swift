/// Which columns of a list there is room for, and where they stand.
package struct ColumnLayout: Sendable, Hashable {
  package struct Slot: Sendable, Hashable {
    /// Which of the columns.
    package let column: Int
    package let x: Int
    /// At least 1.
    package let width: Int
  }

  /// From left to right; none overlap and none reaches beyond the width.
  package let slots: [Slot]

  /// - Parameter width: columns of the terminal. Where not even those that stay have room, the last ones are cut.
  package init(_ columns: [TableColumn], width: Int) {
    let kept = Self.kept(columns, width: width)
    let isRoomy = Self.least(kept.map { columns[$0] }, gap: 2) <= width
    let gap = isRoomy ? 2 : 1
    let widths = Self.widths(kept.map { columns[$0] }, width: width, gap: gap)
    var slots: [Slot] = []
    var x = 0
    for (column, wanted) in zip(kept, widths) where wanted > 0 && x < width {
      slots.append(Slot(column: column, x: x, width: min(wanted, width - x)))
      x += wanted + gap
    }
    self.slots = slots
  }

  private static func kept(_ columns: [TableColumn], width: Int) -> [Int] {
    var kept = Array(columns.indices)
    while least(kept.map { columns[$0] }, gap: 1) > width {
      // Of several with the same number the rightmost goes first.
      guard let victim = kept.indices.max(by: { columns[kept[$0]].dropsAt <= columns[kept[$1]].dropsAt }),
        columns[kept[victim]].dropsAt > 0
      else { break }
      kept.remove(at: victim)
    }
    return kept
  }

  private static func least(_ columns: [TableColumn], gap: Int) -> Int {
    columns.reduce(0) { $0 + $1.least } + gap * max(0, columns.count - 1)
  }

  private static func widths(_ columns: [TableColumn], width: Int, gap: Int) -> [Int] {
    var spare = max(0, width - least(columns, gap: gap))
    var weights = columns.reduce(0) { $0 + $1.weight }
    return columns.map { column in
      guard weights > 0 else { return column.least }
      // Of what the columns before have left, so that nothing is lost to rounding.
      let share = spare * column.weight / weights
      spare -= share
      weights -= column.weight
      return column.least + share
    }
  }
}

extension TableColumn {
  fileprivate var least: Int {
    switch width {
    case .fixed(let width), .flexible(let width, _): max(0, width)
    }
  }

  fileprivate var weight: Int {
    switch width {
    case .fixed: 0
    case .flexible(_, let weight): max(0, weight)
    }
  }
}
