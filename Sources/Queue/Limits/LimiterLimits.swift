import Model

/// How much of the vendor's limits this program spends on each API (90454: 10 000 a minute, 150 000 an hour).
package struct LimiterLimits: Sendable, Hashable {
  /// Calls in any minute of company time.
  package var perMinute: Int
  /// Calls in any hour of company time.
  package var perHour: Int
  /// Calls in the air at once to begin with.
  package var firstConcurrency: Int
  /// What that may grow to.
  package var mostConcurrency: Int
  /// A call that would have to wait longer is refused.
  package var longestWait: TimeSpan

  package init(
    perMinute: Int = 7000, perHour: Int = 105_000, firstConcurrency: Int = 4, mostConcurrency: Int = 16,
    longestWait: TimeSpan = .seconds(90)
  ) {
    self.perMinute = perMinute
    self.perHour = perHour
    self.firstConcurrency = firstConcurrency
    self.mostConcurrency = mostConcurrency
    self.longestWait = longestWait
  }

  /// - Parameter percent: of what the vendor allows, 1…100.
  package init(percent: Int) { self.init(perMinute: 100 * percent, perHour: 1500 * percent) }

  /// Seven tenths of what the vendor allows.
  package static let standard = LimiterLimits()

  /// Nothing is held back: for measurements against the simulated company. A refusal by the vendor still counts.
  package static let off = LimiterLimits(
    perMinute: .max, perHour: .max, firstConcurrency: 256, mostConcurrency: 256)

  /// Four fifths: what is left of a budget for calls nobody waits for.
  package static func backgroundShare(_ budget: Int) -> Int { budget == .max ? .max : budget - budget / 5 }
}
