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
    async let details = details(of: chats, priority)
    let survey = try await survey(of: Set(chats), owners: [oldOwner] + newOwners, priority)
    return survey.picture(try await details)
  }

  /// The status of each group, as far as any list names it.
  package func statuses(
    of chats: Set<ChatID>, owners: [UserID], _ priority: CallPriority
  ) async throws -> [ChatID: FollowUpStatus] {
    try await survey(of: chats, owners: owners, priority).statuses
  }

  private func survey(
    of chats: Set<ChatID>, owners: [UserID], _ priority: CallPriority
  ) async throws -> StatusSurvey {
    var survey = StatusSurvey(of: chats, owners: owners)
    while let question = survey.next() {
      switch question {
      case .owned(let owner):
        survey.note(try await client.groups(ownedBy: [owner], tolerating: question.tolerated, priority))
      case .status(let status):
        survey.note(try await client.groups(withStatus: status, tolerating: question.tolerated, priority))
      }
    }
    return survey
  }

  /// Reads each group, several at a time; what cannot be read is missing unless the vendor cannot be read at all.
  private func details(of chats: [ChatID], _ priority: CallPriority) async throws -> [ChatID: RemoteDetail] {
    try await withThrowingTaskGroup(of: (ChatID, RemoteDetail?).self) { group in
      var waiting = chats[...]
      var details: [ChatID: RemoteDetail] = [:]
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

  private func detail(of chat: ChatID, _ priority: CallPriority) async throws -> RemoteDetail? {
    do {
      return .found(owner: try await client.group(chat, priority: priority).owner)
    } catch let failure as CallError {
      return try RemoteDetail(failure)
    }
  }
}
