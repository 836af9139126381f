import Model

/// `get_follow_user_list`.
struct FollowUsersAnswer: Answer {
  var users: [UserID] = []

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    guard member == "follow_user" else { return .unknownMember }
    try reader.array { reader throws(JSONFault) in
      if let user: UserID = try reader.identifier() { users.append(user) }
    }
    return .yes
  }
}

/// `get_unassigned_list` (92124).
struct UnassignedAnswer: Answer {
  private var page = Page<UnassignedCustomer>(rows: [], next: nil, dropped: 0)
  private var isLast = false

  init() {}

  /// The last page says so, and may still carry a cursor.
  var whole: Page<UnassignedCustomer> {
    var page = page
    if isLast { page.next = nil }
    return page
  }

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    switch member {
    case "info": try reader.array { reader throws(JSONFault) in try takeRow(from: &reader) }
    case "is_last": isLast = try reader.boolean() ?? false
    case "next_cursor": page.next = try reader.string().flatMap { Cursor($0) }
    default: return .unknownMember
    }
    return .yes
  }

  private mutating func takeRow(from reader: inout JSONReader) throws(JSONFault) {
    var handover: UserID?
    var customer: PersonID?
    var resignedAt: Timestamp?
    try reader.object { (member, reader) throws(JSONFault) in
      switch member {
      case "handover_userid": handover = try reader.identifier()
      case "external_userid": customer = try reader.identifier()
      case "dimission_time": resignedAt = try reader.timestamp()
      default: try reader.skip()
      }
    }
    if let handover, let customer, let resignedAt {
      page.rows.append(UnassignedCustomer(handover: handover, externalUser: customer, resignedAt: resignedAt))
    } else {
      page.dropped += 1
    }
  }
}

/// `user/get`.
struct MemberAnswer: Answer {
  var userID: UserID?
  var name: String?
  var departments: [Int] = []
  var status: Int?

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    switch member {
    case "userid": userID = try reader.identifier()
    case "name":
      let text = try reader.text(limit: GroupDetail.longestName)
      name = text.isEmpty ? nil : text
    case "department":
      try reader.array { reader throws(JSONFault) in
        if let department = try reader.integer() { departments.append(department) }
      }
    case "status": status = try reader.integer()
    default: return .unknownMember
    }
    return .yes
  }
}

/// `user/list_id`.
struct MemberIDsAnswer: Answer {
  var page = Page<DepartmentMember>(rows: [], next: nil, dropped: 0)

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    switch member {
    case "dept_user":
      try reader.array { reader throws(JSONFault) in
        var user: UserID?
        var department: Int?
        try reader.object { (member, reader) throws(JSONFault) in
          switch member {
          case "userid": user = try reader.identifier()
          case "department": department = try reader.integer()
          default: try reader.skip()
          }
        }
        if let user, let department {
          page.rows.append(DepartmentMember(userID: user, department: department))
        } else {
          page.dropped += 1
        }
      }
    case "next_cursor": page.next = try reader.string().flatMap { Cursor($0) }
    default: return .unknownMember
    }
    return .yes
  }
}

/// `department/list`.
struct DepartmentsAnswer: Answer {
  var departments: [Department] = []

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    guard member == "department" else { return .unknownMember }
    try reader.array { reader throws(JSONFault) in
      var id: Int?
      var parent: Int?
      var name: String?
      try reader.object { (member, reader) throws(JSONFault) in
        switch member {
        case "id": id = try reader.integer()
        case "parentid": parent = try reader.integer()
        case "name":
          let text = try reader.text(limit: GroupDetail.longestName)
          name = text.isEmpty ? nil : text
        default: try reader.skip()
        }
      }
      if let id { departments.append(Department(id: id, parent: parent, name: name)) }
    }
    return .yes
  }
}
