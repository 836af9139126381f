import Model

/// One customer group as the replica knows it, without its members.
package struct GroupRecord: Sendable, Hashable {
  package var chatID: ChatID
  /// Empty until its details were read, and for a group that was never named.
  package var name: String
  package var owner: UserID?
  /// Nil until a list named it.
  package var status: FollowUpStatus?
  package var createTime: Timestamp?
  package var notice: String
  package var admins: [UserID]
  /// Nil until its details were read.
  package var memberCount: Int?
  package var externalCount: Int?
  package var memberVersion: String?
  package var statusAt: Timestamp?
  package var detailAt: Timestamp?
  /// Dismissed, or missing in two sweeps.
  package var goneAt: Timestamp?
}

/// Somebody in a group, with the names this program has seen.
package struct MembershipRecord: Sendable, Hashable {
  package var person: PersonID
  package var name: String
  package var kind: GroupMember.Kind
  package var joinTime: Timestamp
  package var joinScene: GroupMember.JoinScene
  package var invitor: PersonID?
  package var invitorName: String?
  package var groupNickname: String
  package var state: String?
}

/// Somebody who owns groups, or did, or may.
package struct OwnerRecord: Sendable, Hashable {
  package var userID: UserID
  /// Kept from before they left.
  package var name: String?
  package var activation: Member.Activation?
  package var hasCustomerContact: Bool
  package var resignedAt: Timestamp?
  package var waitingCustomers: Int
  /// Groups that are not gone.
  package var groups: Int
  /// Of them, by follow-up status.
  package var waiting: Int
  package var inProgress: Int
  package var done: Int

  /// Left, and still has a group or a customer waiting.
  package var leftSomething: Bool { waiting > 0 || waitingCustomers > 0 }

  /// Left, as far as anything tells.
  package var hasResigned: Bool {
    waiting > 0 || waitingCustomers > 0 || resignedAt != nil || activation == .left
  }
}

/// Which groups to list.
package struct GroupQuery: Sendable, Hashable {
  package var owners: [UserID] = []
  package var status: FollowUpStatus?
  /// A part of the name, any case of ASCII letters.
  package var search: String?
  package var includesGone = false
  package var sort = Sort.owner
  /// Nil for all.
  package var limit: Int?

  package enum Sort: Sendable, Hashable {
    /// By owner, then oldest first.
    case owner
    case name
    case newest
    case largest
  }

  package init() {}
}
