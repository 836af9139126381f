import Model
import Storage

/// How a handover stands or ended: everything the ledger knows of it, counted.
package struct HandoverReport: Sendable, Hashable {
  package var handover: Handover
  package var oldOwnerName: String?
  package var job: Job
  package var reason: JobReason?
  /// By position, those left out included.
  package var items: [HandoverItem]
  package var batches: [TransferBatch]
  /// New owners who cannot receive groups, with the vendor's code.
  package var blocked: [UserID: Int]
  package var names: [UserID: String]
  /// What is spent of the old owner's quota today, by this program.
  package var quotaToday: QuotaDay

  package init(
    handover: Handover, oldOwnerName: String?, job: Job, reason: JobReason?, items: [HandoverItem],
    batches: [TransferBatch], blocked: [UserID: Int], names: [UserID: String], quotaToday: QuotaDay
  ) {
    self.handover = handover
    self.oldOwnerName = oldOwnerName
    self.job = job
    self.reason = reason
    self.items = items
    self.batches = batches
    self.blocked = blocked
    self.names = names
    self.quotaToday = quotaToday
  }

  package func count(_ states: ItemState...) -> Int { items.count { states.contains($0.state) } }

  /// Groups the plan meant to send.
  package var planned: Int { items.count { $0.state != .excluded } }
  /// Accepted by the vendor: being handed over, or done.
  package var assigned: Int { count(.accepted, .done) }
  package var failures: [HandoverItem] { items.filter(\.state.isFailure) }
  /// What can be planned anew: what failed or was taken back, and still exists.
  package var retriable: [HandoverItem] {
    items.filter { ($0.state.isFailure || $0.state == .cancelled) && $0.state != .gone }
  }

  /// Only what goes to one new owner.
  package func limited(to newOwner: UserID) -> HandoverReport {
    var report = self
    report.items = items.filter { $0.newOwner == newOwner }
    report.batches = batches.filter { $0.newOwner == newOwner }
    return report
  }

  /// Every new owner with how many groups stand how, by id.
  package var newOwners: [(newOwner: UserID, counts: [ItemState: Int])] {
    let grouped = Dictionary(grouping: items.filter { $0.newOwner != nil }) { $0.newOwner }
    return grouped.compactMap { owner, items in
      owner.map { ($0, Dictionary(grouping: items, by: \.state).mapValues(\.count)) }
    }.sorted { $0.newOwner < $1.newOwner }
  }
}
