/// One row of `groupchat/list` (93414): which group, and how its handover stands. The answer names no owner; when the
/// question filtered by one, that one is meant.
package struct GroupStatus: Hashable, Sendable {
  package var chatID: ChatID
  package var status: FollowUpStatus
  package init(chatID: ChatID, status: FollowUpStatus) {
    self.chatID = chatID
    self.status = status
  }
}
