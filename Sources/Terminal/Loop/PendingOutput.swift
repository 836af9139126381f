import Screen

/// What the client wants on the terminal and the terminal has not taken yet: the last frame of several.
struct PendingOutput {
  private var frame: Frame?
  private var copy: String?
  private var redraw = false
  private var since: ContinuousClock.Instant?

  var isEmpty: Bool { since == nil }

  mutating func add(_ step: LoopStep, at now: ContinuousClock.Instant) {
    guard step.frame != nil || step.copy != nil || step.redraw else { return }
    frame = step.frame ?? frame
    // The clipboard holds one text.
    copy = step.copy ?? copy
    redraw = redraw || step.redraw
    since = since ?? now
  }

  func isOlder(than age: Duration, at now: ContinuousClock.Instant) -> Bool { since.map { now - $0 >= age } ?? false }

  mutating func send(to display: any Display) {
    if let frame { display.show(frame) }
    if redraw { display.redraw() }
    if let copy { display.copy(copy) }
    self = PendingOutput()
  }
}
