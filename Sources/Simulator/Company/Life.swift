/// What happens in the company besides calls, and what is true about it.
extension Company {
  /// One group as it really is.
  package struct GroupState: Sendable, Hashable {
    package let chatID: String
    package let name: String
    package let owner: String
    /// Follow-up status, 0…3.
    package let status: Int
    package let members: Int
    package let isDismissed: Bool
    package let isCustomerGroup: Bool
  }

  /// Somebody leaves the corp: the groups wait, the customers, too.
  package mutating func resign(_ userID: String, customers: Int? = nil, at now: Int64) throws(ControlError) {
    guard let number = people.number(of: userID) else { throw .unknownPerson(userID) }
    guard !people[number].isResigned else { return }
    people[number].resignedAt = now
    people[number].waitingCustomers = customers ?? generator.next().below(200)
    groups.ownerResigned(number, at: now)
    journal.record(.resigned(userID: userID), at: now)
  }

  /// The owner dismisses a group.
  package mutating func dismiss(_ chatID: String, at now: Int64) throws(ControlError) {
    guard let number = groups.number(of: chatID) else { throw .unknownGroup(chatID) }
    groups.dismiss(number, at: now)
    journal.record(.dismissed(chatID: chatID), at: now)
  }

  /// Somebody's traits change.
  package mutating func alter(_ userID: String, _ change: (inout Person) -> Void) throws(ControlError) {
    guard let number = people.number(of: userID) else { throw .unknownPerson(userID) }
    change(&people[number])
  }

  /// Somebody at the admin site spends a part of an owner's quota of the day.
  package mutating func spendElsewhere(_ count: Int, of userID: String, at now: Int64) throws(ControlError) {
    guard let number = people.number(of: userID) else { throw .unknownPerson(userID) }
    quota.spendElsewhere(count, by: number, on: shanghaiDay(at: now))
  }

  /// The clock has jumped or runs at another speed.
  package mutating func noteClock(speed: Double, at now: Int64) { journal.record(.clock(speed: speed), at: now) }

  package mutating func add(_ faults: [Fault]) { disturbances.add(faults) }
  package mutating func clearFaults() { disturbances.clearFaults() }
  package mutating func add(_ hold: Hold) { disturbances.add(hold) }
  package mutating func clearHolds() { disturbances.clearHolds() }
  package mutating func forgetLimits() { limits.clear() }

  /// Everybody, resigned or not, the resigned of the start first.
  package var members: [Person] { people.rows }

  /// The group with that chat id as it is, without the delay of `get`.
  package func group(_ chatID: String, at now: Int64) -> GroupState? {
    groups.number(of: chatID).map { state($0, at: now) }
  }

  /// Every group, dismissed and plain ones included.
  package func allGroups(at now: Int64) -> [GroupState] { groups.rows.indices.map { state($0, at: now) } }

  /// The chat ids that somebody owns now.
  package func chatIDs(ownedBy userID: String) -> [String] {
    people.number(of: userID).map { groups.ownedBy[$0].map { groups.ids.text(Int($0)) } } ?? []
  }

  /// Groups of that owner handed over on that Shanghai day (days since 1970).
  package func used(by userID: String, on day: Int64) -> Int {
    people.number(of: userID).map { quota.used(by: $0, on: day) } ?? 0
  }

  private func state(_ number: Int, at now: Int64) -> GroupState {
    let group = groups[number]
    return GroupState(
      chatID: groups.ids.text(number), name: originalName(number), owner: people[Int(group.owner)].userID,
      status: group.status(at: now), members: memberCount(number, at: now), isDismissed: group.isDismissed,
      isCustomerGroup: group.isCustomerGroup)
  }
}
