import Interface
import Storage

/// The rows of the audit that were read so far: the newest down to some row, without a gap among those that match the
/// filter. More are read when the cursor comes near the end, and newer ones when the ledger has changed.
struct AuditRows: Sendable, Equatable {
  private(set) var all: [AuditEntry] = []
  /// The first row there is was read.
  private(set) var isComplete = false
  /// What the rows were asked with; nil before the first answer.
  private(set) var filter: String?
  /// The ledger was changed since the newest rows were read.
  private(set) var isStale = false
  /// Asked for and not answered; one question at a time.
  private(set) var asked: AuditPage?
  /// The last question came to nothing.
  private(set) var hasFailed = false
  /// The look at the ledger that every failure leads to is still to come: it says nothing new.
  private var awaitsLook = false

  var isEmpty: Bool { all.isEmpty }

  var rows: Rows<Int64> {
    Rows(count: all.count, id: { [all] in all[$0].seq }, index: { [self] in index(of: $0) })
  }

  subscript(seq: Int64?) -> AuditEntry? { seq.flatMap(index).map { all[$0] } }

  /// Rows stand newest first.
  private func index(of seq: Int64) -> Int? {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].seq > seq { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].seq == seq ? low : nil
  }

  /// The ledger was read again: something may have been added, and what failed may succeed.
  mutating func noteChange() {
    isStale = true
    if !awaitsLook { hasFailed = false }
    awaitsLook = false
  }

  /// What is to be asked for now; nil while an answer is awaited, and when all that is in view is there.
  ///
  /// - Parameter end: the last row in view.
  mutating func next(_ filter: String, inView end: Int) -> AuditPage? {
    guard asked == nil, !hasFailed else { return nil }
    if filter != self.filter {
      asked = AuditPage(filter: filter)
    } else if isStale {
      asked = AuditPage(filter: filter, after: all.first?.seq ?? 0)
    } else if !isComplete, end + AuditPage.size / 2 >= all.count {
      asked = AuditPage(filter: filter, before: all.last?.seq)
    }
    if asked != nil { isStale = false }
    return asked
  }

  /// Takes the answer to what was asked for last.
  mutating func take(_ entries: [AuditEntry], for page: AuditPage) {
    guard page == asked else { return }
    asked = nil
    let isFull = entries.count == AuditPage.size
    if page.end != nil {
      all += entries
      isComplete = !isFull
    } else if page.start > 0, !isFull {
      all = entries + all
    } else {
      // Everything anew: the first rows of a filter, or more new ones than one answer holds.
      all = entries
      isComplete = !isFull
    }
    filter = page.filter
  }

  mutating func fail(_ page: AuditPage) {
    guard page == asked else { return }
    asked = nil
    (hasFailed, awaitsLook) = (true, true)
  }
}
