/// The company's clock: a moment it was set to, and how fast it has run since.
struct CompanyTime: Sendable {
  /// Company seconds per real second; 0 stands still.
  private(set) var speed: Double
  /// Grows with every jump and every change of speed.
  private(set) var version = 1
  private var anchor: Int64
  private var anchoredAt: ContinuousClock.Instant

  init(start: Int64, speed: Double, at instant: ContinuousClock.Instant) {
    anchor = start
    anchoredAt = instant
    self.speed = speed
  }

  /// Milliseconds since 1970, company time.
  func now(at instant: ContinuousClock.Instant) -> Int64 {
    let (seconds, attoseconds) = (instant - anchoredAt).components
    return anchor + Int64((Double(seconds) * 1000 + Double(attoseconds) / 1e15) * speed)
  }

  mutating func set(to moment: Int64, at instant: ContinuousClock.Instant) {
    anchor = moment
    anchoredAt = instant
    version += 1
  }

  mutating func run(at speed: Double, at instant: ContinuousClock.Instant) {
    set(to: now(at: instant), at: instant)
    self.speed = speed
  }
}
