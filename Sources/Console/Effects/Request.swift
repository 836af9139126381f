import Model
import Services
import Settings

/// Work that takes time, done by the ``EffectRunner``.
package enum Request: Sendable, Hashable {
  /// Opens a company.
  case open(Connection)
  /// Reads replica and ledger again.
  case reload

  /// A group with its members, out of the replica.
  case details(ChatID)
  /// Answered by the app itself when nothing was asked of this kind for a moment: a cursor rests. The number tells the
  /// moves apart.
  case rest(Int)
  /// These groups are on the screen: their details first, everybody else's dropped. Not an activity.
  case visible([ChatID])
  /// Queues a refresh.
  case refresh([RefreshScope])

  /// Who may receive groups of this owner; asks the vendor.
  case newOwners(oldOwner: UserID)
  /// Looks at the groups at the vendor and plans.
  case plan(PlanRequest)
  /// Plans what failed anew.
  case retry(JobID)
  /// Throws a plan away that nobody confirmed. Not an activity.
  case discard(JobID)
  /// The person has typed the number: queues it.
  case start(JobID, count: Int)
  /// How a handover stands.
  case report(JobID)
  /// Writes a report as CSV; an existing file is not overwritten.
  case saveReport(JobID, path: String)
  /// Reads a file that says which group goes to whom.
  case readMapping(path: String)

  /// Rows of the audit, newest first. Not an activity.
  case auditRows(AuditPage)
  /// Looks at every row of the audit and at its head.
  case verifyAudit
  /// Writes the rows of the audit that hold this text as CSV; an existing file is not overwritten.
  case saveAudit(filter: String, path: String)

  /// Work on join ways.
  case joinWays(JoinWayWork)

  case pause(JobID)
  case resume(JobID)
  case cancelJob(JobID)
  /// The global stop, on or off.
  case stopEverything(Bool)
  /// Starts a worker that outlives this console.
  case startWorker

  /// Writes a new profile and checks it.
  case addProfile(ProfileDraft)
  /// Checks a profile's connection, step by step.
  case checkProfile(String)

  /// Which company to open.
  package enum Connection: Sendable, Hashable {
    /// As flags, environment and configuration say.
    case standard
    case profile(String)
    /// The built-in company.
    case demo
  }

  /// Whether it is work a person waits for, shown while it lasts.
  package var isActivity: Bool {
    switch self {
    case .rest, .visible, .discard, .reload, .details, .report, .auditRows: false
    case .joinWays(let work): work.isActivity
    default: true
    }
  }
}

/// Which rows of the audit are asked for.
package struct AuditPage: Sendable, Hashable {
  /// Held by actor, act, subject or detail; empty for all rows.
  package var filter: String
  /// Only rows before this one.
  package var end: Int64?
  /// Only rows after this one.
  package var start: Int64

  package init(filter: String, before end: Int64? = nil, after start: Int64 = 0) {
    self.filter = filter
    self.end = end
    self.start = start
  }

  /// Rows that one answer has at most.
  package static let size = 200
}

/// What a person typed to connect a company.
package struct ProfileDraft: Sendable, Hashable {
  package var name: String
  package var corpID: String
  package var corpName: String
  package var application: ApplicationKind
  /// Empty for the vendor's own.
  package var baseURL: String
  package var secret: Secret?

  package init(
    name: String, corpID: String, corpName: String, application: ApplicationKind, baseURL: String, secret: Secret?
  ) {
    self.name = name
    self.corpID = corpID
    self.corpName = corpName
    self.application = application
    self.baseURL = baseURL
    self.secret = secret
  }
}
