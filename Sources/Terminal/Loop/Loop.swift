import Glibc
import Screen

/// The heart of the console: waits for the terminal, for signals and for news, hands all of it to the client at once,
/// and shows the frame the client answers with. Idle, it waits for ever without waking up.
///
/// - SIGINT arrives as the key ctrl-c. Ctrl-z stops the process as SIGTSTP does, ctrl-\ ends it as SIGQUIT does.
/// - A frame is shown when the terminal takes output and no more input is waiting, or after ``patience``; of several
///   frames only the last is shown. A terminal that takes no output holds nothing up.
/// - When the terminal is gone, or a signal ends the program, the loop returns at once and draws nothing.
package struct Loop<Client: LoopClient> {
  /// How long an escape waits for the rest of a sequence.
  private static var escapeDelay: Duration { .milliseconds(25) }
  /// How long a stream of events may hold a frame back.
  private static var patience: Duration { .milliseconds(20) }

  private let display: any Display
  private let signals: any SignalSource
  private let mailbox: Mailbox<Client.News>
  private let clock = ContinuousClock()
  private var input: InputReader
  private var output = PendingOutput()
  /// When an unfinished sequence is over.
  private var sequenceEnds: ContinuousClock.Instant?

  /// - Parameter input: the terminal's descriptor; it stays blocking.
  package init(
    display: any Display, input: Int32, signals: any SignalSource, mailbox: Mailbox<Client.News>
  ) {
    self.display = display
    self.signals = signals
    self.mailbox = mailbox
    self.input = InputReader(descriptor: input)
  }

  /// Runs the client until it ends or has to; the first turn gets the terminal's size.
  package mutating func run(_ client: inout Client) -> Ending {
    var events: [LoopEvent<Client.News>] = [.resized(display.fit())]
    while true {
      let step = client.turn(events)
      if step.isOver { return .asked }
      output.add(step, at: clock.now)
      do { events = try next(before: step.deadline) } catch { return error.ending }
    }
  }

  private struct Ended: Error {
    let ending: Ending
  }

  /// What happens next; empty when the deadline comes first.
  private mutating func next(before deadline: ContinuousClock.Instant?) throws(Ended) -> [LoopEvent<Client.News>] {
    while true {
      let ready = Readiness.wait(
        input: input.descriptor, signals: signals.descriptor, mailbox: mailbox.descriptor,
        output: output.isEmpty ? nil : display.descriptor, until: earliest(deadline, sequenceEnds))
      var events: [LoopEvent<Client.News>] = []
      if ready.signals { try act(on: signals.take(), &events) }
      if ready.input {
        try read(&events)
      } else if let end = sequenceEnds, end <= clock.now {
        try add(input.decoder.timeOut(), &events)
        sequenceEnds = nil
      }
      if ready.mailbox { events += mailbox.drain().map { .news($0) } }
      let now = clock.now
      if ready.output, events.isEmpty || output.isOlder(than: Self.patience, at: now) { output.send(to: display) }
      if !events.isEmpty || deadline.map({ $0 <= now }) == true { return events }
    }
  }

  private mutating func read(_ events: inout [LoopEvent<Client.News>]) throws(Ended) {
    guard let inputs = input.read() else { throw Ended(ending: .hungUp) }
    try add(inputs, &events)
    sequenceEnds = input.decoder.isWaiting ? clock.now + Self.escapeDelay : nil
  }

  private func add(_ inputs: [InputEvent], _ events: inout [LoopEvent<Client.News>]) throws(Ended) {
    for input in inputs {
      switch input {
      case .key(.control("z")): stop(&events)
      case .key(.control("\\")): throw Ended(ending: .signal(SIGQUIT))
      default: events.append(.input(input))
      }
    }
  }

  private func act(on arrived: SignalSet, _ events: inout [LoopEvent<Client.News>]) throws(Ended) {
    for number in [SIGTERM, SIGQUIT, SIGHUP] where arrived.contains(SignalSet(number)) {
      throw Ended(ending: .signal(number))
    }
    if arrived.contains(SignalSet(SIGTSTP)) {
      stop(&events)
    } else if arrived.contains(SignalSet(SIGCONT)) {
      // Somebody else has stopped the process, and the shell has had the terminal.
      resume(&events)
    } else if arrived.contains(SignalSet(SIGWINCH)) {
      events.append(.resized(display.fit()))
    }
    if arrived.contains(SignalSet(SIGINT)) { events.append(.input(.key(.control("c")))) }
  }

  private func stop(_ events: inout [LoopEvent<Client.News>]) {
    display.suspend()
    signals.stop()
    resume(&events)
  }

  private func resume(_ events: inout [LoopEvent<Client.News>]) {
    display.resume()
    events += [.resumed, .resized(display.fit())]
  }
}

private func earliest(
  _ one: ContinuousClock.Instant?, _ other: ContinuousClock.Instant?
) -> ContinuousClock.Instant? {
  guard let one, let other else { return one ?? other }
  return min(one, other)
}
