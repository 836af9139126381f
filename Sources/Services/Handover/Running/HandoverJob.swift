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
  let transactions: HandoverTransactions
  let calls: OpenCallWatch<BatchID>

  package init(
    ledger: Store, client: WeComClient, clock: any CompanyClock, rules: HandoverRules, authority: Authority,
    actor: String, newID: @escaping @Sendable () -> String, calls: OpenCallWatch<BatchID>
  ) {
    self.ledger = ledger
    self.client = client
    self.clock = clock
    transactions = HandoverTransactions(rules: rules, authority: authority, actor: actor, newID: newID)
    self.calls = calls
  }

  private var rules: HandoverRules { transactions.rules }

  package static let kind = "handover"

  /// The row of a handover's job, before anybody confirmed it.
  package static func draft(_ handover: Handover, total: Int) -> Job {
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
    let now = clock.now
    return try await ledger.perform { [transactions] in try transactions.load(job.id, now: now, from: $0) }
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
        if hasSent { try await refreshOwners(core.state) }
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
    await context.progress(done: state.progress.done, total: state.progress.total)
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
    let isWritten = try await ledger.perform { [transactions] engine in
      try transactions.apply(change, to: state, now: now, in: engine) {
        if change.batch != nil { CrashPoint.insideRecord.pass() }
      }
    }
    if let batch = change.batch {
      CrashPoint.afterRecord.pass()
      if !batch.to.isOpen { await calls.forget(batch.id) }
    }
    if change.items.contains(where: { $0.item.negativeAt != nil }) { CrashPoint.betweenNegatives.pass() }
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
    CrashPoint.beforeIntent.pass()
    guard let batch = try transactions.batch(chats, to: newOwner, state, now: clock.now) else {
      return .intentRefused(.changed)
    }
    // The gate counts from before the commit: a slow disk closes it, never widens it.
    await calls.begin(batch.id)
    let refusal = try await ledger.perform { [transactions] engine in
      try transactions.commit(batch, of: job, in: engine) { CrashPoint.insideIntent.pass() }
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
    let end = await client.send(request) { [rules] in
      CrashPoint.connected.pass()
      return begun.duration(to: .now) < rules.gate
    }
    CrashPoint.afterSend.pass()
    return SendEnd(end)
  }

  private func refreshOwners(_ state: HandoverState) async throws {
    let now = clock.now
    try await ledger.perform { [transactions] in try transactions.refreshOwners(state, now: now, in: $0) }
  }

  private func end(
    _ job: Job, _ state: HandoverState, _ end: HandoverLedger.RunEnd, _ reason: JobReason?
  ) async throws -> JobEnd {
    let now = clock.now
    try await ledger.perform { [transactions] in try transactions.end(job, state, end, reason, now: now, in: $0) }
    return .released
  }
}
