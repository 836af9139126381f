import Foundation
import Logging
import Model
import Queue
import Services
import Settings
import Storage
import WeCom

/// One company, open: databases, client and services wired together. Decides nothing.
struct Session: Sendable {
  let profile: ResolvedProfile
  let clock: any CompanyClock
  let files: CompanyFiles
  /// Nil where the vendor is not needed.
  let client: WeComClient?
  let rules: HandoverRules
  let authority: Authority
  let handover: HandoverService
  let groups: GroupsService
  let queue: QueueService
  let audit: AuditService
  let joinWays: JoinWayService
  let places: Places
  /// Of this replica: whatever part of the process writes it uses this.
  let refresher: SharedRole
  /// Of this ledger: whoever runs its refreshes holds it, worker or not.
  let refreshLane: SharedRole
  /// The people of this replica; whatever part of the process writes it uses these, or each would have to look them up.
  let numbers = PersonNumbers()
  /// The replica could not be used and was made anew; the old one stands there.
  let replicaMovedTo: String?

  /// Of the profile.
  var limits: Fullness.Limits { profile.preferences.limits }

  /// The corp's name, else its id.
  var corp: String { profile.corpName ?? profile.corpID.rawValue }

  /// The files of a company.
  struct Places: Sendable {
    let ledger: String
    let replica: String
  }

  /// Some process has the worker's role. If nobody has it, it is taken and given back at once.
  var isWorkerRunning: Bool {
    get throws { try RoleLock.tryAcquire(.worker, beside: places.ledger) == nil }
  }

  func close() async {
    await client?.shutdown()
    await files.ledger.close()
    await files.replica.close()
  }
}

extension Program {
  func resolve() throws -> ResolvedProfile {
    try ProfileStore(folders: folders).resolve(
      ConnectionFlags(profile: shared.profile, readOnly: shared.readOnly), environment: environment)
  }

  /// Where the company's files are; the folders are made if necessary.
  func places(of profile: ResolvedProfile) throws -> Session.Places {
    try folders.create()
    return Session.Places(ledger: folders.ledger(of: profile), replica: folders.replica(of: profile))
  }

  /// Opens the company the flags, the environment or a profile name.
  ///
  /// - Parameters:
  ///   - needsVendor: false for what only looks at or steers what is on this machine: it works without the secret.
  ///   - writesReplica: waits where somebody else is just making the replica, instead of giving up.
  func open(needsVendor: Bool = true, writesReplica: Bool = false) async throws -> Session {
    let profile = try resolve()
    let places = try places(of: profile)
    async let asked = companyClock(of: profile)
    async let opened = Self.openReplica(places.replica, isPatient: writesReplica)
    let authority: Authority = profile.preferences.readOnly ? .readOnly : .mayChange
    let ledger = try await Store.open(name: "ledger") {
      try LedgerSchema.open(path: places.ledger, authority: authority)
    }
    let (replica, moved) = try await opened
    let clock = await asked
    let client = needsVendor ? try await client(for: profile, clock) : nil

    var rules = HandoverRules()
    rules.window = profile.preferences.window
    rules.requestTimeout = .seconds(profile.preferences.requestTimeout)
    let files = CompanyFiles(ledger: ledger, replica: replica)
    let actor = Identity.actor
    return Session(
      profile: profile, clock: clock, files: files, client: client, rules: rules,
      authority: authority,
      handover: HandoverService(
        company: files, client: client, clock: clock, rules: rules, authority: authority, actor: actor,
        groupLimit: profile.preferences.groupLimit, newID: Identity.newID),
      groups: GroupsService(company: files, clock: clock, actor: actor, newID: Identity.newID),
      queue: QueueService(ledger: ledger, clock: clock, authority: authority, actor: actor),
      audit: AuditService(
        ledger: ledger, head: AuditHead(ledger: places.ledger), clock: clock, rules: rules, authority: authority,
        actor: actor),
      joinWays: JoinWayService(
        company: files, client: client, clock: clock, rules: rules, limits: profile.preferences.limits,
        authority: authority, profile: profile.name?.text ?? "", actor: actor, newID: Identity.newID,
        codes: try joinWayCodes(of: profile)),
      places: places, refresher: SharedRole(.refresher, beside: places.replica),
      refreshLane: SharedRole(.refresher, beside: places.ledger), replicaMovedTo: moved)
  }

  func joinWayCodes(of profile: ResolvedProfile) throws -> JoinWayCodes {
    JoinWayCodes(
      fetch: ImageFetch(base: try Connection.Address(profile.baseURL.text)),
      // Of the running program, also when the file it came from has been replaced meanwhile.
      reader: ImageReader(program: "/proc/self/exe"))
  }

  func companyClock(of profile: ResolvedProfile) async -> any CompanyClock {
    if profile.baseURL.isLoopback, let followed = await FollowedClock.follow(profile.baseURL.text) { return followed }
    return SystemClock()
  }

  func client(for profile: ResolvedProfile, _ clock: any CompanyClock) async throws -> WeComClient {
    let secret = try await SecretReader(environment: environment).read(profile.secret)
    let isUnlimited = profile.baseURL.isLoopback && environment["GROUPDESK_LIMITER"] == "off"
    let gate = Limiter(
      isUnlimited ? .off : LimiterLimits(percent: profile.preferences.limitShare), clock: clock)
    let connection = Connection(
      address: try Connection.Address(profile.baseURL.text), corpID: profile.corpID, secret: secret,
      timeOut: .seconds(profile.preferences.requestTimeout))
    return WeComClient(connection: connection, clock: clock, gate: gate, logger: logger)
  }

  /// Whoever opens the replica may have to make it or bring it up to date, which takes the refresher's role for that
  /// moment; while somebody else has the role and it is made, it is opened beside them: a long refresh keeps nobody from
  /// anything.
  private static func openReplica(_ path: String, isPatient: Bool) async throws -> (Store, String?) {
    var role = try RoleLock.tryAcquire(.refresher, beside: path)
    if role == nil {
      do {
        return (try await Store.open(name: "replica") { try ReplicaSchema.openBeside(path: path) }, nil)
      } catch StorageError.notReady where isPatient {
        role = try await RoleLock.acquire(.refresher, beside: path)
      }
    }
    defer { role?.release() }
    let opened = Opened()
    let store = try await Store.open(name: "replica") {
      let (engine, opening) = try ReplicaSchema.open(path: path)
      if case .madeAnew(let kept) = opening { opened.set(kept) }
      return engine
    }
    return (store, opened.kept)
  }

  /// To standard error if `GROUPDESK_LOG` names a level, else nowhere.
  private var logger: Logger {
    guard let level = environment["GROUPDESK_LOG"].flatMap(Logger.Level.init(rawValue:)) else {
      return Logger(label: "groupdesk", factory: { _ in SwiftLogNoOpLogHandler() })
    }
    var logger = Logger(label: "groupdesk", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = level
    return logger
  }
}

extension Preferences {
  var limits: Fullness.Limits {
    Fullness.Limits(scan: scanLimit, scanWarning: scanWarning, group: groupLimit, groupWarning: groupWarning)
  }
}
