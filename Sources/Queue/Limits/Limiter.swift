import Model

/// The one gate every call passes: lets calls of each API through in the order they came, the foreground's first, as
/// ``LimiterState`` decides.
package actor Limiter: CallGate {
  private let limits: LimiterLimits
  private let clock: any CompanyClock
  private var lines: [API: Line] = [:]
  private var lastTicket = 0

  package init(_ limits: LimiterLimits = .standard, clock: any CompanyClock) {
    self.limits = limits
    self.clock = clock
  }

  package func enter(_ api: API, _ priority: CallPriority) async throws {
    try Task.checkCancellation()
    let line = line(of: api)
    if line.isEmpty(for: priority), case .go = line.state.enter(priority, at: clock.now) { return }
    lastTicket += 1
    let ticket = lastTicket
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        line.add(Waiting(ticket: ticket, continuation: continuation), priority)
        letThrough(api, line)
      }
    } onCancel: {
      Task { await self.giveUp(ticket, api) }
    }
  }

  package func leave(_ api: API, _ end: CallEnd) {
    let line = line(of: api)
    line.state.leave(end, at: clock.now)
    letThrough(api, line)
  }

  /// Calls that may be in the air at once just now.
  package func concurrency(of api: API) -> Int { lines[api]?.state.concurrency ?? limits.firstConcurrency }

  /// Calls that wait to be let through.
  package func waiting(_ api: API) -> Int { lines[api]?.count ?? 0 }

  private func giveUp(_ ticket: Int, _ api: API) {
    let line = line(of: api)
    guard let waiting = line.remove(ticket) else { return }
    waiting.continuation.resume(throwing: CancellationError())
    letThrough(api, line)
  }

  private func line(of api: API) -> Line {
    if let line = lines[api] { return line }
    let line = Line(limits)
    lines[api] = line
    return line
  }

  /// Lets in whoever may, refuses whoever would wait too long, and sees to being woken for the rest.
  private func letThrough(_ api: API, _ line: Line) {
    let now = clock.now
    var wakeAt: Timestamp?
    for priority in [CallPriority.foreground, .background] {
      waiting: while !line.isEmpty(for: priority) {
        switch line.state.enter(priority, at: now) {
        case .go: line.removeFirst(priority)?.continuation.resume()
        case .crowded: break waiting
        case .notBefore(let moment) where moment - now > limits.longestWait:
          line.removeFirst(priority)?.continuation.resume(throwing: CallBlocked(api: api, until: moment))
        case .notBefore(let moment):
          wakeAt = min(wakeAt ?? moment, moment)
          break waiting
        }
      }
      // Whoever was ahead goes first, also when the turn comes for both.
      if !line.isEmpty(for: priority) { break }
    }
    guard wakeAt != line.wakeAt else { return }
    line.alarm?.cancel()
    line.wakeAt = wakeAt
    line.alarm = wakeAt.map { moment in
      Task { [clock] in
        guard (try? await clock.sleep(until: moment)) != nil else { return }
        self.wake(api, moment)
      }
    }
  }

  private func wake(_ api: API, _ moment: Timestamp) {
    let line = line(of: api)
    if line.wakeAt == moment {
      line.wakeAt = nil
      line.alarm = nil
    }
    letThrough(api, line)
  }
}

/// Who waits before one API, and the alarm that wakes the first of them.
private final class Line {
  var state: LimiterState
  private var foreground: [Waiting] = []
  private var background: [Waiting] = []
  var alarm: Task<Void, Never>?
  var wakeAt: Timestamp?

  init(_ limits: LimiterLimits) { state = LimiterState(limits) }

  /// Whether a call of this priority has nobody ahead of it.
  func isEmpty(for priority: CallPriority) -> Bool {
    foreground.isEmpty && (priority == .foreground || background.isEmpty)
  }

  var count: Int { foreground.count + background.count }

  func add(_ waiting: Waiting, _ priority: CallPriority) {
    switch priority {
    case .foreground: foreground.append(waiting)
    case .background: background.append(waiting)
    }
  }

  func removeFirst(_ priority: CallPriority) -> Waiting? {
    switch priority {
    case .foreground: foreground.isEmpty ? nil : foreground.removeFirst()
    case .background: background.isEmpty ? nil : background.removeFirst()
    }
  }

  func remove(_ ticket: Int) -> Waiting? {
    if let index = foreground.firstIndex(where: { $0.ticket == ticket }) { return foreground.remove(at: index) }
    if let index = background.firstIndex(where: { $0.ticket == ticket }) { return background.remove(at: index) }
    return nil
  }
}

private struct Waiting {
  let ticket: Int
  let continuation: CheckedContinuation<Void, any Error>
}
