/// Whoever sits in a group: a member's `userid` or an external contact's `external_userid` (92122).
package struct PersonID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

extension PersonID {
  /// The same person, seen as a member of the corp.
  package init(_ user: UserID) { self.init(unchecked: user.rawValue) }
}
