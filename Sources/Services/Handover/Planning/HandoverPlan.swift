import Model
import Storage

/// What a handover will do, before anybody confirmed it: every number in it is what will be sent.
package struct HandoverPlan: Sendable, Hashable {
  package var id: JobID
  package var kind: TransferKind
  package var oldOwner: UserID
  package var oldOwnerName: String?
  package var createdAt: Timestamp
  /// In sending order; those left out follow.
  package var items: [HandoverItem]
  package var newOwners: [Share]
  package var schedule: SendingSchedule
  /// Spent of the old owner's quota today, by this program.
  package var usedToday: Int
  /// Nearly full groups in which the new owner is not: these may need a hand in the client (90503).
  package var mayNeedHand: [ChatID]
  /// Whole days until the vendor hands nothing of the old owner over any more; nil when unknown or on the job.
  package var daysLeft: Int?
  /// 加入群聊: codes that lead into groups that will be sent, by remark; groups created automatically get the first
  /// group's owner.
  package var joinWays: [JoinWayRecord] = []

  /// What one new owner receives.
  package struct Share: Sendable, Hashable {
    package var newOwner: NewOwner
    package var receives: Int
    /// Groups they own afterwards, as far as can be seen.
    package var afterwards: Int { newOwner.groups + newOwner.expected + receives }
    package init(newOwner: NewOwner, receives: Int) {
      self.newOwner = newOwner
      self.receives = receives
    }
  }

  /// The groups that will be sent, in order.
  package var toSend: [HandoverItem] { items.filter { $0.state == .planned } }
  /// The groups that will not, with why.
  package var leftOut: [HandoverItem] { items.filter { $0.state == .excluded } }
}

/// What a person asks to be planned.
package struct PlanRequest: Sendable, Hashable {
  package var kind: TransferKind
  package var oldOwner: UserID
  package var assignment: Assignment
  /// Only these of the owner's groups; nil: all.
  package var selection: Set<ChatID>?

  package init(kind: TransferKind, oldOwner: UserID, assignment: Assignment, selection: Set<ChatID>? = nil) {
    self.kind = kind
    self.oldOwner = oldOwner
    self.assignment = assignment
    self.selection = selection
  }
}

/// Why nothing was planned.
package enum PlanError: Error, Sendable, Hashable {
  /// Each with its obstacles.
  case notEligible([NewOwner])
  /// Ids the vendor does not know, out of a file or the command line.
  case unknownChats([ChatID])
  /// The vendor shows no group of this owner.
  case noGroups(UserID)
  /// Groups there are, but none that can be sent; why each is left out.
  case nothingToSend([ItemDetail: Int])
  case noNewOwner
  /// The plan a retry refers to does not exist.
  case unknownPlan
  /// The handover a retry refers to has nothing that failed.
  case nothingFailed
}
