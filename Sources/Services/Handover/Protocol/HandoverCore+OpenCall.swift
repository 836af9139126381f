import Model
import Storage

extension HandoverCore {
  var unresolved: [HandoverItem] {
    guard let batch = state.batch else { return [] }
    return state.items.filter { $0.batch == batch.id && $0.state == .unknown }
  }

  /// When the open call is to be read next; nil without one.
  var nextReconcile: Timestamp? {
    guard let batch = state.batch else { return nil }
    let quiet = batch.deadline + rules.quietPeriod
    return unresolved.map { item in item.negativeAt.map { $0 + rules.negativeGap } ?? quiet }.min() ?? quiet
  }

  mutating func reconcileIfDue(_ moment: Moment) -> HandoverCommand? {
    guard let batch = state.batch, let next = nextReconcile else { return nil }
    let chats = unresolved.map(\.chatID)
    if moment.now >= next {
      guard moment.isSettled else { return .settle }
      // A read that proved nothing is not repeated in the same run: the run ends and comes back.
      if state.hasLookedLate { return nil }
      state.hasLookedLate = true
    } else {
      // Within the quiet period one look a run: proof that the call arrived counts at once.
      if state.hasLookedEarly || moment.now >= batch.deadline + rules.quietPeriod { return nil }
      state.hasLookedEarly = true
    }
    state.phase = .reconcile(chats, begun: moment)
    return .read(chats)
  }

  mutating func settleBatch(_ change: inout HandoverChange, to end: BatchState, outcome: String, counted: Int) {
    guard let batch = state.batch else { return }
    change.batch = .init(id: batch.id, to: end, outcome: outcome, counted: counted)
    if end.isOpen {
      state.batch?.state = end
    } else {
      state.batch = nil
    }
    if batch.quotaDay == state.quotaDay { state.quota.used -= batch.chats.count - counted }
  }

  mutating func unknownChange(of batch: TransferBatch) -> HandoverChange {
    var change = HandoverChange()
    for chat in batch.chats {
      guard state.items.contains(where: { $0.chatID == chat && $0.state == .sending }) else { continue }
      alter(chat, in: &change) { $0.state = .unknown }
    }
    settleBatch(&change, to: .unknown, outcome: "unknown", counted: batch.chats.count)
    return change
  }

  /// RECONCILE: a positive read settles at once; a negative one only as the second of two after the quiet period.
  ///
  /// - Parameter begun: when the read was begun: one begun within the quiet period proves nothing, however long it took,
  ///   nor does one by a clock that the vendor's `Date` contradicts.
  mutating func reconciled(
    _ chats: [ChatID], _ picture: RemotePicture, begun: Moment, _ moment: Moment
  ) -> HandoverChange {
    var change = HandoverChange()
    guard let batch = state.batch else { return change }
    let rules = rules
    let quietOver = batch.deadline + rules.quietPeriod
    // A clock that has jumped ahead must not make the quiet period short, nor one that was set right during the read.
    let read = min(begun.now, moment.now)
    let isTrusted = moment.excessiveSkew(rules) == nil
    let isLate = read >= quietOver && begun.isSettled && isTrusted
    let isGivenUp = read >= batch.deadline + rules.attentionAfter && isTrusted
    for chat in chats {
      let evidence =
        picture[chat]?.evidence(kind: batch.kind, oldOwner: batch.oldOwner, newOwner: batch.newOwner) ?? .unclear
      guard let item = state.items.first(where: { $0.chatID == chat && $0.state == .unknown }) else { continue }
      switch evidence {
      case .positive: alter(chat, in: &change) { $0.accept(at: moment.now, rules) }
      case .elsewhere: alter(chat, in: &change) { $0.state = .foreign }
      case .gone: alter(chat, in: &change) { $0.state = .gone }
      case .negative where isLate:
        if let first = item.negativeAt {
          guard read >= first + rules.negativeGap else { continue }
          alter(chat, in: &change) {
            $0.state = .ready
            $0.negativeAt = nil
            $0.dueAt = nil
            $0.attempts += 1
          }
        } else {
          alter(chat, in: &change) { $0.negativeAt = moment.now }
        }
      case .unclear where isGivenUp: alter(chat, in: &change) { $0.state = .stuck }
      case .negative, .unclear: continue
      }
    }
    if unresolved.isEmpty {
      let returned = batch.chats.filter { chat in
        state.items.contains { $0.chatID == chat && $0.batch == batch.id && $0.state == .ready }
      }
      settleBatch(&change, to: .resolved, outcome: "resolved", counted: batch.chats.count - returned.count)
    }
    return change
  }
}
