import Model
import Services
import Storage

/// Work on join ways, done by the ``JoinWayService``.
package enum JoinWayWork: Sendable, Hashable {
  /// Reads configurations back; nil for all.
  case refresh([JoinWayID]?)
  /// Reads one, for an edit to begin with. Not an activity.
  case base(JoinWayID)
  /// A `state` nobody uses. Not an activity.
  case freshState
  case add(JoinWayContent)
  case update(JoinWayID, from: JoinWayContent, to: JoinWayContent)
  case remove(JoinWayID)
  /// Takes configurations into the registry.
  case bring([ConfigID])
  /// The same, with the ids in a file, one a line.
  case bringFile(path: String)
  case acknowledge(JoinWayID)
  case forget(JoinWayID)
  /// Looks what would be written.
  case plan(JoinWayPlan.Purpose, [JoinWayID])
  /// Writes it.
  case perform(JoinWayPlan)
  case diagnosis(JoinWayID)
  /// Who came by it. Not an activity.
  case arrivals(state: String)
  /// Writes them as CSV; an existing file is not overwritten.
  case saveArrivals(state: String, path: String)
  /// Fetches and reads the QR code. Not an activity.
  case code(JoinWayID)
  /// Writes one code to a file; an existing file is not overwritten.
  case saveCode(JoinWayID, QRFile.Format, path: String)
  /// Writes each code to a file of its own in a folder.
  case saveCodes([JoinWayID], QRFile.Format, folder: String)
  case findImage(path: String)
  case findLink(String)

  /// Whether it is work a person waits for, shown while it lasts.
  var isActivity: Bool {
    switch self {
    case .base, .freshState, .arrivals, .code: false
    default: true
    }
  }
}

/// What work on join ways brought.
package enum JoinWayResult: Sendable, Hashable {
  case look(JoinWayLook)
  case base(JoinWayRecord)
  case state(String)
  case end(JoinWayEnd)
  case imported([ImportedJoinWay])
  /// False where there was nothing to forget.
  case forgotten(Bool)
  case plan(JoinWayPlan)
  case performed([JoinWayID: JoinWayEnd])
  case diagnosis(JoinWayDiagnosis)
  case arrivals(JoinReport, [JoinArrival])
  case code(JoinWayCode)
  /// - Parameter failed: those whose code there was none to save of, and why.
  case savedCodes(folder: String, count: Int, failed: [JoinWayID: CodeTrouble])
  case found([JoinWayRow])
}
