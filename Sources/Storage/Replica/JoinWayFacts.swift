import Model

/// A group as far as a join way's row tells of it.
package struct GroupCard: Sendable, Hashable {
  package var chatID: ChatID
  /// Empty until its details were read, and for a group that was never named.
  package var name: String
  /// Nil until its details were read.
  package var members: Int?
  package var owner: UserID?
  /// The last known one; nil when none was ever told.
  package var ownerName: String?
  /// As far as anything tells.
  package var ownerHasResigned: Bool
  /// Dismissed, or missing in two sweeps.
  package var isGone: Bool

  package init(
    chatID: ChatID, name: String, members: Int?, owner: UserID?, ownerName: String?, ownerHasResigned: Bool,
    isGone: Bool
  ) {
    self.chatID = chatID
    self.name = name
    self.members = members
    self.owner = owner
    self.ownerName = ownerName
    self.ownerHasResigned = ownerHasResigned
    self.isGone = isGone
  }
}

/// Who came by one `state`, counted: each person once.
package struct JoinTally: Sendable, Hashable {
  package var joined = 0
  /// Of them, in one of the groups now.
  package var stillIn = 0
  package var firstJoin: Timestamp?
  package var lastJoin: Timestamp?
  /// Persons whose first joining is not before the moment asked for.
  package var recent = 0
  /// Names of the groups they came into, those that are gone included.
  package var groupNames: Set<String> = []

  package init() {}
}

/// One person's joining of one group by one `state`.
package struct JoinRow: Sendable, Hashable {
  /// Stands for the person within one answer.
  package var person: Int64
  /// Stands for the group within one answer.
  package var chat: Int64
  package var joinTime: Timestamp
  /// When they, or the group, were first missed; nil: still in.
  package var goneAt: Timestamp?

  package init(person: Int64, chat: Int64, joinTime: Timestamp, goneAt: Timestamp?) {
    self.person = person
    self.chat = chat
    self.joinTime = joinTime
    self.goneAt = goneAt
  }
}

/// Somebody who came by one `state`, with the names this program has seen.
package struct ArrivalRecord: Sendable, Hashable {
  package var person: PersonID
  /// Empty where it is not known.
  package var name: String
  package var chatID: ChatID
  package var groupName: String
  package var joinTime: Timestamp
  /// When they, or the group, were first missed; nil: still in.
  package var goneAt: Timestamp?
}
