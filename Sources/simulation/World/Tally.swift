/// What happened in one world, or in many.
struct Tally: Sendable, Hashable {
  var events = 0
  var calls = 0
  var transfers = 0
  var accepted = 0
  var crashes = 0
  var freezes = 0
  var lostAnswers = 0
  var lateArrivals = 0
  var staleReads = 0
  var databaseErrors = 0
  var doubleSubmissions = 0

  static func += (sum: inout Tally, other: Tally) {
    sum.events += other.events
    sum.calls += other.calls
    sum.transfers += other.transfers
    sum.accepted += other.accepted
    sum.crashes += other.crashes
    sum.freezes += other.freezes
    sum.lostAnswers += other.lostAnswers
    sum.lateArrivals += other.lateArrivals
    sum.staleReads += other.staleReads
    sum.databaseErrors += other.databaseErrors
    sum.doubleSubmissions += other.doubleSubmissions
  }
}

extension Tally: CustomStringConvertible {
  var description: String {
    """
    \(events) events, \(calls) calls, \(transfers) transfers, \(accepted) groups accepted, \(crashes) crashes, \
    \(freezes) freezes, \(lostAnswers) lost answers, \(lateArrivals) late arrivals, \(staleReads) stale reads, \
    \(databaseErrors) database errors, \(doubleSubmissions) double submissions
    """
  }
}
