import Model
import Storage

/// What a look at a configuration says about a call whose end is not known. Pure.
///
/// A look that shows what was written settles it at once. A look that shows anything else settles it only when it was
/// begun after the quiet period that follows the call's deadline, and one full real request time-out after this process
/// first knew of the call: until then the call may still be on its way. One such look is enough, other than for a transfer,
/// which wants two: an update or a delete can be repeated without making anything twice, and before it is, the vendor is read
/// again. What a call does that arrives later still is found as a change made elsewhere, not lost.
///
/// That the vendor does not know the configuration is the word of the application that has it: what another one is told
/// never comes here.
///
/// An add is never settled by a look: without its config id there is nothing to look at.
struct JoinWaySettlement: Sendable {
  let rules: HandoverRules

  enum Verdict: Sendable, Hashable {
    /// Nothing can be said before this moment, or without another look after it.
    case open(until: Timestamp)
    /// Only real time is wanting: another look once it has passed.
    case wait
    case ended(JoinWayCallResult)
  }

  /// - Parameters:
  ///   - begun: when the look was begun; it tells nothing about what came later.
  ///   - moment: when it ended.
  func verdict(
    on call: JoinWayCall, seeing sight: JoinWaySight, begun: Moment, _ moment: Moment
  ) -> Verdict {
    let end = call.deadline + rules.quietPeriod
    guard let (result, isProof) = result(of: call, seeing: sight) else { return .open(until: end) }
    if isProof { return .ended(result) }
    // A clock that has jumped ahead must not make the quiet period short, nor one that was set right during the look.
    guard min(begun.now, moment.now) >= end, moment.excessiveSkew(rules) == nil else { return .open(until: end) }
    return begun.isSettled ? .ended(result) : .wait
  }

  /// What is seen, and whether it is a proof that needs no time; nil where nothing can ever be seen.
  private func result(
    of call: JoinWayCall, seeing sight: JoinWaySight
  ) -> (result: JoinWayCallResult, isProof: Bool)? {
    switch (call.kind, sight) {
    case (.add, _): return nil
    case (.delete, .gone): return (.init(.done, outcome: "seen"), true)
    case (.delete, .found): return (.init(.void, outcome: "notSeen"), false)
    // There is nothing left it could take effect on.
    case (.update, .gone): return (.init(.void, outcome: "gone"), true)
    case (.update, .found(let remote)):
      guard let wanted = call.content, let before = call.before else { return nil }
      switch Self.trace(of: wanted, over: before, in: remote.content) {
      case .whole: return (.init(.done, outcome: "seen"), true)
      case .part: return (.init(.done, outcome: "overwritten"), false)
      case .none: return (.init(.void, outcome: "notSeen"), false)
      case .neither: return (.init(.void, outcome: "overwritten"), false)
      }
    }
  }

  enum Trace: Sendable, Hashable {
    /// All that was to change has changed.
    case whole
    /// Some of it has; somebody changed the rest.
    case part
    /// Nothing of it has.
    case none
    /// Nothing of it can be seen, yet it is not what stood there before either.
    case neither
  }

  /// How much of an update `remote` shows, with what the vendor makes of contents by itself left aside.
  static func trace(
    of wanted: JoinWayContent, over before: JoinWayContent, in remote: JoinWayContent
  ) -> Trace {
    let changed = wanted.differences(from: before).filter(wanted.isSent)
    if remote == wanted || changed.isEmpty { return .whole }
    let arrived = changed.filter {
      wanted.mayBecome(remote, in: $0, asSent: true) && !before.isNearer(to: remote, than: wanted, in: $0)
    }
    if arrived.count == changed.count { return .whole }
    if arrived.isEmpty, changed.allSatisfy({ before.mayBecome(remote, in: $0, asSent: false) }) { return .none }
    return arrived.isEmpty ? .neither : .part
  }
}

extension JoinWayContent {
  /// Nothing is said of a field that is not sent.
  fileprivate func isSent(_ field: JoinWayField) -> Bool {
    switch field {
    case .markSource: markSource != nil
    case .roomBaseID: roomBaseID != nil
    default: true
    }
  }

  /// Whether `remote` may have come of this content, and rather than of `other`: groups that were created are few.
  fileprivate func isNearer(to remote: JoinWayContent, than other: JoinWayContent, in field: JoinWayField) -> Bool {
    guard mayBecome(remote, in: field, asSent: false), other.taking(field, from: remote) != other else { return false }
    return taking(field, from: remote) == self || field != .chats || chats.count >= other.chats.count
  }
}
