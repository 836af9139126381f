import Screen

/// The keys every list takes; a pane with a list gives no command one of these.
package enum ListKey: String, Sendable, CaseIterable {
  case down, up, first, last, pageDown, pageUp, halfPageDown, halfPageUp

  package var keys: [Key] {
    switch self {
    case .down: [.character("j"), .down]
    case .up: [.character("k"), .up]
    case .first: [.character("g"), .home]
    case .last: [.character("G"), .end]
    case .pageDown: [.pageDown, .control("f")]
    case .pageUp: [.pageUp, .alt("f")]
    case .halfPageDown: [.character("J")]
    case .halfPageUp: [.character("K")]
    }
  }

  /// What the key means in a list; nil for any other key.
  package init?(_ key: Key) {
    guard let match = Self.allCases.first(where: { $0.keys.contains(key) }) else { return nil }
    self = match
  }

  /// How far it scrolls besides moving the cursor; 0 where the cursor moves alone.
  /// - Parameter page: lines on the screen.
  package func scroll(page: Int) -> Int {
    switch self {
    case .pageDown: page
    case .pageUp: -page
    case .halfPageDown: max(1, page / 2)
    case .halfPageUp: -max(1, page / 2)
    case .down, .up, .first, .last: 0
    }
  }

  /// Where it goes from a place in `0..<count`; 0 if there is none.
  package func target(from index: Int, count: Int, page: Int) -> Int {
    let target =
      switch self {
      case .down: index + 1
      case .up: index - 1
      case .first: 0
      case .last: count - 1
      case .pageDown, .pageUp, .halfPageDown, .halfPageUp: index + scroll(page: page)
      }
    return max(0, min(target, count - 1))
  }
}
