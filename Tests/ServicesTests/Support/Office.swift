import Logging
import Model
import Queue
import Simulator
import Storage
import Synchronization
import Testing
import WeCom

@testable import Services

/// A support desk: services, ledger and replica of their own, and a simulated company over HTTP whose clock stands still
/// until a job waits for a later moment.
struct Office: Sendable {
  let server: Server
  let clock: OfficeClock
  let folder: TemporaryFolder
  var files: CompanyFiles
  let client: WeComClient
  var authority = Authority.mayChange
  var rules = HandoverRules()
  var hook: HookRunner?

  /// `zhangsan` has left with 30 groups, `lisi` with 10; four others own the rest.
  static var configuration: CompanyConfiguration {
    var configuration = CompanyConfiguration(
      groups: 90, owners: 6, resigned: [.init(groups: 30, customers: 7), .init(groups: 10, daysAgo: 30, customers: 2)],
      membersPerGroup: 2...5)
    configuration.fullPerThousand = 0
    configuration.nearlyFullPerThousand = 0
    return configuration
  }

  static func open(
    _ configuration: CompanyConfiguration = Self.configuration, _ body: (Office) async throws -> Void
  ) async throws {
    let server = try await Server.start(configuration, speed: 0)
    do {
      let office = try await Office(server)
      try await body(office)
      await office.client.shutdown()
    } catch {
      await server.shutdown()
      throw error
    }
    await server.shutdown()
  }

  private init(_ server: Server) async throws {
    self.server = server
    clock = OfficeClock(server, now: Timestamp(milliseconds: Server.usualStart))
    let folder = try TemporaryFolder()
    self.folder = folder
    files = CompanyFiles(
      ledger: try await Store.open { try LedgerSchema.open(path: folder.file("ledger.sqlite")) },
      replica: try await Store.open { try ReplicaSchema.open(path: folder.file("replica.sqlite")).engine })
    client = try Self.client(server, clock, OpenGate())
  }

  private static func client(_ server: Server, _ clock: OfficeClock, _ gate: any CallGate) throws -> WeComClient {
    WeComClient(
      connection: Connection(
        address: try .init(server.baseURL), corpID: try #require(CorpID("wwsimulated")),
        secret: try #require(Secret("simulated-secret")), timeOut: .seconds(20)),
      clock: clock, gate: gate, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
      pause: { _ in })
  }

  /// Another client of the same company, to be shut down by whoever asked for it.
  func client(gate: any CallGate) throws -> WeComClient { try Self.client(server, clock, gate) }

  var handover: HandoverService {
    HandoverService(
      company: files, client: client, clock: clock, rules: rules, authority: authority, actor: "kim@desk",
      groupLimit: 500, newID: Numbers.next)
  }

  var groups: GroupsService { GroupsService(company: files, clock: clock, actor: "kim@desk", newID: Numbers.next) }

  var queue: QueueService {
    QueueService(ledger: files.ledger, clock: clock, authority: authority, actor: "kim@desk")
  }

  var audit: AuditService {
    AuditService(
      ledger: files.ledger, head: AuditHead(ledger: folder.file("ledger.sqlite")), clock: clock, rules: rules,
      authority: authority, actor: "kim@desk")
  }

  /// - Parameters:
  ///   - codes: how images are got and read.
  ///   - profile: whose application calls.
  func joinWays(codes: JoinWayCodes = .none, profile: String = "desk") -> JoinWayService {
    JoinWayService(
      company: files, client: client, clock: clock, rules: rules,
      limits: Fullness.Limits(scan: 200, scanWarning: 190, group: 500, groupWarning: 490), authority: authority,
      profile: profile, actor: "kim@desk", newID: Numbers.next, codes: codes)
  }

  var sweep: CompanySweep { CompanySweep(client: client, replica: files.replica, clock: clock) }

  /// Runs every job until each is final or needs a person; time jumps over every wait.
  func work() async throws {
    let file = folder.file("ledger.sqlite")
    let handler = HandoverJob(
      ledger: files.ledger, client: client, clock: clock, rules: rules, authority: authority, actor: "worker@desk",
      newID: Numbers.next,
      calls: OpenCallWatch())
    let runner = JobRunner(
      ledger: files.ledger, watch: try LedgerWatch(file: file),
      worker: try await RoleLock.acquire(.worker, beside: file), handlers: [HandoverJob.kind: handler], clock: clock,
      afterRun: { [hook] in try? await hook?.deliver() })
    try await runner.runUntilDone()
  }

  /// One run of a handover's job, to where it waits for a later moment.
  func runOnce(_ plan: HandoverPlan) async throws {
    guard case .released = try await run(plan) else {
      Issue.record("the run did not end by itself")
      return
    }
  }

  func run(_ plan: HandoverPlan) async throws -> JobEnd {
    let now = clock.now
    let job = try #require(try await files.ledger.perform { try JobLedger(engine: $0).claim(plan.id, at: now) })
    let handler = HandoverJob(
      ledger: files.ledger, client: client, clock: clock, rules: rules, authority: authority, actor: "worker@desk",
      newID: Numbers.next,
      calls: OpenCallWatch())
    let context = JobContext(clock: clock, isStopRequested: { false }, progress: { _, _ in })
    return await handler.run(job, context)
  }

  /// Plans and confirms.
  func start(_ request: PlanRequest) async throws -> HandoverPlan {
    let plan = try await handover.plan(request)
    try #require(
      try await handover.start(plan.id, confirming: plan.toSend.count) == .confirmed(ready: plan.toSend.count))
    return plan
  }

  func report(_ plan: HandoverPlan) async throws -> HandoverReport {
    try #require(try await handover.report(plan.id))
  }

  func replica<Value: Sendable>(_ body: @Sendable (Replica) throws -> Value) async throws -> Value {
    try await files.replica.perform { try body(Replica(engine: $0)) }
  }
}

// MARK: - The company

extension Office {
  /// Looks at or changes the company behind the program's back.
  func company<Value: Sendable>(_ body: @Sendable (inout Company, Int64) throws -> Value) async throws -> Value {
    try await server.company { company, now throws(any Error) in try body(&company, now) }
  }

  /// The customer groups somebody owns, as ids.
  func chats(of owner: String) async throws -> [ChatID] {
    try await company { company, _ in company.chatIDs(ownedBy: owner) }.map(chatID)
  }

  func owner(of chat: ChatID) async throws -> String? {
    try await company { company, now in company.group(chat.rawValue, at: now)?.owner }
  }

  /// Members who own groups and may own more, fewest groups first.
  func successors(_ count: Int) async throws -> [UserID] {
    let fit = try await company { company, _ in
      company.members
        .filter {
          !$0.isResigned && $0.isActivated && !$0.isDisabled && $0.hasCustomerContact && $0.hasRealName
            && !company.chatIDs(ownedBy: $0.userID).isEmpty
        }
        .map { ($0.userID, company.chatIDs(ownedBy: $0.userID).count) }
        .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }
    try #require(fit.count >= count)
    return try fit.prefix(count).map(userID)
  }

  /// Groups handed over, in the order of the journal, a group as often as that happened.
  func accepted() async throws -> [String] {
    try await company { company, _ in
      company.journal.transfers.flatMap(\.results).filter { $0.code == 0 }.map(\.chatID)
    }
  }
}

/// Company time that passes only while a job sleeps, and then at once, for the company, too.
final class OfficeClock: CompanyClock {
  private let server: Server
  private let moment: Mutex<Timestamp>

  init(_ server: Server, now: Timestamp) {
    self.server = server
    moment = Mutex(now)
  }

  var now: Timestamp { moment.withLock { $0 } }
  var speed: Double { 0 }

  func sleep(until deadline: Timestamp) async throws {
    try Task.checkCancellation()
    try await advance(by: deadline - now)
  }

  func advance(by span: TimeSpan) async throws {
    let seconds = max(0, (span.milliseconds + 999) / 1000)
    await server.advanceClock(bySeconds: seconds)
    moment.withLock { $0 = $0 + .seconds(seconds) }
  }
}

/// No limits.
private struct OpenGate: CallGate {
  func enter(_ api: API, _ priority: CallPriority) async throws {}
  func leave(_ api: API, _ end: CallEnd) async {}
}

/// Ids that no two parts of a test share.
private enum Numbers {
  private static let last = Atomic(0)
  @Sendable static func next() -> String { "n\(last.wrappingAdd(1, ordering: .relaxed).newValue)" }
}

func userID(_ id: String) throws -> UserID { try #require(UserID(id)) }
func chatID(_ id: String) throws -> ChatID { try #require(ChatID(id)) }

extension JoinWayCodes {
  /// No image can be got.
  static let none = JoinWayCodes(
    fetch: { _ in throw CodeTrouble.unreachable }, read: { _ in throw CodeTrouble.decoderMissing })
}
