import Model

/// Counts joins that come state after state and person after person, keeping nothing of them but the sums.
struct JoinCounting {
  struct Counted {
    var tally = JoinTally()
    var chats: Set<Int64> = []
  }

  private let gone: [Int64: Timestamp]
  /// Seconds since 1970.
  private let since: Int64
  private var states: [Int64: Counted] = [:]
  private var state: Int64?
  private var current = Counted()
  private var lastChat: Int64?
  private var person: Person?

  private struct Person {
    let number: Int64
    var first: Int64
    var last: Int64
    var isIn: Bool
  }

  /// - Parameters:
  ///   - gone: groups whose members count as gone.
  ///   - since: seconds since 1970, from which a first joining counts as recent.
  init(gone: [Int64: Timestamp], since: Int64) {
    self.gone = gone
    self.since = since
  }

  mutating func count(_ state: Int64, _ join: JoinRow) {
    if state != self.state { endState(next: state) }
    if join.person != person?.number { endPerson() }
    let time = join.joinTime.seconds
    let isIn = join.goneAt == nil && gone[join.chat] == nil
    var met = person ?? Person(number: join.person, first: time, last: time, isIn: isIn)
    met.first = min(met.first, time)
    met.last = max(met.last, time)
    met.isIn = met.isIn || isIn
    person = met
    if join.chat != lastChat {
      current.chats.insert(join.chat)
      lastChat = join.chat
    }
  }

  mutating func finished() -> [Int64: Counted] {
    endState(next: nil)
    return states
  }

  private mutating func endState(next: Int64?) {
    endPerson()
    if let state { states[state] = current }
    (state, current, lastChat) = (next, Counted(), nil)
  }

  private mutating func endPerson() {
    guard let person else { return }
    current.tally.joined += 1
    if person.isIn { current.tally.stillIn += 1 }
    if person.first >= since { current.tally.recent += 1 }
    let (first, last) = (Timestamp(seconds: person.first), Timestamp(seconds: person.last))
    current.tally.firstJoin = min(current.tally.firstJoin ?? first, first)
    current.tally.lastJoin = max(current.tally.lastJoin ?? last, last)
    self.person = nil
  }
}
