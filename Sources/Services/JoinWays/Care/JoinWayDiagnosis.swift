/// Why a code cannot be scanned: what was read a moment ago, and what only the client shows.
package struct JoinWayDiagnosis: Sendable, Hashable {
  /// Proven by what the vendor answered just now, worst first.
  package var proven: [JoinWayFinding]
  /// What cannot be seen from here, the likeliest first; empty when a dead code explains all.
  package var possible: [ClientCause]
  package var row: JoinWayRow
  /// Groups that somebody can get into by scanning now; nil where the vendor did not tell the members of all.
  package var openGroups: Int?

  package enum ClientCause: String, Sendable, Hashable, CaseIterable {
    /// 群聊邀请确认 is on in a group: its codes are off.
    case invitationConfirmation = "invitation_confirmation"
    /// 企业可邀请进群的客户数 is used up.
    case corpAllowance = "corp_allowance"
    /// The customer is on the corp's blacklist (用户命中企业群聊黑名单, 93884).
    case blacklisted
  }

  package init(proven: [JoinWayFinding], possible: [ClientCause], row: JoinWayRow, openGroups: Int?) {
    self.proven = proven
    self.possible = possible
    self.row = row
    self.openGroups = openGroups
  }
}
