import Model
import Queue
import Services
import Simulator
import Storage

/// What people do: plan and confirm, pause and stop, cancel, and act at the company behind the program's back.
final class People {
  private unowned let world: World
  private let newID: () -> String
  /// Groups somebody handed over at the admin site.
  private(set) var movedElsewhere: Set<ChatID> = []

  private static let actor = "kim@desk"

  init(in world: World, newID: @escaping () -> String) {
    self.world = world
    self.newID = newID
  }

  private var handovers: HandoverLedger { HandoverLedger(engine: world.ledger) }
  private var jobs: JobLedger { JobLedger(engine: world.ledger) }
  private var owners: [Person] { Array(world.vendor.company.members.prefix(world.plan.resigned.count + 1)) }

  /// Plans for the first half of the time with faults, acts for all of it.
  func fillAgenda(until calm: Timestamp) {
    let start = world.now
    let half = start + TimeSpan(milliseconds: (calm - start).milliseconds / 2)
    for number in 0..<world.plan.handovers {
      let time = number == 0 ? start : world.dice.moment(in: start...half)
      world.agenda.add(at: time) { [self] in try plan() }
    }
    let acts = Int((Double((calm - start).milliseconds) / 86_400_000 * world.plan.acts).rounded())
    for _ in 0..<acts {
      world.agenda.add(at: world.dice.moment(in: start...calm)) { [self] in if !world.isCalm { try act() } }
    }
    lookAfterJobs()
  }

  /// Everything goes on from here.
  func calmDown() {
    try? jobs.setStopped(false, actor: Self.actor, at: world.now)
  }

  /// Whether any confirmed handover is not final.
  func hasUnfinished() throws -> Bool {
    try jobs.jobs().contains { $0.lane == .mutation && !$0.state.isFinal }
  }

  /// Wakes whoever works, as a commit of another process does.
  private func committed() {
    for worker in world.workers { worker.look(after: TimeSpan(milliseconds: 300)) }
  }
}

// MARK: - Handovers

extension People {
  /// Plans a handover of one owner, and confirms it.
  private func plan() throws {
    let company = world.vendor.company
    guard let owner = world.dice.pick(owners) else { return }
    let oldOwner = UserID(unchecked: owner.userID)
    let kind = owner.isResigned ? TransferKind.resigned : .onJob
    var chats = company.chatIDs(ownedBy: owner.userID).map { ChatID(unchecked: $0) }
    chats = chats.filter { company.group($0.rawValue, at: world.now.milliseconds)?.status != 2 }
    if kind == .onJob { chats = Array(chats.prefix(world.plan.rules.batchSize * 2)) }
    // Usually what another handover has is left out; a person who planned at the same time did not see it.
    if world.dice.chance(0.8) {
      let open = try handovers.openItems(among: Set(chats))
      chats.removeAll { open[$0] != nil }
    }
    let newOwners = world.dice.shuffled(eligible(except: owner)).prefix(world.dice.number(in: 1...3))
    guard !chats.isEmpty, !newOwners.isEmpty else { return }
    let id = JobID(unchecked: newID())
    let share = (chats.count + newOwners.count - 1) / newOwners.count
    let items = chats.enumerated().map { position, chat in
      HandoverItem(
        chatID: chat, position: position, name: "", members: 3,
        newOwner: UserID(unchecked: newOwners[position / share].userID), state: .planned)
    }
    let handover = Handover(
      id: id, kind: kind, oldOwner: oldOwner, isCancelled: false, planned: items.count, createdAt: world.now,
      createdBy: Self.actor, confirmedAt: nil)
    try handovers.save(handover, items: items, job: HandoverJob.draft(handover, total: items.count))
    let end = try handovers.confirm(id, count: items.count, actor: Self.actor, now: world.now)
    world.note("\(id): \(items.count) groups of \(oldOwner) (\(kind)) are \(end)")
    committed()
  }

  private func eligible(except owner: Person) -> [Person] {
    world.vendor.company.members.filter { person in
      !person.isResigned && person.userID != owner.userID && person.isActivated && !person.isDisabled
        && person.hasCustomerContact && person.hasRealName
        && world.now.milliseconds - person.lastLoginAt < 300 * 86_400_000
    }
  }

  /// Now and then somebody looks at what waits for a person.
  private func lookAfterJobs() {
    world.agenda.add(at: world.now + world.dice.span(in: .minutes(40)...(.hours(3)))) { [self] in
      for job in try jobs.jobs() where job.lane == .mutation && !job.state.isFinal {
        let isBlocked = try !handovers.blockedTargets(of: job.id).isEmpty
        guard job.state == .attention || world.isCalm && (job.state == .paused || isBlocked) else { continue }
        guard world.isCalm || world.dice.chance(0.7) else { continue }
        mendPeople()
        if try isHopeless(job.id) {
          _ = try handovers.cancel(job.id, actor: Self.actor, now: world.now)
          world.note("\(job.id): cancelled, its new owner has resigned")
          committed()
        } else {
          try resume(job.id)
        }
      }
      lookAfterJobs()
    }
  }

  private func resume(_ id: JobID) throws {
    let end = try jobs.resume(id, actor: Self.actor, at: world.now)
    world.note("\(id): resumed, \(end)")
    committed()
  }

  /// Nothing mends a new owner who has resigned.
  private func isHopeless(_ id: JobID) throws -> Bool {
    let blocked = try handovers.blockedTargets(of: id)
    return world.vendor.company.members.contains { $0.isResigned && blocked[UserID(unchecked: $0.userID)] != nil }
  }

  private func mendPeople() {
    for person in world.vendor.company.members where !person.hasCustomerContact {
      try? world.vendor.alter { try $0.alter(person.userID) { $0.hasCustomerContact = true } }
    }
  }
}

// MARK: - Acts

extension People {
  private enum Act: CaseIterable {
    case pause, stop, cancel, dismiss, spend, move, unfit, resign, endWorker, tryReadOnly
  }

  private func act() throws {
    let likely: [Act] = [.pause, .pause, .stop, .spend, .spend, .move, .dismiss, .unfit, .endWorker]
    guard let act = world.dice.chance(0.2) ? world.dice.pick(Act.allCases) : world.dice.pick(likely) else { return }
    world.note("a person: \(act)")
    switch act {
    case .pause:
      guard let job = try open() else { return }
      _ = try jobs.pause(job.id, actor: Self.actor, at: world.now)
      later(.minutes(5)...(.hours(8))) { [self] in try resume(job.id) }
    case .stop:
      try jobs.setStopped(true, actor: Self.actor, at: world.now)
      later(.minutes(5)...(.hours(5))) { [self] in
        try jobs.setStopped(false, actor: Self.actor, at: world.now)
        committed()
      }
    case .cancel:
      guard let job = try open() else { return }
      _ = try handovers.cancel(job.id, actor: Self.actor, now: world.now)
      committed()
    case .dismiss, .move: actAtCompany(act)
    case .spend:
      guard let owner = world.dice.pick(owners) else { return }
      let count = world.dice.number(in: 1...world.plan.rules.dailyCap)
      try world.vendor.alter { try $0.spendElsewhere(count, of: owner.userID, at: world.now.milliseconds) }
    case .unfit:
      guard let person = world.dice.pick(world.vendor.company.members.filter { !$0.isResigned }) else { return }
      try world.vendor.alter { try $0.alter(person.userID) { $0.hasCustomerContact = false } }
      later(.minutes(30)...(.hours(12))) { [self] in mendPeople() }
    case .resign:
      guard let owner = owners.last else { return }
      try world.vendor.change { try $0.resign(owner.userID, at: world.now.milliseconds) }
    case .endWorker: world.dice.pick(world.workers)?.stop()
    case .tryReadOnly: try tryWithoutAuthority()
    }
  }

  /// Behind the program's back: a group is dismissed, or handed over by somebody else.
  private func actAtCompany(_ act: Act) {
    let company = world.vendor.company
    let groups = owners.flatMap { company.chatIDs(ownedBy: $0.userID) }
    guard let owner = owners.first, let group = world.dice.pick(groups) else { return }
    let now = world.now.milliseconds
    if act == .dismiss { return world.vendor.change { try? $0.dismiss(group, at: now) } ?? () }
    guard let target = world.dice.pick(eligible(except: owner)) else { return }
    let isOnJob = company.group(group, at: now)?.status == 0
    let results = try? world.vendor.change { try $0.transfer([group], to: target.userID, onJob: isOnJob, at: now) }
    if results?.first?.code == 0 { movedElsewhere.insert(ChatID(unchecked: group)) }
  }

  /// A process that may change nothing must not get as far as an intent.
  private func tryWithoutAuthority() throws {
    guard let job = try open(),
      let state = try world.transactions.load(job.id, now: world.now, from: world.ledger)?.state,
      let item = state.items.first(where: { $0.state == .ready }), let newOwner = item.newOwner
    else { return }
    let reader = HandoverTransactions(
      rules: world.plan.rules, authority: .readOnly, actor: Self.actor, newID: { "read-only" })
    let batch = try? reader.batch([item.chatID], to: newOwner, state, now: world.now)
    if batch != nil { world.checker.find(.i16, "a process without authority makes a call of \(job.id)") }
  }

  private func open() throws -> Job? {
    world.dice.pick(try jobs.jobs().filter { $0.lane == .mutation && !$0.state.isFinal })
  }

  private func later(_ span: ClosedRange<TimeSpan>, _ action: @escaping () throws -> Void) {
    world.agenda.add(at: world.now + world.dice.span(in: span), action)
  }
}
