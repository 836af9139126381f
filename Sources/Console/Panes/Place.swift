import Interface
import Model
import Services

/// The panes there are, a line each in the list and in the switch below it.
package enum Place: Sendable, Hashable {
  case overview
  case groups(owner: UserID?)
  case handover(TransferKind)
  case newOwners(HandoverSelection)
  case preview(HandoverPlan)
  case progress(JobID)
  case queue
  /// All of them; with an id, that one's details.
  case joinWays(JoinWayID?)
  case joinWayForm(JoinWaySubject)
  case joinWayPlan(JoinWayPlan.Purpose, [JoinWayID])
  case joinWayReplacement([JoinWayID])
  case joinWayCheck
  case joinWayDiagnosis(JoinWayID)
  case joinWayArrivals(JoinWayID)
  case joinWayCode(JoinWayID)
  case messages
  case audit
  case guide
}

extension Place {
  /// Whether one finds the pane again as it was left.
  var isParked: Bool {
    switch self {
    case .groups(owner: nil), .handover, .joinWays(nil): true
    default: false
    }
  }

  var pane: ConsolePane {
    switch self {
    case .overview: ConsolePane(OverviewPane())
    case .groups(let owner): ConsolePane(GroupsPane(owner: owner))
    case .handover(let kind): ConsolePane(HandoverPane(kind: kind))
    case .newOwners(let selection): ConsolePane(NewOwnersPane(selection))
    case .preview(let plan): ConsolePane(PreviewPane(plan))
    case .progress(let job): ConsolePane(ProgressPane(job))
    case .queue: ConsolePane(QueuePane())
    case .joinWays(let id): ConsolePane(JoinWaysPane(id))
    case .joinWayForm(let subject): ConsolePane(JoinWayFormPane(subject))
    case .joinWayPlan(let purpose, let ids): ConsolePane(JoinWayPlanPane(purpose, ids))
    case .joinWayReplacement(let ids): ConsolePane(JoinWayReplacementPane(ids))
    case .joinWayCheck: ConsolePane(JoinWayCheckPane())
    case .joinWayDiagnosis(let id): ConsolePane(JoinWayDiagnosisPane(id))
    case .joinWayArrivals(let id): ConsolePane(JoinWayArrivalsPane(id))
    case .joinWayCode(let id): ConsolePane(JoinWayCodePane(id))
    case .messages: ConsolePane(MessagesPane())
    case .audit: ConsolePane(AuditPane())
    case .guide: ConsolePane(GuidePane())
    }
  }
}

/// What a person has chosen to hand over, before a new owner is chosen.
package struct HandoverSelection: Sendable, Hashable {
  package var kind: TransferKind
  package var oldOwner: UserID
  /// Nil: all the owner's groups that wait.
  package var chats: Set<ChatID>?

  package init(kind: TransferKind, oldOwner: UserID, chats: Set<ChatID>?) {
    self.kind = kind
    self.oldOwner = oldOwner
    self.chats = chats
  }
}
