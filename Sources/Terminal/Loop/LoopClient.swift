import Screen

/// The program as the loop sees it: a value that is told what has happened and answers with what to show.
package protocol LoopClient<News> {
  associatedtype News: Sendable

  /// One turn. `events` is everything since the last one, in order; empty when the deadline asked for has come.
  mutating func turn(_ events: [LoopEvent<News>]) -> LoopStep
}

/// What has happened.
package enum LoopEvent<News: Sendable>: Sendable {
  case input(InputEvent)
  /// The terminal has this size now; the first event of all.
  case resized(Size)
  /// The process was stopped and goes on.
  case resumed
  case news(News)
}

extension LoopEvent: Equatable where News: Equatable {}

/// What a turn wants done.
package struct LoopStep: Sendable {
  /// Nil leaves the screen as it is.
  package var frame: Frame?
  /// When to call again even if nothing happens; nil is never. Holds until the next turn.
  package var deadline: ContinuousClock.Instant?
  /// Text for the clipboard.
  package var copy: String?
  /// Send the whole screen again.
  package var redraw: Bool
  /// End the loop; nothing is drawn any more.
  package var isOver: Bool

  package init(
    frame: Frame? = nil, deadline: ContinuousClock.Instant? = nil, copy: String? = nil, redraw: Bool = false,
    isOver: Bool = false
  ) {
    self.frame = frame
    self.deadline = deadline
    self.copy = copy
    self.redraw = redraw
    self.isOver = isOver
  }
}

/// Why the loop ended.
package enum Ending: Sendable, Hashable {
  /// The client said so.
  case asked
  /// This signal: SIGTERM, SIGQUIT or SIGHUP.
  case signal(Int32)
  /// Nobody is at the terminal any more.
  case hungUp
}
