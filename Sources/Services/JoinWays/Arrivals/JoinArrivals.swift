import Model
import Storage

/// Somebody who came by a join way.
package struct JoinArrival: Sendable, Hashable {
  package var person: PersonID
  /// Empty where it is not known.
  package var name: String
  package var chatID: ChatID
  package var groupName: String
  package var joinTime: Timestamp
  /// When they were first missed; nil: still in.
  package var goneAt: Timestamp?

  package init(
    person: PersonID, name: String, chatID: ChatID, groupName: String, joinTime: Timestamp, goneAt: Timestamp?
  ) {
    self.person = person
    self.name = name
    self.chatID = chatID
    self.groupName = groupName
    self.joinTime = joinTime
    self.goneAt = goneAt
  }
}

/// Who came by one join way, counted.
package struct JoinReport: Sendable, Hashable {
  package var counts: JoinCounts
  /// Persons by the day of their first joining, oldest first; days without any are left out.
  package var dayRows: [DayRow]
  /// By group, most first.
  package var groupRows: [GroupRow]
  /// When the one of the groups was read that was read longest ago; nil when none was.
  package var seenAt: Timestamp?

  package struct DayRow: Sendable, Hashable {
    package var day: Day
    package var counts: JoinCounts
    package init(day: Day, counts: JoinCounts) {
      self.day = day
      self.counts = counts
    }
  }

  package struct GroupRow: Sendable, Hashable {
    package var chatID: ChatID
    package var name: String
    package var counts: JoinCounts
    package init(chatID: ChatID, name: String, counts: JoinCounts) {
      self.chatID = chatID
      self.name = name
      self.counts = counts
    }
  }

  package init(counts: JoinCounts, dayRows: [DayRow], groupRows: [GroupRow], seenAt: Timestamp?) {
    self.counts = counts
    self.dayRows = dayRows
    self.groupRows = groupRows
    self.seenAt = seenAt
  }
}
