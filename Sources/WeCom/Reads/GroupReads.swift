import Model

/// The people whose groups are asked for: everybody visible, or at most a hundred (92120).
package struct OwnerFilter: Hashable, Sendable {
  package let owners: [UserID]

  package static let most = 100
  /// No filter: every owner in the application's visible range; 81017 when that is more than 1000 people.
  package static let everyone = OwnerFilter(owners: [])

  package init(_ owner: UserID) { owners = [owner] }
  private init(owners: [UserID]) { self.owners = owners }

  /// As many filters as it takes to ask for all of `owners`; none for none.
  package static func split(_ owners: [UserID]) -> [OwnerFilter] {
    stride(from: 0, to: owners.count, by: most).map { start in
      OwnerFilter(owners: Array(owners[start..<min(start + most, owners.count)]))
    }
  }
}

extension WeComClient {
  /// One page of 客户群列表 (92120): ids and follow-up status, without owners. Throws ``CallError``.
  ///
  /// - Parameters:
  ///   - status: nil for all of them. ``FollowUpStatus/normal`` cannot be asked for: 0 means "do not filter".
  ///   - limit: 1…1000 rows; what lies outside is moved to the nearer end.
  package func listGroups(
    status: FollowUpStatus? = nil, owners: OwnerFilter = .everyone, cursor: Cursor? = nil, limit: Int = 1000,
    priority: CallPriority
  ) async throws -> Page<GroupStatus> {
    let body = GroupBodies.list(status: status, owners: owners, cursor: cursor, limit: limit)
    let answer: GroupListAnswer = try await read(WireCall(api: .groupList, body: body), priority: priority)
    return answer.page
  }

  /// Every page of 客户群列表.
  package func allGroups(
    status: FollowUpStatus? = nil, owners: OwnerFilter = .everyone, priority: CallPriority
  ) -> Pages<GroupStatus> {
    Pages(api: .groupList) { cursor in
      try await self.listGroups(status: status, owners: owners, cursor: cursor, priority: priority)
    }
  }

  /// 客户群详情 with members' names (92122). Throws ``CallError``; 40050 for an unknown group, 49008 for one dismissed.
  ///
  /// Data lags a change by about two seconds. Members and admins with a malformed id are left out.
  package func group(_ chat: ChatID, priority: CallPriority) async throws -> GroupDetail {
    let answer: GroupAnswer = try await read(
      WireCall(api: .group, body: GroupBodies.group(chat)), priority: priority)
    if answer.dropped > 0 {
      caller.logger.notice("members left out", metadata: ["chat_id": "\(chat)", "count": "\(answer.dropped)"])
    }
    return try answer.detail()
  }
}
