/// How a list of groups is sorted.
package struct GroupOrder: Sendable, Hashable {
  package enum Key: String, Sendable, Hashable, CaseIterable {
    /// By userid.
    case owner
    /// By the bytes of the name.
    case name
    case members
    /// The limits are the same for every group: the order of ``members``.
    case fullness
    case status
    case created
    case refreshed
  }

  package var key: Key
  package var isDescending: Bool

  package init(_ key: Key, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }
}
