import Model
import Services

/// Somebody whose groups can be handed over, as a row.
struct HandoverOwner: Sendable, Hashable, Identifiable {
  var id: UserID
  var resignedAt: Timestamp?
  /// Groups that can be handed over.
  var waiting: Int
  var inProgress: Int
  var done: Int
  var groups: Int

  /// Whole days until the vendor's limit; nil when the day of leaving is unknown.
  func daysLeft(at now: Timestamp) -> Int? {
    ResignedOwner(
      userID: id, name: nil, resignedAt: resignedAt, waiting: waiting, inProgress: inProgress, waitingCustomers: 0
    ).daysLeft(at: now)
  }

  /// Fewer days than this are few.
  static let fewDays = 30
}

extension HandoverOwner {
  /// Everybody who can be chosen: those who left by urgency, then those whose groups are all on their way; or everybody
  /// employed with groups, most first.
  static func all(_ kind: TransferKind, in world: World) -> [HandoverOwner] {
    switch kind {
    case .resigned:
      let waiting = world.resignedOwners.filter { $0.waiting > 0 }.map { owner in
        HandoverOwner(
          id: owner.userID, resignedAt: owner.resignedAt, waiting: owner.waiting, inProgress: owner.inProgress,
          done: world.ownersByID[owner.userID]?.done ?? 0, groups: world.ownersByID[owner.userID]?.groups ?? 0)
      }
      let moving = world.owners.filter { $0.waiting == 0 && $0.inProgress > 0 && $0.hasResigned }.map { owner in
        HandoverOwner(
          id: owner.userID, resignedAt: owner.resignedAt, waiting: 0, inProgress: owner.inProgress, done: owner.done,
          groups: owner.groups)
      }
      return waiting + moving
    case .onJob:
      return world.owners.filter { $0.groups > 0 && !$0.hasResigned }.map { owner in
        HandoverOwner(
          id: owner.userID, waiting: owner.groups - owner.inProgress, inProgress: owner.inProgress, done: owner.done,
          groups: owner.groups)
      }
    }
  }
}
