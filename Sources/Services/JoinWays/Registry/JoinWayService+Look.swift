import Model
import Storage
import WeCom

/// What looking at one configuration brought.
struct LookedAt: Sendable {
  /// As the registry has it now.
  var record: JoinWayRecord
  /// Nil for one without a config id: there is nothing to look at.
  var sight: JoinWaySight?
  var learnt = JoinWayRegistry.Learnt.same
  /// When it was seen, where that is still to be written down.
  var unwritten: Timestamp?
  /// The call whose end it made known.
  var settled: CallID?
}

extension JoinWayService {
  func registry<Value: Sendable>(_ body: @Sendable (JoinWayRegistry) throws -> Value) async throws -> Value {
    try await company.ledger.perform { try body(JoinWayRegistry(engine: $0)) }
  }

  /// Throws ``JoinWayTrouble`` and `CancellationError`.
  func read(_ config: ConfigID) async throws -> JoinWay {
    guard let client else { throw NotConnected() }
    do {
      let remote = try await client.joinWay(config, priority: .foreground)
      guard remote.configID == config else { throw JoinWayTrouble.otherConfiguration }
      return remote
    } catch let error as CallError {
      throw JoinWayTrouble.call(error)
    }
  }

  private func sight(of config: ConfigID) async throws -> JoinWaySight {
    do {
      return .found(try await read(config))
    } catch JoinWayTrouble.call(.vendor(let error)) where error.code == .unknownConfigID {
      return .gone
    }
  }

  /// Reads a configuration, settles its open call if that can be told, and writes down what was learnt.
  ///
  /// A process that may change nothing settles nothing: the end of a call is an audit row. Where only real time is wanting
  /// to settle a call, it is waited for: one request time-out at most. What another profile's application has, and this one
  /// is not told of, is left as it is.
  ///
  /// - Parameter writingSeen: false leaves ``LookedAt/unwritten`` to the caller.
  /// - Throws: ``JoinWayTrouble``, `CancellationError`, `StorageError`.
  func look(at known: JoinWayRecord, writingSeen: Bool = true) async throws -> LookedAt {
    guard let config = known.configID, known.standing != .removed else { return LookedAt(record: known) }
    while true {
      let call = authority == .mayChange ? known.openCall : nil
      if call != nil { CrashPoint.beforeReconcile.pass() }
      let begun = await moment(call)
      let sight = try await sight(of: config)
      guard sight != .gone || known.profile == profile else { throw JoinWayTrouble.otherProfile(known.profile) }
      let verdict: JoinWaySettlement.Verdict? =
        if let call {
          JoinWaySettlement(rules: rules).verdict(on: call, seeing: sight, begun: begun, await moment(call))
        } else {
          nil
        }
      switch (verdict, call) {
      case (.wait, let call?):
        // Real time, once: the quiet period may have run in compressed company time while the call is still under way.
        try await ContinuousClock().sleep(for: await openCalls.remaining(of: call.id, timeout: rules.requestTimeout))
      case (.ended(let result), let call?):
        if let looked = try await settle(call, as: result, seeing: sight) { return looked }
        return try await learn(sight, of: known, writingSeen: writingSeen)
      default: return try await learn(sight, of: known, writingSeen: writingSeen)
      }
    }
  }

  private func moment(_ call: JoinWayCall?) async -> Moment {
    var isSettled = true
    if let call { isSettled = await openCalls.remaining(of: call.id, timeout: rules.requestTimeout) == .zero }
    return Moment(now: clock.now, isSettled: isSettled, skew: clock.speed == 1 ? client?.clockSkew : nil)
  }

  /// Nil when somebody was faster.
  private func settle(
    _ call: JoinWayCall, as result: JoinWayCallResult, seeing sight: JoinWaySight
  ) async throws -> LookedAt? {
    let now = clock.now
    CrashPoint.beforeRecord.pass()
    let before = try await registry { try $0.record(call.joinWay) }
    let settled = try await registry { [actor, profile] registry in
      try registry.record(result, of: call.id, sight: sight, by: profile, actor: actor, now: now) {
        CrashPoint.insideRecord.pass()
      }
    }
    guard let settled else { return nil }
    CrashPoint.afterRecord.pass()
    await openCalls.forget(call.id)
    let learnt: JoinWayRegistry.Learnt =
      if settled.standing == .gone, before?.standing != .gone {
        .gone
      } else if let drift = settled.drift, drift != before?.drift {
        .drifted
      } else {
        .same
      }
    return LookedAt(record: settled, sight: sight, learnt: learnt, settled: call.id)
  }

  private func learn(
    _ sight: JoinWaySight, of known: JoinWayRecord, writingSeen: Bool
  ) async throws -> LookedAt {
    let now = clock.now
    let end = try await registry { [profile] in
      try $0.learn(sight, of: known, by: profile, at: now, writingSeen: writingSeen)
    }
    guard let (learnt, record, isUnwritten) = end else {
      throw UnknownJoinWay(id: known.id)
    }
    return LookedAt(record: record, sight: sight, learnt: learnt, unwritten: isUnwritten ? now : nil)
  }
}
