/// A natural day in Asia/Shanghai (fixed +08:00; there is no daylight saving): the day of the vendor's quota (96334) and
/// of its statistics.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01 in Shanghai.
  package let number: Int64

  package init(number: Int64) { self.number = number }

  package init(at moment: Timestamp) {
    number = floorDivide(moment.milliseconds + shanghaiOffset, millisecondsPerDay)
  }

  /// `2026-11-21`; nil for anything else, an impossible date included.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.joined().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let year = Int64(String(parts[0]) ?? ""), let month = Int64(String(parts[1]) ?? ""),
      let day = Int64(String(parts[2]) ?? ""), (1...12).contains(month), day >= 1
    else { return nil }
    let candidate = Day(number: Self.daysFromCivil(year, month, day))
    guard candidate.civil == (year, month, day) else { return nil }
    self = candidate
  }

  /// The day's first moment.
  package var start: Timestamp { Timestamp(milliseconds: number * millisecondsPerDay - shanghaiOffset) }
  package var next: Day { Day(number: number + 1) }
  package func advanced(by days: Int64) -> Day { Day(number: number + days) }
  /// The moment of this day that many minutes after midnight.
  package func moment(_ time: TimeOfDay) -> Timestamp { start + .minutes(Int64(time.minutes)) }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// Year, month 1…12 and day 1…31 (proleptic Gregorian, by Hinnant's `civil_from_days`).
  package var civil: (year: Int64, month: Int64, day: Int64) {
    let shifted = number + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  private static func daysFromCivil(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Day: CustomStringConvertible, Codable {
  package var description: String {
    let (year, month, day) = civil
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day like 2026-11-21")
    }
    self = day
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A time of day in Shanghai, to the minute: 0…1440 (1440 = the end of the day).
package struct TimeOfDay: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0…1440.
  package let minutes: Int
  private let seconds: Int

  package init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.init(checked: minutes)
  }

  /// `09:00`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    // UInt8 reads no minus, but a plus.
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && !$0.hasPrefix("+") }), let hour = UInt8(parts[0]),
      let minute = UInt8(parts[1]), minute < 60
    else { return nil }
    self.init(minutes: Int(hour) * 60 + Int(minute))
  }

  /// - Parameter hour: 0…24; what is outside counts as the nearest of them.
  package static func hour(_ hour: Int) -> TimeOfDay { TimeOfDay(checked: min(max(hour, 0), 24) * 60) }

  private init(checked minutes: Int) {
    self.minutes = minutes
    seconds = 0
  }

  package init(at moment: Timestamp) {
    let inDay = (moment - Day(at: moment).start).seconds
    minutes = Int(inDay / 60)
    seconds = Int(inDay % 60)
  }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    (left.minutes, left.seconds) < (right.minutes, right.seconds)
  }

  /// `09:00`
  package var text: String { "\(padded(Int64(minutes / 60), 2)):\(padded(Int64(minutes % 60), 2))" }
  /// `09:00:00`
  package var clockText: String { "\(text):\(padded(Int64(seconds), 2))" }
}

private let millisecondsPerDay: Int64 = 86_400_000
private let shanghaiOffset: Int64 = 28_800_000

private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

private func padded(_ value: Int64, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
