/// The number of the natural day in Asia/Shanghai (fixed +08:00) since 1970: the day of the vendor's quota.
func shanghaiDay(at milliseconds: Int64) -> Int64 { floored(milliseconds + 28_800_000, 86_400_000) }

/// `2026-11-21`, for a number of ``shanghaiDay(at:)``.
func dayText(_ day: Int64) -> String {
  let (year, month, dayOfMonth) = civil(day)
  return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
}

/// The value of a `Date` header: `Sat, 21 Nov 2026 01:00:00 GMT`.
func httpDate(_ milliseconds: Int64) -> String {
  let seconds = floored(milliseconds, 1000)
  let day = floored(seconds, 86_400)
  let inDay = seconds - day * 86_400
  let (year, month, dayOfMonth) = civil(day)
  let weekday = weekdays[Int((day % 7 + 7) % 7)]
  return "\(weekday), \(padded(dayOfMonth, 2)) \(months[Int(month) - 1]) \(padded(year, 4)) "
    + "\(padded(inDay / 3600, 2)):\(padded(inDay / 60 % 60, 2)):\(padded(inDay % 60, 2)) GMT"
}

func floored(_ value: Int64, _ divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

private let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/// Year, month and day of a number of days since 1970, by Hinnant's `civil_from_days`.
private func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
  let shifted = day + 719_468
  let era = floored(shifted, 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
}

private func padded(_ value: Int64, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
