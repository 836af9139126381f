import Model
import Storage

// Who came by which code, out of the replica.

extension JoinWayService {
  /// Who came by a join way's `state`, counted; empty for a state nobody has. For a `state` used twice the counts are of
  /// both.
  package func report(ofState state: String) async throws -> JoinReport {
    let (joins, groups) = try await company.replica.perform { try Replica(engine: $0).joins(ofState: state) }
    return JoinReport(joins, groups: groups)
  }

  /// Who came by it, newest first.
  ///
  /// - Parameter limit: nil for all.
  package func arrivals(ofState state: String, limit: Int? = nil) async throws -> [JoinArrival] {
    try await company.replica.perform { engine in
      try Replica(engine: engine).arrivals(ofState: state, limit: limit).map { came in
        JoinArrival(
          person: came.person, name: came.name, chatID: came.chatID, groupName: came.groupName,
          joinTime: came.joinTime, goneAt: came.goneAt)
      }
    }
  }

  /// The join way that somebody with this `state` came by; nil for a `state` the registry never had, and for one that
  /// several join ways have or had: then nobody can tell which it was.
  package func joinWay(ofState state: String) async throws -> JoinWayRecord? {
    try await joinWays(ofStates: [state])[state]
  }

  /// The same for all the states among a group's members.
  package func joinWays(ofStates states: Set<String>) async throws -> [String: JoinWayRecord] {
    try await registry { registry in
      var found: [String: JoinWayRecord] = [:]
      for state in states {
        let users = try registry.everyUser(ofState: state)
        guard users.count == 1, let user = users.first else { continue }
        found[state] = try registry.record(user)
      }
      return found
    }
  }
}

extension JoinReport {
  /// - Parameters:
  ///   - joins: every joining by one `state`, person after person.
  ///   - groups: those they joined, by the numbers in `joins`.
  package init(_ joins: [JoinRow], groups: [Int64: GroupRecord]) {
    var days: [Day: JoinCounts] = [:]
    var perGroup: [Int64: JoinCounts] = [:]
    var all = JoinCounts.none
    for person in joins.chunked(by: \.person) {
      guard let first = person.map(\.joinTime).min(), let last = person.map(\.joinTime).max() else { continue }
      let isIn = person.contains { $0.goneAt == nil }
      all.add(last, isIn)
      days[Day(at: first), default: .none].add(last, isIn)
      for (chat, rows) in Dictionary(grouping: person, by: \.chat) {
        guard let last = rows.map(\.joinTime).max() else { continue }
        perGroup[chat, default: .none].add(last, rows.contains { $0.goneAt == nil })
      }
    }
    self.init(
      counts: all,
      dayRows: days.sorted { $0.key < $1.key }.map { DayRow(day: $0, counts: $1) },
      groupRows: perGroup.compactMap { number, counts in
        groups[number].map { GroupRow(chatID: $0.chatID, name: $0.name, counts: counts) }
      }.sorted { ($1.counts.joined, $0.chatID) < ($0.counts.joined, $1.chatID) },
      seenAt: groups.values.compactMap(\.detailAt).min())
  }
}

extension JoinCounts {
  fileprivate mutating func add(_ last: Timestamp, _ isIn: Bool) {
    joined += 1
    if isIn { stillIn += 1 }
    lastJoin = max(lastJoin ?? last, last)
  }
}

extension [JoinRow] {
  /// Rows that stand side by side and agree.
  fileprivate func chunked(by key: (JoinRow) -> Int64) -> [ArraySlice<JoinRow>] {
    var chunks: [ArraySlice<JoinRow>] = []
    var start = startIndex
    for index in indices where key(self[index]) != key(self[start]) {
      chunks.append(self[start..<index])
      start = index
    }
    if start < endIndex { chunks.append(self[start...]) }
    return chunks
  }
}
