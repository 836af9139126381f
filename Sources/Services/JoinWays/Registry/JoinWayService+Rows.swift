import Model
import Storage

// Rows for lists and details, out of ledger and replica.

extension JoinWayService {
  /// Rows for lists, by remark, then id; out of ledger and replica, without the vendor.
  package func rows(_ scope: JoinWayScope = .current) async throws -> [JoinWayRow] {
    let (records, states) = try await company.ledger.perform { engine in
      let registry = JoinWayRegistry(engine: engine)
      let records =
        switch scope {
        case .current: try registry.records([.kept, .unconfirmed, .gone])
        case .all: try registry.records([.kept, .unconfirmed, .gone, .removed], includingForgotten: true)
        case .ids(let ids): try ids.compactMap { try registry.record($0) }
        }
      return (records, try registry.statesInUse())
    }
    let rows = try await rows(of: records, states)
    if case .ids = scope { return rows }
    return rows.sorted {
      ($0.record.content.remark, $0.record.id) < ($1.record.content.remark, $1.record.id)
    }
  }

  /// By config id, else by the registry's own id; nil for neither. What was removed is found too.
  package func row(_ id: String) async throws -> JoinWayRow? {
    let (record, states) = try await company.ledger.perform { engine in
      let registry = JoinWayRegistry(engine: engine)
      let record = try ConfigID(id).flatMap { try registry.record(configID: $0) }
      return (
        try record ?? JoinWayID(id).flatMap { try registry.record($0) }, try registry.statesInUse()
      )
    }
    guard let record else { return nil }
    return try await rows(of: [record], states).first
  }

  /// - Parameters:
  ///   - states: in use, and by which.
  ///   - fresh: groups as they were read a moment ago, instead of what the replica knows of them.
  func rows(
    of records: [JoinWayRecord], _ states: [String: Set<JoinWayID>], fresh: [ChatID: JoinWayGroup] = [:]
  ) async throws -> [JoinWayRow] {
    guard !records.isEmpty else { return [] }
    let today = Day(at: clock.now)
    let chats = Set(records.flatMap(\.content.chats))
    let wanted = Set(records.map(\.content.state)).subtracting([""])
    let (cards, tallies) = try await company.replica.perform { engine in
      try Replica(engine: engine).joinWayFacts(
        chats: chats, states: wanted, since: JoinWayForecast.begin(today: today))
    }
    return records.map { record in
      JoinWayRow(
        record, groups: record.content.chats.map { fresh[$0] ?? JoinWayGroup($0, cards[$0]) },
        tally: tallies[record.content.state] ?? JoinTally(),
        sharing: states[record.content.state, default: []].subtracting([record.id]), today: today, limits)
    }
  }

  /// Groups as rows tell of them, those the replica has never seen among them.
  func groups(_ chats: Set<ChatID>) async throws -> [ChatID: JoinWayGroup] {
    let now = clock.now
    let cards = try await company.replica.perform { engine in
      try Replica(engine: engine).joinWayFacts(chats: chats, states: [], since: now).cards
    }
    return Dictionary(uniqueKeysWithValues: chats.map { ($0, JoinWayGroup($0, cards[$0])) })
  }
}

extension JoinWayRow {
  init(
    _ record: JoinWayRecord, groups: [JoinWayGroup], tally: JoinTally, sharing: Set<JoinWayID>, today: Day,
    _ limits: Fullness.Limits
  ) {
    let forecast =
      record.standing == .kept
      ? JoinWayForecast(of: record.content, groups: groups, tally: tally, today: today, limits) : nil
    let findings = JoinWayHealth.findings(
      of: record, groups: groups, sharing: sharing.sorted(), forecast: forecast, limits)
    let canCreate =
      [.kept, .unconfirmed].contains(record.standing) && RoomCreation.count(of: record.content, groups) > 0
    self.init(
      record: record, groups: groups,
      counts: JoinCounts(joined: tally.joined, stillIn: tally.stillIn, lastJoin: tally.lastJoin),
      nextName: canCreate
        ? RoomNames.next(of: record.content, known: tally.groupNames.union(groups.map(\.name)), 1).first : nil,
      findings: findings, forecast: forecast)
  }
}

extension JoinWayGroup {
  /// - Parameter card: nil for a group the replica has never seen.
  init(_ chat: ChatID, _ card: GroupCard?) {
    self.init(
      chatID: chat, name: card?.name ?? "", members: card?.members, owner: card?.owner, ownerName: card?.ownerName,
      ownerHasResigned: card?.ownerHasResigned ?? false, isGone: card?.isGone ?? false, isKnown: card != nil)
  }
}
