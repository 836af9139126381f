import Model
import Queue
import Services
import Storage
import WeCom

/// One run of a handover's job: performs the core's commands as `HandoverJob` does, each in its own time, and may lose
/// its process before and after every one.
final class HandoverRun {
  /// As claimed.
  let job: Job
  private let worker: Worker
  private unowned let world: World
  private var core: HandoverCore?
  private var hasSent = false

  init(_ job: Job, on worker: Worker, in world: World) {
    self.job = job
    self.worker = worker
    self.world = world
  }

  private var transactions: HandoverTransactions { world.transactions }
  private var rules: HandoverRules { core?.rules ?? world.plan.rules }

  /// Between the last look at the vendor's `Date` and the intent: a clock that jumps there is not seen, nor modelled.
  private(set) var isTrustingClock = false

  func begin() {
    world.step(worker) { [self] in
      try load()
    } failing: { [self] in
      interrupted($0)
    }
  }

  /// The state from the ledger, and from its beginning.
  private func load() throws {
    guard var core = try transactions.load(job.id, now: worker.now, from: world.ledger) else {
      return release()
    }
    core = world.variant?.loaded(core) ?? core
    self.core = core
    feed(.resumed)
  }

  /// Tells the core what happened and performs what it asks for.
  private func feed(_ event: HandoverEvent) {
    guard var core else { return }
    let command = core.step(event, at: worker.moment(core.state))
    self.core = core
    let isBeforeSend = if case .send = command { true } else { false }
    world.step(worker, isBeforeSend: isBeforeSend) { [self] in
      try perform(command)
    } failing: { [self] in
      interrupted($0)
    }
  }

  /// Another boundary between what was done and what is made of it.
  private func answer(_ event: HandoverEvent) {
    world.step(worker) { [self] in
      feed(event)
    } failing: { [self] in
      interrupted($0)
    }
  }

  private func perform(_ command: HandoverCommand) throws {
    guard let state = core?.state else { return }
    let ledger = world.ledger
    switch command {
    case .apply: break
    case .read: if case .preflight = state.phase { isTrustingClock = true }
    default: isTrustingClock = false
    }
    switch command {
    case .apply(let change):
      world.maybeFailLedger()
      let isWritten = try transactions.apply(change, to: state, now: worker.now, in: ledger)
      if let batch = change.batch, !batch.to.isOpen { worker.calls.forget(batch.id) }
      if isWritten { answer(.applied) } else { try load() }
    case .read(let chats):
      if try isStopRequested() { return release() }
      RemoteLook(chats, state, by: worker, in: world) { [self] in answer($0) }.begin()
    case .intend(let chats, let newOwner):
      if try isStopRequested() { return release() }
      try intend(chats, newOwner, state)
    case .send(let batch): send(batch)
    case .release: release()
    case .settle: try settle(state)
    case .wait(let until, let reason):
      if hasSent { try transactions.refreshOwners(state, now: worker.now, in: ledger) }
      try end(state, .waiting(until: until), reason)
    case .attention(let reason): try end(state, .attention, reason)
    case .finish(let final): try end(state, .final(final), nil)
    case .reload: try load()
    }
  }

  private func intend(_ chats: [ChatID], _ newOwner: UserID, _ state: HandoverState) throws {
    guard let batch = try transactions.batch(chats, to: newOwner, state, now: worker.now) else {
      return answer(.intentRefused(.changed))
    }
    worker.calls.begin(batch.id, at: world.instant)
    try world.checker.isAboutToIntend(job)
    world.maybeFailLedger()
    let claim = world.variant?.claim(job, world.ledger) ?? job
    let refusal = try transactions.commit(batch, of: claim, in: world.ledger)
    world.note("\(job.id): intent of \(chats.count) groups \(refusal.map { "refused: \($0)" } ?? "committed")")
    answer(refusal.map(HandoverEvent.intentRefused) ?? .intended(batch))
  }

  private func send(_ batch: TransferBatch) {
    hasSent = true
    let begun = worker.calls.beginning(of: batch.id, at: world.instant)
    let age = begun.duration(to: world.instant)
    guard let request = TransferRequest(batch.kind, chats: batch.chats, newOwner: batch.newOwner), age < rules.gate
    else { return answer(.ended(.notSent(.gateClosed, blockedUntil: nil))) }
    guard let token = worker.token, worker.now < token.expires else {
      return answer(.ended(.notSent(.noToken, blockedUntil: nil)))
    }
    if !world.isCalm, world.dice.chance(world.plan.readLost) {
      return answer(.ended(.notSent(.unreachable, blockedUntil: nil)))
    }
    world.checker.sends(batch, request, age: age)
    world.vendor.send(request, token: token.text, by: worker) { [self] end in
      world.note("\(job.id): the call ended \(end)")
      answer(.ended(world.variant?.heard(end) ?? end))
    }
  }

  private func settle(_ state: HandoverState) throws {
    guard let batch = state.batch else { return answer(.settled) }
    let remaining = worker.calls.remaining(of: batch.id, timeout: rules.requestTimeout, at: world.instant)
    world.then(worker, after: TimeSpan(remaining)) { [self] in answer(.settled) }
  }

  private func isStopRequested() throws -> Bool {
    let jobs = JobLedger(engine: world.ledger)
    return try worker.isStopping || jobs.isStopped() || !jobs.isCurrent(job.id, epoch: job.epoch)
  }
}

// MARK: - Ending

extension HandoverRun {
  private func end(_ state: HandoverState, _ end: HandoverLedger.RunEnd, _ reason: JobReason?) throws {
    world.maybeFailLedger()
    let claim = world.variant?.claim(job, world.ledger) ?? job
    world.checker.decides(job)
    try transactions.end(claim, state, end, reason, now: worker.now, in: world.ledger)
    world.note("\(job.id): the run ends, \(end), \(reason.map { "\($0)" } ?? "-")")
    release()
  }

  private func release() { write(.released) }

  private func interrupted(_ error: any Error) {
    world.note("\(job.id): \(error)")
    write(.interrupted(error, reason: nil))
  }

  /// What cannot be written stays under a claim nobody holds, as after a crash.
  private func write(_ end: JobEnd) {
    try? end.write(for: job, backoff: Backoff(), speed: 1, now: worker.now, in: world.ledger)
    worker.ended(self)
  }
}
