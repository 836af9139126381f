import Model
import Storage
import WeCom

/// Brings the replica's skeleton up to date: which groups there are, whose, how their handover stands, who may own groups
/// and who left. `list` tells no owner, so the sweep asks one owner a call; what nobody's filter shows is asked for
/// unfiltered (93414).
package struct CompanySweep: Sendable {
  let client: WeComClient
  let replica: Store
  let clock: any CompanyClock

  package init(client: WeComClient, replica: Store, clock: any CompanyClock) {
    self.client = client
    self.replica = replica
    self.clock = clock
  }

  /// Sweeps everybody the program knows of.
  ///
  /// - Parameter progress: owners asked, of how many.
  /// - Throws: `CallError`, `StorageError`; what was swept before stays.
  package func run(progress: @escaping @Sendable (Int, Int) async -> Void) async throws {
    let priority = CallPriority.background
    let followUsers = try await client.followUsers(priority: priority)
    try await replica.perform { try Replica(engine: $0).apply(followUsers: followUsers) }
    try await noteLeavers(priority)
    try await noteUnfiltered(priority)
    let users = try await replica.perform { try Replica(engine: $0).knownUsers() }
    try await forEach(users, progress) { try await self.sweep($0, priority) }
    // Groups that came without an owner belong to nobody's list until their details are read.
    let now = clock.now
    try await replica.perform { try Replica(engine: $0).setSwept(at: now) }
  }

  /// Sweeps one owner and what is known of them.
  package func run(owner: UserID) async throws { try await sweep(owner, .foreground) }

  private func sweep(_ owner: UserID, _ priority: CallPriority) async throws {
    try await noteMember(owner, priority)
    let rows: [GroupStatus]
    do {
      rows = try await client.allGroups(owners: OwnerFilter(owner), priority: priority).collect().rows
    } catch CallError.vendor(let error) where Set<ErrorCode>.resignedOwnerFilter.contains(error.code) {
      // By the rule in force a resigned owner cannot be asked for: this says nothing about their groups.
      return
    } catch CallError.vendor(let error) where [.outOfRange, .outOfVisibleRange].contains(error.code) {
      return
    }
    let now = clock.now
    try await replica.perform { try Replica(engine: $0).apply(rows, ownedBy: owner, at: now) }
  }

  private func noteMember(_ user: UserID, _ priority: CallPriority) async throws {
    var member: Member
    do {
      member = try await client.member(user, priority: priority)
    } catch CallError.vendor(let error) where [.unknownUserID, .badUserID].contains(error.code) {
      member = Member(userID: user, name: nil, departments: [], activation: .left)
    } catch CallError.vendor(let error) where error.code.isAboutRights {
      // The application may not know members: it works with bare userids.
      member = Member(userID: user, name: nil, departments: [], activation: nil)
    }
    if member.name?.isEmpty == true { member.name = nil }
    let (known, now) = (member, clock.now)
    try await replica.perform { try Replica(engine: $0).apply([known], at: now) }
  }

  private func noteLeavers(_ priority: CallPriority) async throws {
    do {
      let customers = try await client.allUnassignedCustomers(priority: priority).collect().rows
      try await replica.perform { try Replica(engine: $0).apply(unassigned: customers) }
    } catch CallError.vendor(let error) where error.code.isAboutRights {
      // A hint only; without it the days left are unknown.
      return
    }
  }

  private func noteUnfiltered(_ priority: CallPriority) async throws {
    for status in [nil, FollowUpStatus.waiting, .inProgress] {
      do {
        for try await page in client.allGroups(status: status, priority: priority) {
          let now = clock.now
          try await replica.perform { try Replica(engine: $0).apply(page.rows, at: now) }
        }
      } catch CallError.vendor(let error) where Set<ErrorCode>.unfilteredList.contains(error.code) {
        return
      }
    }
  }

  private func forEach(
    _ users: [UserID], _ progress: @escaping @Sendable (Int, Int) async -> Void,
    _ body: @escaping @Sendable (UserID) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      var waiting = users[...]
      func startNext() {
        guard let user = waiting.popFirst() else { return }
        group.addTask { try await body(user) }
      }
      for _ in 0..<8 { startNext() }
      var done = 0
      while try await group.next() != nil {
        done += 1
        await progress(done, users.count)
        startNext()
      }
    }
  }
}

extension ErrorCode {
  /// The application may not ask this at all; other questions may still be answered.
  var isAboutRights: Bool {
    [.mayNotCall, .notAuthorised, .outOfRange, .outOfVisibleRange, .departmentOutOfRange].contains(self)
  }
}
