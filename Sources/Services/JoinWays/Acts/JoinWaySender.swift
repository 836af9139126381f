import Model
import Storage
import WeCom

/// INTENT, GATE, SEND, RECORD of one call that changes a join way, as a transfer's: it decides nothing.
struct JoinWaySender: Sendable {
  let ledger: Store
  let client: WeComClient
  let clock: any CompanyClock
  let rules: HandoverRules
  /// Whose application calls.
  let profile: String
  let openCalls: OpenCallWatch<CallID>

  enum Sent: Sendable {
    /// Nothing was sent.
    case refused(JoinWayRefusal)
    /// - Parameter record: as it stands once the end is written down.
    case ended(JoinWayCallEnd, JoinWayRecord)
  }

  /// What is to be sent, and what the ledger keeps of it.
  struct Intent: Sendable {
    var id: CallID
    var joinWay: JoinWayID
    var request: JoinWayRequest
    /// What it writes; nil for a delete.
    var content: JoinWayContent?
    /// What stands at the vendor; nil for an add.
    var before: JoinWayContent?
    /// For an add: the row it leaves, made at the moment of the intent.
    var making: (@Sendable (Timestamp) -> JoinWayRecord)?
    /// Whoever decided it was shown the whole of ``before``.
    var isBaseShown = false
    var actor: String
  }

  /// Throws `CallError` and `CancellationError` before, `StorageError` before and after the call: then its end is written
  /// down by a later look, or never.
  func send(_ intent: Intent) async throws -> Sent {
    try await client.prepareToSend(intent.request.kind)
    try Task.checkCancellation()
    CrashPoint.beforeIntent.pass()
    // The gate counts from before the commit: a slow disk closes it, never widens it.
    let begun = ContinuousClock.now
    await openCalls.begin(intent.id)
    let now = clock.now
    let call = JoinWayCall(
      id: intent.id, joinWay: intent.joinWay, kind: intent.request.kind.stored, content: intent.content,
      before: intent.before, bodyHash: bodyHash(intent.request.body), committedAt: now,
      deadline: now + TimeSpan(rules.requestTimeout), actor: intent.actor)
    let record = intent.making?(now)
    let refusal = try await ledger.perform { engine in
      try JoinWayRegistry(engine: engine).intend(call, making: record) { CrashPoint.insideIntent.pass() }
    }
    if let refusal {
      await openCalls.forget(call.id)
      return .refused(refusal)
    }
    CrashPoint.afterIntent.pass()
    CrashPoint.beforeSend.pass()
    let end = await client.send(intent.request) { [rules] in
      CrashPoint.connected.pass()
      return begun.duration(to: .now) < rules.gate
    }
    CrashPoint.afterSend.pass()
    return .ended(end, try await write(end, of: call, isBaseShown: intent.isBaseShown))
  }

  private func write(
    _ end: JoinWayCallEnd, of call: JoinWayCall, isBaseShown: Bool
  ) async throws -> JoinWayRecord {
    let now = clock.now
    let result = JoinWayCallResult(end)
    // Whoever is told that a configuration is not there while they change it has seen that it is gone.
    let isGone = if case .refused(let error) = end { error.code == .unknownConfigID } else { false }
    CrashPoint.beforeRecord.pass()
    let record = try await ledger.perform { [profile] engine in
      let registry = JoinWayRegistry(engine: engine)
      // Nil where another process has seen the call's effect meanwhile.
      return try registry.record(
        result, of: call.id, sight: isGone ? .gone : nil, by: profile, isDriftKnown: isBaseShown, actor: call.actor,
        now: now
      ) { CrashPoint.insideRecord.pass() } ?? registry.record(call.joinWay)
    }
    CrashPoint.afterRecord.pass()
    if record?.openCall?.id != call.id { await openCalls.forget(call.id) }
    guard let record else { throw UnknownJoinWay(id: call.joinWay) }
    return record
  }
}

extension JoinWayRequest.Kind {
  fileprivate var stored: JoinWayCall.Kind {
    switch self {
    case .add: .add
    case .update: .update
    case .delete: .delete
    }
  }
}

/// The registry has no such row: a mistake of whoever named it.
package struct UnknownJoinWay: Error, Sendable, Hashable {
  package let id: JoinWayID
}
