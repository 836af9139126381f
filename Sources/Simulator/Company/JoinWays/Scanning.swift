/// What happens when people use codes, and when they go.
extension Company {
  /// What became of one scan.
  package struct Scan: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
      case joined
      /// In a group of the join way already, where the code then leads.
      case alreadyInside
      case refused(Obstacle)
    }

    /// Why a code lets nobody in.
    package enum Obstacle: String, Sendable, CaseIterable {
      /// The configuration is gone.
      case deleted
      /// All groups are dismissed.
      case dismissed
      /// All groups are full, and no new one is made.
      case full
      /// All groups are full, five places are taken, and a new one would be made.
      case placesUsedUp = "places_used_up"
      /// All groups are full, and who would own the new one has resigned.
      case ownerResigned = "owner_resigned"
    }

    package let externalUserID: String
    package let outcome: Outcome
    /// The group; nil for who was refused.
    package let chatID: String?
    /// Whether the group was made for this scan.
    package let isNewGroup: Bool
  }

  /// Somebody scans a code or presses the button: into the first group with room, or into a new one.
  /// - Parameters:
  ///   - configID: of any application.
  ///   - customer: an external userid or a name, the same person for the same name; nil for somebody new.
  package mutating func scan(
    _ configID: String, customer: String? = nil, at now: Int64
  ) throws(ControlError) -> Scan {
    guard let way = joinWays[configID] else { throw .unknownJoinWay(configID) }
    let contact = customer.map { contactNumber(of: $0) } ?? strangers.next()
    let userID = contents.externalIDs.text(contact)
    func refused(_ obstacle: Scan.Obstacle) -> Scan {
      Scan(externalUserID: userID, outcome: .refused(obstacle), chatID: nil, isNewGroup: false)
    }
    if way.deletedAt != nil { return refused(.deleted) }
    let open = way.content.chatIDs.compactMap(groups.number).filter { !groups[$0].isDismissed }
    if customer != nil, let inside = open.first(where: { isInside(contact, $0, at: now) }) {
      return Scan(
        externalUserID: userID, outcome: .alreadyInside, chatID: groups.ids.text(inside), isNewGroup: false)
    }
    var isNewGroup = false
    var target = open.first { memberCount($0, at: now) < rules.scanLimit }
    if target == nil {
      if open.isEmpty { return refused(.dismissed) }
      if !way.content.autoCreateRoom { return refused(.full) }
      if way.content.chatIDs.count >= JoinWay.places { return refused(.placesUsedUp) }
      guard let made = makeRoom(for: way, at: now) else { return refused(.ownerResigned) }
      target = made
      isNewGroup = true
    }
    guard let target else { return refused(.full) }
    let state = escapedForJSON(way.content.state)
    groups.changeCrowd(of: target) { $0.join(.init(contact: contact, scene: 3, state: state, joinedAt: now)) }
    return Scan(
      externalUserID: userID, outcome: .joined, chatID: groups.ids.text(target), isNewGroup: isNewGroup)
  }

  /// As ``scan(_:customer:at:)`` by that many new people, noted in the journal as one event.
  package mutating func scan(
    _ configID: String, customer: String? = nil, count: Int, at now: Int64
  ) throws(ControlError) -> [Scan] {
    var scans: [Scan] = []
    for _ in 0..<count { scans.append(try scan(configID, customer: customer, at: now)) }
    journal.record(.scanned(configID: configID, scans), at: now)
    return scans
  }

  /// Customers leave a group, the latest first.
  /// - Returns: how many left.
  package mutating func leave(_ chatID: String, count: Int, at now: Int64) throws(ControlError) -> Int {
    guard let number = groups.number(of: chatID) else { throw .unknownGroup(chatID) }
    let generated = roster(number, owner: Int(groups[number].owner), before: now).generated
    var left = 0
    groups.changeCrowd(of: number) { crowd in
      for position in crowd.guests.indices.reversed() where left < count && crowd.guests[position].isIn(at: now) {
        crowd.leave(guest: position, at: now)
        left += 1
      }
      for position in (0..<generated).reversed() where left < count && !crowd.hasLeft(position, at: now) {
        crowd.leave(position: position, at: now)
        left += 1
      }
    }
    journal.record(.crowdChanged(chatID: chatID, by: -left), at: now)
    return left
  }

  /// One customer leaves a group.
  /// - Parameter customer: an external userid, or the name of somebody who scanned.
  package mutating func leave(_ chatID: String, customer: String, at now: Int64) throws(ControlError) {
    guard let number = groups.number(of: chatID) else { throw .unknownGroup(chatID) }
    let generated = roster(number, owner: Int(groups[number].owner), before: now).generated
    guard let contact = contents.externalIDs.number(of: customer) ?? strangers.number(of: customer) else {
      throw .notInside(customer, chatID)
    }
    let crowd = groups.crowds[number] ?? Crowd()
    if let guest = crowd.position(of: contact, at: now) {
      groups.changeCrowd(of: number) { $0.leave(guest: guest, at: now) }
    } else if let position = contents.position(of: contact, in: number, count: generated),
      !crowd.hasLeft(position, at: now)
    {
      groups.changeCrowd(of: number) { $0.leave(position: position, at: now) }
    } else {
      throw .notInside(customer, chatID)
    }
    journal.record(.crowdChanged(chatID: chatID, by: -1), at: now)
  }

  /// People are invited into a group until it has that many members; nobody leaves.
  /// - Returns: the members it has now.
  package mutating func fill(_ chatID: String, to members: Int, at now: Int64) throws(ControlError) -> Int {
    guard let number = groups.number(of: chatID) else { throw .unknownGroup(chatID) }
    let before = memberCount(number, at: now)
    let missing = max(0, members - before)
    let contacts = (0..<missing).map { _ in strangers.next() }
    groups.changeCrowd(of: number) { crowd in
      for contact in contacts { crowd.join(.init(contact: contact, scene: 1, state: [], joinedAt: now)) }
    }
    journal.record(.crowdChanged(chatID: chatID, by: missing), at: now)
    return before + missing
  }

  private mutating func contactNumber(of customer: String) -> Int {
    contents.externalIDs.number(of: customer) ?? strangers.person(named: customer)
  }

  private func isInside(_ contact: Int, _ number: Int, at now: Int64) -> Bool {
    let crowd = groups.crowds[number] ?? Crowd()
    if crowd.position(of: contact, at: now) != nil { return true }
    let generated = roster(number, owner: Int(groups[number].owner), before: now).generated
    guard let position = contents.position(of: contact, in: number, count: generated) else { return false }
    return !crowd.hasLeft(position, at: now)
  }

  /// A new group under the owner of the first one, which takes a place; nil if that owner has resigned.
  private mutating func makeRoom(for way: JoinWay, at now: Int64) -> Int? {
    guard let first = way.content.chatIDs.first.flatMap(groups.number) else { return nil }
    let owner = Int(groups[first].owner)
    guard !people[owner].isResigned else { return nil }
    let number = groups.found(owner: owner, name: way.nextRoomName, at: now)
    let chatID = groups.ids.text(number)
    joinWays.change(way.configID) { way in
      way.content.chatIDs.append(chatID)
      way.roomsCreated += 1
    }
    journal.record(.roomCreated(chatID: chatID, configID: way.configID, name: way.nextRoomName), at: now)
    return number
  }
}
