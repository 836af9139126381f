import Model
import Services
import Storage
import Words

/// What happened that was not typed: answers to requests, and changes of the world.
package enum News: Sendable {
  /// The company that was open is not any more.
  case closed
  /// A company is open.
  case opened(CompanyFacts)
  /// Nothing says whom to talk to; the profiles there are.
  case notConfigured(profiles: [String])
  /// Replica and ledger were read.
  case read(Reading)
  case worker(WorkerState)
  case fault(Fault.Source, (any Error)?)
  /// Details of these groups were stored just now.
  case fetched([ChatID])
  case progress(Request, done: Int, total: Int)
  case answer(Request, Answer)
  /// The request came to nothing.
  case failed(Request, any Error)
}

/// One look at replica and ledger.
package struct Reading: Sendable {
  package var groups: GroupsSnapshot
  package var owners: [OwnerRecord]
  package var resignedOwners: [ResignedOwner]
  package var sweptAt: Timestamp?
  package var jobs: [Job]
  package var isStopped: Bool
  /// Open handovers, as they stand.
  package var reports: [HandoverReport]
  package var joinWays: JoinWaysSnapshot

  package init(
    groups: GroupsSnapshot, owners: [OwnerRecord], resignedOwners: [ResignedOwner], sweptAt: Timestamp?, jobs: [Job],
    isStopped: Bool, reports: [HandoverReport] = [], joinWays: JoinWaysSnapshot = .empty
  ) {
    self.groups = groups
    self.owners = owners
    self.resignedOwners = resignedOwners
    self.sweptAt = sweptAt
    self.jobs = jobs
    self.isStopped = isStopped
    self.reports = reports
    self.joinWays = joinWays
  }
}

/// What a request brought.
package enum Answer: Sendable {
  case done
  /// Nil for a group the replica does not know.
  case details(GroupDetails?)
  case newOwners([NewOwner])
  case plan(HandoverPlan)
  case confirmation(HandoverLedger.Confirmation)
  /// Nil when there is no such handover.
  case report(HandoverReport?)
  case saved(path: String)
  case auditRows([AuditEntry])
  case verification(AuditVerification)
  case mapping([ChatID: UserID])
  case control(JobLedger.Control)
  case joinWays(JoinWayResult)
  /// What a check found, line by line; whether the company can be used.
  case check([CheckLine], isReady: Bool)
}

/// A line of a connection check.
package struct CheckLine: Sendable, Hashable {
  package var text: SafeText
  package var mark: CheckMark

  package init(_ text: SafeText, _ mark: CheckMark) {
    self.text = text
    self.mark = mark
  }
}
