import Foundation

/// The library of `Tests/KillSwitch`, preloaded into the program: stops it between two system calls of one commit.
struct KillSwitch: Sendable {
  /// Where in the commit; see `KillSwitch.h`.
  enum Moment: String, Sendable, CaseIterable {
    case write, written, unlink, unlinked
    /// Only in commits that add a row to the audit.
    case head
    /// Only in commits that a call follows.
    case connect
  }

  enum Database: String, Sendable { case ledger = "/ledgers/", replica = "/replicas/" }

  let database: Database
  /// What the commit writes and no earlier one has written.
  let text: String
  let moment: Moment
  var signal = SIGKILL

  var environment: [String: String] {
    [
      "LD_PRELOAD": "\((CommandLineHarness.program as NSString).deletingLastPathComponent)/libKillSwitch.so",
      "KILLSWITCH_FILE": database.rawValue, "KILLSWITCH_TEXT": text, "KILLSWITCH_AT": moment.rawValue,
      "KILLSWITCH_SIGNAL": String(signal),
    ]
  }
}

extension KillSwitch {
  /// The text of the commits of one transfer: each stands in a row that is written once a call.
  enum Commit {
    /// A plan is written down.
    static let plan = "resigneddraft"
    static let confirmation = " ready="
    static let intent = "intentb-"
    static let record = "outcome=answered"
    /// A call whose worker is gone is marked as unknown.
    static let unknown = "outcome=unknown"
    /// Two reads have proved that an open call had no effect.
    static let reconciliation = "outcome=resolved"
    static let stop = "stopall"
  }
}
