/// People: `get_follow_user_list`, `get_unassigned_list`, `user/get`, `user/list_id`, `department/…`.
extension Company {
  func listFollowUsers() -> Success {
    var writer = Self.success()
    writer.array(
      "follow_user",
      people.rows.lazy.filter { $0.hasCustomerContact && !$0.isResigned && $0.isVisible }.map(\.userID))
    writer.endObject()
    return Success(body: writer.bytes)
  }

  /// One row per customer without anybody; who left no customers is missing (92124).
  func listUnassigned(_ members: [String: JSONValue]) throws(Refusal) -> Success {
    let size = try members.integer("page_size", in: 1...1000, orElse: 1000)
    let page = try members.integer("page_id", in: 0...1_000_000, orElse: 0)
    let context = mixed(configuration.seed, 0x55)
    let cursor = try members.optionalText("cursor")
    var first = page * size
    if !cursor.isEmpty {
      guard let from = Cursor(cursor, context: context) else { throw .parameter("cursor") }
      first = from.inner
    }
    let leavers = people.rows.indices.filter { people[$0].waitingCustomers > 0 && people[$0].isVisible }
      .sorted { (people[$0].resignedAt ?? 0, $0) > (people[$1].resignedAt ?? 0, $1) }
    let total = leavers.reduce(0) { $0 + people[$1].waitingCustomers }
    var writer = Self.success(capacity: 256 + size * 110)
    writer.key("info")
    writer.beginArray()
    var passed = 0
    for leaver in leavers {
      let person = people[leaver]
      let from = max(first - passed, 0)
      let end = max(from, min(person.waitingCustomers, first + size - passed))
      for customer in from..<end {
        writer.beginObject()
        writer.key("handover_userid")
        writer.string(people.userIDBytes[leaver])
        writer.key("external_userid")
        writer.string { contents.writeCustomer(customer, of: leaver, to: &$0) }
        writer.member("dimission_time", (person.resignedAt ?? 0) / 1000)
        writer.endObject()
      }
      passed += person.waitingCustomers
    }
    writer.endArray()
    let isLast = first + size >= total
    writer.member("is_last", isLast)
    writer.member("next_cursor", isLast ? "" : Cursor(outer: 0, inner: first + size).text(context: context))
    writer.endObject()
    return Success(body: writer.bytes)
  }

  func getUser(_ userID: String?) throws(Refusal) -> Success {
    guard let userID, !userID.isEmpty else { throw Refusal(41009) }
    guard let number = people.number(of: userID), !people[number].isResigned else { throw Refusal(60111) }
    let person = people[number]
    guard person.isVisible else { throw Refusal(60011) }
    var writer = Self.success()
    writer.member("userid", person.userID)
    if rules.names {
      writer.member("name", person.name)
      writer.key("department")
      writer.beginArray()
      for department in person.departments { writer.integer(Int64(department)) }
      writer.endArray()
      writer.member("position", "")
    }
    writer.member("status", person.status)
    writer.member("isleader", 0)
    writer.member("enable", person.isDisabled ? 0 : 1)
    writer.endObject()
    return Success(body: writer.bytes)
  }

  func listUserIDs(_ members: [String: JSONValue]) throws(Refusal) -> Success {
    let limit = try members.integer("limit", in: 1...10_000, orElse: 10_000)
    let context = mixed(configuration.seed, 0x4944)
    let cursor = try members.optionalText("cursor")
    var first = 0
    if !cursor.isEmpty {
      guard let from = Cursor(cursor, context: context) else { throw .parameter("cursor") }
      first = from.inner
    }
    var writer = Self.success(capacity: 256 + min(limit, people.rows.count) * 40)
    writer.key("dept_user")
    writer.beginArray()
    var row = 0
    for (number, person) in people.rows.enumerated() where person.isVisible && !person.isResigned {
      for department in person.departments {
        if (first..<first + limit).contains(row) {
          writer.beginObject()
          writer.key("userid")
          writer.string(people.userIDBytes[number])
          writer.member("department", department)
          writer.endObject()
        }
        row += 1
      }
    }
    writer.endArray()
    writer.member(
      "next_cursor", first + limit < row ? Cursor(outer: 0, inner: first + limit).text(context: context) : "")
    writer.endObject()
    return Success(body: writer.bytes)
  }

  /// The department asked for with all below it; all without an id.
  func listDepartments(_ id: String?, detailed: Bool) throws(Refusal) -> Success {
    var wanted = Set(Department.all.map(\.id))
    if let id, !id.isEmpty {
      guard let root = Int(id), wanted.contains(root) else { throw Refusal(60123) }
      wanted = [root]
      for department in Department.all where wanted.contains(department.parent) { wanted.insert(department.id) }
    }
    var writer = Self.success(capacity: 1024)
    writer.key(detailed ? "department" : "department_id")
    writer.beginArray()
    for department in Department.all where wanted.contains(department.id) {
      writer.beginObject()
      writer.member("id", department.id)
      if detailed, rules.names {
        writer.member("name", department.name)
        writer.member("name_en", department.englishName)
      }
      writer.member("parentid", department.parent)
      writer.member("order", 100_000_000 - department.id)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return Success(body: writer.bytes)
  }
}
