import Foundation

/// The machine's own clock: company time when the company is real.
package struct SystemClock: CompanyClock {
  package init() {}

  package var now: Timestamp { Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }
  package var speed: Double { 1 }

  package func sleep(until deadline: Timestamp) async throws {
    // In slices, because a suspended laptop or a corrected wall clock moves `now` without moving the sleep.
    while true {
      let remaining = (deadline - now).milliseconds
      if remaining <= 0 { return try Task.checkCancellation() }
      try await Task.sleep(for: .milliseconds(min(remaining, 60_000)))
    }
  }
}
