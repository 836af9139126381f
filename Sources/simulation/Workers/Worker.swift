import Model
import Queue
import Services
import Storage

/// A process that works: it dies, freezes, is started again and knows only its own clock.
final class Worker {
  let number: Int
  private unowned let world: World
  /// Grows with every start. What was begun in an earlier life never ends.
  private(set) var life = 0
  private(set) var isUp = true
  private(set) var frozenUntil: Timestamp?
  /// Its clock less the true time.
  var clockError = TimeSpan.seconds(0)

  // What a process forgets when it dies.
  var runs: [JobID: HandoverRun] = [:]
  var calls = OpenCalls<BatchID>()
  var token: (text: String, expires: Timestamp)?
  private(set) var skew: TimeSpan?
  private var holdsRole = false
  private(set) var isStopping = false
  private var looks = 0

  init(number: Int, in world: World) {
    self.number = number
    self.world = world
  }

  var now: Timestamp { world.now + clockError }
  var isFrozen: Bool { frozenUntil.map { $0 > world.now } ?? false }

  /// The vendor's `Date`, whole seconds, came with an answer.
  func hear(date: Timestamp) { skew = Timestamp(seconds: date.seconds) - now }

  /// What it knows of time while a call is open, or none is.
  func moment(_ state: HandoverState) -> Moment {
    var isSettled = true
    if let batch = state.batch {
      isSettled = calls.remaining(of: batch.id, timeout: world.plan.rules.requestTimeout, at: world.instant) == .zero
    }
    return Moment(now: now, isSettled: isSettled, skew: skew)
  }
}

// MARK: - Living and dying

extension Worker {
  /// Everything it knows is gone, and the kernel frees its roles.
  func crash() {
    guard isUp else { return }
    world.note("worker \(number) dies")
    world.tally.crashes += 1
    end()
  }

  /// Asked to end: what runs ends at its next step.
  func stop() {
    guard isUp, !isFrozen else { return }
    world.note("worker \(number) is asked to end")
    isStopping = true
    if runs.isEmpty { end() }
  }

  private func end() {
    life += 1
    isUp = false
    isStopping = false
    frozenUntil = nil
    holdsRole = false
    runs = [:]
    calls = OpenCalls<BatchID>()
    token = nil
    skew = nil
    world.freeRole(of: self)
    let down = world.dice.chance(0.7) ? TimeSpan.seconds(1)...TimeSpan.seconds(60) : .minutes(1)...TimeSpan.hours(3)
    let span = world.dice.span(in: down)
    world.agenda.add(at: world.now + span) { [self] in start() }
  }

  func start() {
    guard !isUp else { return }
    world.note("worker \(number) starts")
    isUp = true
    world.openLedger()
    world.variant?.restart(world.ledger)
    world.giveRole()
  }

  func freeze(for span: TimeSpan) {
    guard isUp, !isFrozen else { return }
    world.note("worker \(number) freezes for \(span.seconds) s")
    world.tally.freezes += 1
    frozenUntil = world.now + span
    world.agenda.add(at: world.now + span) { [world] in world.giveRole() }
    guard span > world.plan.lease else { return }
    let life = life
    world.agenda.add(at: world.now + world.plan.lease) { [self] in
      // It does not know, and goes on with what it was about once it wakes.
      if self.life == life, isFrozen { world.freeRole(of: self) }
    }
  }

  func thaw() {
    guard isFrozen else { return }
    frozenUntil = world.now
    world.giveRole()
  }
}

// MARK: - Working

extension Worker {
  /// Has the worker role from now on.
  func takeRole() {
    holdsRole = true
    look(after: .seconds(1))
  }

  /// Looks for work after that time; an earlier wish is replaced.
  func look(after span: TimeSpan) {
    looks += 1
    let look = looks
    world.then(self, after: span) { [self] in if looks == look { lookForWork() } }
  }

  private func lookForWork() {
    holdsRole = holdsRole && world.role == number
    guard holdsRole, !isStopping else { return }
    let jobs = JobLedger(engine: world.ledger)
    do {
      guard try !jobs.isStopped() else { return look(after: .minutes(20)) }
      for id in try jobs.due(in: .mutation, at: now, excluding: Set(runs.keys)) where runs.count < 4 {
        world.maybeFailLedger()
        guard let job = try jobs.claim(id, at: now) else { continue }
        world.note("worker \(number) claims \(id), epoch \(job.epoch)")
        let run = HandoverRun(job, on: self, in: world)
        runs[id] = run
        run.begin()
        if !isUp { return }
      }
      let next = try jobs.nextDue(in: [.mutation], after: now).map { max(.seconds(1), $0 - now) }
      look(after: min(next ?? .minutes(20), .minutes(20)))
    } catch {
      look(after: .seconds(5))
    }
  }

  /// The run is over.
  func ended(_ run: HandoverRun) {
    runs[run.job.id] = nil
    if isStopping, runs.isEmpty { return end() }
    look(after: TimeSpan(milliseconds: 200))
  }
}
