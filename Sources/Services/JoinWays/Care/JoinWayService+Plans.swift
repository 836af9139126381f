import Model
import Storage
import WeCom

// Changes to many join ways at once: decided on what the vendor tells now, previewed, then written one by one.

extension JoinWayService {
  /// Reads the configurations and the groups in question, and says what would be written. Nothing is sent or stored but
  /// what the configurations say.
  ///
  /// - Parameters:
  ///   - ids: which; none: to replace, all that lead into the group, or into one of the owner's; to rotate, none.
  ///   - progress: configurations and groups read, of how many are known by then.
  /// - Throws: `CallError` when groups cannot be read, `StorageError`, `CancellationError`.
  package func plan(
    _ purpose: JoinWayPlan.Purpose, for ids: [JoinWayID],
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> JoinWayPlan {
    guard let client else { throw NotConnected() }
    var items = try await items(for: try await subjects(of: purpose, ids), progress)
    let going = items.filter { $0.obstacle == nil }
    var named = Set(going.flatMap(\.base.chats))
    if case .replace(_, let new) = purpose { named.insert(new) }
    let read = items.count
    let fresh = FreshGroups(client: client)
    let known = try await groups(named)
    var groups = try await fresh.read(known) { progress(read + $0, read + known.count) }
    let offered = try await candidates(for: purpose, going, groups)
    let looked = read + known.count
    let candidates = try await fresh.read(offered) { progress(looked + $0, looked + offered.count) }
    groups.merge(candidates) { old, _ in old }
    // What one join way leads into may be the open group another one wants. Writing holds a content against the replica,
    // so what that has never seen cannot be added.
    let offers = groups.filter { known[$0.key]?.isKnown != false }
    var byOwner: [UserID: [JoinWayGroup]] = [:]
    for group in offers.values { if let owner = group.owner { byOwner[owner, default: []].append(group) } }
    var planner = RotationPlanner(
      groups: groups, candidates: byOwner, uses: try await uses(of: Set(offers.keys)), limits: limits)
    var facts = JoinWayCheckFacts(
      groups: groups, states: try await registry { try $0.statesInUse() }, limits: limits)
    for (chat, group) in known where !group.isKnown { facts.groups[chat]?.isKnown = false }
    for index in items.indices where items[index].obstacle == nil { items[index].decide(purpose, &planner, facts) }
    return JoinWayPlan(purpose: purpose, items: items, madeAt: clock.now, groups: groups)
  }

  private func subjects(of purpose: JoinWayPlan.Purpose, _ ids: [JoinWayID]) async throws -> [JoinWayRecord] {
    guard ids.isEmpty else {
      var seen: Set<JoinWayID> = []
      let wanted = ids.filter { seen.insert($0).inserted }
      return try await registry { registry in try wanted.compactMap { try registry.record($0) } }
    }
    switch purpose {
    case .rotate: return []
    case .replace(let old, _): return try await using([old])
    case .replaceOwner(let old, _):
      return try await using(try await company.replica.perform { try Replica(engine: $0).chats(ownedBy: old) })
    }
  }

  /// What the vendor has of each, or why nothing can be planned; in this order.
  private func items(
    for records: [JoinWayRecord], _ progress: @Sendable (Int, Int) -> Void
  ) async throws -> [JoinWayPlan.Item] {
    var items = records.map { JoinWayPlan.Item($0) }
    let readable = records.indices.filter { [.kept, .gone].contains(records[$0].standing) }
    var read = items.count - readable.count
    progress(read, items.count)
    try await each(readable) { index, end in
      switch end {
      case .success(let now): items[index] = .init(now)
      case .failure(let trouble): items[index].obstacle = .unreadable(trouble)
      }
      read += 1
      progress(read, items.count)
    } asking: { index in
      try await base(of: records[index].id)
    }
    return items
  }

  /// Groups that may be added, by what the replica knows; more than can be needed, because some are not open any more.
  ///
  /// - Parameter groups: those that were read already; they are looked up besides.
  private func candidates(
    for purpose: JoinWayPlan.Purpose, _ items: [JoinWayPlan.Item], _ groups: [ChatID: JoinWayGroup]
  ) async throws -> [ChatID: JoinWayGroup] {
    var wanted: [UserID: Int] = [:]
    switch purpose {
    case .rotate:
      for item in items {
        if let owner = item.base.chats.lazy.compactMap({ groups[$0]?.owner }).first {
          wanted[owner, default: 0] += JoinWayContent.mostChats
        }
      }
    case .replace: break
    case .replaceOwner(_, let new): wanted[new] = items.count * JoinWayContent.mostChats
    }
    let owners = wanted
    let limits = limits
    return try await company.replica.perform { engine in
      let replica = Replica(engine: engine)
      var found: [ChatID: JoinWayGroup] = [:]
      for (owner, count) in owners {
        let read = groups.values.count { $0.owner == owner }
        let cards = try replica.openGroups(
          ownedBy: owner, below: limits.scanWarning, limit: read + min(count + Self.spare, Self.mostCandidates))
        for card in cards where groups[card.chatID] == nil { found[card.chatID] = JoinWayGroup(card.chatID, card) }
      }
      return found
    }
  }

  /// Candidates read beyond those that are needed at most.
  private static let spare = 5
  /// Candidates of one owner that are read.
  private static let mostCandidates = 60

  private func uses(of chats: Set<ChatID>) async throws -> [ChatID: Int] {
    var uses: [ChatID: Int] = [:]
    for record in try await using(chats) {
      for chat in record.content.chats where chats.contains(chat) { uses[chat, default: 0] += 1 }
    }
    return uses
  }

  /// Join ways that use one of these groups: what a handover touches.
  package func using(_ chats: Set<ChatID>) async throws -> [JoinWayRecord] {
    guard !chats.isEmpty else { return [] }
    return try await registry { try $0.records(leadingInto: chats) }
  }

  /// Writes a plan's changes, one after the other, each as ``update(_:from:to:)`` does: what was changed elsewhere since the
  /// preview is left alone. Cancelling stops before the next, and so does what would stop each of them.
  ///
  /// - Returns: what became of each that was tried; those missing were not.
  /// - Throws: ``Refusal``, ``NotConnected``; nothing was sent then.
  package func perform(
    _ plan: JoinWayPlan, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> [JoinWayID: JoinWayEnd] {
    try authority.mayChange()
    var ends: [JoinWayID: JoinWayEnd] = [:]
    let changes = plan.changes
    for change in changes {
      if Task.isCancelled { break }
      guard let end = try await end(of: change) else { break }
      ends[change.record.id] = end
      progress(ends.count, changes.count)
      if end.stopsAll { break }
    }
    return ends
  }

  /// Nil when it was cancelled before anything was sent.
  private func end(of change: JoinWayPlan.Item) async throws -> JoinWayEnd? {
    do {
      return try await update(change.record.id, from: change.base, to: change.wanted, isBaseShown: false)
    } catch let trouble as JoinWayTrouble {
      return .notReached(trouble)
    } catch let error as CallError {
      return .notReached(.call(error))
    } catch let error as StorageError {
      return .notRecorded(error)
    } catch is CancellationError {
      return nil
    }
  }
}

extension JoinWayPlan.Item {
  /// Where nothing stands in the way, the content stands for what is to be decided.
  fileprivate init(_ record: JoinWayRecord) {
    let obstacle: JoinWayPlan.Obstacle? =
      switch record.standing {
      case .kept where record.openCall != nil: .earlierCallOpen
      case .kept: nil
      case .unconfirmed: .unconfirmed
      case .gone, .removed, .refused: .gone
      }
    self.init(record: record, base: record.content, wanted: record.content, obstacle: obstacle)
  }

  fileprivate mutating func decide(
    _ purpose: JoinWayPlan.Purpose, _ planner: inout RotationPlanner, _ facts: JoinWayCheckFacts
  ) {
    switch planner.decide(purpose, base) {
    case .failure(let refused): obstacle = refused.obstacle
    case .success(let chats):
      var wanted = base
      wanted.chats = chats
      let faults = JoinWayCheck.faults(of: wanted, overwriting: record, facts)
      if JoinWayCheck.maySend(faults) {
        self.wanted = wanted
        newOwner = planner.newOwner(of: wanted, instead: base, purpose)
      } else {
        obstacle = .invalid(faults)
      }
    }
  }
}

extension JoinWayEnd {
  /// Whether the next configuration would fare no better.
  fileprivate var stopsAll: Bool {
    switch self {
    case .stopped, .auditNotWhole, .notSent, .notRecorded: true
    case .notReached(let trouble): trouble.holdsForAll
    case .refused(let error): ErrorCode.refusesAllJoinWays.contains(error.code)
    case .done, .doneUnread, .unknown, .changedMeanwhile, .earlierCallOpen, .gone, .invalid: false
    }
  }
}

extension ErrorCode {
  /// What is said of the caller, not of one configuration.
  fileprivate static let refusesAllJoinWays: Set<ErrorCode> = [
    .badToken, .tokenExpired, .badSecret, .tokenMissing, .suiteTokenMissing, .untrustedIP, .overLimit, .tooManyAtOnce,
    .notAuthorised, .mayNotCall, .authorisationGone, .authorisationInvalid, .noCustomerContact,
  ]
}
