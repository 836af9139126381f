/// The outsiders of a group who came or went after the start; the others follow from the seed.
struct Crowd: Sendable {
  /// An external contact who joined.
  struct Guest: Sendable {
    /// The number of the external userid.
    let contact: Int
    /// The vendor's 入群方式: 1 invited, 3 by a code.
    let scene: Int8
    /// The inside of the JSON string of the join way's state; empty for none. Shared by all who came the same way.
    let state: [UInt8]
    let joinedAt: Int64
    var leftAt: Int64 = .max

    func isIn(at moment: Int64) -> Bool { joinedAt <= moment && moment < leftAt }
  }

  /// In the order of joining.
  private(set) var guests: [Guest] = []
  /// When those among the members of the start left, by their position.
  private(set) var gone: [Int: Int64] = [:]

  mutating func join(_ guest: Guest) { guests.append(guest) }

  mutating func leave(guest position: Int, at now: Int64) { guests[position].leftAt = now }

  mutating func leave(position: Int, at now: Int64) { gone[position] = now }

  func hasLeft(_ position: Int, at moment: Int64) -> Bool { gone[position].map { $0 <= moment } ?? false }

  /// The position among the guests of somebody who is in.
  func position(of contact: Int, at moment: Int64) -> Int? {
    guests.lastIndex { $0.contact == contact && $0.isIn(at: moment) }
  }

  /// How many outsiders more than at the start.
  func growth(at moment: Int64) -> Int {
    guests.count { $0.isIn(at: moment) } - gone.values.count { $0 <= moment }
  }

  /// A number that changes with every coming and going; 0 before the first.
  func version(at moment: Int64) -> UInt64 {
    var version: UInt64 = 0
    for guest in guests {
      if guest.joinedAt <= moment { version &+= mixed(1, guest.contact, Int(guest.joinedAt)) }
      if guest.leftAt <= moment { version &+= mixed(2, guest.contact, Int(guest.leftAt)) }
    }
    for (position, at) in gone where at <= moment { version &+= mixed(3, position, Int(at)) }
    return version
  }
}
