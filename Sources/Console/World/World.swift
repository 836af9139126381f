import Model
import Services
import Storage
import Words

/// Everything panes look at. It is replaced piece by piece by ``News``; nothing in it is computed on a key.
package struct World: Sendable {
  package var words: Catalogue
  /// Company time, as of the last turn.
  package var now: Timestamp
  /// Nil until a company is open.
  package var company: CompanyFacts?

  /// Customer groups that are not gone. Empty until they were loaded; see ``isLoaded``.
  package var groups = GroupsSnapshot.empty
  /// Everybody who owns groups or may, most groups first.
  package var owners: [OwnerRecord] = []
  /// Of `owners`, by id.
  package var ownersByID: [UserID: OwnerRecord] = [:]
  /// When every owner was last asked; nil before the first time.
  package var sweptAt: Timestamp?
  /// Who left and still has something waiting, most urgent first.
  package var resignedOwners: [ResignedOwner] = []
  /// Open jobs and those that ended lately, newest first; no drafts.
  package var jobs: [Job] = []
  /// The global stop is on.
  package var isStopped = false
  package var worker = WorkerState.nobody
  /// Whether the replica and the ledger were read at least once.
  package var isLoaded = false
  /// Details with members, of the groups looked at last.
  package var details: [ChatID: GroupDetails] = [:]
  /// Handovers looked at last.
  package var reports: [JobID: HandoverReport] = [:]
  /// Join ways this program knows of. Empty until they were read.
  package var joinWays = JoinWaysSnapshot.empty
  /// Profiles there are, for the first screen without a company.
  package var profiles: [String] = []

  /// What is wrong right now, and stays on screen until it is not.
  package var faults: [Fault] = []
  /// Everything that was said, oldest first.
  package var messages: [Message] = []
  /// What runs for the person at the screen.
  package var activities: [Activity] = []

  package init(words: Catalogue, now: Timestamp) {
    self.words = words
    self.now = now
  }
}

/// A group with everybody in it.
package struct GroupDetails: Sendable, Hashable {
  package var group: GroupRecord
  package var members: [MembershipRecord]

  package init(group: GroupRecord, members: [MembershipRecord]) {
    self.group = group
    self.members = members
  }
}

/// Something that is wrong until it is not: a banner.
package struct Fault: Sendable, Hashable {
  package enum Source: Sendable, Hashable, CaseIterable {
    /// The ledger cannot be read or written: nothing can be confirmed or steered.
    case ledger
    /// The replica cannot be read: lists stay as they are.
    case replica
    /// What was fetched cannot be stored: what is shown stays.
    case storing
    /// The vendor cannot be reached or refuses: what is shown stays, nothing new comes.
    case vendor
    /// The worker ended.
    case worker
    /// The theme or another file of settings; the standard is used.
    case settings
  }

  package var source: Source
  package var advice: Advice

  package init(_ source: Source, _ advice: Advice) {
    self.source = source
    self.advice = advice
  }
}

/// Something that was said.
package struct Message: Sendable, Hashable {
  package enum Weight: Sendable, Hashable { case info, success, warning, error }

  package var at: Timestamp
  package var text: SafeText
  package var weight: Weight

  package init(at: Timestamp, _ text: SafeText, _ weight: Weight) {
    self.at = at
    self.text = text
    self.weight = weight
  }
}

/// A request that is being worked on.
package struct Activity: Sendable, Hashable {
  package var request: Request
  /// Real time.
  package var since: ContinuousClock.Instant
  package var done: Int
  /// 0 while unknown.
  package var total: Int

  package init(_ request: Request, since: ContinuousClock.Instant) {
    self.request = request
    self.since = since
    done = 0
    total = 0
  }
}

extension World {
  /// A member's name if there is one, else the userid.
  package func person(_ user: UserID) -> SafeText {
    ownersByID[user]?.name.map { SafeText($0, limit: 40) } ?? SafeText(user)
  }

  /// How errors are put into words here.
  package var circumstances: Circumstances {
    Circumstances(
      application: company?.application ?? .own, host: company?.host, requestTimeout: company?.requestTimeout, now: now)
  }

  /// Whether anything may be changed; false without a company.
  package var mayChange: Bool { company?.authority == .mayChange }

  /// Why a command that changes something cannot be done now; nil when it can.
  package var whyNoChange: SafeText? { mayChange ? nil : words.line(words.refusedReadOnly) }

  package func activity(_ request: Request) -> Activity? { activities.first { $0.request == request } }
}
