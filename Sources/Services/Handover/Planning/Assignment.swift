import Model

/// To whom the groups of a plan go.
package enum Assignment: Sendable, Hashable {
  /// One new owner, or several who own equally many groups afterwards, as far as that is possible.
  case owners([UserID])
  /// Each group by name; groups not named are left out.
  case map([ChatID: UserID])

  /// Every new owner named, each once, in the order given (a map: by id).
  package var newOwners: [UserID] {
    switch self {
    case .owners(let owners):
      var seen: Set<UserID> = []
      return owners.filter { seen.insert($0).inserted }
    case .map(let map): return Set(map.values).sorted()
    }
  }

  /// The new owner of each group; nil where the map names none.
  ///
  /// - Parameter load: groups each new owner has or is about to get before this plan.
  package func assign(_ chats: [ChatID], load: [UserID: Int]) -> [UserID?] {
    switch self {
    case .map(let map): return chats.map { map[$0] }
    case .owners:
      let owners = newOwners
      var totals = owners.map { load[$0] ?? 0 }
      var shares = owners.map { _ in 0 }
      for _ in chats {
        guard let least = totals.indices.min(by: { totals[$0] < totals[$1] }) else { break }
        totals[least] += 1
        shares[least] += 1
      }
      // One owner's groups stay together: fewer calls.
      return zip(owners, shares).flatMap { owner, share in repeatElement(Optional(owner), count: share) }
    }
  }
}
