import Model
import Storage

/// Keeps the newest ``GroupsSnapshot`` of a company, pulling from the replica only what changed.
package actor GroupsFeed {
  private let replica: Store
  private var snapshot = GroupsSnapshot.empty
  private var change: Int64 = 0
  private var knownOwners: (change: Int64, owners: [OwnerRecord]) = (0, [])

  package init(replica: Store) { self.replica = replica }

  /// The last snapshot taken; empty before the first refresh.
  package var last: GroupsSnapshot { snapshot }

  /// The groups as they stand now: the same object as before when none changed. Throws ``StorageError``.
  package func refresh() async throws -> GroupsSnapshot {
    let (known, seen) = (snapshot, change)
    let next = try await replica.perform { try known.next(since: seen, in: Replica(engine: $0)) }
    // Somebody else's refresh may have ended meanwhile: the one that saw more counts.
    if next.change > change { (snapshot, change) = next }
    return snapshot
  }

  /// Everybody who owns groups or may, most groups first; read anew only when anything changed. Throws ``StorageError``.
  package func owners() async throws -> [OwnerRecord] {
    let seen = knownOwners.change
    let news = try await replica.perform { engine -> (change: Int64, owners: [OwnerRecord])? in
      let replica = Replica(engine: engine)
      let now = try replica.change()
      return now == seen ? nil : (now, try replica.owners())
    }
    if let news, news.change > knownOwners.change { knownOwners = news }
    return knownOwners.owners
  }
}
