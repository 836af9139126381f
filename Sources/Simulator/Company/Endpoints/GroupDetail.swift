/// `externalcontact/groupchat/get` (92122, 96338).
extension Company {
  mutating func getGroup(_ members: [String: JSONValue], at now: Int64) throws(Refusal) -> Success {
    let chatID = try members.text("chat_id")
    let needName = try members.integer("need_name", in: 0...1, orElse: 0) == 1
    guard let number = groups.number(of: chatID) else { throw Refusal(40050) }
    let group = groups[number]
    let isSettled = now - group.changedAt >= rules.lagMilliseconds
    if group.isDismissed, isSettled { throw Refusal(49008) }
    if !group.isCustomerGroup { throw Refusal(90501) }
    let owner = Int(isSettled ? group.owner : group.previousOwner)
    if !people[owner].isVisible { throw Refusal(60011) }

    var writer = Self.success(capacity: 1024 + Int(group.size) * 260)
    writer.key("group_chat")
    writer.beginObject()
    writer.member("chat_id", chatID)
    let texts = groupTexts[number] ?? GroupTexts()
    writer.key("name")
    if let name = texts.name { writer.string(name) } else { writer.string(originalName(number)) }
    writer.key("owner")
    writer.string(people.userIDBytes[owner])
    writer.member("create_time", createdAt(number))
    let notice = texts.notice ?? (groups.founded[number] == nil ? contents.notice(number) : [])
    if !notice.isEmpty {
      writer.key("notice")
      writer.string(notice)
    }
    writeMembers(number, owner: owner, needName: needName, nickname: texts.nickname, at: now, to: &writer)
    writer.endObject()
    writer.endObject()
    return Success(body: writer.bytes)
  }

  private func writeMembers(
    _ number: Int, owner: Int, needName: Bool, nickname: [UInt8]?, at now: Int64, to writer: inout JSONWriter
  ) {
    let group = groups[number]
    let moment = now - rules.lagMilliseconds
    let (staff, _, generated) = roster(number, owner: owner, before: moment)
    let created = createdAt(number)
    let founder = people.userIDBytes[Int(group.founder)]
    writer.key("member_list")
    writer.beginArray()
    for (position, arrival) in staff.enumerated() {
      let isFounder = arrival.person == Int(group.founder)
      writer.beginObject()
      writer.key("userid")
      writer.string(people.userIDBytes[arrival.person])
      writer.member("type", 1)
      writer.member(
        "join_time", isFounder ? created : arrival.at == 0 ? created + Int64(position) * 97 : arrival.at / 1000)
      writer.member("join_scene", isFounder || position % 2 == 0 ? 1 : 2)
      if !isFounder, arrival.at == 0 {
        writer.key("invitor")
        writer.beginObject()
        writer.key("userid")
        writer.string(founder)
        writer.endObject()
      }
      writer.key("group_nickname")
      writer.string([])
      if needName {
        writer.key("name")
        writer.string(people.nameBytes[arrival.person])
      }
      writer.endObject()
    }
    let inviters = staff.prefix(3).map { people.userIDBytes[$0.person] }
    let style = GroupContents.CrowdStyle(
      needName: needName, nickname: nickname, unionids: rules.unionids, channel: groups.channels[number],
      inviters: inviters[...])
    let crowd = groups.crowds[number] ?? Crowd()
    contents.writeCrowd(number, count: generated, style: style, left: { crowd.hasLeft($0, at: moment) }, to: &writer)
    for guest in crowd.guests where guest.isIn(at: moment) {
      contents.write(guest, name: strangers.name(of: guest.contact), style: style, to: &writer)
    }
    writer.endArray()
    writer.key("admin_list")
    writer.beginArray()
    for arrival in staff.lazy.filter({ $0.person != owner }).prefix(2) {
      writer.beginObject()
      writer.key("userid")
      writer.string(people.userIDBytes[arrival.person])
      writer.endObject()
    }
    writer.endArray()
    contents.writeVersion(number, staff: staff.map(\.person), crowd: crowd.version(at: moment), to: &writer)
  }

  /// What the group was called at first.
  func originalName(_ number: Int) -> String { groups.founded[number]?.name ?? contents.name(number) }

  /// Seconds since 1970.
  func createdAt(_ number: Int) -> Int64 { groups.founded[number].map { $0.at / 1000 } ?? contents.createdAt(number) }

  /// The employees in a group, the number of outsiders, and how many outsiders it had at the start.
  /// - Parameters:
  ///   - owner: the owner who counts; a resigned one stays in the group as long as he owns it.
  ///   - moment: comings and goings after it do not count yet.
  func roster(
    _ number: Int, owner: Int, before moment: Int64
  ) -> (staff: [Groups.Arrival], outsiders: Int, generated: Int) {
    let group = groups[number]
    let size = Int(group.size)
    let first = contents.staff(number, founder: Int(group.founder), size: size, regulars: people.regulars)
    var staff = first.map { Groups.Arrival(person: $0, at: 0) }
    if let later = groups.arrivals[number] { staff += later.filter { $0.at <= moment } }
    staff.removeAll { $0.person != owner && people[$0.person].isResigned }
    let generated = size - first.count
    return (staff, generated + (groups.crowds[number]?.growth(at: moment) ?? 0), generated)
  }

  /// Everybody in a group now.
  func memberCount(_ number: Int, at now: Int64) -> Int {
    let (staff, outsiders, _) = roster(number, owner: Int(groups[number].owner), before: now)
    return staff.count + outsiders
  }
}
