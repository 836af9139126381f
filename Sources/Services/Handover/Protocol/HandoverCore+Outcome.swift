import Model
import Storage
import WeCom

/// RECORD and FOLLOW: what the end of a call, and every later look, makes of each group.
extension HandoverCore {
  mutating func record(_ end: SendEnd, _ moment: Moment) -> HandoverCommand {
    guard let batch = state.batch else { return self.end(.reload) }
    switch end {
    case .notSent(let why, let until):
      let change = giveBack(batch, to: .aborted, outcome: why.rawValue)
      let reason: JobReason = why == .limited ? .rateLimited : why == .gateClosed ? .tooSlow : .unreachable
      let pause = until ?? moment.now + rules.pause
      return write(change, then: .wait(until: max(pause, moment.now + .seconds(1)), reason), moment)
    case .refused(let code): return refused(batch, code, moment)
    case .answered(let failed):
      let change = answered(batch, failed, moment)
      let isCapReached = state.quota.used >= rules.dailyCap
      let code = UndocumentedRefusal(batch: batch, failed: failed, isCapReached: isCapReached).wholeCode
      let isRepeated = change.items.contains { $0.item.attempts > 1 }
      return write(change, then: isRepeated ? code.map { .attention(.refused(code: $0)) } : nil, moment)
    case .unknown: return write(unknownChange(of: batch), moment)
    }
  }

  private mutating func giveBack(_ batch: TransferBatch, to state: BatchState, outcome: String) -> HandoverChange {
    var change = HandoverChange()
    for chat in batch.chats { alter(chat, in: &change) { $0.state = .ready } }
    settleBatch(&change, to: state, outcome: outcome, counted: 0)
    return change
  }

  /// The vendor refused the call as a whole: nothing happened, and the reason decides who goes on and when.
  private mutating func refused(_ batch: TransferBatch, _ code: Int, _ moment: Moment) -> HandoverCommand {
    var change = giveBack(batch, to: .refused, outcome: String(code))
    switch code {
    case 40014, 42001, 40001, 41001:
      state.tokenRefusals += 1
      return write(change, then: state.tokenRefusals > 1 ? .attention(.refused(code: code)) : nil, moment)
    case 45009, 45033: return write(change, then: .wait(until: moment.now + .minutes(1), .rateLimited), moment)
    case _ where Self.unfitCodes.contains(code):
      block(batch.newOwner, code, in: &change)
      return write(change, moment)
    default: return write(change, then: .attention(.refused(code: code)), moment)
    }
  }

  private mutating func block(_ newOwner: UserID, _ code: Int, in change: inout HandoverChange) {
    change.blocksTarget = .init(newOwner: newOwner, code: code)
    state.blocked[newOwner] = code
  }

  /// The vendor answered: who is not named was accepted, the others by their codes. What was refused group by group is
  /// not given back to the day's quota.
  private mutating func answered(
    _ batch: TransferBatch, _ failed: [ChatID: Int], _ moment: Moment
  ) -> HandoverChange {
    var change = HandoverChange()
    let rules = rules
    let refusal = UndocumentedRefusal(
      batch: batch, failed: failed, isCapReached: state.quota.used >= rules.dailyCap)
    var isUnknown = false
    for chat in batch.chats {
      guard let code = failed[chat] else {
        alter(chat, in: &change) { $0.accept(at: moment.now, rules) }
        continue
      }
      switch code {
      case -1, 6000:
        isUnknown = true
        alter(chat, in: &change) { $0.state = .unknown }
      case 90504, 90507, 90508:
        // Accepted earlier, they say: the first look decides whose it is.
        alter(chat, in: &change) {
          $0.accept(at: moment.now, rules)
          $0.code = code
        }
      case 40050, 49008:
        alter(chat, in: &change) {
          $0.state = .gone
          $0.code = code
        }
      case _ where Self.unfitCodes.contains(code):
        block(batch.newOwner, code, in: &change)
        alter(chat, in: &change) { $0.state = .ready }
      case _ where Self.groupCodes.contains(code):
        alter(chat, in: &change) {
          $0.state = .rejected
          $0.code = code
        }
      default: tryAgainTomorrow(chat, code, refusal, in: &change)
      }
    }
    if refusal.closesDay {
      change.closesDay = batch.quotaDay
      if batch.quotaDay == state.quotaDay { state.quota.isClosed = true }
    }
    settleBatch(
      &change, to: isUnknown ? .unknown : .answered, outcome: "answered", counted: batch.chats.count)
    return change
  }

  /// A group refused with a code nobody documented is tried again on another day, a few times; where the code means the
  /// quota, that is no fault of the group's.
  private mutating func tryAgainTomorrow(
    _ chat: ChatID, _ code: Int, _ refusal: UndocumentedRefusal, in change: inout HandoverChange
  ) {
    let tomorrow = rules.nextSending(from: state.quotaDay.next.start)
    let attempts = rules.attempts
    alter(chat, in: &change) {
      if !refusal.isQuota { $0.attempts += 1 }
      $0.code = code
      $0.dueAt = tomorrow
      $0.state = $0.attempts >= attempts ? .rejected : .ready
    }
  }

  /// FOLLOW: done when the new owner has it and the vendor calls it done; stuck when the last look still says otherwise.
  ///
  /// - Parameter begun: when the read was begun. What it shows is that old, however much time passed meanwhile.
  mutating func followed(_ chats: [ChatID], _ picture: RemotePicture, begun: Timestamp) -> HandoverChange {
    var change = HandoverChange()
    let rules = rules
    for chat in chats {
      guard let item = state.items.first(where: { $0.chatID == chat }), let newOwner = item.newOwner else { continue }
      let evidence =
        picture[chat]?.evidence(
          kind: state.handover.kind, oldOwner: state.handover.oldOwner, newOwner: newOwner) ?? .unclear
      alter(chat, in: &change) {
        switch evidence {
        case .positive(isDone: true): $0.state = .done
        case .elsewhere: $0.state = .foreign
        case .gone: $0.state = .gone
        case .negative where $0.code != nil: $0.state = .rejected
        case .negative, .positive: $0.scheduleNextLook(at: begun, rules)
        case .unclear: $0.scheduleNextLook(at: begun, rules, isUnclear: true)
        }
      }
    }
    return change
  }

  /// The new owner cannot receive groups, whichever they are.
  static let unfitCodes = Set(ErrorCode.newOwnerUnfit.map(\.rawValue))
  /// Codes that say of a group itself why it was not handed over.
  static let groupCodes: Set<Int> = [
    40003, 60011, 60021, 60030, 60111, 84061, 90500, 90501, 90502, 90503, 90509,
  ]
  /// Codes a group may end with that mean the same on every day.
  static let documentedCodes = groupCodes.union(unfitCodes).union([-1, 6000, 40050, 49008, 90504, 90507, 90508])
}

/// What the codes nobody documented say about a call as a whole. What comes back past the day's quota is unknown
/// (96334): it is taken for the quota when this program has spent it, or when the vendor took the first groups of the
/// call and refused all the rest alike. A long call refused whole with one such code closes the day too, but counts
/// against its groups: two days of that, and a person has to look.
struct UndocumentedRefusal {
  let isQuota: Bool
  let closesDay: Bool
  /// The code of a whole long call, if it was refused so.
  let wholeCode: Int?

  /// A shorter call says more about its groups than about the day.
  private static let longCall = 10

  init(batch: TransferBatch, failed: [ChatID: Int], isCapReached: Bool) {
    let codes = batch.chats.map { failed[$0] }
    let undocumented = codes.compactMap { $0 }.filter { !HandoverCore.documentedCodes.contains($0) }
    let isUniform = Set(undocumented).count == 1
    let tail = codes.reversed().prefix { $0 != nil && $0 == undocumented.last }.count
    let isTail = isUniform && tail == undocumented.count && codes.first == .some(nil)
    let isWhole = isUniform && undocumented.count == codes.count && codes.count >= Self.longCall
    isQuota = !undocumented.isEmpty && (isCapReached || isTail)
    closesDay = isQuota || isWhole
    wholeCode = isWhole && !isCapReached ? undocumented.first : nil
  }
}

extension HandoverItem {
  mutating func accept(at now: Timestamp, _ rules: HandoverRules) {
    state = .accepted
    acceptedAt = now
    checks = 0
    code = nil
    negativeAt = nil
    dueAt = rules.followUp.first.map { now + $0 }
  }

  /// The next look of the follow-up, or stuck after the last; one that showed nothing is repeated a few times first.
  mutating func scheduleNextLook(at now: Timestamp, _ rules: HandoverRules, isUnclear: Bool = false) {
    let accepted = acceptedAt ?? now
    checks += 1
    if let next = rules.followUp.map({ accepted + $0 }).first(where: { $0 > now }) {
      dueAt = next
    } else if isUnclear, checks < rules.followUp.count + rules.attempts {
      dueAt = now + .minutes(30)
    } else {
      state = .stuck
    }
  }
}
