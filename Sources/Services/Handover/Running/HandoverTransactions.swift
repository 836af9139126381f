import Model
import Storage
import WeCom

/// What a run of a handover reads from the ledger and writes into it: synchronous, one transaction each. Whoever performs
/// ``HandoverCommand``s does it through these.
package struct HandoverTransactions: Sendable {
  let rules: HandoverRules
  let authority: Authority
  /// Who acts, as `user@host`, for the audit.
  let actor: String
  let newID: @Sendable () -> String

  package init(
    rules: HandoverRules, authority: Authority, actor: String, newID: @escaping @Sendable () -> String
  ) {
    self.rules = rules
    self.authority = authority
    self.actor = actor
    self.newID = newID
  }

  /// What a run starts from: the handover as the ledger has it, with the quota of the day of `now`. Nil when there is no
  /// such handover. Throws ``StorageError``.
  package func load(_ job: JobID, now: Timestamp, from engine: any SQLEngine) throws -> HandoverCore? {
    let day = Day(at: now)
    guard let loaded = try HandoverLedger(engine: engine).load(job, on: day) else { return nil }
    return HandoverCore(
      state: HandoverState(
        handover: loaded.handover, items: loaded.items, batch: loaded.batch, quota: loaded.quota, quotaDay: day,
        blocked: loaded.blocked),
      rules: rules)
  }

  /// The call that an intent is to commit; nil when these groups make no call.
  ///
  /// - Throws: ``Refusal`` in a process that may change nothing.
  package func batch(
    _ chats: [ChatID], to newOwner: UserID, _ state: HandoverState, now: Timestamp
  ) throws(Refusal) -> TransferBatch? {
    try authority.mayChange()
    guard let request = TransferRequest(state.handover.kind, chats: chats, newOwner: newOwner) else { return nil }
    return TransferBatch(
      id: BatchID(unchecked: "b-" + newID()), kind: state.handover.kind, oldOwner: state.handover.oldOwner,
      newOwner: newOwner, chats: chats, state: .sending, bodyHash: bodyHash(request.body), quotaDay: state.quotaDay,
      committedAt: now, deadline: now + TimeSpan(rules.requestTimeout))
  }

  /// INTENT under the claim that `job` is. Throws ``StorageError``.
  ///
  /// - Parameter beforeCommit: the last thing inside the transaction.
  /// - Returns: nil when committed.
  package func commit(
    _ batch: TransferBatch, of job: Job, in engine: any SQLEngine, beforeCommit: () -> Void = {}
  ) throws -> IntentRefusal? {
    try HandoverLedger(engine: engine).commitIntent(
      batch, job: job.id, epoch: job.epoch, cap: rules.dailyCap, midnightGuard: rules.midnightGuard, actor: actor,
      now: batch.committedAt, beforeCommit: beforeCommit)
  }

  /// RECORD, FOLLOW and RECONCILE. Throws ``StorageError``.
  ///
  /// - Parameter beforeCommit: the last thing inside the transaction.
  /// - Returns: false, with nothing written, when the ledger is not what the change starts from.
  package func apply(
    _ change: HandoverChange, to state: HandoverState, now: Timestamp, in engine: any SQLEngine,
    beforeCommit: () -> Void = {}
  ) throws -> Bool {
    try HandoverLedger(engine: engine).apply(
      change, to: state.handover, actor: actor, now: now, beforeCommit: beforeCommit)
  }

  /// Writes how a run ended, unless its claim is stale or a person was faster: then what they wrote stands.
  /// Throws ``StorageError``.
  package func end(
    _ job: Job, _ state: HandoverState, _ end: HandoverLedger.RunEnd, _ reason: JobReason?, now: Timestamp,
    in engine: any SQLEngine
  ) throws {
    let notice = HandoverNotice(end, reason)
    try HandoverLedger(engine: engine).endRun(
      of: job.id, epoch: job.epoch, end, progress: state.progress, reason: reason?.stored, notice: notice?.rawValue,
      isDaily: notice?.isDaily(end) ?? false, now: now)
    if case .final = end { try refreshOwners(state, now: now, in: engine) }
  }

  /// What was handed over is asked for anew, so that owners and counts on this machine are the vendor's again: the old
  /// owner first, because a group that is in nobody's list twice counts as gone. Throws ``StorageError``.
  package func refreshOwners(_ state: HandoverState, now: Timestamp, in engine: any SQLEngine) throws {
    let moved: Set<ItemState> = [.accepted, .done, .foreign]
    let receivers = Set(state.items.filter { moved.contains($0.state) }.compactMap(\.newOwner))
    guard !receivers.isEmpty else { return }
    for owner in [state.handover.oldOwner] + receivers.sorted() {
      _ = try JobLedger(engine: engine).enqueueRefresh(
        Job(
          id: JobID(unchecked: newID()), lane: .refresh, kind: RefreshJob.kind,
          subject: RefreshScope.owner(owner).subject, state: .queued, createdAt: now, createdBy: actor))
    }
  }
}

extension HandoverState {
  /// Done is what the vendor has accepted or what has ended otherwise; what was left out counts for nothing.
  package var progress: (done: Int, total: Int) {
    let planned = items.filter { $0.state != .excluded }
    return (planned.count { $0.state == .accepted || $0.state.isFinal }, planned.count)
  }
}
