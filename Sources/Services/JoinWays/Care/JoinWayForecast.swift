import Model
import Storage

/// When the places of a join way are used up, from the joins of the last days.
package struct JoinWayForecast: Sendable, Hashable {
  /// Customers who can still get in: the room of its groups, and of those that can still be created.
  package var room: Int
  /// Joins a day, over the days looked at.
  package var joinsPerDay: Double
  /// 0 when it is full; nil when nobody joins.
  package var days: Int?

  package init(room: Int, joinsPerDay: Double, days: Int?) {
    self.room = room
    self.joinsPerDay = joinsPerDay
    self.days = days
  }
}

extension JoinWayForecast {
  /// Days whose joins are looked at.
  package static let window: Int64 = 14
  /// Beyond this many days nothing more exact is said.
  package static let mostDays = 9999

  /// From the joins of the last ``window`` days, or of as many as there were since the first.
  ///
  /// - Parameters:
  ///   - tally: its ``JoinTally/recent`` counts from the beginning of that window.
  ///   - groups: of the content.
  /// - Returns: nil when somebody's joining cannot be seen (no `state`), or the members of a group are not known.
  package init?(
    of content: JoinWayContent, groups: [JoinWayGroup], tally: JoinTally, today: Day, _ limits: Fullness.Limits
  ) {
    guard !content.state.isEmpty else { return nil }
    var room = RoomCreation.count(of: content, groups) * limits.scan
    for group in groups where !group.isGone {
      guard let free = group.room(limits) else { return nil }
      room += free
    }
    let seen = tally.firstJoin.map { today.number - Day(at: $0).number + 1 } ?? Self.window
    let perDay = Double(tally.recent) / Double(min(max(seen, 1), Self.window))
    var days: Int?
    if room == 0 {
      days = 0
    } else if perDay > 0 {
      days = Int(min(Double(room) / perDay, Double(Self.mostDays)))
    }
    self.init(room: room, joinsPerDay: perDay, days: days)
  }

  /// From when joins count.
  package static func begin(today: Day) -> Timestamp { today.advanced(by: 1 - window).start }
}
