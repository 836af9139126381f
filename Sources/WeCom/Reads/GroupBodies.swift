import Model

/// The bodies of the two reads of groups, for who has a wire of their own.
package enum GroupBodies {
  /// What asks for a page of 客户群列表 (92120); see ``WeComClient/listGroups(status:owners:cursor:limit:priority:)``.
  package static func list(
    status: FollowUpStatus? = nil, owners: OwnerFilter = .everyone, cursor: Cursor? = nil, limit: Int = 1000
  ) -> [UInt8] {
    JSONWriter.object { body in
      body.member("status_filter", status?.rawValue ?? 0)
      if !owners.owners.isEmpty {
        body.member("owner_filter") { $0.member("userid_list", owners.owners.map(\.rawValue)) }
      }
      if let cursor { body.member("cursor", cursor.text) }
      body.member("limit", min(max(limit, 1), 1000))
    }
  }

  /// What asks for 客户群详情 with members' names (92122).
  package static func group(_ chat: ChatID) -> [UInt8] {
    JSONWriter.object { body in
      body.member("chat_id", chat.rawValue)
      body.member("need_name", 1)
    }
  }
}

extension Page<GroupStatus> {
  /// The page in an answer to ``GroupBodies/list(status:owners:cursor:limit:)``.
  package init(status: Int, _ body: [UInt8]) throws(CallError) {
    self = try GroupListAnswer.value(status: status, body, from: .groupList).page
  }
}

extension GroupDetail {
  /// The group in an answer to ``GroupBodies/group(_:)``.
  package init(status: Int, _ body: [UInt8]) throws(CallError) {
    self = try GroupAnswer.value(status: status, body, from: .group).detail()
  }
}
