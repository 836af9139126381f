import Model

/// Where a list goes on; means nothing to anybody but the vendor.
package struct Cursor: Hashable, Sendable {
  let text: String
  /// Nil at the list's end.
  init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    self.text = text
  }
}

/// A part of a list.
package struct Page<Row: Sendable>: Sendable {
  package var rows: [Row]
  /// Nil at the list's end.
  package var next: Cursor?
  /// Rows left out because they name nothing that can be named (a malformed id).
  package var dropped: Int
}

extension Page: Equatable where Row: Equatable {}

/// A whole list, page after page, fetched while it is iterated. Throws ``CallError``, `CallError.cursorRepeated` when
/// the vendor sends it round in a circle, and `CancellationError`.
package struct Pages<Row: Sendable>: AsyncSequence, Sendable {
  let api: API
  let fetch: @Sendable (Cursor?) async throws -> Page<Row>

  package func makeAsyncIterator() -> Iterator { Iterator(pages: self) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let pages: Pages
    private var cursor: Cursor?
    private var seen: Set<Cursor> = []
    private var isOver = false

    fileprivate init(pages: Pages) { self.pages = pages }

    package mutating func next() async throws -> Page<Row>? {
      if isOver { return nil }
      try Task.checkCancellation()
      let page = try await pages.fetch(cursor)
      cursor = page.next
      if let next = page.next {
        guard seen.insert(next).inserted else { throw CallError.cursorRepeated(pages.api) }
      } else {
        isOver = true
      }
      return page
    }
  }

  /// The whole list as one page.
  package func collect() async throws -> Page<Row> {
    var whole = Page<Row>(rows: [], next: nil, dropped: 0)
    for try await page in self {
      whole.rows += page.rows
      whole.dropped += page.dropped
    }
    return whole
  }
}
