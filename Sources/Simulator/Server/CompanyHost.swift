/// Keeps the company and its clock for the server: one call at a time, stops at holds, long polls.
actor CompanyHost {
  /// How a held call goes on.
  enum Release: Sendable { case goOn, drop }

  /// What `GET clock` tells.
  struct ClockReading: Sendable {
    let now: Int64
    let speed: Double
    let version: Int
  }

  private struct Held {
    let ticket: Ticket
    let continuation: CheckedContinuation<Release, Never>
  }

  private var company: Company
  private var time: CompanyTime
  private var held: [Int: Held] = [:]
  private var waiters = Waiters()
  private var lastWaiter = 0
  private var isStopped = false

  init(_ company: Company, time: CompanyTime) {
    self.company = company
    self.time = time
  }

  private var now: Int64 { time.now(at: .now) }

  /// Looks at or changes the company, and wakes whoever waits for the journal.
  func perform<Value: Sendable, Failure: Error>(
    _ body: @Sendable (inout Company, Int64) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let before = company.journal.last
    let value = try body(&company, now)
    if company.journal.last != before { waiters.wakeAll() }
    return value
  }

  /// Stops the call if a hold wants it, until it is released.
  func pass(_ ticket: Ticket, _ point: Hold.Point) async -> Release {
    guard ticket.stops.contains(point), !isStopped else { return .goOn }
    let release = await withCheckedContinuation { continuation in
      held[ticket.number] = Held(ticket: ticket, continuation: continuation)
      perform { company, now in company.note(ticket, at: point, released: false, at: now) }
    }
    perform { company, now in company.note(ticket, at: point, released: true, at: now) }
    return release
  }

  /// Lets held calls go on.
  /// - Returns: the numbers of the calls.
  func release(call: Int?, path: String?, as release: Release) -> [Int] {
    let chosen = held.filter { (call == nil || $0.key == call) && (path == nil || $0.value.ticket.call.path == path) }
    for (number, call) in chosen {
      held[number] = nil
      call.continuation.resume(returning: release)
    }
    return chosen.keys.sorted()
  }

  /// The numbers of the calls that stand at a hold now.
  var heldCalls: [Int] { held.keys.sorted() }

  /// The entries behind a sequence number; waits for the first if there are none yet.
  /// - Parameter wait: real time, at most; zero answers at once.
  func journal(after sequence: Int, kinds: Set<String>?, wait: Duration) async -> (entries: [JournalEntry], last: Int) {
    let deadline = ContinuousClock.now + wait
    while true {
      let entries = company.journal.entries(after: sequence, kinds: kinds)
      if !entries.isEmpty || isStopped || Task.isCancelled || ContinuousClock.now >= deadline {
        return (entries, company.journal.last)
      }
      await waitForChange(until: deadline)
    }
  }

  /// The clock as it is; waits until its version is greater than that one.
  func clock(after version: Int?, wait: Duration) async -> ClockReading {
    let deadline = ContinuousClock.now + wait
    while let version, time.version <= version, !isStopped, !Task.isCancelled, ContinuousClock.now < deadline {
      await waitForChange(until: deadline)
    }
    return ClockReading(now: now, speed: time.speed, version: time.version)
  }

  func advanceClock(by milliseconds: Int64) { setClock(to: now + milliseconds) }

  func setClock(to moment: Int64) {
    time.set(to: moment, at: .now)
    clockChanged()
  }

  func runClock(at speed: Double) {
    time.run(at: speed, at: .now)
    clockChanged()
  }

  /// Ends all waiting, for good.
  func stop() {
    isStopped = true
    _ = release(call: nil, path: nil, as: .drop)
    waiters.wakeAll()
  }

  private func clockChanged() {
    company.noteClock(speed: time.speed, at: now)
    waiters.wakeAll()
  }

  private func waitForChange(until deadline: ContinuousClock.Instant) async {
    lastWaiter += 1
    let id = lastWaiter
    let alarm = Task {
      try await Task.sleep(until: deadline, clock: .continuous)
      wake(id)
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A cancellation before this line has found nobody to wake.
        if Task.isCancelled { continuation.resume() } else { waiters.add(id, continuation) }
      }
    } onCancel: {
      Task { await wake(id) }
    }
    alarm.cancel()
  }

  private func wake(_ id: Int) { waiters.wake(id) }
}
