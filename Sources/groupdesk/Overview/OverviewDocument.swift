import Console
import Services
import Storage

/// The overview as scripts get it; the vendor's own keys where it has one, times in seconds.
struct OverviewDocument: Encodable, Sendable {
  struct Owner: Encodable, Sendable {
    let userid: String
    let name: String?
    let dimissionTime: Int64?
    let daysLeft: Int?
    let waiting: Int
    let inProgress: Int
    let waitingCustomers: Int

    enum CodingKeys: String, CodingKey {
      case userid, name
      case dimissionTime = "dimission_time"
      case daysLeft = "days_left"
      case waiting
      case inProgress = "in_progress"
      case waitingCustomers = "waiting_customers"
    }
  }

  struct JoinWays: Encodable, Sendable {
    let total: Int
    /// Of them, those nobody gets in by, and those somebody has to look at.
    let dead: Int
    let warning: Int
  }

  let corpID: String
  let corpName: String?
  let readOnly: Bool
  let sweptAt: Int64?
  let groups: Int
  let waiting: Int
  let waitingCustomers: Int
  let resignedOwners: [Owner]
  let joinWays: JoinWays
  let jobs: [JobRow]
  let isStopped: Bool
  let isWorking: Bool

  enum CodingKeys: String, CodingKey {
    case corpID = "corp_id"
    case corpName = "corp_name"
    case readOnly = "read_only"
    case sweptAt = "swept_at"
    case groups, waiting
    case waitingCustomers = "waiting_customers"
    case resignedOwners = "resigned_owners"
    case joinWays = "join_ways"
    case jobs
    case isStopped = "stopped"
    case isWorking = "worker"
  }

  init(_ overview: Overview, _ joinWays: JoinWaysSnapshot, _ session: Session, isWorking: Bool) {
    let now = session.clock.now
    corpID = session.profile.corpID.rawValue
    corpName = session.profile.corpName
    readOnly = session.authority == .readOnly
    sweptAt = overview.sweptAt?.seconds
    groups = overview.groups
    waiting = overview.waiting
    waitingCustomers = overview.waitingCustomers
    resignedOwners = overview.resignedOwners.map { owner in
      Owner(
        userid: owner.userID.rawValue, name: owner.name, dimissionTime: owner.resignedAt?.seconds,
        daysLeft: owner.daysLeft(at: now), waiting: owner.waiting, inProgress: owner.inProgress,
        waitingCustomers: owner.waitingCustomers)
    }
    self.joinWays = JoinWays(total: joinWays.rows.count, dead: joinWays.dead, warning: joinWays.warned)
    jobs = overview.jobs.map(JobRow.init)
    isStopped = overview.isStopped
    self.isWorking = isWorking
  }
}
