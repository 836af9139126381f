import Model

/// Numbers everybody in some groups, invitors included, within one transaction; who has no number gets one. Names are
/// kept up, and kept when the vendor tells none.
struct PersonNumbering {
  /// By member, in the groups' order: their number, or for a newcomer the complement of their place in `newcomers`.
  private var members: [Int64] = []
  /// By member: the number of whoever invited them, likewise.
  private var invitors: [Int64?] = []
  /// Whoever was not known in this process, in the order met.
  private var newcomers: [Newcomer] = []
  private var renamed: [Fingerprint: Renamed] = [:]

  private struct Newcomer {
    let person: PersonID
    let fingerprint: Fingerprint
    var name: String
    var number: Int64 = 0
  }

  private struct Renamed {
    let number: Int64
    let name: String
  }

  init(_ details: [GroupDetail], _ numbers: PersonNumbers, in connection: any SQLConnection) throws {
    let count = details.reduce(0) { $0 + $1.members.count }
    members.reserveCapacity(count)
    invitors.reserveCapacity(count)
    var places: [Fingerprint: Int] = [:]
    let knownPeople = numbers.look { known in
      for detail in details {
        for member in detail.members {
          members.append(meet(member.person, member.name, known, &places))
          invitors.append(member.invitor.map { meet(PersonID($0), "", known, &places) })
        }
      }
      return known.count
    }
    try numberNewcomers(knownPeople, places, in: connection)
    try connection.execute(
      "UPDATE person SET name = $2 WHERE num = $1", rows: renamed.values.map { [.integer($0.number), .text($0.name)] })
  }

  /// The numbers of the member in this place, counted through all groups, and of whoever invited them.
  func numbers(ofMember place: Int) -> (person: Int64, invitor: Int64?) {
    (resolved(members[place]), invitors[place].map(resolved))
  }

  /// What other transactions may use once this one is durable: a number of a rolled-back one would be somebody else's.
  var learnt: [(person: Fingerprint, known: PersonNumbers.Known)] {
    newcomers.map { ($0.fingerprint, .init(number: $0.number, name: Fingerprint($0.name))) }
      + renamed.map { ($0, .init(number: $1.number, name: Fingerprint($1.name))) }
  }

  private func resolved(_ number: Int64) -> Int64 { number < 0 ? newcomers[Int(~number)].number : number }

  private mutating func meet(
    _ person: PersonID, _ name: String, _ known: borrowing [Fingerprint: PersonNumbers.Known],
    _ places: inout [Fingerprint: Int]
  ) -> Int64 {
    let fingerprint = Fingerprint(person.rawValue)
    if let entry = known[fingerprint] {
      if !name.isEmpty, !renamed.isEmpty || entry.name != Fingerprint(name) {
        rename(fingerprint, entry, to: name)
      }
      return entry.number
    }
    if let place = places[fingerprint] {
      if !name.isEmpty { newcomers[place].name = name }
      return ~Int64(place)
    }
    places[fingerprint] = newcomers.count
    newcomers.append(Newcomer(person: person, fingerprint: fingerprint, name: name))
    return ~Int64(newcomers.count - 1)
  }

  private mutating func rename(_ person: Fingerprint, _ entry: PersonNumbers.Known, to name: String) {
    // Told one name and then the stored one in the same transaction: the last counts.
    guard renamed[person] != nil || entry.name != Fingerprint(name) else { return }
    renamed[person] = Renamed(number: entry.number, name: name)
  }

  private mutating func numberNewcomers(
    _ knownPeople: Int, _ places: [Fingerprint: Int], in connection: any SQLConnection
  ) throws {
    guard !newcomers.isEmpty else { return }
    let last = try connection.query("SELECT COALESCE(MAX(num), 0) FROM person", [])[0].integer(at: 0)
    // Numbers have no gaps: whoever knows as many people as there are numbers has nobody to look up.
    if last != Int64(knownPeople) { try lookUpNewcomers(places, in: connection) }
    var next = last
    var inserted: [[SQLValue]] = []
    for place in newcomers.indices where newcomers[place].number == 0 {
      next += 1
      newcomers[place].number = next
      inserted.append([.integer(next), .text(newcomers[place].person.rawValue), .text(newcomers[place].name)])
    }
    try connection.execute("INSERT INTO person (num, person_id, name) VALUES ($1, $2, $3)", rows: inserted)
  }

  private static let lookUpWidth = 500
  private static let lookUpSQL =
    "SELECT num, person_id, name FROM person WHERE person_id IN ("
    + (1...lookUpWidth).map { "$\($0)" }.joined(separator: ", ") + ")"

  private mutating func lookUpNewcomers(_ places: [Fingerprint: Int], in connection: any SQLConnection) throws {
    for start in stride(from: 0, to: newcomers.count, by: Self.lookUpWidth) {
      let part = newcomers[start..<min(start + Self.lookUpWidth, newcomers.count)]
      // A fixed number of places, so that the statement is prepared once.
      var values: [SQLValue] = part.map { .text($0.person.rawValue) }
      values += repeatElement(.null, count: Self.lookUpWidth - values.count)
      for row in try connection.query(Self.lookUpSQL, values) {
        guard let place = places[Fingerprint(try row.text(at: 1))] else { throw row.damage }
        let (number, stored) = (try row.integer(at: 0), try row.text(at: 2))
        newcomers[place].number = number
        if newcomers[place].name.isEmpty {
          newcomers[place].name = stored
        } else if newcomers[place].name != stored {
          renamed[newcomers[place].fingerprint] = Renamed(number: number, name: newcomers[place].name)
        }
      }
    }
  }
}
