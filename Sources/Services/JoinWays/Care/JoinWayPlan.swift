import Model
import Storage

/// Changes to many join ways at once, each previewed.
package struct JoinWayPlan: Sendable, Hashable {
  package enum Purpose: Sendable, Hashable {
    /// Drop the full groups, add open ones of the same owner.
    case rotate
    /// One group out, another in.
    case replace(ChatID, with: ChatID)
    /// All of somebody's groups out; open groups of this owner in.
    case replaceOwner(UserID, with: UserID)
  }

  package struct Item: Sendable, Hashable {
    package var record: JoinWayRecord
    /// What the vendor has: read for this plan.
    package var base: JoinWayContent
    /// What would be written.
    package var wanted: JoinWayContent
    /// Why nothing would be written; `wanted` is `base` then.
    package var obstacle: Obstacle?
    /// Whose automatically created groups will be, where that changes and nobody has asked for it: they get the first
    /// group's owner.
    package var newOwner: UserID?

    package init(record: JoinWayRecord, base: JoinWayContent, wanted: JoinWayContent, obstacle: Obstacle? = nil) {
      self.record = record
      self.base = base
      self.wanted = wanted
      self.obstacle = obstacle
    }

    package var dropped: [ChatID] { base.chats.filter { !wanted.chats.contains($0) } }
    package var added: [ChatID] { wanted.chats.filter { !base.chats.contains($0) } }
  }

  package enum Obstacle: Sendable, Hashable {
    /// No group of it is full or gone.
    case nothingToDo
    /// The owner has no open group.
    case noOpenGroup(UserID?)
    /// The content could not be sent as it is: a person has to edit it.
    case invalid([JoinWayFault])
    case unreadable(JoinWayTrouble)
    case gone
    case unconfirmed
    case earlierCallOpen
  }

  package var purpose: Purpose
  package var items: [Item]
  package var madeAt: Timestamp
  /// Names of the groups and owners mentioned.
  package var groups: [ChatID: JoinWayGroup]

  package init(purpose: Purpose, items: [Item], madeAt: Timestamp, groups: [ChatID: JoinWayGroup]) {
    self.purpose = purpose
    self.items = items
    self.madeAt = madeAt
    self.groups = groups
  }

  /// What would be written.
  package var changes: [Item] { items.filter { $0.obstacle == nil } }
}
