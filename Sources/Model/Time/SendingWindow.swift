/// The hours of a day (Asia/Shanghai) in which groups are handed over: customers may see notices. Never past midnight.
package struct SendingWindow: Hashable, Sendable {
  package let opens: TimeOfDay
  /// Later than ``opens``; 24:00 at most.
  package let closes: TimeOfDay

  /// The shortest window: one that midnight's guard cannot swallow.
  private static let shortest = 30

  /// `09:00-21:00`; nil for anything else, and for a window of less than half an hour.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let opens = TimeOfDay(parts[0]), let closes = TimeOfDay(parts[1]),
      closes.minutes - opens.minutes >= Self.shortest
    else { return nil }
    self.init(opens: opens, closes: closes)
  }

  private init(opens: TimeOfDay, closes: TimeOfDay) {
    self.opens = opens
    self.closes = closes
  }

  package var text: String { "\(opens.text)-\(closes.text)" }

  /// 09:00–21:00.
  package static let standard = SendingWindow(opens: .hour(9), closes: .hour(21))

  package func contains(_ moment: Timestamp) -> Bool {
    let day = Day(at: moment)
    return day.moment(opens) <= moment && moment < day.moment(closes)
  }

  /// The first moment at or after `moment` at which the window is open.
  package func nextOpening(from moment: Timestamp) -> Timestamp {
    if contains(moment) { return moment }
    let day = Day(at: moment)
    return moment < day.moment(opens) ? day.moment(opens) : day.next.moment(opens)
  }
}
