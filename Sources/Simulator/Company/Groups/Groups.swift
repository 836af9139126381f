/// All groups by their number, and who owns which.
struct Groups: Sendable {
  /// Somebody who came into a group after the start.
  struct Arrival: Sendable {
    let person: Int
    let at: Int64
  }

  /// How a group made after the start came to be.
  struct Founding: Sendable {
    let name: String
    let at: Int64
  }

  private(set) var rows: [Group]
  /// For each person the customer groups that `list` shows, in ascending order.
  private(set) var ownedBy: [[Int32]]
  private(set) var arrivals: [Int: [Arrival]] = [:]
  /// Days of a group's on-job transfers.
  private(set) var onJobDays: [Int: [Int64]] = [:]
  /// Comings and goings of outsiders since the start.
  private(set) var crowds: [Int: Crowd] = [:]
  /// What groups made after the start are called, and when that was.
  private(set) var founded: [Int: Founding] = [:]
  /// For groups of the join ways of the start, the state with which members of the start came by a code.
  private(set) var channels: [Int: [UInt8]] = [:]
  let ids: IdentifierShape

  init(_ rows: [Group], people: Int, ids: IdentifierShape) {
    self.rows = rows
    self.ids = ids
    ownedBy = Array(repeating: [], count: people)
    for (number, group) in rows.enumerated() where group.isCustomerGroup && !group.isDismissed {
      ownedBy[Int(group.owner)].append(Int32(number))
    }
  }

  subscript(number: Int) -> Group { rows[number] }

  /// The number of a group by its chat id.
  func number(of chatID: String) -> Int? {
    guard let number = ids.number(of: chatID), rows.indices.contains(number) else { return nil }
    return number
  }

  /// The new owner owns the group from now on and is in it.
  mutating func handOver(
    _ number: Int, to newOwner: Int, wasInside: Bool, resignedOwner: Bool, doneAt: Int64, at now: Int64
  ) {
    let old = Int(rows[number].owner)
    rows[number].previousOwner = rows[number].owner
    rows[number].owner = Int32(newOwner)
    rows[number].changedAt = now
    if resignedOwner {
      rows[number].phase = .handedOver
      rows[number].doneAt = doneAt
    } else {
      onJobDays[number, default: []].append(shanghaiDay(at: now))
    }
    if !wasInside { arrivals[number, default: []].append(Arrival(person: newOwner, at: now)) }
    if let position = ownedBy[old].position(of: Int32(number)) { ownedBy[old].remove(at: position) }
    let place = ownedBy[newOwner].firstPosition(above: Int32(number))
    ownedBy[newOwner].insert(Int32(number), at: place)
  }

  /// All groups of somebody who resigns wait from now on.
  mutating func ownerResigned(_ person: Int, at now: Int64) {
    for number in ownedBy[person] { rows[Int(number)].phase = .waiting }
  }

  /// A new group with nobody in it but its owner.
  /// - Returns: its number.
  mutating func found(owner: Int, name: String, at now: Int64) -> Int {
    let number = rows.count
    rows.append(Group(owner: owner, size: 1, isCustomerGroup: true))
    founded[number] = Founding(name: name, at: now)
    ownedBy[owner].append(Int32(number))
    return number
  }

  /// Lets outsiders come or go.
  mutating func changeCrowd(of number: Int, _ change: (inout Crowd) -> Void) {
    change(&crowds[number, default: Crowd()])
  }

  /// The company is being made: a group has that many members, those who came by a code with that state.
  mutating func prepare(_ number: Int, size: Int, channel: [UInt8]) {
    rows[number].size = UInt16(clamping: size)
    channels[number] = channel
  }

  mutating func dismiss(_ number: Int, at now: Int64) {
    guard !rows[number].isDismissed else { return }
    rows[number].isDismissed = true
    rows[number].previousOwner = rows[number].owner
    rows[number].changedAt = now
    let owner = Int(rows[number].owner)
    if let position = ownedBy[owner].position(of: Int32(number)) { ownedBy[owner].remove(at: position) }
  }
}

extension [Int32] {
  /// The first position whose element is greater; the array ascends.
  func firstPosition(above element: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= element { low = middle + 1 } else { high = middle }
    }
    return low
  }

  fileprivate func position(of element: Int32) -> Int? {
    let after = firstPosition(above: element)
    return after > 0 && self[after - 1] == element ? after - 1 : nil
  }
}
