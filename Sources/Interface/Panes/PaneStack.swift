import Model

/// The panes a person has opened, the visible one last. Never empty.
package struct PaneStack<Context: Sendable, Effect: Sendable, News: Sendable>: Sendable, Equatable {
  package typealias Element = AnyPane<Context, Effect, News>

  private var below: [Element]
  package var top: Element

  package init(_ root: Element) {
    below = []
    top = root
  }

  package var panes: [Element] { below + [top] }

  package mutating func push(_ pane: Element) {
    below.append(top)
    top = pane
  }

  /// Goes back by one pane; false on the last one.
  @discardableResult
  package mutating func pop() -> Bool {
    guard let pane = below.popLast() else { return false }
    top = pane
    return true
  }

  /// Puts this pane alone on the root.
  package mutating func open(_ pane: Element) {
    let root = below.first ?? top
    below = [root]
    top = pane
  }

  /// Goes back to the first pane.
  package mutating func reset() {
    top = below.first ?? top
    below = []
  }

  /// Hands something to every pane, the lowest first.
  package mutating func forEach(_ body: (inout Element) -> Void) {
    for index in below.indices { body(&below[index]) }
    body(&top)
  }
}
