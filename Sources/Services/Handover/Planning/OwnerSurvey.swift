import Model
import Storage
import WeCom

/// Looks at every group of an owner at the vendor, so that a plan's numbers are the vendor's and not the replica's.
package struct OwnerSurvey: Sendable {
  let client: WeComClient

  package init(client: WeComClient) { self.client = client }

  /// - Parameters:
  ///   - owner: whose groups.
  ///   - kind: what is to be done with them.
  ///   - also: groups to look at besides those the vendor lists: what the replica knows, what a person named.
  ///   - progress: groups looked at, of how many.
  package func groups(
    of owner: UserID, kind: TransferKind, also: Set<ChatID>,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> [SurveyedGroup] {
    var statuses: [ChatID: FollowUpStatus] = [:]
    for row in try await client.groups(ownedBy: [owner], tolerating: .resignedOwnerFilter, .foreground) {
      statuses[row.chatID] = row.status
    }
    let theirs = Set(statuses.keys).union(also)
    var chats = theirs
    if kind == .resigned {
      // By the second rule a resigned owner's groups come only unfiltered: whose they are, `get` tells.
      for row in try await client.groups(withStatus: .waiting, tolerating: .unfilteredList, .foreground) {
        statuses[row.chatID] = max(statuses[row.chatID] ?? row.status, row.status)
        chats.insert(row.chatID)
      }
    }
    let missing = chats.subtracting(statuses.keys)
    if !missing.isEmpty {
      let found = try await RemoteReader(client: client).statuses(of: missing, owners: [], .foreground)
      statuses.merge(found) { $1 }
    }
    return try await look(at: chats.sorted(), of: owner, kind, statuses, theirs: theirs, progress)
  }

  private func look(
    at chats: [ChatID], of owner: UserID, _ kind: TransferKind, _ statuses: [ChatID: FollowUpStatus],
    theirs: Set<ChatID>, _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> [SurveyedGroup] {
    try await withThrowingTaskGroup(of: SurveyedGroup?.self) { group in
      var waiting = chats[...]
      var surveyed: [SurveyedGroup] = []
      var looked = 0
      func startNext() {
        guard let chat = waiting.popFirst() else { return }
        group.addTask {
          try await self.look(at: chat, of: owner, kind, statuses[chat], isTheirs: theirs.contains(chat))
        }
      }
      for _ in 0..<8 { startNext() }
      while let seen = try await group.next() {
        looked += 1
        progress(looked, chats.count)
        if let seen { surveyed.append(seen) }
        startNext()
      }
      return surveyed
    }
  }

  /// Nil for a group that neither the owner's own list nor a person named, unless it turns out to be the owner's.
  private func look(
    at chat: ChatID, of owner: UserID, _ kind: TransferKind, _ status: FollowUpStatus?, isTheirs: Bool
  ) async throws -> SurveyedGroup? {
    do {
      let detail = try await client.group(chat, priority: .foreground)
      if detail.owner != owner, !isTheirs { return nil }
      return SurveyedGroup(
        chatID: chat, name: detail.name, members: detail.members.count,
        employees: Set(detail.members.lazy.filter { $0.kind == .member }.compactMap { UserID($0.person.rawValue) }),
        createTime: detail.createTime,
        obstacle: Self.obstacle(kind, owner: owner, actual: detail.owner, status))
    } catch CallError.vendor(let error) where error.code == .unknownGroup || error.code == .groupDismissed {
      return isTheirs ? left(chat, error.code == .unknownGroup ? .notFound : .dismissed) : nil
    } catch CallError.vendor(let error) where error.code.isAboutRights {
      return isTheirs ? left(chat, .unreadable) : nil
    } catch CallError.unreadable {
      return isTheirs ? left(chat, .unreadable) : nil
    }
  }

  private func left(_ chat: ChatID, _ obstacle: ItemDetail) -> SurveyedGroup {
    SurveyedGroup(
      chatID: chat, name: "", members: 0, employees: [], createTime: Timestamp(seconds: 0), obstacle: obstacle)
  }

  /// Why the vendor would not hand the group over, as far as can be seen.
  static func obstacle(
    _ kind: TransferKind, owner: UserID, actual: UserID?, _ status: FollowUpStatus?
  ) -> ItemDetail? {
    guard let actual else { return .unreadable }
    if actual != owner { return .notOwned }
    guard let status else { return .unreadable }
    if status == .inProgress { return .inProgress }
    switch kind {
    case .resigned: return status == .waiting ? nil : .notResigned
    case .onJob: return status == .waiting ? .ownerResigned : nil
    }
  }
}
