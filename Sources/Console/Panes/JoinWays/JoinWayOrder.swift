import Model
import Services
import Storage
import Words

/// How a list of join ways is sorted.
struct JoinWayOrder: Sendable, Hashable {
  enum Key: String, Sendable, Hashable, CaseIterable {
    case health, remark, places, state, joined, lastJoin = "last-join"
  }

  var key: Key
  var isDescending: Bool

  init(_ key: Key, isDescending: Bool? = nil) {
    self.key = key
    self.isDescending = isDescending ?? key.isDescendingFirst
  }

  /// The order a key leads to from this one.
  var next: JoinWayOrder {
    let keys = Key.allCases
    let index = keys.firstIndex(of: key).map { ($0 + 1) % keys.count } ?? 0
    return JoinWayOrder(keys[index])
  }

  /// - Parameter rows: by remark, which decides between equal ones.
  func sorted(_ rows: [JoinWayRow]) -> [JoinWayRow] {
    if key == .remark { return isDescending ? rows.reversed() : rows }
    return rows.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a == b ? left.offset < right.offset : isDescending ? b < a : a < b
    }.map(\.element)
  }

  private func rank(_ row: JoinWayRow) -> Rank {
    switch key {
    case .health: Rank(number: row.severity.map { $0.rawValue + 1 } ?? 0)
    case .remark: Rank(text: row.record.content.remark)
    case .places: Rank(number: row.record.standing == .kept ? row.record.content.freePlaces : 6)
    case .state: Rank(text: row.record.content.state)
    case .joined: Rank(number: row.counts.joined)
    case .lastJoin: Rank(number: Int(row.counts.lastJoin?.seconds ?? 0))
    }
  }

  private struct Rank: Equatable, Comparable {
    var number = 0
    var text = ""
    static func < (left: Rank, right: Rank) -> Bool { (left.number, left.text) < (right.number, right.text) }
  }
}

extension Catalogue {
  /// The title of the column a list is sorted by.
  subscript(key: JoinWayOrder.Key) -> SafeText {
    switch key {
    case .health: self[JoinWayTerm.health]
    case .remark: self[JoinWayField.remark]
    case .places: self[JoinWayTerm.freePlaces]
    case .state: self[JoinWayField.state]
    case .joined: self[JoinWayTerm.joined]
    case .lastJoin: self[JoinWayTerm.lastJoin]
    }
  }
}

extension JoinWayOrder.Key {
  /// What is worst, and what brings most, is looked for first.
  fileprivate var isDescendingFirst: Bool { [.health, .joined, .lastJoin].contains(self) }
}
