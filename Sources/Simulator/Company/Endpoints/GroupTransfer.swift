/// `externalcontact/groupchat/transfer` (92127, 96334) and `…/onjob_transfer` (95703).
extension Company {
  private static let mostChats = 100
  private static let year: Int64 = 365 * 86_400_000
  private static let onJobWindow: Int64 = 90

  mutating func transfer(
    _ members: [String: JSONValue], onJob: Bool, fault: Fault?, at now: Int64
  ) throws(Refusal) -> Success {
    let chatIDs = try members.texts("chat_id_list", count: 1...Self.mostChats)
    let newOwner = try members.text("new_owner")
    var spoiled: [Refusal] = []
    if let fault, fault.kind == .chatError {
      spoiled = Array(repeating: Refusal(fault.code ?? 90501), count: fault.chats ?? chatIDs.count)
    }
    let results = try transfer(chatIDs, to: newOwner, onJob: onJob, spoiled: spoiled, at: now)
    var writer = Self.success(capacity: 256)
    writer.key("failed_chat_list")
    writer.beginArray()
    for result in results where result.code != 0 {
      writer.beginObject()
      writer.member("chat_id", result.chatID)
      writer.member("errcode", result.code)
      writer.member("errmsg", Refusal(result.code).text)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return Success(body: writer.bytes, results: results)
  }

  /// Hands groups to a new owner, one after the other, in the order given.
  /// - Throws: what the new owner lacks, or 46004; then nothing has happened.
  package mutating func transfer(
    _ chatIDs: [String], to newOwner: String, onJob: Bool, at now: Int64
  ) throws(Refusal) -> [JournalEntry.ChatResult] {
    try transfer(chatIDs, to: newOwner, onJob: onJob, spoiled: [], at: now)
  }

  private mutating func transfer(
    _ chatIDs: [String], to newOwner: String, onJob: Bool, spoiled: [Refusal], at now: Int64
  ) throws(Refusal) -> [JournalEntry.ChatResult] {
    guard let target = people.number(of: newOwner) else { throw Refusal(46004) }
    if let unfit = people[target].unfitness(at: now, rules) { throw unfit }
    var results: [JournalEntry.ChatResult] = []
    for (position, chatID) in chatIDs.enumerated() {
      let number = groups.number(of: chatID)
      let oldOwner = number.map { people[Int(groups[$0].owner)].userID }
      var refusal = position < spoiled.count ? spoiled[position] : nil
      if refusal == nil {
        do throws(Refusal) {
          try handOver(number, to: target, onJob: onJob, at: now)
        } catch {
          refusal = error
        }
      }
      results.append(JournalEntry.ChatResult(chatID: chatID, oldOwner: oldOwner, code: refusal?.code ?? 0))
    }
    return results
  }

  private mutating func handOver(_ number: Int?, to target: Int, onJob: Bool, at now: Int64) throws(Refusal) {
    guard let number else { throw Refusal(40050) }
    let group = groups[number]
    let owner = Int(group.owner)
    if group.isDismissed { throw Refusal(49008) }
    if !group.isCustomerGroup { throw Refusal(onJob ? 90509 : 90501) }
    if !people[owner].isVisible { throw Refusal(60011) }
    if group.status(at: now) == 2 { throw Refusal(90507) }
    if onJob {
      if people[owner].isResigned { throw Refusal(90502) }
      if owner == target { throw Refusal(90504) }
      let today = shanghaiDay(at: now)
      let recent = groups.onJobDays[number]?.count { today - $0 < Self.onJobWindow } ?? 0
      if recent >= rules.onJobLimit { throw Refusal(rules.pastOnJobCode) }
    } else {
      if group.status(at: now) == 3 { throw Refusal(90508) }
      if owner == target { throw Refusal(90504) }
      guard let resignedAt = people[owner].resignedAt else { throw Refusal(90500) }
      if now - resignedAt > Self.year { throw Refusal(rules.leftLongAgoCode) }
    }
    let (staff, outsiders, _) = roster(number, owner: owner, before: now)
    let isInside = staff.contains { $0.person == target }
    if !isInside, staff.count + outsiders >= rules.groupLimit { throw Refusal(90503) }
    let day = shanghaiDay(at: now)
    if quota.used(by: owner, on: day) >= rules.dailyCap { throw Refusal(rules.pastCapCode) }
    quota.spend(owner, on: day)
    groups.handOver(
      number, to: target, wasInside: isInside, resignedOwner: !onJob,
      doneAt: now + contents.handoverSeconds(number, within: rules.handoverSeconds) * 1000, at: now)
  }
}
