import Model

/// The numbers of the transfer protocol (docs/architecture.md, "The way of one transfer"). All but the two marked *real*
/// are company time.
package struct HandoverRules: Sendable, Hashable {
  /// Groups of one old owner a day (96334).
  package var dailyCap = 300
  /// Groups a call (92127: 1…100).
  package var batchSize = 100
  /// When to send, in Shanghai: nothing is gained by sending at night, and customers may see notices.
  package var window = SendingWindow.standard
  /// Nothing is sent this close to midnight, so that a call cannot fall into another quota day than it was counted in.
  package var midnightGuard = TimeSpan.minutes(2)
  /// How long after a call's deadline its effect may still turn up.
  package var quietPeriod = TimeSpan.minutes(15)
  /// Between the two negative reads that prove a call had no effect: above any lag of the vendor's reads.
  package var negativeGap = TimeSpan.seconds(150)
  /// After this much without evidence either way a person has to look.
  package var attentionAfter = TimeSpan.hours(24)
  /// *Real* time one request may take in all, 5…60 s.
  package var requestTimeout = Duration.seconds(20)
  /// *Real* time between the intent and the first byte; later the call is not sent.
  package var gate = Duration.seconds(2)
  /// When an accepted group is looked at, counted from its acceptance; after the last it is stuck.
  package var followUp: [TimeSpan] = [
    .minutes(5), .minutes(30), .hours(2), .hours(6), .hours(12), .hours(24), .hours(26),
  ]
  /// How often a group is sent again after an undocumented refusal.
  package var attempts = 3
  /// Beyond this difference from the vendor's `Date` nothing is sent; only checked where time runs at speed 1.
  package var greatestSkew = TimeSpan.seconds(30)
  /// Between two tries while the vendor cannot be reached.
  package var pause = TimeSpan.minutes(2)

  package init() {}
}

extension HandoverRules {
  /// The first moment at or after `moment` at which a call may be sent, quota left aside.
  package func nextSending(from moment: Timestamp) -> Timestamp {
    let opening = window.nextOpening(from: moment)
    let day = Day(at: opening)
    if opening < day.start + midnightGuard { return window.nextOpening(from: day.start + midnightGuard) }
    if opening >= day.next.start - midnightGuard { return window.nextOpening(from: day.next.start + midnightGuard) }
    return opening
  }
}
