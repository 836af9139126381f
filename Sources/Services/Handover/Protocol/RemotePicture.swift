import Model
import Storage

/// One group as the vendor showed it in one remote read. No single endpoint tells it all: the status comes from `list`,
/// the owner from `get`.
package struct RemoteGroup: Sendable, Hashable {
  /// Nil when no list named the group.
  package var status: FollowUpStatus?
  /// Nil when `get` named none, or could not be asked.
  package var owner: UserID?
  /// Dismissed (49008) or unknown to the vendor (40050).
  package var isGone: Bool

  package init(status: FollowUpStatus?, owner: UserID?, isGone: Bool = false) {
    self.status = status
    self.owner = owner
    self.isGone = isGone
  }
}

/// What a remote read says about one group of one handover.
package enum Evidence: Sendable, Hashable {
  /// The old owner still has it, and it waits to be handed over: a call had no effect (yet).
  case negative
  /// The new owner has it.
  case positive(isDone: Bool)
  /// Somebody has it who is neither.
  case elsewhere(UserID)
  case gone
  /// Anything else: proves nothing.
  case unclear
}

extension RemoteGroup {
  package func evidence(kind: TransferKind, oldOwner: UserID, newOwner: UserID) -> Evidence {
    if isGone { return .gone }
    guard let owner else { return .unclear }
    if owner == newOwner { return .positive(isDone: kind == .onJob || status != nil && status != .inProgress) }
    if owner != oldOwner { return .elsewhere(owner) }
    switch kind {
    case .resigned: return status == .waiting ? .negative : .unclear
    case .onJob: return status == .normal || status == .done ? .negative : .unclear
    }
  }
}

/// What one remote read saw, by group; a group that could not be read is missing.
package typealias RemotePicture = [ChatID: RemoteGroup]
