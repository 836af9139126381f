/// A member of the corp as `user/get` tells it. Third-party applications learn nothing but the userid.
package struct Member: Hashable, Sendable {
  /// Activation (`user/get`, `status`).
  package struct Activation: Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let active = Activation(rawValue: 1)
    package static let disabled = Activation(rawValue: 2)
    package static let notActivated = Activation(rawValue: 4)
    package static let left = Activation(rawValue: 5)
  }

  package var userID: UserID
  /// Nil where the application may not know it.
  package var name: String?
  package var departments: [Int]
  /// Nil where the application may not know it.
  package var activation: Activation?

  package init(userID: UserID, name: String?, departments: [Int], activation: Activation?) {
    self.userID = userID
    self.name = name
    self.departments = departments
    self.activation = activation
  }
}

/// One customer of somebody who left, waiting for a takeover member (`get_unassigned_list`, 92124): a hint at who left
/// and when, not the list of resigned owners.
package struct UnassignedCustomer: Hashable, Sendable {
  package var handover: UserID
  package var externalUser: PersonID
  /// 离职时间 (`dimission_time`).
  package var resignedAt: Timestamp
  package init(handover: UserID, externalUser: PersonID, resignedAt: Timestamp) {
    self.handover = handover
    self.externalUser = externalUser
    self.resignedAt = resignedAt
  }
}

/// A department of the corp (`department/list`).
package struct Department: Hashable, Sendable {
  package var id: Int
  package var parent: Int?
  package var name: String?
  package init(id: Int, parent: Int?, name: String?) {
    self.id = id
    self.parent = parent
    self.name = name
  }
}
