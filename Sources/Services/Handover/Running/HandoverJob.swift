import Model
import Queue
import Storage
import WeCom

/// The shell around ``HandoverCore``: performs its commands and feeds the answers back, until the run of the job ends.
/// It decides nothing.
package struct HandoverJob: JobHandler {
  let ledger: Store
  let client: WeComClient
  let clock: any CompanyClock
  let rules: HandoverRules
  let authority: Authority
  /// Who acts, as `user@host`, for the audit.
  let actor: String
  let newID: @Sendable () -> String
  let calls: OpenCallWatch

  package init(
    ledger: Store, client: WeComClient, clock: any CompanyClock, rules: HandoverRules, authority: Authority,
    actor: String, newID: @escaping @Sendable () -> String, calls: OpenCallWatch
  ) {
    self.ledger = ledger
    self.client = client
    self.clock = clock
    self.rules = rules
    self.authority = authority
    self.actor = actor
    self.newID = newID
    self.calls = calls
  }

  package static let kind = "handover"

  /// The row of a handover's job, before anybody confirmed it.
  static func draft(_ handover: Handover, total: Int) -> Job {
    Job(
      id: handover.id, lane: .mutation, kind: kind, subject: handover.oldOwner.rawValue,
      payload: handover.kind.rawValue, state: .draft, total: total, createdAt: handover.createdAt,
      createdBy: handover.createdBy)
  }

  package func run(_ job: Job, _ context: JobContext) async -> JobEnd {
    CrashPoint.afterClaim.pass()
    do {
      while true {
        guard var core = try await load(job) else {
          return .finished(.failed, reason: JobReason.internalError("handover").stored)
        }
        if let end = try await run(&core, job, context) { return end }
      }
    } catch {
      return .interrupted(error, reason: nil)
    }
  }

  private func load(_ job: Job) async throws -> HandoverCore? {
    let day = Day(at: clock.now)
    guard let loaded = try await ledger.perform({ try HandoverLedger(engine: $0).load(job.id, on: day) }) else {
      return nil
    }
    return HandoverCore(
      state: HandoverState(
        handover: loaded.handover, items: loaded.items, batch: loaded.batch, quota: loaded.quota, quotaDay: day,
        blocked: loaded.blocked),
      rules: rules)
  }

  /// Nil when the state must be loaded anew.
  private func run(_ core: inout HandoverCore, _ job: Job, _ context: JobContext) async throws -> JobEnd? {
    var event = HandoverEvent.resumed
    var hasSent = false
    while true {
      let command = core.step(event, at: await moment(core.state))
      switch command {
      case .apply(let change):
        guard try await apply(change, core.state) else { return nil }
        event = .applied
        await report(core.state, context)
      case .read(let chats):
        if await context.isStopRequested { return .released }
        event = await read(chats, core.state)
      case .intend(let chats, let newOwner):
        if await context.isStopRequested { return .released }
        event = try await intend(chats, newOwner, job, core.state)
      case .send(let batch):
        event = .ended(await send(batch))
        hasSent = true
      case .release: return .released
      case .settle:
        if await !settle(core.state, context) { return .released }
        event = .settled
      case .wait(let until, let reason):
        // Counts of what waits are the replica's: they must not go on showing what was sent just now.
        if hasSent { try await refreshOwners(core.state, clock.now) }
        return try await end(job, core.state, .waiting(until: until), reason)
      case .attention(let reason): return try await end(job, core.state, .attention, reason)
      case .finish(let state): return try await end(job, core.state, .final(state), nil)
      case .reload: return nil
      }
    }
  }

  /// Waits in real time; false when asked to stop meanwhile.
  private func settle(_ state: HandoverState, _ context: JobContext) async -> Bool {
    guard let batch = state.batch else { return true }
    while true {
      let remaining = await calls.remaining(of: batch.id, timeout: rules.requestTimeout)
      if remaining == .zero { return true }
      if await context.isStopRequested { return false }
      guard (try? await ContinuousClock().sleep(for: min(remaining, .seconds(1)))) != nil else { return false }
    }
  }

  private func report(_ state: HandoverState, _ context: JobContext) async {
    let (done, total) = progress(state)
    await context.progress(done: done, total: total)
  }

  /// Done is what the vendor has accepted or what has ended otherwise; what was left out counts for nothing.
  private func progress(_ state: HandoverState) -> (done: Int, total: Int) {
    let planned = state.items.filter { $0.state != .excluded }
    return (planned.count { $0.state == .accepted || $0.state.isFinal }, planned.count)
  }

  private func moment(_ state: HandoverState) async -> Moment {
    var isSettled = true
    if let batch = state.batch {
      isSettled = await calls.remaining(of: batch.id, timeout: rules.requestTimeout) == .zero
    }
    return Moment(now: clock.now, isSettled: isSettled, skew: clock.speed == 1 ? client.clockSkew : nil)
  }
}

// MARK: - Performing

extension HandoverJob {
  private func apply(_ change: HandoverChange, _ state: HandoverState) async throws -> Bool {
    if change.batch != nil { CrashPoint.beforeRecord.pass() }
    let now = clock.now
    let isWritten = try await ledger.perform { [actor] engine in
      try HandoverLedger(engine: engine).apply(change, to: state.handover, actor: actor, now: now) {
        if change.batch != nil { CrashPoint.insideRecord.pass() }
      }
    }
    if let batch = change.batch {
      CrashPoint.afterRecord.pass()
      if !batch.to.isOpen { await calls.forget(batch.id) }
    }
    return isWritten
  }

  private func read(_ chats: [ChatID], _ state: HandoverState) async -> HandoverEvent {
    switch state.phase {
    case .preflight: CrashPoint.beforePreflight.pass()
    case .reconcile: CrashPoint.beforeReconcile.pass()
    default: CrashPoint.beforeFollow.pass()
    }
    let wanted = Set(chats)
    let newOwners = Set(state.items.filter { wanted.contains($0.chatID) }.compactMap(\.newOwner)).sorted()
    do {
      let picture = try await RemoteReader(client: client).picture(
        of: chats, oldOwner: state.handover.oldOwner, newOwners: newOwners)
      // The token is fetched here, while there is time: between intent and first byte there is none.
      if case .preflight = state.phase { try await client.prepareToSend(state.handover.kind) }
      return .read(picture)
    } catch {
      return .readFailed(ReadFailure(error))
    }
  }

  private func intend(
    _ chats: [ChatID], _ newOwner: UserID, _ job: Job, _ state: HandoverState
  ) async throws -> HandoverEvent {
    try authority.mayChange()
    CrashPoint.beforeIntent.pass()
    guard let request = TransferRequest(state.handover.kind, chats: chats, newOwner: newOwner) else {
      return .intentRefused(.changed)
    }
    let now = clock.now
    let batch = TransferBatch(
      id: BatchID(unchecked: "b-" + newID()), kind: state.handover.kind, oldOwner: state.handover.oldOwner,
      newOwner: newOwner, chats: chats, state: .sending, bodyHash: bodyHash(request.body), quotaDay: state.quotaDay,
      committedAt: now, deadline: now + TimeSpan(rules.requestTimeout))
    // The gate counts from before the commit: a slow disk closes it, never widens it.
    await calls.begin(batch.id)
    let refusal = try await ledger.perform { [rules, actor] engine in
      try HandoverLedger(engine: engine).commitIntent(
        batch, job: job.id, epoch: job.epoch, cap: rules.dailyCap, midnightGuard: rules.midnightGuard, actor: actor,
        now: now
      ) { CrashPoint.insideIntent.pass() }
    }
    CrashPoint.afterIntent.pass()
    return refusal.map(HandoverEvent.intentRefused) ?? .intended(batch)
  }

  private func send(_ batch: TransferBatch) async -> SendEnd {
    CrashPoint.beforeSend.pass()
    guard let request = TransferRequest(batch.kind, chats: batch.chats, newOwner: batch.newOwner) else {
      return .notSent(.gateClosed, blockedUntil: nil)
    }
    let begun = await calls.beginning(of: batch.id)
    let end = await client.send(request) { [rules] in begun.duration(to: .now) < rules.gate }
    CrashPoint.afterSend.pass()
    return SendEnd(end)
  }

  /// What was handed over is asked for anew, so that owners and counts on this machine are the vendor's again: the old
  /// owner first, because a group that is in nobody's list twice counts as gone.
  private func refreshOwners(_ state: HandoverState, _ now: Timestamp) async throws {
    let moved: Set<ItemState> = [.accepted, .done, .foreign]
    let receivers = Set(state.items.filter { moved.contains($0.state) }.compactMap(\.newOwner))
    guard !receivers.isEmpty else { return }
    let jobs = ([state.handover.oldOwner] + receivers.sorted()).map { owner in
      Job(
        id: JobID(unchecked: newID()), lane: .refresh, kind: RefreshJob.kind,
        subject: RefreshScope.owner(owner).subject, state: .queued, createdAt: now, createdBy: actor)
    }
    try await ledger.perform { engine in
      for job in jobs { _ = try JobLedger(engine: engine).enqueueRefresh(job) }
    }
  }

  private func end(
    _ job: Job, _ state: HandoverState, _ end: HandoverLedger.RunEnd, _ reason: JobReason?
  ) async throws -> JobEnd {
    let now = clock.now
    let notice = HandoverNotice(end, reason)
    let progress = progress(state)
    // Stale, or a person was faster: then what they wrote stands.
    _ = try await ledger.perform { engine in
      try HandoverLedger(engine: engine).endRun(
        of: job.id, epoch: job.epoch, end, progress: progress, reason: reason?.stored, notice: notice?.rawValue,
        isDaily: notice?.isDaily(end) ?? false, now: now)
    }
    if case .final = end { try await refreshOwners(state, now) }
    return .released
  }
}
