import Model
import Storage

/// Something that is wrong with a join way, or soon will be.
package struct JoinWayFinding: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    // Nobody gets in.
    /// The vendor does not know the configuration any more.
    case gone
    /// All five places are taken and all groups are full although new ones were to be created.
    case placesUsedUp
    /// All groups are full, and none is created.
    case allFull
    /// All groups are full, and none is created although a place is free: its owner, the first group's, has resigned.
    case noneCreated(for: UserID)
    /// No group of it is left.
    case allGroupsGone
    // Somebody has to look.
    case unconfirmed
    case changedElsewhere
    case callOpen
    /// All five places are taken: once these groups are full, none is created.
    case noFreePlace
    /// Room for so many more, and nothing is created after that; see the forecast.
    case nearlyFull(room: Int)
    case groupsGone([ChatID])
    case ownerResigned([UserID])
    /// The same `state` in other configurations: nobody can say which code brought whom.
    case stateTwice([JoinWayID])
    /// Groups the replica does not know yet: refresh.
    case groupsUnknown([ChatID])
  }

  package enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    case notice, warning, dead
    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// What mends it, one key away.
  package enum Repair: String, Sendable, Hashable, CaseIterable {
    case rotate, replace, edit, refresh, acknowledge, forget
  }

  package var kind: Kind
  package var repair: Repair

  /// - Parameter repair: what helps here; nil: what usually does.
  package init(_ kind: Kind, repair: Repair? = nil) {
    self.kind = kind
    self.repair = repair ?? kind.usualRepair
  }

  package var severity: Severity {
    switch kind {
    case .gone, .placesUsedUp, .allFull, .noneCreated, .allGroupsGone: .dead
    case .changedElsewhere, .noFreePlace, .nearlyFull, .groupsGone, .ownerResigned, .stateTwice, .unconfirmed: .warning
    case .callOpen, .groupsUnknown: .notice
    }
  }
}

extension JoinWayFinding.Kind {
  fileprivate var usualRepair: JoinWayFinding.Repair {
    switch self {
    case .gone, .unconfirmed: .forget
    case .placesUsedUp, .allFull, .allGroupsGone, .noFreePlace, .nearlyFull, .groupsGone: .rotate
    case .ownerResigned, .noneCreated: .replace
    case .stateTwice: .edit
    case .changedElsewhere: .acknowledge
    case .callOpen, .groupsUnknown: .refresh
    }
  }
}

/// A finding and whose it is.
package struct JoinWayCheckLine: Sendable, Hashable {
  package var record: JoinWayRecord
  package var finding: JoinWayFinding

  package init(record: JoinWayRecord, finding: JoinWayFinding) {
    self.record = record
    self.finding = finding
  }
}
