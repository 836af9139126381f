import Model

extension WorldPlan {
  /// Enough calls that a few dozen seeds raise every fault often.
  fileprivate mutating func sendMuch() {
    rules.batchSize = 4
    rules.dailyCap = 24
    resigned = [48]
    onJobGroups = 2
  }
}

extension Variant {
  static let all = [
    Variant(
      "no-gate", removes: "the 2 s between intent and send",
      world: "workers freeze for hours right before they send, and lose their role to another", breaks: .i10,
      changeWorld: { plan in
        plan.sendMuch()
        plan.workers = 3
        plan.freeze = 0.003
        plan.crash = 0.003
        plan.freezeBeforeSend = 0.15
        plan.freezeSpans = [.minutes(25)...(.hours(1))]
        plan.requestLost = 0
        plan.requestLate = 0
      }, changeRules: { $0.gate = .seconds(30 * 86_400) }),
    Variant(
      "no-quiet-period", removes: "the 15 min in which a lost call may still arrive",
      world: "a third of all requests arrive up to 10 min late", breaks: .i10,
      changeWorld: { plan in
        plan.sendMuch()
        plan.requestLate = 0.35
      }, changeRules: { $0.quietPeriod = .seconds(0) }),
    Variant(
      "one-negative-read", removes: "the second of two negative reads",
      world: "requests arrive 14 to 15 min late, and every read is 130 to 140 s old", breaks: .i10,
      shell: .oneNegative,
      changeWorld: { plan in
        plan.sendMuch()
        plan.clockDrift = .seconds(0)
        plan.clockJumps = 0
        plan.requestLate = 0.6
        plan.late = .minutes(14)...(.minutes(15))
        plan.staleRead = 1
        plan.lag = .seconds(130)...(.seconds(140))
      }),
    Variant(
      "blind-retry", removes: "the state unknown: what has no answer counts as not sent",
      world: "answers are lost, requests are late, reads are old", breaks: .i10, shell: .blindRetry,
      changeWorld: { plan in
        plan.sendMuch()
        plan.answerLost = 0.3
        plan.requestLate = 0.3
        plan.staleRead = 0.5
      }),
    Variant(
      "no-ledger", removes: "the memory of calls in the air over a restart",
      world: "workers die often, and requests are late", breaks: .i10, shell: .noLedger,
      changeWorld: { plan in
        plan.sendMuch()
        plan.crash = 0.05
        plan.requestLate = 0.3
      }),
    Variant(
      "no-clock-guard", removes: "the comparison of the local clock with the vendor's",
      world: "clocks jump by hours every few hours, and the vendor does not keep the day's quota itself", breaks: .i11,
      changeWorld: { plan in
        plan.workers = 2
        plan.clockJumps = 16
        plan.requestLate = 0.2
        plan.vendorCounts = false
        plan.rules.window = .standard
        plan.rules.dailyCap = plan.rules.batchSize * 2
        plan.resigned = [plan.rules.batchSize * 7]
      }, changeRules: { $0.greatestSkew = .days(30) }),
    Variant(
      "no-epoch", removes: "the epoch of the claim in every decision",
      world: "workers freeze for minutes and lose their role to another", breaks: .i9, shell: .noEpoch,
      changeWorld: { plan in
        plan.sendMuch()
        plan.workers = 3
        plan.freeze = 0.05
      }),
  ]
}
