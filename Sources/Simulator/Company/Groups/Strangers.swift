/// External contacts who appear after the start: those somebody named, and how many there were.
struct Strangers: Sendable {
  /// Behind the contacts of the start and before the customers of leavers.
  private static let first = 1 << 29

  private var count = 0
  private var named: [String: Int] = [:]
  private var names: [Int: [UInt8]] = [:]

  /// Somebody nobody has seen before.
  mutating func next() -> Int {
    count += 1
    return Self.first + count
  }

  /// The same person for the same name.
  mutating func person(named name: String) -> Int {
    if let known = named[name] { return known }
    let person = next()
    named[name] = person
    names[person] = escapedForJSON(name)
    return person
  }

  func number(of name: String) -> Int? { named[name] }

  /// The inside of the JSON string of the name somebody was given; nil for a name that follows from the seed.
  func name(of contact: Int) -> [UInt8]? { names[contact] }
}
