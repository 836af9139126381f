import Model
import Queue
import Storage
import WeCom

/// Handing groups over, as panes, subcommands and workers mean it: who left, who may receive, plan, confirm, report.
/// What may be done is decided here and nowhere above.
package struct HandoverService: Sendable {
  let company: CompanyFiles
  /// Nil in a process that only looks at what is on this machine.
  let client: WeComClient?
  let clock: any CompanyClock
  let rules: HandoverRules
  let authority: Authority
  /// Who acts, as `user@host`.
  let actor: String
  /// 群人数上限, a setting of the profile.
  let groupLimit: Int
  let newID: @Sendable () -> String

  package init(
    company: CompanyFiles, client: WeComClient?, clock: any CompanyClock, rules: HandoverRules, authority: Authority,
    actor: String, groupLimit: Int, newID: @escaping @Sendable () -> String
  ) {
    self.company = company
    self.client = client
    self.clock = clock
    self.rules = rules
    self.authority = authority
    self.actor = actor
    self.groupLimit = groupLimit
    self.newID = newID
  }
}

// MARK: - Planning

extension HandoverService {
  /// Looks at the vendor, and writes down what would be sent: a draft nobody has confirmed.
  ///
  /// - Parameter progress: groups looked at, of how many.
  /// - Throws: ``PlanError``, `CallError`, `StorageError`; then nothing is written.
  package func plan(
    _ request: PlanRequest, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> HandoverPlan {
    guard let client else { throw NotConnected() }
    let wanted = request.assignment.newOwners
    guard !wanted.isEmpty else { throw PlanError.noNewOwner }
    let newOwners = try await newOwners(wanted, oldOwner: request.oldOwner)
    let unfit = newOwners.filter { !$0.isEligible }
    guard unfit.isEmpty else { throw PlanError.notEligible(unfit) }

    let named = request.named
    let known = try await company.replica.perform { try Replica(engine: $0).chats(ownedBy: request.oldOwner) }
    var groups = try await OwnerSurvey(client: client).groups(
      of: request.oldOwner, kind: request.kind, also: named.union(known), progress: progress)
    let unknown = groups.filter { $0.obstacle == .notFound && named.contains($0.chatID) }.map(\.chatID).sorted()
    guard unknown.isEmpty else { throw PlanError.unknownChats(unknown) }
    // What only the replica remembers and is somebody else's by now is no news for a plan.
    groups.removeAll { $0.obstacle == .notOwned && !named.contains($0.chatID) }
    groups.removeAll { $0.obstacle == .notFound }
    guard !groups.isEmpty else { throw PlanError.noGroups(request.oldOwner) }
    try await excludeConflicts(&groups, request.kind)

    let draft = PlanDraft(groups: groups, request: request, newOwners: newOwners, groupLimit: groupLimit)
    guard draft.items.contains(where: { $0.state == .planned }) else {
      throw PlanError.nothingToSend(
        Dictionary(grouping: draft.items.compactMap(\.detail)) { $0 }.mapValues(\.count))
    }
    return try await save(draft, request)
  }

  /// Plans what failed in an earlier handover anew.
  ///
  /// - Parameter newOwners: to whom; nil: to whom each was meant to go.
  package func retry(
    _ job: JobID, newOwners: [UserID]?, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> HandoverPlan {
    guard let report = try await report(job) else { throw PlanError.unknownPlan }
    let failed = report.retriable
    guard !failed.isEmpty else { throw PlanError.nothingFailed }
    let chats = Set(failed.map(\.chatID))
    let assignment: Assignment =
      if let newOwners {
        .owners(newOwners)
      } else {
        .map(
          Dictionary(
            failed.compactMap { item in item.newOwner.map { (item.chatID, $0) } }, uniquingKeysWith: { $1 }))
      }
    return try await plan(
      PlanRequest(
        kind: report.handover.kind, oldOwner: report.handover.oldOwner, assignment: assignment, selection: chats),
      progress: progress)
  }

  /// Throws a plan away that nobody has confirmed; false for anything else. What was only looked at may go, whoever
  /// looked: a process that may change nothing does it, too.
  @discardableResult
  package func discard(_ plan: JobID) async throws -> Bool {
    try await company.ledger.perform { try HandoverLedger(engine: $0).discard(plan) }
  }

  private func excludeConflicts(_ groups: inout [SurveyedGroup], _ kind: TransferKind) async throws {
    let chats = Set(groups.map(\.chatID))
    let since = clock.now - .days(90)
    let (open, onJob) = try await company.ledger.perform { engine in
      let ledger = HandoverLedger(engine: engine)
      return (try ledger.openItems(among: chats), kind == .onJob ? try ledger.onJobTransfers(since: since) : [:])
    }
    for index in groups.indices where groups[index].obstacle == nil {
      if open[groups[index].chatID] != nil {
        groups[index].obstacle = .inAnotherHandover
      } else if onJob[groups[index].chatID, default: 0] >= 2 {
        groups[index].obstacle = .onJobLimit
      }
    }
  }

  private func save(_ draft: PlanDraft, _ request: PlanRequest) async throws -> HandoverPlan {
    let now = clock.now
    let id = JobID(unchecked: newID())
    let handover = Handover(
      id: id, kind: request.kind, oldOwner: request.oldOwner, isCancelled: false, planned: draft.items.count,
      createdAt: now, createdBy: actor, confirmedAt: nil)
    let job = HandoverJob.draft(handover, total: draft.items.count { $0.state == .planned })
    let toSend = draft.items.filter { $0.state == .planned }
    let chats = Set(toSend.map(\.chatID))
    let (quota, ahead, joinWays) = try await company.ledger.perform { engine in
      let ledger = HandoverLedger(engine: engine)
      try ledger.save(handover, items: draft.items, job: job)
      return (
        try ledger.quota(of: request.oldOwner, on: Day(at: now)), try ledger.readyItems(of: request.oldOwner),
        try JoinWayRegistry(engine: engine).records(leadingInto: chats)
      )
    }
    let owner = try await company.replica.perform { try Replica(engine: $0).owner(request.oldOwner) }
    return HandoverPlan(
      id: id, kind: request.kind, oldOwner: request.oldOwner, oldOwnerName: owner?.name, createdAt: now,
      items: draft.items, newOwners: draft.shares,
      schedule: SendingSchedule(
        newOwners: toSend.compactMap(\.newOwner), rules: rules, today: quota, ahead: ahead, now: now),
      usedToday: quota.used, mayNeedHand: draft.mayNeedHand,
      daysLeft: request.kind == .onJob
        ? nil : owner?.resignedAt.map { Int(Day(at: $0 + ResignedOwner.limit).number - Day(at: now).number) },
      joinWays: joinWays.sorted { ($0.content.remark, $0.id) < ($1.content.remark, $1.id) })
  }
}

extension PlanRequest {
  /// Groups a person named.
  fileprivate var named: Set<ChatID> {
    var named = selection ?? []
    if case .map(let map) = assignment { named.formUnion(map.keys) }
    return named
  }
}

// MARK: - Acting

extension HandoverService {
  /// A person's confirmation: what was planned is queued, and a worker sends it.
  ///
  /// - Parameter count: the number of groups, typed by the person.
  /// - Throws: ``Refusal`` when this process may not change anything.
  package func start(_ job: JobID, confirming count: Int) async throws -> HandoverLedger.Confirmation {
    try authority.mayChange()
    let now = clock.now
    return try await company.ledger.perform { [actor] engine in
      try HandoverLedger(engine: engine).confirm(job, count: count, actor: actor, now: now)
    }
  }
}

// MARK: - Looking

extension HandoverService {
  /// Who left and still has something waiting, most urgent first: fewest days left, then most groups.
  package func resignedOwners() async throws -> [ResignedOwner] {
    resignedOwners(among: try await company.replica.perform { try Replica(engine: $0).resignedOwners() })
  }

  /// The same, out of owners that were read already.
  package func resignedOwners(among owners: [OwnerRecord]) -> [ResignedOwner] {
    let now = clock.now
    return owners.filter(\.leftSomething).map(ResignedOwner.init).sorted { left, right in
      (left.daysLeft(at: now) ?? .max, -left.waiting, left.userID)
        < (right.daysLeft(at: now) ?? .max, -right.waiting, right.userID)
    }
  }

  /// Who may receive groups, and why somebody may not.
  ///
  /// - Parameter users: whom to look at; nil: everybody with 客户联系.
  package func newOwners(_ users: [UserID]? = nil, oldOwner: UserID? = nil) async throws -> [NewOwner] {
    guard let client else { throw NotConnected() }
    let groups = try await company.replica.perform { try Replica(engine: $0).groupCounts() }
    // What was accepted before the last sweep stands in the replica already.
    let swept = try await company.replica.perform { try Replica(engine: $0).sweptAt() } ?? Timestamp(seconds: 0)
    let expected = try await company.ledger.perform { engine in
      try HandoverLedger(engine: engine).expectedByNewOwner(acceptedSince: swept)
    }
    return try await NewOwnerCheck(client: client).check(
      users, oldOwner: oldOwner, groups: groups, expected: expected)
  }

  /// Nil when there is no such handover.
  package func report(_ job: JobID) async throws -> HandoverReport? {
    let today = Day(at: clock.now)
    let loaded = try await company.ledger.perform { engine -> HandoverReport? in
      let ledger = HandoverLedger(engine: engine)
      guard let handover = try ledger.handover(job), let row = try JobLedger(engine: engine).job(job) else {
        return nil
      }
      return HandoverReport(
        handover: handover, oldOwnerName: nil, job: row, reason: row.reason.flatMap(JobReason.init(stored:)),
        items: try ledger.items(of: job), batches: try ledger.batches(of: job),
        blocked: try ledger.blockedTargets(of: job), names: [:],
        quotaToday: try ledger.quota(of: handover.oldOwner, on: today))
    }
    guard var report = loaded else { return nil }
    let users = Set(report.items.compactMap(\.newOwner)).union([report.handover.oldOwner])
    report.names = try await company.replica.perform { try Replica(engine: $0).names(of: users) }
    report.oldOwnerName = report.names[report.handover.oldOwner]
    return report
  }

  /// Every handover, newest first.
  package func reports() async throws -> [HandoverReport] {
    let ids = try await company.ledger.perform { try HandoverLedger(engine: $0).handovers().map(\.id) }
    var reports: [HandoverReport] = []
    for id in ids { if let report = try await report(id) { reports.append(report) } }
    return reports
  }
}
