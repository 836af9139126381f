import Model

/// Somebody who may receive customer groups, with why not and with what this program cannot know.
package struct NewOwner: Sendable, Hashable {
  package var userID: UserID
  /// Nil where the application may not know it.
  package var name: String?
  /// Customer groups they own now, as far as the replica knows.
  package var groups: Int
  /// Groups on their way to them in confirmed handovers.
  package var expected: Int
  /// Empty: eligible as far as can be seen.
  package var obstacles: [Obstacle]
  /// What only the transfer itself will tell.
  package var unknowns: [Unknown]

  package var isEligible: Bool { obstacles.isEmpty }

  /// Why somebody cannot receive groups (96334).
  package enum Obstacle: Sendable, Hashable {
    /// Not among those with 客户联系 (`get_follow_user_list`).
    case noCustomerContact
    /// Not activated, disabled or gone (`user/get`, `status`).
    case notActive(Member.Activation)
    /// No such member.
    case unknownMember
    /// They are the one whose groups are handed over.
    case isOldOwner
  }

  package enum Unknown: String, Sendable, Hashable, CaseIterable {
    /// 40098.
    case realName
    /// 40205.
    case lastLogin
    /// The application is not told about members.
    case activation
  }

  package init(
    userID: UserID, name: String?, groups: Int, expected: Int, obstacles: [Obstacle], unknowns: [Unknown]
  ) {
    self.userID = userID
    self.name = name
    self.groups = groups
    self.expected = expected
    self.obstacles = obstacles
    self.unknowns = unknowns
  }
}
