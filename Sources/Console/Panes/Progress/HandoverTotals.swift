import Model
import Services
import Storage

/// The numbers of a handover, counted once for each report and not at every key.
struct HandoverTotals: Sendable, Equatable {
  /// Groups the plan meant to send.
  var planned = 0
  /// Accepted by the vendor: being handed over, or done.
  var assigned = 0
  var failed = 0
  /// There is something that could be planned anew.
  var isRetriable = false
  private(set) var byState: [ItemState: Int] = [:]
  private(set) var parts: [Part] = []

  /// What goes to one new owner.
  struct Part: Sendable, Equatable {
    var newOwner: UserID
    var planned: Int
    var assigned: Int
    var failed: Int
  }

  init() {}

  init(_ report: HandoverReport) {
    byState = Dictionary(grouping: report.items, by: \.state).mapValues(\.count)
    planned = report.planned
    assigned = report.assigned
    failed = report.failures.count
    isRetriable = !report.retriable.isEmpty
    parts = report.newOwners.map { newOwner, counts in
      func count(_ isCounted: (ItemState) -> Bool) -> Int {
        counts.reduce(0) { $0 + (isCounted($1.key) ? $1.value : 0) }
      }
      return Part(
        newOwner: newOwner, planned: count { $0 != .excluded }, assigned: count { $0 == .accepted || $0 == .done },
        failed: count(\.isFailure))
    }
  }

  func count(_ states: ItemState...) -> Int { states.reduce(0) { $0 + (byState[$1] ?? 0) } }
}
