import Model
import Storage
import WeCom

/// A join way with everything a list or a page of details says about it, out of ledger and replica.
package struct JoinWayRow: Sendable, Hashable {
  package var record: JoinWayRecord
  /// In the content's order.
  package var groups: [JoinWayGroup]
  package var counts: JoinCounts
  /// The name the next automatically created group gets; nil when none can be created.
  package var nextName: String?
  /// Worst first; empty when nothing is wrong.
  package var findings: [JoinWayFinding]
  /// Nil when nothing can be said.
  package var forecast: JoinWayForecast?

  package init(
    record: JoinWayRecord, groups: [JoinWayGroup], counts: JoinCounts, nextName: String?, findings: [JoinWayFinding],
    forecast: JoinWayForecast?
  ) {
    self.record = record
    self.groups = groups
    self.counts = counts
    self.nextName = nextName
    self.findings = findings
    self.forecast = forecast
  }

  /// Who came by it; nil without a `state`, for then nobody can tell.
  package var arrivals: JoinCounts? { record.content.state.isEmpty ? nil : counts }

  /// Places that groups can still take; nil unless it is known to exist.
  package var freePlaces: Int? { record.standing == .kept ? record.content.freePlaces : nil }
}

/// A group of a join way, as the replica knows it.
package struct JoinWayGroup: Sendable, Hashable {
  package var chatID: ChatID
  /// Empty where it is not known or was never given.
  package var name: String
  /// Nil until its details were read.
  package var members: Int?
  package var owner: UserID?
  package var ownerName: String?
  package var ownerHasResigned: Bool
  /// Dismissed, or missing in two sweeps.
  package var isGone: Bool
  /// False for a group the replica has never seen.
  package var isKnown: Bool

  package init(
    chatID: ChatID, name: String, members: Int?, owner: UserID?, ownerName: String?, ownerHasResigned: Bool,
    isGone: Bool, isKnown: Bool
  ) {
    self.chatID = chatID
    self.name = name
    self.members = members
    self.owner = owner
    self.ownerName = ownerName
    self.ownerHasResigned = ownerHasResigned
    self.isGone = isGone
    self.isKnown = isKnown
  }

  /// How many more get in by scanning; nil where the number of members is not known.
  package func room(_ limits: Fullness.Limits) -> Int? { members.map { max(0, limits.scan - $0) } }
}

/// How many came by a join way (its `state`), each person once, as far as this program has seen.
package struct JoinCounts: Sendable, Hashable {
  /// 进群人数.
  package var joined: Int
  /// Of them, still in one of the groups.
  package var stillIn: Int
  package var lastJoin: Timestamp?

  package init(joined: Int, stillIn: Int, lastJoin: Timestamp?) {
    self.joined = joined
    self.stillIn = stillIn
    self.lastJoin = lastJoin
  }

  package static let none = JoinCounts(joined: 0, stillIn: 0, lastJoin: nil)
  /// Left as far as seen: who came and left between two looks was never seen.
  package var gone: Int { joined - stillIn }
}

/// Which rows of the registry.
package enum JoinWayScope: Sendable, Hashable {
  /// What is thought to exist, and what is gone and nobody has dealt with: ``JoinWayRecord/Standing/kept``, `unconfirmed`,
  /// `gone`.
  case current
  /// With what was removed.
  case all
  case ids([JoinWayID])
}

/// What reading configurations back brought.
package struct JoinWayLook: Sendable, Hashable {
  package var read = 0
  /// Changed elsewhere.
  package var drifted: [JoinWayID] = []
  /// The vendor does not know them any more.
  package var gone: [JoinWayID] = []
  /// Calls whose end this look made known.
  package var settled: [CallID] = []
  /// Configurations that could not be read.
  package var failed: [JoinWayID: JoinWayTrouble] = [:]

  package init() {}
}

/// Why one configuration could not be read or written, others apart.
package enum JoinWayTrouble: Error, Sendable, Hashable {
  case call(CallError)
  /// The answer names another configuration.
  case otherConfiguration
  /// The vendor does not know it here, which proves nothing: another profile's application has it.
  ///
  /// - Parameter profile: see ``JoinWayRecord/profile``; empty where none is known.
  case otherProfile(String)
}

/// What became of one config id that was to be imported.
package struct ImportedJoinWay: Sendable, Hashable {
  package enum End: Sendable, Hashable {
    /// New in the registry.
    case imported
    /// It was there; read back.
    case known
    /// It is the configuration whose answer was lost: the `state` says so.
    case confirmed
    /// The vendor does not know it, or another application made it.
    case notFound(CallError)
    case failed(CallError)
  }

  package var configID: ConfigID
  package var end: End
  /// Nil where there is none.
  package var id: JoinWayID?

  package init(configID: ConfigID, end: End, id: JoinWayID?) {
    self.configID = configID
    self.end = end
    self.id = id
  }
}
