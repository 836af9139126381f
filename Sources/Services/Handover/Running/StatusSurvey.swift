import Model
import WeCom

/// Which lists a remote read asks for, one after the other, and what they say together about the status of each group.
package struct StatusSurvey: Sendable {
  /// One list, all its pages.
  package enum Question: Sendable, Hashable {
    /// Everything this person owns.
    case owned(by: UserID)
    /// Everything that stands so, whoever owns it.
    case status(FollowUpStatus)

    /// Codes by which the vendor refuses the list although the others may tell enough; it then names nothing.
    package var tolerated: Set<ErrorCode> {
      switch self {
      // 40003 and the like: by one of the two rules a resigned owner is no valid filter.
      case .owned: .ownerFilter
      case .status: .unfilteredList
      }
    }
  }

  private let chats: Set<ChatID>
  private var owners: ArraySlice<UserID>
  private var followUp: ArraySlice<FollowUpStatus> = [.waiting, .inProgress, .done]
  /// Of each group, as far as any list names it.
  package private(set) var statuses: [ChatID: FollowUpStatus] = [:]

  /// - Parameter owners: who may own the groups by now, the likeliest first.
  package init(of chats: Set<ChatID>, owners: [UserID]) {
    self.chats = chats
    self.owners = owners[...]
  }

  /// What to ask next; nil when enough is known.
  package mutating func next() -> Question? {
    if let owner = owners.popFirst() { return .owned(by: owner) }
    // Every group was named under an owner: the unfiltered lists could add nothing but their length.
    if statuses.count == chats.count { return nil }
    return followUp.popFirst().map(Question.status)
  }

  /// Takes a list's rows. Where two lists differ, one of them is late: the further advanced counts.
  package mutating func note(_ rows: [GroupStatus]) {
    for row in rows where chats.contains(row.chatID) {
      statuses[row.chatID] = max(statuses[row.chatID] ?? row.status, row.status)
    }
  }

  /// The statuses together with what `get` said of each group.
  package func picture(_ details: [ChatID: RemoteDetail]) -> RemotePicture {
    var picture: RemotePicture = [:]
    for (chat, detail) in details {
      switch detail {
      case .found(let owner): picture[chat] = RemoteGroup(status: statuses[chat], owner: owner)
      case .gone: picture[chat] = RemoteGroup(status: nil, owner: nil, isGone: true)
      }
    }
    return picture
  }
}

/// What `get` said of one group.
package enum RemoteDetail: Sendable, Hashable {
  case found(owner: UserID?)
  case gone

  /// - Throws: a failure that is about more than this one group.
  /// - Returns: nil when nothing can be said of the group.
  package init?(_ failure: CallError) throws(CallError) {
    switch failure {
    case .vendor(let error) where error.code == .unknownGroup || error.code == .groupDismissed: self = .gone
    // This group's owner is out of sight; the other groups are not held up by it.
    case .vendor(let error) where error.code.isAboutRights: return nil
    case .unreadable: return nil
    default: throw failure
    }
  }
}
