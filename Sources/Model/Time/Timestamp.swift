import Foundation

/// A moment of company time, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Everything the protocol decides about days, windows and quiet periods is decided on values of this type, which come
/// in through parameters (``CompanyClock``), never from the system's clock.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since 1970, may be negative.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }
  /// The vendor's times are whole seconds.
  package init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Whole seconds since 1970, rounded down.
  package var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
  package static func + (moment: Timestamp, span: TimeSpan) -> Timestamp {
    Timestamp(milliseconds: moment.milliseconds + span.milliseconds)
  }
  package static func - (moment: Timestamp, span: TimeSpan) -> Timestamp {
    Timestamp(milliseconds: moment.milliseconds - span.milliseconds)
  }
  package static func - (later: Timestamp, earlier: Timestamp) -> TimeSpan {
    TimeSpan(milliseconds: later.milliseconds - earlier.milliseconds)
  }

  /// Seconds from 1970, either way, beyond which no moment is meant: some 36 million years. What comes from outside
  /// is held against it, so that adding days and zones never overflows.
  package static let farthest: Int64 = 1 << 50

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self.init(milliseconds: try container.decode(Int64.self))
    let far = Self.farthest * 1000
    guard (-far...far).contains(milliseconds) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no moment")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}

extension Timestamp: CustomStringConvertible {
  /// `2026-11-21 09:00:00`, in Shanghai time, whatever the machine's own zone is.
  package var description: String { "\(Day(at: self)) \(TimeOfDay(at: self).clockText)" }
}

/// A length of company time, in milliseconds.
package struct TimeSpan: Hashable, Comparable, Sendable, Codable {
  package let milliseconds: Int64
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 1000) }
  package static func minutes(_ count: Int64) -> TimeSpan { .seconds(count * 60) }
  package static func hours(_ count: Int64) -> TimeSpan { .minutes(count * 60) }
  package static func days(_ count: Int64) -> TimeSpan { .hours(count * 24) }

  /// The same length, real time being taken for company time; below a millisecond is cut.
  package init(_ duration: Duration) {
    milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
  }

  /// Whole seconds, towards zero.
  package var seconds: Int64 { milliseconds / 1000 }
  package static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds < right.milliseconds }
}
