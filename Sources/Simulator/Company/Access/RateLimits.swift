/// The vendor's call limits (90454): per corp and API, per IP and API, by the minute and by the hour, each with a block
/// as long as its window.
struct RateLimits: Sendable {
  private struct Window: Sendable {
    var number: Int64 = .min
    var count = 0
  }

  private struct Meter: Sendable {
    var minute = Window()
    var hour = Window()
    var blockedUntil: Int64 = .min

    /// Counts a call; false if it is over a limit or inside a block.
    mutating func admits(perMinute: Int, perHour: Int, at now: Int64) -> Bool {
      if now < blockedUntil { return false }
      let hourly = minuteOrHour(&hour, length: RateLimits.hour, now)
      let inMinute = minuteOrHour(&minute, length: RateLimits.minute, now)
      if hourly > perHour {
        blockedUntil = now + RateLimits.hour
        return false
      }
      if inMinute > perMinute {
        blockedUntil = now + RateLimits.minute
        return false
      }
      return true
    }

    private func minuteOrHour(_ window: inout Window, length: Int64, _ now: Int64) -> Int {
      let number = floored(now, length)
      if window.number != number { window = Window(number: number) }
      window.count += 1
      return window.count
    }
  }

  private struct AddressKey: Hashable, Sendable {
    let address: String
    let endpoint: Endpoint
  }

  private static let minute: Int64 = 60_000
  private static let hour: Int64 = 3_600_000

  private var perCorp: [Endpoint: Meter] = [:]
  private var perAddress: [AddressKey: Meter] = [:]

  /// Counts a call; false means 45009.
  mutating func admits(_ endpoint: Endpoint, from address: String, _ rules: Rules, at now: Int64) -> Bool {
    let key = AddressKey(address: address, endpoint: endpoint)
    let corp = perCorp[endpoint, default: Meter()].admits(perMinute: rules.perMinute, perHour: rules.perHour, at: now)
    let caller = perAddress[key, default: Meter()].admits(
      perMinute: rules.addressPerMinute, perHour: rules.addressPerHour, at: now)
    return corp && caller
  }

  /// Blocks one API for that long, as if a limit had been exceeded.
  mutating func block(_ endpoint: Endpoint, milliseconds: Int64, at now: Int64) {
    perCorp[endpoint, default: Meter()].blockedUntil = now + milliseconds
  }

  /// Forgets counts and blocks.
  mutating func clear() {
    perCorp = [:]
    perAddress = [:]
  }
}
