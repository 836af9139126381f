import Model

/// One transaction of the ledger that writes down what was learnt about a handover.
package struct HandoverChange: Sendable, Hashable {
  package var items: [ItemChange] = []
  package var batch: BatchChange?
  /// The vendor said this day's quota of the old owner is spent, whatever is counted here.
  package var closesDay: Day?
  package var blocksTarget: BlockedTarget?

  package init() {}

  package var isEmpty: Bool { items.isEmpty && batch == nil && closesDay == nil && blocksTarget == nil }

  /// An item as it is to be, if it still is in the state it was in.
  package struct ItemChange: Sendable, Hashable {
    package var from: ItemState
    package var item: HandoverItem
    package init(from: ItemState, item: HandoverItem) {
      self.from = from
      self.item = item
    }
  }

  /// The end of an open batch; without effect when it is no longer open.
  package struct BatchChange: Sendable, Hashable {
    package var id: BatchID
    package var to: BatchState
    /// A code for the record: `answered`, `gateClosed`, `40014` ….
    package var outcome: String
    /// How many groups of the batch stay counted against the day's quota.
    package var counted: Int
    package init(id: BatchID, to: BatchState, outcome: String, counted: Int) {
      self.id = id
      self.to = to
      self.outcome = outcome
      self.counted = counted
    }
  }

  /// A new owner who cannot receive groups, with the vendor's code.
  package struct BlockedTarget: Sendable, Hashable {
    package var newOwner: UserID
    package var code: Int
    package init(newOwner: UserID, code: Int) {
      self.newOwner = newOwner
      self.code = code
    }
  }
}
