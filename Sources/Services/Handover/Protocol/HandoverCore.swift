import Model
import Storage

/// Every decision of the transfer protocol, in one synchronous function over values: no clock, no I/O, no randomness.
///
/// ```
/// resumed ─▶ decide ─┬─ read(preflight) ─▶ apply(sorted out) ─▶ intend ─▶ send ─▶ apply(record) ─▶ decide
///                    ├─ read(reconcile) ─▶ apply ─▶ decide      the open call comes before everything else
///                    ├─ read(follow)    ─▶ apply ─▶ decide
///                    └─ wait · attention · finish               the run ends
/// ```
/// The shell performs a command and feeds its answer back. In memory the core changes items together with the change it
/// asks to be written; when the ledger disagrees, the shell loads the state anew.
package struct HandoverCore: Sendable, Hashable {
  package internal(set) var state: HandoverState
  package let rules: HandoverRules

  package init(state: HandoverState, rules: HandoverRules) {
    self.state = state
    self.rules = rules
  }

  /// What to do next, given what has happened.
  package mutating func step(_ event: HandoverEvent, at moment: Moment) -> HandoverCommand {
    let phase = state.phase
    state.phase = .idle
    switch (phase, event) {
    case (_, .resumed): return resume(moment)
    case (.sorted(let chats, let newOwner), .applied): return intend(chats, newOwner, moment)
    case (.ending(let command), .applied):
      state.phase = .ended
      return command
    case (_, .applied), (_, .settled): return decide(moment)
    case (.preflight(let chats, let newOwner), .read(let picture)): return sort(chats, newOwner, picture, moment)
    case (.follow(let chats, let begun), .read(let picture)):
      return write(followed(chats, picture, begun: begun), moment)
    case (.reconcile(let chats, let begun), .read(let picture)):
      return write(reconciled(chats, picture, begun: begun, moment), moment)
    case (_, .read): return .reload
    case (_, .readFailed(let failure)): return end(readFailed: failure, moment)
    case (.intending, .intended(let batch)): return send(batch)
    case (_, .intended): return .reload
    case (_, .intentRefused(let refusal)): return end(intentRefused: refusal, moment)
    case (.sending, .ended(let end)): return record(end, moment)
    case (_, .ended): return .reload
    }
  }
}

// MARK: - Deciding

extension HandoverCore {
  /// A call that is open when a run begins was begun by a run that is gone: nobody knows its end.
  private mutating func resume(_ moment: Moment) -> HandoverCommand {
    state.tokenRefusals = 0
    state.hasLookedEarly = false
    state.hasLookedLate = false
    guard let batch = state.batch, batch.state == .sending else { return decide(moment) }
    return write(unknownChange(of: batch), moment)
  }

  mutating func decide(_ moment: Moment) -> HandoverCommand {
    if Day(at: moment.now) != state.quotaDay { return end(.reload) }
    if state.handover.isCancelled, state.items.contains(where: { $0.state == .ready }) {
      // What came back unsent after a person had taken the rest back goes the same way.
      var change = HandoverChange()
      for item in state.items where item.state == .ready { alter(item.chatID, in: &change) { $0.state = .cancelled } }
      return write(change, moment)
    }
    if let command = reconcileIfDue(moment) { return command }
    let sending = sendingPlan(moment)
    if case .now(let chats, let newOwner) = sending {
      state.phase = .preflight(chats, newOwner: newOwner)
      return .read(chats)
    }
    let due = state.items.filter { $0.state == .accepted && ($0.dueAt ?? moment.now) <= moment.now }
    if !due.isEmpty {
      let chats = due.prefix(rules.batchSize).map(\.chatID)
      state.phase = .follow(chats, begun: moment.now)
      return .read(chats)
    }
    if state.items.allSatisfy(\.state.isFinal) { return end(.finish(finalState)) }
    return end(waiting(sending, moment))
  }

  mutating func end(_ command: HandoverCommand) -> HandoverCommand {
    state.phase = .ended
    return command
  }

  /// Done if everything that was to be sent is with its new owner.
  private var finalState: JobState {
    if state.items.contains(where: \.state.isFailure) { return .doneWithErrors }
    return state.handover.isCancelled ? .cancelled : .done
  }

  private enum SendingPlan {
    case now([ChatID], newOwner: UserID)
    case later(Timestamp, JobReason)
    case nothing
    /// Groups are left, all for new owners who cannot receive them.
    case blocked(newOwner: UserID, code: Int)
  }

  private func sendingPlan(_ moment: Moment) -> SendingPlan {
    guard !state.handover.isCancelled, state.batch == nil else { return .nothing }
    let ready = state.items.filter { $0.state == .ready }
    let open = ready.filter { item in item.newOwner.map { state.blocked[$0] == nil } ?? false }
    guard let first = open.first(where: { ($0.dueAt ?? moment.now) <= moment.now }) else {
      if let next = open.compactMap(\.dueAt).min() {
        let opening = rules.nextSending(from: next)
        return .later(opening, .retrying(groups: open.count, until: opening))
      }
      guard let owner = ready.first?.newOwner, let code = state.blocked[owner] else { return .nothing }
      return .blocked(newOwner: owner, code: code)
    }
    let opening = rules.nextSending(from: moment.now)
    if opening > moment.now {
      return .later(
        opening, rules.window.contains(moment.now) ? .midnight(until: opening) : .outsideWindow(until: opening))
    }
    let left = state.quota.isClosed ? 0 : rules.dailyCap - state.quota.used
    if left <= 0 {
      let owner = state.handover.oldOwner
      let tomorrow = rules.nextSending(from: state.quotaDay.next.start)
      return .later(
        tomorrow,
        state.quota.isClosed
          ? .quotaClosed(owner: owner, until: tomorrow) : .quotaUsedUp(owner: owner, until: tomorrow))
    }
    guard let newOwner = first.newOwner else { return .nothing }
    let chats = open.lazy
      .filter { $0.newOwner == newOwner && ($0.dueAt ?? moment.now) <= moment.now }
      .prefix(min(rules.batchSize, left)).map(\.chatID)
    return .now(Array(chats), newOwner: newOwner)
  }

  private func waiting(_ sending: SendingPlan, _ moment: Moment) -> HandoverCommand {
    var moments: [Timestamp] = state.items.filter { $0.state == .accepted }.compactMap(\.dueAt)
    // After a look that proved nothing the next one is a pause away.
    if let next = nextReconcile { moments.append(next > moment.now ? next : moment.now + rules.pause) }
    var reason = JobReason.following(groups: state.items.count { $0.state == .accepted })
    if let batch = state.batch {
      reason =
        moment.excessiveSkew(rules).map { .clockSkew(seconds: $0.seconds) } ?? .checking(groups: batch.chats.count)
    }
    switch sending {
    case .now, .nothing: break
    case .later(let moment, let why):
      moments.append(moment)
      reason = why
    case .blocked(let newOwner, let code):
      if moments.isEmpty { return .attention(.newOwnerUnfit(newOwner: newOwner, code: code)) }
      reason = .newOwnerUnfit(newOwner: newOwner, code: code)
    }
    return .wait(until: moments.min() ?? moment.now + rules.pause, reason)
  }
}

// MARK: - Sending

extension HandoverCore {
  /// PREFLIGHT: keep what still waits with the old owner, put away what does not.
  private mutating func sort(
    _ chats: [ChatID], _ newOwner: UserID, _ picture: RemotePicture, _ moment: Moment
  ) -> HandoverCommand {
    var change = HandoverChange()
    var sendable: [ChatID] = []
    let rules = rules
    for chat in chats {
      guard let group = picture[chat], group.isGone || group.status != nil && group.owner != nil else {
        // Nobody could say how it stands: later again, a few times.
        alter(chat, in: &change) {
          $0.attempts += 1
          $0.dueAt = moment.now + .minutes(30)
          guard $0.attempts >= rules.attempts else { return }
          $0.state = .changed
          $0.detail = .unreadable
        }
        continue
      }
      switch group.evidence(kind: state.handover.kind, oldOwner: state.handover.oldOwner, newOwner: newOwner) {
      case .negative: sendable.append(chat)
      case .positive:
        alter(chat, in: &change) {
          // Given up as not sent, and yet it arrived: ours after all.
          if $0.batch != nil { $0.accept(at: moment.now, rules) } else { $0.state = .foreign }
        }
      case .elsewhere: alter(chat, in: &change) { $0.state = .foreign }
      case .gone: alter(chat, in: &change) { $0.state = .gone }
      case .unclear:
        let isOnJob = state.handover.kind == .onJob
        alter(chat, in: &change) {
          if $0.batch != nil, group.status == .inProgress {
            // Given up as not sent, and yet on its way: followed like any other.
            $0.accept(at: moment.now, rules)
          } else {
            $0.state = .changed
            $0.detail = group.status == .inProgress ? .inProgress : isOnJob ? .ownerResigned : .notResigned
          }
        }
      }
    }
    // Sent several times without an answer and without effect: a person looks before it is sent once more.
    let tired = sendable.count { chat in
      state.items.contains { $0.chatID == chat && $0.batch != nil && $0.attempts == rules.attempts }
    }
    if tired > 0 {
      for chat in sendable { alter(chat, in: &change) { $0.attempts = 0 } }
      return write(change, then: .attention(.unanswered(groups: tired)), moment)
    }
    guard !change.isEmpty else { return intend(sendable, newOwner, moment) }
    state.phase = sendable.isEmpty ? .idle : .sorted(sendable, newOwner: newOwner)
    return .apply(change)
  }

  private mutating func intend(_ chats: [ChatID], _ newOwner: UserID, _ moment: Moment) -> HandoverCommand {
    // Known from the answers of the read just made, hence no older than it.
    if let skew = moment.excessiveSkew(rules) {
      return end(.wait(until: moment.now + .minutes(10), .clockSkew(seconds: skew.seconds)))
    }
    // The read may have taken minutes: the window, the day and midnight are looked at again.
    guard Day(at: moment.now) == state.quotaDay, rules.nextSending(from: moment.now) == moment.now else {
      return decide(moment)
    }
    state.phase = .intending
    return .intend(chats: chats, newOwner: newOwner)
  }

  private mutating func send(_ batch: TransferBatch) -> HandoverCommand {
    state.batch = batch
    state.quota.used += batch.chats.count
    for index in state.items.indices where batch.chats.contains(state.items[index].chatID) {
      state.items[index].state = .sending
      state.items[index].batch = batch.id
    }
    state.phase = .sending
    return .send(batch)
  }

  private mutating func end(intentRefused refusal: IntentRefusal, _ moment: Moment) -> HandoverCommand {
    switch refusal {
    case .notMine, .changed: return end(.reload)
    case .stopped: return end(.release)
    case .midnight:
      let opening = rules.nextSending(from: moment.now + .minutes(1))
      return end(.wait(until: opening, .midnight(until: opening)))
    // Another handover of the same owner has spent some since: what is left is looked at again.
    case .quota: return end(.reload)
    case .audit: return end(.attention(.auditMismatch))
    case .otherBatch:
      return end(.wait(until: moment.now + rules.pause, .otherHandover(owner: state.handover.oldOwner)))
    }
  }

  private mutating func end(readFailed failure: ReadFailure, _ moment: Moment) -> HandoverCommand {
    switch failure {
    case .unreachable: end(.wait(until: moment.now + rules.pause, .unreachable))
    case .blocked(let until): end(.wait(until: max(until, moment.now + .seconds(1)), .rateLimited))
    case .refused(let code): end(.attention(.refused(code: code)))
    }
  }
}

// MARK: - Changing items

extension HandoverCore {
  /// Changes an item in memory and in the change to be written.
  mutating func alter(_ chat: ChatID, in change: inout HandoverChange, _ body: (inout HandoverItem) -> Void) {
    guard let index = state.items.firstIndex(where: { $0.chatID == chat }) else { return }
    let from = state.items[index].state
    body(&state.items[index])
    change.items.append(.init(from: from, item: state.items[index]))
  }

  /// Asks for the change to be written, or goes on at once when there is nothing to write.
  mutating func write(
    _ change: HandoverChange, then command: HandoverCommand? = nil, _ moment: Moment
  ) -> HandoverCommand {
    if change.isEmpty {
      guard let command else { return decide(moment) }
      return end(command)
    }
    state.phase = command.map { .ending($0) } ?? .idle
    return .apply(change)
  }
}
