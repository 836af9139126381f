import Model
import Storage
import WeCom

extension JoinWayService {
  /// A `state` nobody uses, for a configuration that has none: its trace, should the answer be lost.
  package func freshState() async throws -> String {
    while true {
      let state = "gd" + newID()
      if try await registry({ try $0.records(withState: state) }).isEmpty { return state }
    }
  }

  /// Makes a configuration, once: whatever becomes of the call, it is never sent again. One without a `state` gets a fresh
  /// one, which the end's record tells.
  ///
  /// - Throws: ``Refusal``; `CallError` and `StorageError` when nothing was sent; a `StorageError` after the call leaves an
  ///   unconfirmed configuration.
  package func add(_ content: JoinWayContent) async throws -> JoinWayEnd {
    try authority.mayChange()
    var content = content
    if content.state.isEmpty { content.state = try await freshState() }
    let faults = try await faults(of: content, overwriting: nil).filter { !$0.isWarning }
    guard faults.isEmpty else { return .invalid(faults) }
    let id = JoinWayID(unchecked: "w-" + newID())
    return try await act(
      .init(
        id: newCallID(), joinWay: id, request: .add(content), content: content, before: nil,
        making: { [content, profile, actor] now in
          JoinWayRecord(
            id: id, configID: nil, standing: .unconfirmed, origin: .made, profile: profile, content: content,
            qrCode: "", seenAt: nil, createdAt: now, createdBy: actor, changedAt: now)
        },
        actor: actor))
  }

  /// Overwrites, if the vendor still has `base`; reads back and compares. Sends nothing where the vendor has `wanted`
  /// already.
  ///
  /// - Parameter isBaseShown: a person was shown the whole of `base`, and so knows what was changed elsewhere. A plan shows
  ///   the groups.
  /// - Throws: as ``add(_:)``; ``JoinWayTrouble`` when the configuration cannot be read before.
  package func update(
    _ id: JoinWayID, from base: JoinWayContent, to wanted: JoinWayContent, isBaseShown: Bool = true
  ) async throws -> JoinWayEnd {
    try authority.mayChange()
    let known = try await existing(id)
    let faults = try await faults(of: wanted, overwriting: known).filter { !$0.isWarning }
    guard faults.isEmpty else { return .invalid(faults) }
    switch try await before(changing: known) {
    case .end(let end): return end
    case .found(let remote, let record):
      if remote.content == wanted { return .done(record, differing: []) }
      guard remote.content == base else {
        return .changedMeanwhile(JoinWayConflict(id: id, base: base, remote: remote.content, wanted: wanted))
      }
      return try await act(
        .init(
          id: newCallID(), joinWay: id, request: .update(remote.configID, wanted), content: wanted, before: base,
          isBaseShown: isBaseShown, actor: actor))
    }
  }

  /// Deletes it; done, too, when the vendor does not know it by the time the call arrives: the application that has it,
  /// not any other's.
  ///
  /// - Throws: as ``update(_:from:to:)``.
  package func remove(_ id: JoinWayID) async throws -> JoinWayEnd {
    try authority.mayChange()
    let known = try await existing(id)
    switch try await before(changing: known) {
    case .end(let end): return end
    case .found(let remote, _):
      return try await act(
        .init(
          id: newCallID(), joinWay: id, request: .delete(remote.configID), content: nil, before: remote.content,
          actor: actor))
    }
  }

  private func newCallID() -> CallID { CallID(unchecked: "c-" + newID()) }

  func existing(_ id: JoinWayID) async throws -> JoinWayRecord {
    guard let record = try await registry({ try $0.record(id) }) else { throw UnknownJoinWay(id: id) }
    return record
  }

  private enum Before {
    case found(JoinWay, JoinWayRecord)
    case end(JoinWayEnd)
  }

  /// The remote read before each overwriting call.
  private func before(changing known: JoinWayRecord) async throws -> Before {
    // What was removed, or never came to be, is not there; an unconfirmed one has no id to call it by.
    if [.removed, .refused].contains(known.standing) { return .end(.gone(known)) }
    guard known.configID != nil else {
      guard let call = known.openCall else { return .end(.gone(known)) }
      return .end(.earlierCallOpen(call, until: call.deadline + rules.quietPeriod))
    }
    let look = try await look(at: known)
    if let call = look.record.openCall {
      return .end(.earlierCallOpen(call, until: call.deadline + rules.quietPeriod))
    }
    // A removal whose answer was lost is found to be done.
    if look.record.standing == .removed { return .end(.done(look.record, differing: [])) }
    guard case .found(let remote) = look.sight else { return .end(.gone(look.record)) }
    return .found(remote, look.record)
  }

  private func act(_ intent: JoinWaySender.Intent) async throws -> JoinWayEnd {
    guard let client else { throw NotConnected() }
    let sender = JoinWaySender(
      ledger: company.ledger, client: client, clock: clock, rules: rules, profile: profile,
      openCalls: openCalls)
    switch try await sender.send(intent) {
    case .refused(let refusal): return try await end(of: refusal, intent)
    case .ended(let end, let record): return try await self.end(of: end, record, intent)
    }
  }

  private func end(of refusal: JoinWayRefusal, _ intent: JoinWaySender.Intent) async throws -> JoinWayEnd {
    switch refusal {
    case .stopped: return .stopped
    case .audit: return .auditNotWhole
    case .openCall(let call): return .earlierCallOpen(call, until: call.deadline + rules.quietPeriod)
    case .stateTaken(let other): return .invalid([JoinWayFault(.state, .stateTaken(by: other))])
    case .changed: return .gone(try await existing(intent.joinWay))
    }
  }

  private func end(
    of end: JoinWayCallEnd, _ record: JoinWayRecord, _ intent: JoinWaySender.Intent
  ) async throws -> JoinWayEnd {
    switch record.standing {
    case .removed: return .done(record, differing: [])
    case .gone: return .gone(record)
    case .kept, .unconfirmed, .refused: break
    }
    switch end {
    case .notSent(let reason): return .notSent(reason)
    case .refused(let error): return .refused(error)
    // An answer that cannot be, or another process has seen the call's effect meanwhile.
    case .answered, .unknown:
      guard record.openCall == nil else { return .unknown(record) }
      return try await readBack(record, intent)
    }
  }

  /// Not cut short by a cancellation: what was written is known to be done. A read that lags the write tells nothing of what
  /// became of it.
  private func readBack(_ record: JoinWayRecord, _ intent: JoinWaySender.Intent) async throws -> JoinWayEnd {
    guard let config = record.configID, let sent = intent.content else { return .done(record, differing: []) }
    switch await Task(operation: { try await read(config) }).result {
    case .failure(let trouble as JoinWayTrouble): return .doneUnread(record, trouble)
    case .failure(let error): throw error
    case .success(let remote):
      let isStale = intent.before.map { JoinWaySettlement.trace(of: sent, over: $0, in: remote.content) == .none }
      if isStale == true { return .done(record, differing: []) }
      let now = clock.now
      let learnt = try await registry { [profile] in
        try $0.learn(.found(remote), of: record, by: profile, isOwn: true, at: now)?.record
      }
      return .done(learnt ?? record, differing: sent.altered(in: remote.content))
    }
  }
}

extension JoinWayContent {
  /// Fields in which the vendor made something else of what was written. Where nothing was written, or it means nothing, it
  /// may make what it likes.
  fileprivate func altered(in remote: JoinWayContent) -> [JoinWayField] {
    remote.differences(from: self).filter { $0 == .remark || !mayBecome(remote, in: $0, asSent: true) }
  }
}
