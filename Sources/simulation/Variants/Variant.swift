import Model
import Services
import Storage

/// A protocol with one safety switched off, in a world that raises what it guards against: the checker must see what
/// then breaks, or it is worth nothing.
struct Variant: Sendable {
  /// What the shell does otherwise, where the rules alone cannot take the safety away.
  enum Shell: Sendable {
    case asItIs
    /// A call without an answer counts as not sent.
    case blindRetry
    /// One negative read is enough.
    case oneNegative
    /// A worker that starts does not know of calls in the air.
    case noLedger
    /// Decisions name whichever epoch the ledger has.
    case noEpoch
  }

  let name: String
  /// The safety that is missing.
  let removes: String
  /// What its world is like.
  let world: String
  /// What must be found.
  let breaks: Invariant
  let shell: Shell
  let changeWorld: @Sendable (inout WorldPlan) -> Void
  let changeRules: @Sendable (inout HandoverRules) -> Void

  init(
    _ name: String, removes: String, world: String, breaks: Invariant, shell: Shell = .asItIs,
    changeWorld: @escaping @Sendable (inout WorldPlan) -> Void,
    changeRules: @escaping @Sendable (inout HandoverRules) -> Void = { _ in }
  ) {
    self.name = name
    self.removes = removes
    self.world = world
    self.breaks = breaks
    self.shell = shell
    self.changeWorld = changeWorld
    self.changeRules = changeRules
  }

  static func named(_ name: String) -> Variant? { all.first { $0.name == name } }
}

// MARK: - What the shell does otherwise

extension Variant {
  /// Where the core starts from.
  func loaded(_ core: HandoverCore) -> HandoverCore {
    guard shell == .oneNegative else { return core }
    var state = core.state
    for index in state.items.indices where state.items[index].state == .unknown {
      state.items[index].negativeAt = state.items[index].negativeAt ?? Timestamp(milliseconds: 0)
    }
    return HandoverCore(state: state, rules: core.rules)
  }

  /// What the core is told of a call's end.
  func heard(_ end: SendEnd) -> SendEnd {
    guard shell == .blindRetry, end == .unknown else { return end }
    return .notSent(.unreachable, blockedUntil: nil)
  }

  /// The claim that decisions name.
  func claim(_ job: Job, _ ledger: any SQLEngine) -> Job {
    guard shell == .noEpoch else { return job }
    return (try? JobLedger(engine: ledger).job(job.id)) ?? job
  }

  /// A process starts.
  func restart(_ ledger: any SQLEngine) {
    guard shell == .noLedger else { return }
    _ = try? ledger.transaction { connection in
      try connection.execute("UPDATE handover_item SET state = 'ready' WHERE state IN ('sending', 'unknown')")
      try connection.execute("UPDATE transfer_batch SET state = 'aborted' WHERE state IN ('sending', 'unknown')")
    }
  }
}
