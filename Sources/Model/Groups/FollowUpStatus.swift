/// 客户群跟进状态: how the handover of a group's owner stands (92120). It says nothing about how full the group is.
package struct FollowUpStatus: Hashable, Sendable, Comparable {
  /// 0…3 today; a number nobody documented survives.
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// 0: the owner is there.
  package static let normal = FollowUpStatus(rawValue: 0)
  /// 1: the owner has resigned; the group waits (离职待继承).
  package static let waiting = FollowUpStatus(rawValue: 1)
  /// 2: being handed over (离职继承中).
  package static let inProgress = FollowUpStatus(rawValue: 2)
  /// 3: handed over (离职继承完成). A normal group that was once inherited keeps this.
  package static let done = FollowUpStatus(rawValue: 3)

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
