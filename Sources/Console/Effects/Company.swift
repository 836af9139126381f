import Model
import Services
import Storage

/// An open company, as the composition root hands it to the console.
package struct Company: Sendable {
  package var facts: CompanyFacts
  package var clock: any CompanyClock
  package var groups: GroupsService
  package var feed: GroupsFeed
  /// Nil without a connection to the vendor.
  package var visible: VisibleFetch?
  package var handover: HandoverService
  package var queue: QueueService
  package var audit: AuditService
  package var joinWays: JoinWayService
  /// One element after one commit to the ledger or several, of any process.
  package var ticks: AsyncStream<Void>
  /// Does the company's jobs while nobody else does, and says who does; ends when its task is cancelled.
  package var work: @Sendable (_ changed: @escaping @Sendable (WorkerState) -> Void) async throws -> Void
  /// Starts a worker that outlives this process; ``work`` has ended before.
  package var startWorker: @Sendable () async throws -> Void
  package var close: @Sendable () async -> Void
  /// What is wrong from the first moment on.
  package var troubles: [any Error]

  package init(
    facts: CompanyFacts, clock: any CompanyClock, groups: GroupsService, feed: GroupsFeed, visible: VisibleFetch?,
    handover: HandoverService, queue: QueueService, audit: AuditService, joinWays: JoinWayService,
    ticks: AsyncStream<Void>,
    work: @escaping @Sendable (@escaping @Sendable (WorkerState) -> Void) async throws -> Void,
    startWorker: @escaping @Sendable () async throws -> Void, close: @escaping @Sendable () async -> Void,
    troubles: [any Error] = []
  ) {
    self.facts = facts
    self.clock = clock
    self.groups = groups
    self.feed = feed
    self.visible = visible
    self.handover = handover
    self.queue = queue
    self.audit = audit
    self.joinWays = joinWays
    self.ticks = ticks
    self.work = work
    self.startWorker = startWorker
    self.close = close
    self.troubles = troubles
  }
}

/// What the console needs of the program around it: opening companies, profiles, files.
package protocol Surroundings: Sendable {
  /// Nil when nothing says whom to talk to.
  ///
  /// - Parameter fetched: told which groups' details ``Company/visible`` stored.
  func open(
    _ connection: Request.Connection, fetched: @escaping @Sendable ([ChatID]) -> Void,
    failed: @escaping @Sendable (any Error) -> Void
  ) async throws -> Company?
  /// Names of the profiles there are.
  func profiles() async -> [String]
  func add(_ draft: ProfileDraft) async throws
  func check(profile: String) async throws -> (lines: [CheckLine], isReady: Bool)
  /// The bytes of a file a person named.
  func read(_ path: String) async throws -> [UInt8]
  /// Writes a new file; throws if there is one of that name. Returns its full path.
  func write(_ report: HandoverReport, to path: String) async throws -> String
  /// The same with the audit's rows, newest first.
  func write(_ audit: AuditService, _ filter: AuditFilter, to path: String) async throws -> String
  /// The same with these bytes.
  func write(_ bytes: [UInt8], to path: String) async throws -> String
  /// Writes a join way's QR code to a new file, named after it, in a folder, which is made if there is none. Returns the
  /// folder's full path.
  func write(_ bytes: [UInt8], for joinWay: JoinWayRecord, as format: QRFile.Format, in folder: String) async throws
    -> String
}
