import Model
import Storage

/// Who is in this group, how did they get in, whose is it: the same answers for panes, subcommands and workers, out of
/// the replica.
package struct GroupsService: Sendable {
  let company: CompanyFiles
  let clock: any CompanyClock
  /// Who asks, as `user@host`.
  let actor: String
  let newID: @Sendable () -> String

  package init(
    company: CompanyFiles, clock: any CompanyClock, actor: String, newID: @escaping @Sendable () -> String
  ) {
    self.company = company
    self.clock = clock
    self.actor = actor
    self.newID = newID
  }

  package func groups(_ query: GroupQuery) async throws -> [GroupRecord] {
    try await company.replica.perform { try Replica(engine: $0).groups(query) }
  }

  /// Nil for a group the replica does not know.
  package func group(_ chat: ChatID) async throws -> (group: GroupRecord, members: [MembershipRecord])? {
    try await company.replica.perform { engine in
      let replica = Replica(engine: engine)
      guard let group = try replica.group(chat) else { return nil }
      return (group, try replica.members(of: chat))
    }
  }

  /// Everybody who owns groups or may, most groups first.
  package func owners() async throws -> [OwnerRecord] {
    try await company.replica.perform { try Replica(engine: $0).owners() }
  }

  /// The last known names, also of people who left.
  package func names(of users: Set<UserID>) async throws -> [UserID: String] {
    try await company.replica.perform { try Replica(engine: $0).names(of: users) }
  }

  /// When every owner was last asked; nil before the first time.
  package func sweptAt() async throws -> Timestamp? {
    try await company.replica.perform { try Replica(engine: $0).sweptAt() }
  }

  /// Asks for a refresh; one that is open already is not begun twice.
  package func requestRefresh(_ scope: RefreshScope) async throws -> Job {
    let job = Job(
      id: JobID(unchecked: newID()), lane: .refresh, kind: RefreshJob.kind, subject: scope.subject,
      payload: scope.payload, state: .queued, priority: scope == .all ? 0 : 1, createdAt: clock.now, createdBy: actor)
    return try await company.ledger.perform { engine in
      let open = try JobLedger(engine: engine).enqueueRefresh(job)
      // One that waits for a better moment is tried at once: somebody has perhaps mended what stopped it. What the
      // vendor has closed for a while is left alone.
      guard open.state == .waiting, open.reason.flatMap(JobReason.init(stored:)) != .rateLimited else { return open }
      try engine.transaction { try JobLedger.enqueue(open.id, at: job.createdAt, in: $0) }
      return try JobLedger(engine: engine).job(open.id) ?? open
    }
  }

  /// Asks for a refresh of all that a person marked: one of everything if that is among it, else one for each owner and
  /// one for all the groups together.
  package func requestRefresh(_ scopes: [RefreshScope]) async throws -> [Job] {
    var jobs: [Job] = []
    for scope in RefreshScope.joined(scopes) { jobs.append(try await requestRefresh(scope)) }
    return jobs
  }
}
