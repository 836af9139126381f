import Model

/// Groups of one follow-up status, asked for by both rules the vendor has had for resigned owners.
package struct HandoverGroups: Hashable, Sendable {
  /// By the owner asked for. An owner whom the vendor would not take is missing, one without such groups is empty.
  package var byOwner: [UserID: [ChatID]] = [:]
  /// Answered without a filter, and by no owner's: whose they are, `groupchat/get` tells.
  package var others: Set<ChatID> = []
  /// Owners the filter refuses (40003), as reported for resigned ones in 2021–2023.
  package var refusedOwners: Set<UserID> = []
  /// False when too many people are visible to ask without a filter (81017).
  package var isUnfilteredComplete = true
  /// Rows left out because of a malformed id.
  package var dropped = 0
}

extension WeComClient {
  /// The groups of `status`, one call an owner and one without a filter. Throws ``CallError``.
  ///
  /// A page of the vendor's (93414) says that a resigned owner's groups come only with `owner_filter`; reports say that
  /// the filter answers 40003 and that leaving it away works. Both are asked, and each may fail in its way.
  package func handoverGroups(
    of owners: [UserID], status: FollowUpStatus, priority: CallPriority
  ) async throws -> HandoverGroups {
    var found = HandoverGroups()
    for owner in owners where found.byOwner[owner] == nil {
      do {
        let list = try await allGroups(status: status, owners: OwnerFilter(owner), priority: priority).collect()
        found.byOwner[owner] = list.rows.map(\.chatID)
        found.dropped += list.dropped
      } catch let error as CallError where error.code == .badUserID {
        found.refusedOwners.insert(owner)
      }
    }
    do {
      let list = try await allGroups(status: status, priority: priority).collect()
      found.others = Set(list.rows.map(\.chatID)).subtracting(found.byOwner.values.joined())
      found.dropped += list.dropped
    } catch let error as CallError where error.code == .tooMuchAsked {
      found.isUnfilteredComplete = false
    }
    return found
  }
}
