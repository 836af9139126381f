import Foundation

/// Moments at which a test may have this process killed, to see that nothing is lost and nothing sent twice:
/// `GROUPDESK_CRASH_AT=beforeIntent` kills it the first time it gets there. Release builds ignore the variable.
package enum CrashPoint: String, Sendable, CaseIterable {
  case afterClaim, beforePreflight, beforeIntent, insideIntent, afterIntent, beforeSend
  /// The connection stands, and not one byte of the call is written.
  case connected
  case afterSend, beforeRecord, insideRecord, afterRecord
  case beforeFollow, beforeReconcile
  /// The first of the two reads that prove an open call had no effect is written down.
  case betweenNegatives

  /// Ends the process without a trace, as `kill -9` does, if this is the point named in the environment.
  package func pass() {
    #if DEBUG
      if ProcessInfo.processInfo.environment["GROUPDESK_CRASH_AT"] == rawValue { kill(getpid(), SIGKILL) }
    #endif
  }
}
