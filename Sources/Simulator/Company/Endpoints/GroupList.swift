/// `externalcontact/groupchat/list` (92120, 93414).
extension Company {
  private static let longestPage: Int64 = 1000
  private static let mostOwners = 100

  mutating func listGroups(_ members: [String: JSONValue], at now: Int64) throws(Refusal) -> Success {
    let status = try members.integer("status_filter", in: 0...3, orElse: 0)
    let limit = try members.integer("limit", in: 1...Self.longestPage)
    let owners = try ownerFilter(members["owner_filter"])
    let context = listContext(status, owners)
    let from = try start(members.optionalText("cursor"), context)
    let page = owners.map { owned(by: $0, status, from: from, limit: limit, at: now) }
    let (numbers, next) = page ?? everybody(status, from: from, limit: limit, at: now)

    var writer = Self.success(capacity: 128 + numbers.count * 64)
    writer.key("group_chat_list")
    writer.beginArray()
    for number in numbers {
      writer.beginObject()
      writer.key("chat_id")
      writer.string { groups.ids.append(number, to: &$0) }
      writer.member("status", groups[number].status(at: now))
      writer.endObject()
    }
    writer.endArray()
    // The end is an absent cursor with a filter and an empty one without: clients have met both.
    if let next {
      writer.member("next_cursor", next.text(context: context))
    } else if owners == nil {
      writer.member("next_cursor", "")
    }
    writer.endObject()
    return Success(body: writer.bytes)
  }

  /// The numbers of the owners asked for; nil without a filter.
  private func ownerFilter(_ filter: JSONValue?) throws(Refusal) -> [Int]? {
    guard let filter, filter != .null else {
      if people.visibleCount > rules.broadListLimit { throw Refusal(81017) }
      return nil
    }
    guard let members = filter.object else { throw .parameter("owner_filter") }
    var owners: [Int] = []
    for userID in try members.texts("userid_list", count: 1...Self.mostOwners) {
      guard let number = people.number(of: userID) else { throw Refusal(40003) }
      if people[number].isResigned, rules.resignedOwners == .statusFilter { throw Refusal(40003) }
      if !people[number].isVisible { throw Refusal(60011) }
      if !owners.contains(number) { owners.append(number) }
    }
    return owners
  }

  private func start(_ cursor: String, _ context: UInt64) throws(Refusal) -> Cursor {
    if cursor.isEmpty { return Cursor(outer: 0, inner: 0) }
    guard let cursor = Cursor(cursor, context: context) else { throw .parameter("cursor") }
    return cursor
  }

  private func listContext(_ status: Int, _ owners: [Int]?) -> UInt64 {
    (owners ?? [-1]).reduce(mixed(configuration.seed, status, 0x4C)) { mixed($0, $1) }
  }

  /// Owner by owner as asked, each one's groups in ascending order; a cursor's inner part is the last number shown + 1.
  private func owned(
    by owners: [Int], _ status: Int, from: Cursor, limit: Int, at now: Int64
  ) -> (numbers: [Int], next: Cursor?) {
    var numbers: [Int] = []
    var last = from
    for outer in owners.indices.dropFirst(from.outer) {
      let all = groups.ownedBy[owners[outer]]
      let first = outer == from.outer ? all.firstPosition(above: Int32(clamping: from.inner - 1)) : 0
      for number in all[first...] where status == 0 || groups[Int(number)].status(at: now) == status {
        if numbers.count == limit { return (numbers, last) }
        numbers.append(Int(number))
        last = Cursor(outer: outer, inner: Int(number) + 1)
      }
    }
    return (numbers, nil)
  }

  private func everybody(
    _ status: Int, from: Cursor, limit: Int, at now: Int64
  ) -> (numbers: [Int], next: Cursor?) {
    var numbers: [Int] = []
    var last = from
    for number in groups.rows.indices.dropFirst(from.inner) {
      let group = groups[number]
      guard group.isCustomerGroup, !group.isDismissed, people[Int(group.owner)].isVisible else { continue }
      if rules.resignedOwners == .ownerFilter, group.phase == .waiting { continue }
      guard status == 0 || group.status(at: now) == status else { continue }
      if numbers.count == limit { return (numbers, last) }
      numbers.append(number)
      last = Cursor(outer: 0, inner: number + 1)
    }
    return (numbers, nil)
  }
}
