import Model
import Storage

/// Somebody who left and still owns customer groups, or has customers waiting.
package struct ResignedOwner: Sendable, Hashable {
  package var userID: UserID
  /// Kept from before they left; nil when it was never seen.
  package var name: String?
  /// 离职时间; nil when the vendor does not tell (it does so only with waiting customers).
  package var resignedAt: Timestamp?
  /// 离职待继承.
  package var waiting: Int
  /// 离职继承中.
  package var inProgress: Int
  /// Customers waiting for a takeover member, whom this program does not assign (the admin site does).
  package var waitingCustomers: Int

  /// The vendor hands over nothing of somebody who left longer ago (96334).
  package static let limit = TimeSpan.days(365)

  /// Whole days until the vendor's limit, negative past it; nil when the day of leaving is unknown.
  package func daysLeft(at now: Timestamp) -> Int? {
    resignedAt.map { Int(Day(at: $0 + Self.limit).number - Day(at: now).number) }
  }

  package init(
    userID: UserID, name: String?, resignedAt: Timestamp?, waiting: Int, inProgress: Int, waitingCustomers: Int
  ) {
    self.userID = userID
    self.name = name
    self.resignedAt = resignedAt
    self.waiting = waiting
    self.inProgress = inProgress
    self.waitingCustomers = waitingCustomers
  }
}

extension ResignedOwner {
  init(_ owner: OwnerRecord) {
    self.init(
      userID: owner.userID, name: owner.name, resignedAt: owner.resignedAt, waiting: owner.waiting,
      inProgress: owner.inProgress, waitingCustomers: owner.waitingCustomers)
  }
}
