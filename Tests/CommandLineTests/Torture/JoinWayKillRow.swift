import Testing

/// One row of the matrix of acts on join ways: which act, and where it is killed.
struct JoinWayKillRow: Sendable, CustomTestStringConvertible {
  enum Act: String, Sendable, CaseIterable {
    case add, edit, rotate, remove

    var path: String {
      switch self {
      case .add: "externalcontact/groupchat/add_join_way"
      case .edit, .rotate: "externalcontact/groupchat/update_join_way"
      case .remove: "externalcontact/groupchat/del_join_way"
      }
    }
  }

  enum Way: Sendable {
    /// By itself at a point of its own way: ``CrashPoint``.
    case point(String)
    /// In the commit that writes this text.
    case commit(String, KillSwitch.Moment)
    /// While its call stands at a hold of the company; afterwards the call goes on there, or is dropped.
    case call(at: String, isDropped: Bool)
  }

  /// What the ledger knows of the call when nobody has looked yet.
  enum Trace: Sendable {
    /// Its intent was never committed.
    case none
    /// Its end is not written.
    case open
    case done
  }

  let act: Act
  let name: String
  let way: Way
  let trace: Trace
  /// The company has carried it out, sooner or later.
  let hasEffect: Bool
  var isShort = false

  var testDescription: String { "\(act.rawValue), \(name)" }

  /// All of them with `GROUPDESK_TORTURE=1`, else a short selection.
  static let cases = Torture.isOn ? all : all.filter(\.isShort)

  private static let all = Act.allCases.flatMap(rows)

  private static func rows(of act: Act) -> [JoinWayKillRow] {
    func row(_ name: String, _ way: Way, _ trace: Trace, hasEffect: Bool, isShort: Bool = false) -> JoinWayKillRow {
      .init(act: act, name: name, way: way, trace: trace, hasEffect: hasEffect, isShort: isShort)
    }
    // Stands in no row of an earlier call.
    let record = "outcome=done api=\(act.path.split(separator: "/").last ?? "")"
    // The least that every run of the tests plays: of each act a call that may be out, in each of the two ways.
    return [
      row("before INTENT", .point("beforeIntent"), .none, hasEffect: false),
      row("inside INTENT", .point("insideIntent"), .none, hasEffect: false),
      row("commit of INTENT, half written", .commit("intentc-", .written), .none, hasEffect: false),
      row("commit of INTENT, its answer lost", .commit("intentc-", .unlinked), .open, hasEffect: false),
      row("after INTENT", .point("afterIntent"), .open, hasEffect: false),
      row("before the gate", .point("beforeSend"), .open, hasEffect: false),
      row(
        "at the gate: connected, nothing written", .point("connected"), .open, hasEffect: false, isShort: act == .edit),
      row("body written, never arrives", .call(at: "before_effect", isDropped: true), .open, hasEffect: false),
      row(
        "body written, takes effect later", .call(at: "before_effect", isDropped: false), .open, hasEffect: true,
        isShort: act == .rotate),
      row("taken, answer into the void", .call(at: "after_effect", isDropped: false), .open, hasEffect: true),
      row(
        "half the answer written", .call(at: "mid_answer", isDropped: true), .open, hasEffect: true,
        isShort: act == .add),
      row("answer read", .point("afterSend"), .open, hasEffect: true, isShort: act == .remove),
      row("inside RECORD", .point("insideRecord"), .open, hasEffect: true),
      row("commit of RECORD, half written", .commit(record, .written), .open, hasEffect: true),
      row("commit of RECORD, its answer lost", .commit(record, .unlinked), .done, hasEffect: true),
      row("recorded, not read back", .point("afterRecord"), .done, hasEffect: true),
    ]
  }
}
