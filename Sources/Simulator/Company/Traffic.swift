/// A call that has arrived, with what will happen to it on its way.
package struct Ticket: Sendable {
  /// From 1.
  package let number: Int
  package let call: Call
  /// Where the call has to stop until it is released.
  package let stops: Set<Hold.Point>
  /// Real time to wait before the effect.
  package let delayMilliseconds: Int64
  /// Real time to wait between the effect and the answer.
  package let answerDelayMilliseconds: Int64
  let endpoint: Endpoint?
  let fault: Fault?
  /// Calls of the same API under way, this one included.
  let parallel: Int
}

/// What is under way, and how much there was.
struct Traffic: Sendable {
  private(set) var calls = 0
  private var underWay: [Endpoint: Int] = [:]
  /// Calls per path and what they answered.
  private(set) var answered: [String: [Int: Int]] = [:]

  mutating func arrive(_ endpoint: Endpoint?) -> (number: Int, parallel: Int) {
    calls += 1
    guard let endpoint else { return (calls, 1) }
    underWay[endpoint, default: 0] += 1
    return (calls, underWay[endpoint] ?? 1)
  }

  mutating func leave(_ endpoint: Endpoint?) {
    if let endpoint { underWay[endpoint, default: 1] -= 1 }
  }

  mutating func count(_ path: String, _ code: Int) { answered[path, default: [:]][code, default: 0] += 1 }
}

extension Company {
  /// Lets a call in: it is under way until ``finish(_:delivered:at:)``.
  package mutating func admit(_ call: Call, at now: Int64) -> Ticket {
    let endpoint = Endpoint(rawValue: call.path)
    let (number, parallel) = traffic.arrive(endpoint)
    let fault = disturbances.fault(for: call.path, from: &generator)
    let wait = fault?.milliseconds ?? 1000
    return Ticket(
      number: number, call: call, stops: disturbances.points(for: call.path),
      delayMilliseconds: rules.latencyMilliseconds + (fault?.kind == .slow ? wait : 0),
      answerDelayMilliseconds: fault?.kind == .slowAnswer ? wait : 0, endpoint: endpoint, fault: fault,
      parallel: parallel)
  }

  /// The call is over.
  /// - Parameter delivered: whether the whole answer went out to a caller who was still there.
  package mutating func finish(_ ticket: Ticket, delivered: Bool, at now: Int64) {
    traffic.leave(ticket.endpoint)
    if !delivered { journal.record(.answerLost, at: now, call: ticket.number, of: ticket.call) }
  }

  /// The call stops at a hold, or goes on from it.
  package mutating func note(_ ticket: Ticket, at point: Hold.Point, released: Bool, at now: Int64) {
    journal.record(released ? .released(point) : .held(point), at: now, call: ticket.number, of: ticket.call)
  }
}
