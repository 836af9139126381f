import Storage
import Testing

/// One row of the matrix: who is killed, and where. Whatever the row, each group is accepted once and the report is the
/// truth.
struct KillRow: Sendable, CustomTestStringConvertible {
  /// How it comes to its end.
  enum Way: Sendable {
    /// By itself at a point of its own way: ``CrashPoint``.
    case point(String)
    /// In the commit that writes this text.
    case commit(String, KillSwitch.Moment, in: KillSwitch.Database = .ledger)
    /// While a call stands at a hold of the company; afterwards the call goes on there, or is dropped.
    case call(String, at: String, isDropped: Bool)
    /// While half of the call that hands groups over, or half of its answer, is under way.
    case cut(Relay.Cut)
  }

  /// What is killed.
  enum Victim: Sendable {
    /// `handover plan`, `handover start`, `queue pause --all`, `groups refresh`.
    case plan, confirmation, stop, refresh
    /// The first program that opens a ledger of the version before.
    case migration
    /// `queue run`.
    case worker
    /// `queue run`, for whom an earlier one has left a call behind that never came to the company.
    case workerAfterLostCall
    /// `queue run`, told to end while its call is at the company.
    case endingWorker
    /// `queue run`, whose token dies.
    case workerWithDeadToken

    var isWorker: Bool {
      switch self {
      case .plan, .confirmation, .stop, .refresh, .migration: false
      case .worker, .workerAfterLostCall, .endingWorker, .workerWithDeadToken: true
      }
    }
  }

  let name: String
  let victim: Victim
  let way: Way
  /// One of the selection that every run of the tests plays.
  var isShort = false

  var testDescription: String { name }
}

extension KillRow {
  /// Who goes on afterwards.
  enum Restart: String, Sendable, CaseIterable {
    /// The same command, typed again.
    case same
    /// Another worker, which has waited for the role.
    case other
  }

  /// A row with who goes on.
  struct Case: Sendable, CustomTestStringConvertible {
    /// Its place in the table.
    let number: Int
    let row: KillRow
    let restart: Restart
    var testDescription: String { "\(row.name), \(restart.rawValue)" }
  }

  /// All of them with `GROUPDESK_TORTURE=1`, else a short selection.
  static let cases: [Case] = {
    let chosen: [(KillRow, Restart)] =
      Torture.isOn
      ? all.flatMap { row in Restart.allCases.filter { row.victim.isWorker || $0 == .same }.map { (row, $0) } }
      : all.filter(\.isShort).map { ($0, $0.victim.isWorker ? .other : .same) }
    return chosen.enumerated().map { Case(number: $0, row: $1.0, restart: $1.1) }
  }()
}

// MARK: - The rows

extension KillRow {
  static let transfer = "externalcontact/groupchat/transfer"
  static let list = "externalcontact/groupchat/list"
  private static let get = "externalcontact/groupchat/get"

  static let all = before + preflight + intent + wire + record + reconcile + elsewhere

  private static let before: [KillRow] = [
    .init(name: "in the plan's commit", victim: .plan, way: .commit(KillSwitch.Commit.plan, .written)),
    .init(name: "after plan", victim: .plan, way: .commit(KillSwitch.Commit.plan, .unlinked), isShort: true),
    .init(
      name: "in the confirmation's commit", victim: .confirmation, way: .commit(KillSwitch.Commit.confirmation, .unlink)
    ),
    .init(
      name: "after confirm", victim: .confirmation, way: .commit(KillSwitch.Commit.confirmation, .unlinked),
      isShort: true),
    .init(name: "after lease", victim: .worker, way: .point("afterClaim")),
  ]

  private static let preflight: [KillRow] = [
    .init(name: "before preflight", victim: .worker, way: .point("beforePreflight")),
    .init(
      name: "in preflight, list asked", victim: .worker, way: .call(list, at: "before_effect", isDropped: true),
      isShort: true),
    .init(name: "in preflight, half a list read", victim: .worker, way: .call(list, at: "mid_answer", isDropped: true)),
    .init(name: "in preflight, group asked", victim: .worker, way: .call(get, at: "after_effect", isDropped: false)),
    .init(name: "first token asked", victim: .worker, way: .call("gettoken", at: "after_effect", isDropped: true)),
    .init(
      name: "token refresh", victim: .workerWithDeadToken, way: .call("gettoken", at: "before_effect", isDropped: true)),
  ]

  private static let intent: [KillRow] =
    [
      .init(name: "before INTENT", victim: .worker, way: .point("beforeIntent")),
      .init(name: "inside INTENT", victim: .worker, way: .point("insideIntent")),
    ]
    + commit("INTENT", KillSwitch.Commit.intent, .worker, short: [.written, .unlinked, .head])
    + [
      .init(name: "after INTENT", victim: .worker, way: .point("afterIntent")),
      .init(name: "before the gate", victim: .worker, way: .point("beforeSend")),
    ]

  private static let wire: [KillRow] = [
    .init(name: "at the gate: connected, nothing written", victim: .worker, way: .point("connected"), isShort: true),
    .init(name: "half the body written", victim: .worker, way: .cut(.halfOfBody), isShort: true),
    .init(
      name: "body written, never arrives", victim: .worker, way: .call(transfer, at: "before_effect", isDropped: true)),
    .init(
      name: "body written, takes effect later", victim: .worker,
      way: .call(transfer, at: "before_effect", isDropped: false), isShort: true),
    .init(
      name: "taken, no answer written", victim: .worker, way: .call(transfer, at: "after_effect", isDropped: true)),
    .init(
      name: "taken, answer into the void", victim: .worker, way: .call(transfer, at: "after_effect", isDropped: false)),
    .init(name: "half the answer written", victim: .worker, way: .call(transfer, at: "mid_answer", isDropped: true)),
    .init(name: "half the answer read", victim: .worker, way: .cut(.halfOfAnswer), isShort: true),
    .init(name: "answer read", victim: .worker, way: .point("afterSend")),
  ]

  private static let record: [KillRow] =
    [
      .init(name: "before RECORD", victim: .worker, way: .point("beforeRecord")),
      .init(name: "inside RECORD", victim: .worker, way: .point("insideRecord")),
    ]
    + commit("RECORD", KillSwitch.Commit.record, .worker, short: [.unlink])
    + [
      .init(name: "between batches", victim: .worker, way: .point("afterRecord")),
      .init(name: "before a look at followed groups", victim: .worker, way: .point("beforeFollow")),
    ]

  private static let reconcile: [KillRow] =
    [
      .init(
        name: "before a look at an open call", victim: .workerAfterLostCall, way: .point("beforeReconcile")),
      .init(
        name: "in reconcile, list asked", victim: .workerAfterLostCall,
        way: .call(list, at: "before_effect", isDropped: true)),
      .init(
        name: "between the two negatives", victim: .workerAfterLostCall, way: .point("betweenNegatives"), isShort: true),
    ]
    + commit("marking unknown", KillSwitch.Commit.unknown, .workerAfterLostCall)
    + commit("reconcile", KillSwitch.Commit.reconciliation, .workerAfterLostCall, short: [.written])

  private static let elsewhere: [KillRow] =
    commit(
      "migration", LedgerSchema.schema.migrations.last?.name ?? "", .migration, short: [.written], isAudited: false)
    + commit("a stop's audit row", KillSwitch.Commit.stop, .stop)
    + [
      .init(
        name: "WAL checkpoint of the replica", victim: .refresh,
        way: .commit("CREATE TABLE", .written, in: .replica), isShort: true),
      .init(
        name: "in shutdown's drain", victim: .endingWorker, way: .commit(KillSwitch.Commit.record, .written),
        isShort: true),
      .init(
        name: "in shutdown's drain, recorded", victim: .endingWorker, way: .commit(KillSwitch.Commit.record, .unlinked)),
    ]

  /// Every moment of one commit.
  private static func commit(
    _ name: String, _ text: String, _ victim: Victim, short: Set<KillSwitch.Moment> = [], isAudited: Bool = true
  ) -> [KillRow] {
    KillSwitch.Moment.allCases.filter { $0 != .connect && (isAudited || $0 != .head) }.map { moment in
      let place =
        switch moment {
        case .write: "commit of \(name), journal whole"
        case .written: "commit of \(name), half written"
        case .unlink: "commit of \(name), all written"
        case .unlinked: "commit of \(name), its answer lost"
        case .head, .connect: "commit of \(name), audit's head not told"
        }
      return .init(name: place, victim: victim, way: .commit(text, moment), isShort: short.contains(moment))
    }
  }
}
