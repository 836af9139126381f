import Model

/// Where one group stands in one handover.
///
/// `planned → ready → sending → accepted → done`. From sending also back to `ready` (provably not sent), `rejected` or
/// `unknown`; from unknown `accepted`, `ready` (two negative reads) or `stuck`.
package enum ItemState: String, Sendable, Hashable, CaseIterable {
  /// In a plan nobody has confirmed yet.
  case planned
  /// Confirmed, to be sent when day, window and quota allow.
  case ready
  /// In a call whose intent is committed and whose end is not recorded.
  case sending
  /// The vendor took it; followed until the handover is done (继承中).
  case accepted
  /// The new owner has it and the vendor calls the handover done (继承完成).
  case done
  /// The vendor refused this group; the code says why.
  case rejected
  /// Sent, and nobody knows with what end; the remote state is read before anything else happens.
  case unknown
  /// Neither evidence came within the time the follow-up takes: a person has to look.
  case stuck
  /// Left out of the plan; the detail says why.
  case excluded
  /// Taken out by a person before it was sent.
  case cancelled
  /// Somebody else handed it over meanwhile.
  case foreign
  /// Dismissed, or unknown to the vendor.
  case gone
  /// Its owner or status is not what the plan saw.
  case changed
  /// In another open handover.
  case conflict

  /// Final states are final: what failed is tried again by a new plan.
  package var isFinal: Bool {
    switch self {
    case .planned, .ready, .sending, .accepted, .unknown: false
    case .done, .rejected, .stuck, .excluded, .cancelled, .foreign, .gone, .changed, .conflict: true
    }
  }

  /// Final, planned to be sent, and not with the new owner by our doing.
  package var isFailure: Bool {
    switch self {
    case .rejected, .stuck, .foreign, .gone, .changed, .conflict: true
    default: false
    }
  }
}

/// Why a group was left out of a plan, or ended otherwise than by a vendor's code.
package enum ItemDetail: String, Sendable, Hashable, CaseIterable {
  case dismissed, notOwned, notResigned, inProgress, inAnotherHandover, onJobLimit, notFound, notSelected
  case unreadable, notInMap, ownerResigned
}

/// One group in one handover.
package struct HandoverItem: Sendable, Hashable {
  package var chatID: ChatID
  /// 0…, the order in which groups are sent.
  package var position: Int
  /// The group's name when the plan was made: a stranger's text.
  package var name: String
  /// Members when the plan was made, if known.
  package var members: Int?
  /// Nil only where the group was left out before a new owner was chosen.
  package var newOwner: UserID?
  package var state: ItemState
  /// The vendor's code behind the state, if there is one.
  package var code: Int?
  package var detail: ItemDetail?
  /// Tries that brought nothing: refused with an undocumented code, unreadable, or sent without effect.
  package var attempts: Int
  package var batch: BatchID?
  package var acceptedAt: Timestamp?
  /// ready: not before; accepted: the next look.
  package var dueAt: Timestamp?
  /// Looks taken since it was accepted.
  package var checks: Int
  /// unknown: when the first negative read after the quiet period was taken.
  package var negativeAt: Timestamp?

  package init(
    chatID: ChatID, position: Int, name: String, members: Int?, newOwner: UserID?, state: ItemState,
    detail: ItemDetail? = nil
  ) {
    self.chatID = chatID
    self.position = position
    self.name = name
    self.members = members
    self.newOwner = newOwner
    self.state = state
    self.detail = detail
    attempts = 0
    checks = 0
  }
}

/// Where one call that hands groups over stands.
package enum BatchState: String, Sendable, Hashable, CaseIterable {
  /// Its intent is committed; whether it was sent is known to nobody but the process that sends it.
  case sending
  /// Sent, or perhaps sent, without an answer that can be believed.
  case unknown
  /// The vendor answered for each group.
  case answered
  /// The vendor refused the whole call: nothing happened.
  case refused
  /// Provably never sent.
  case aborted
  /// Unknown once, and every group's end has been read since.
  case resolved

  package var isOpen: Bool { self == .sending || self == .unknown }
}

/// One call that hands groups over, written down before it is sent.
package struct TransferBatch: Sendable, Hashable {
  package var id: BatchID
  package var kind: TransferKind
  package var oldOwner: UserID
  package var newOwner: UserID
  package var chats: [ChatID]
  package var state: BatchState
  /// SHA-256 of the exact body, hex.
  package var bodyHash: String
  package var quotaDay: Day
  package var committedAt: Timestamp
  /// Company time after which nothing of this call can still be on its way, the quiet period not counted.
  package var deadline: Timestamp

  package init(
    id: BatchID, kind: TransferKind, oldOwner: UserID, newOwner: UserID, chats: [ChatID], state: BatchState,
    bodyHash: String, quotaDay: Day, committedAt: Timestamp, deadline: Timestamp
  ) {
    self.id = id
    self.kind = kind
    self.oldOwner = oldOwner
    self.newOwner = newOwner
    self.chats = chats
    self.state = state
    self.bodyHash = bodyHash
    self.quotaDay = quotaDay
    self.committedAt = committedAt
    self.deadline = deadline
  }
}

/// A handover: one old owner, the groups a person confirmed, and to whom each of them goes.
package struct Handover: Sendable, Hashable {
  package var id: JobID
  package var kind: TransferKind
  package var oldOwner: UserID
  /// A person took back what was not sent yet; what was sent is still followed.
  package var isCancelled: Bool
  /// Items at planning, those left out included.
  package var planned: Int
  package var createdAt: Timestamp
  package var createdBy: String
  package var confirmedAt: Timestamp?

  package init(
    id: JobID, kind: TransferKind, oldOwner: UserID, isCancelled: Bool, planned: Int, createdAt: Timestamp,
    createdBy: String, confirmedAt: Timestamp?
  ) {
    self.id = id
    self.kind = kind
    self.oldOwner = oldOwner
    self.isCancelled = isCancelled
    self.planned = planned
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.confirmedAt = confirmedAt
  }
}

/// What this program has spent of one owner's day.
package struct QuotaDay: Sendable, Hashable {
  package var used: Int
  /// The vendor refused for the quota although fewer were counted here: somebody else spends it too.
  package var isClosed: Bool
  package init(used: Int, isClosed: Bool) {
    self.used = used
    self.isClosed = isClosed
  }
}
