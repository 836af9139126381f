import Model

/// When a job that failed unexpectedly is tried again.
package struct Backoff: Sendable, Hashable {
  /// A job is given up after this many failures in a row.
  package var mostAttempts: Int
  /// Company time before the second try; doubles each time.
  package var first: TimeSpan
  package var longest: TimeSpan
  /// The same in real time: what is broken on the network does not mend faster because company time is compressed.
  package var firstReal: TimeSpan

  package init(
    mostAttempts: Int = 8, first: TimeSpan = .seconds(5), longest: TimeSpan = .minutes(10),
    firstReal: TimeSpan = TimeSpan(milliseconds: 200)
  ) {
    self.mostAttempts = mostAttempts
    self.first = first
    self.longest = longest
    self.firstReal = firstReal
  }

  /// - Parameters:
  ///   - attempts: failures in a row, this one included, from 1.
  ///   - speed: company seconds in a real second.
  /// - Returns: nil when the job is given up.
  package func delay(after attempts: Int, speed: Double) -> TimeSpan? {
    guard attempts < mostAttempts else { return nil }
    let doublings = Int64(1) << Int64(min(max(attempts - 1, 0), 30))
    let company = min(first.milliseconds * doublings, longest.milliseconds)
    let real = Double(min(firstReal.milliseconds * doublings, longest.milliseconds)) * speed
    return TimeSpan(milliseconds: max(company, Int64(real)))
  }
}
