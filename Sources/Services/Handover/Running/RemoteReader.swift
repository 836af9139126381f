import Model
import WeCom

/// The remote read of the transfer protocol, the one place that answers "whose is this group, and how does its handover
/// stand". No single endpoint does: the status comes from `groupchat/list` (filtered by the old owner, by each new owner,
/// and unfiltered by status 1, 2 and 3, because what a resigned owner's filter answers differs, 93414), the owner from
/// `groupchat/get`.
package struct RemoteReader: Sendable {
  let client: WeComClient

  package init(client: WeComClient) { self.client = client }

  /// - Parameters:
  ///   - chats: which groups to look at.
  ///   - newOwners: to whom they may have gone.
  /// - Returns: a group that could not be read is missing.
  /// - Throws: `CallError` when the vendor refuses or cannot be reached at all.
  package func picture(
    of chats: [ChatID], oldOwner: UserID, newOwners: [UserID], priority: CallPriority = .foreground
  ) async throws -> RemotePicture {
    async let owners = details(of: chats, priority)
    let statuses = try await statuses(of: Set(chats), owners: [oldOwner] + newOwners, priority)
    var picture: RemotePicture = [:]
    for (chat, detail) in try await owners {
      switch detail {
      case .found(let owner): picture[chat] = RemoteGroup(status: statuses[chat], owner: owner)
      case .gone: picture[chat] = RemoteGroup(status: nil, owner: nil, isGone: true)
      }
    }
    return picture
  }

  /// The status of each group, as far as any list names it. Where two lists differ, one of them is late: the further
  /// advanced counts.
  package func statuses(
    of chats: Set<ChatID>, owners: [UserID], _ priority: CallPriority
  ) async throws -> [ChatID: FollowUpStatus] {
    var found: [ChatID: FollowUpStatus] = [:]
    func note(_ rows: [GroupStatus]) {
      for row in rows where chats.contains(row.chatID) {
        found[row.chatID] = max(found[row.chatID] ?? row.status, row.status)
      }
    }
    for owner in owners {
      // 40003 and the like: by one of the two rules a resigned owner is no valid filter.
      note(try await client.groups(ownedBy: [owner], tolerating: .ownerFilter, priority))
    }
    // Every group was named under an owner: the unfiltered lists could add nothing but their length.
    if found.count == chats.count { return found }
    for status in [FollowUpStatus.waiting, .inProgress, .done] {
      note(try await client.groups(withStatus: status, tolerating: .unfilteredList, priority))
    }
    return found
  }

  private enum Detail: Sendable {
    case found(owner: UserID?)
    case gone
  }

  /// Reads each group, several at a time; what cannot be read is missing unless the vendor cannot be read at all.
  private func details(of chats: [ChatID], _ priority: CallPriority) async throws -> [ChatID: Detail] {
    try await withThrowingTaskGroup(of: (ChatID, Detail?).self) { group in
      var waiting = chats[...]
      var details: [ChatID: Detail] = [:]
      func startNext() {
        guard let chat = waiting.popFirst() else { return }
        group.addTask { (chat, try await detail(of: chat, priority)) }
      }
      for _ in 0..<8 { startNext() }
      while let (chat, detail) = try await group.next() {
        details[chat] = detail
        startNext()
      }
      return details
    }
  }

  private func detail(of chat: ChatID, _ priority: CallPriority) async throws -> Detail? {
    do {
      return .found(owner: try await client.group(chat, priority: priority).owner)
    } catch CallError.vendor(let error) where error.code == .unknownGroup || error.code == .groupDismissed {
      return .gone
    } catch CallError.unreadable {
      return nil
    } catch CallError.vendor(let error) where error.code.isAboutRights {
      // This group's owner is out of sight; the other groups are not held up by it.
      return nil
    }
  }
}
