import Model

/// A member of the corp in one of their departments (`user/list_id`); somebody in two of them comes twice.
package struct DepartmentMember: Hashable, Sendable {
  package var userID: UserID
  package var department: Int
}

extension WeComClient {
  /// Everybody who may use 客户联系, hence may become a new owner. Throws ``CallError``.
  package func followUsers(priority: CallPriority) async throws -> [UserID] {
    let answer: FollowUsersAnswer = try await read(WireCall(api: .followUserList), priority: priority)
    return answer.users
  }

  /// One page of the customers of people who left (92124). Throws ``CallError``.
  ///
  /// Leavers without customers are missing, whatever groups they own.
  /// - Parameter limit: 1…1000 rows; what lies outside is moved to the nearer end.
  package func unassignedCustomers(
    cursor: Cursor? = nil, limit: Int = 1000, priority: CallPriority
  ) async throws -> Page<UnassignedCustomer> {
    let body = JSONWriter.object { body in
      if let cursor { body.member("cursor", cursor.text) }
      body.member("page_size", min(max(limit, 1), 1000))
    }
    let answer: UnassignedAnswer = try await read(WireCall(api: .unassignedList, body: body), priority: priority)
    return answer.whole
  }

  /// Every page of the customers of people who left.
  package func allUnassignedCustomers(priority: CallPriority) -> Pages<UnassignedCustomer> {
    Pages(api: .unassignedList) { try await self.unassignedCustomers(cursor: $0, priority: priority) }
  }

  /// One member of the corp. Throws ``CallError``: 60111 when there is no such userid any more, 60011 when the
  /// application may not see them.
  package func member(_ user: UserID, priority: CallPriority) async throws -> Member {
    let call = WireCall(api: .member, query: [("userid", user.rawValue)])
    let answer: MemberAnswer = try await read(call, priority: priority)
    return Member(
      userID: answer.userID ?? user, name: answer.name, departments: answer.departments,
      activation: answer.status.map(Member.Activation.init))
  }

  /// One page of everybody in the corp, by department. Throws ``CallError``.
  ///
  /// - Parameter limit: 1…10 000 rows; what lies outside is moved to the nearer end.
  package func memberIDs(
    cursor: Cursor? = nil, limit: Int = 10_000, priority: CallPriority
  ) async throws -> Page<DepartmentMember> {
    let body = JSONWriter.object { body in
      if let cursor { body.member("cursor", cursor.text) }
      body.member("limit", min(max(limit, 1), 10_000))
    }
    let answer: MemberIDsAnswer = try await read(WireCall(api: .memberIDs, body: body), priority: priority)
    return answer.page
  }

  /// Every page of everybody in the corp.
  package func allMemberIDs(priority: CallPriority) -> Pages<DepartmentMember> {
    Pages(api: .memberIDs) { try await self.memberIDs(cursor: $0, priority: priority) }
  }

  /// The departments the application may see. Throws ``CallError``.
  package func departments(priority: CallPriority) async throws -> [Department] {
    let answer: DepartmentsAnswer = try await read(WireCall(api: .departments), priority: priority)
    return answer.departments
  }
}
