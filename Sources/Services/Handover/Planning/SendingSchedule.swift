import Model
import Storage

/// On which days how many groups are sent in how many calls: the core's own choice of the next call, played forward.
package struct SendingSchedule: Sendable, Hashable {
  package var days: [SendingDay]
  package var groups: Int { days.reduce(0) { $0 + $1.groups } }
  package var calls: Int { days.reduce(0) { $0 + $1.calls } }

  package struct SendingDay: Sendable, Hashable {
    package var day: Day
    package var groups: Int
    package var calls: Int
    package init(day: Day, groups: Int, calls: Int) {
      self.day = day
      self.groups = groups
      self.calls = calls
    }
  }

  /// - Parameters:
  ///   - newOwners: of the groups to send, in sending order.
  ///   - today: what is spent of the day of `now` already.
  ///   - ahead: groups of the same old owner in other handovers that are to be sent before these.
  package init(newOwners: [UserID], rules: HandoverRules, today: QuotaDay, ahead: Int = 0, now: Timestamp) {
    days = []
    var ahead = ahead
    var remaining = newOwners
    var moment = rules.nextSending(from: now)
    while !remaining.isEmpty {
      let day = Day(at: moment)
      var left = rules.dailyCap
      if day == Day(at: now) { left = today.isClosed ? 0 : max(0, rules.dailyCap - today.used) }
      let others = min(ahead, left)
      ahead -= others
      left -= others
      var sent = SendingDay(day: day, groups: 0, calls: 0)
      while left > 0, let newOwner = remaining.first {
        let size = min(rules.batchSize, left, remaining.count { $0 == newOwner })
        var taken = 0
        remaining.removeAll { owner in
          guard owner == newOwner, taken < size else { return false }
          taken += 1
          return true
        }
        left -= size
        sent.groups += size
        sent.calls += 1
      }
      if sent.calls > 0 { days.append(sent) }
      moment = rules.nextSending(from: day.next.start)
    }
  }
}
