import Console
import Foundation
import Model
import Queue
import Screen
import Services
import Settings
import Storage
import Synchronization
import Words

/// What the console needs of the program around it.
struct ConsoleHost: Surroundings {
  private let program: Program
  private let isDemoAsked: Bool
  private let openClock = ClockBox()
  private let demo = TemporaryHome()

  /// - Parameter isDemoAsked: `--demo`: the standard company is the built-in one.
  init(program: Program, isDemoAsked: Bool) {
    self.program = program
    self.isDemoAsked = isDemoAsked
  }

  /// The clock of the company that is open; the machine's before.
  var clock: any CompanyClock { openClock.clock }

  func open(
    _ connection: Request.Connection, fetched: @escaping @Sendable ([ChatID]) -> Void,
    failed: @escaping @Sendable (any Error) -> Void
  ) async throws -> Company? {
    switch connection {
    case .standard where isDemoAsked, .demo: return try await openDemo(fetched, failed)
    case .standard:
      do {
        return try await open(program, demo: nil, fetched, failed)
      } catch SettingsError.noConnection {
        return nil
      }
    case .profile(let name):
      var shared = program.shared
      shared.profile = ProfileName(name)
      return try await open(program.with(shared), demo: nil, fetched, failed)
    }
  }

  /// The files of a demo that is over; also after an end that left no time to close anything.
  func removeTemporaryFiles() { demo.home.map { try? FileManager.default.removeItem(atPath: $0) } }

  private func openDemo(
    _ fetched: @escaping @Sendable ([ChatID]) -> Void, _ failed: @escaping @Sendable (any Error) -> Void
  ) async throws -> Company {
    let demo = try await DemoCompany.start(groups: Self.demoGroups, speed: Self.demoSpeed, home: program.shared.home)
    if program.shared.home == nil { self.demo.set(demo.home) }
    do {
      let program = try program.talking(to: demo.server.baseURL, home: demo.home)
      if self.program.shared.readOnly, self.program.shared.home == nil {
        // What this run looks at has to be there first, and nothing of it stays.
        var shared = program.shared
        shared.readOnly = false
        try await program.with(shared).withSession { try await demo.introduceJoinWays(to: $0) }
      }
      return try await open(program, demo: demo, fetched, failed)
    } catch {
      await demo.end()
      throw error
    }
  }

  private static let demoGroups = 2400
  /// A day lasts two minutes.
  private static let demoSpeed = 720.0

  private func open(
    _ program: Program, demo: DemoCompany?, _ fetched: @escaping @Sendable ([ChatID]) -> Void,
    _ failed: @escaping @Sendable (any Error) -> Void
  ) async throws -> Company {
    let session: Session
    var troubles: [any Error] = []
    do {
      session = try await program.open()
    } catch let error as SettingsError where error.isAboutSecret {
      // What is on this machine can be looked at all the same.
      session = try await program.open(needsVendor: false)
      troubles.append(error)
    }
    openClock.set(session.clock)
    do {
      try await demo?.introduceJoinWays(to: session)
    } catch {
      troubles.append(error)
    }
    let watch: LedgerWatch
    do {
      watch = try LedgerWatch(file: session.places.ledger)
    } catch {
      await session.close()
      throw error
    }
    let visible = session.client.map { client in
      VisibleFetch(
        client: client, replica: session.files.replica, refresher: session.refresher, clock: session.clock,
        numbers: session.numbers, stored: fetched, failed: failed)
    }
    return Company(
      facts: CompanyFacts(session, isBuiltIn: demo != nil), clock: session.clock, groups: session.groups,
      feed: GroupsFeed(replica: session.files.replica),
      visible: visible, handover: session.handover,
      queue: session.queue, audit: session.audit, joinWays: session.joinWays, ticks: watch.ticks,
      work: { changed in
        try await ConsoleWorker(session: session, environment: program.environment, failed: failed).run(changed)
      },
      startWorker: { try await DetachedWorker(program: program, session: session).start() },
      close: {
        watch.close()
        await session.close()
        await demo?.end()
      }, troubles: troubles)
  }

  // MARK: - Profiles and files

  func profiles() async -> [String] {
    ((try? ProfileStore(folders: program.folders).list()) ?? []).map(\.text)
  }

  func add(_ draft: ProfileDraft) async throws {
    try program.shared.authority.mayChange()
    guard let name = ProfileName(draft.name) else { throw SettingsError.badName(draft.name) }
    guard let corpID = CorpID(draft.corpID) else {
      throw SettingsError.badValue(name: "corp_id", value: draft.corpID, allowed: .corpID)
    }
    guard let address = BaseURL(draft.baseURL.isEmpty ? BaseURL.vendorText : draft.baseURL) else {
      throw SettingsError.badValue(name: "base_url", value: draft.baseURL, allowed: .baseURL)
    }
    try ProfileStore(folders: program.folders).add(
      Profile(
        name: name, corpID: corpID, baseURL: address, corpName: draft.corpName.isEmpty ? nil : draft.corpName,
        application: draft.application, secret: nil, preferences: Preferences()),
      secret: draft.secret)
  }

  func check(profile: String) async throws -> (lines: [CheckLine], isReady: Bool) {
    guard let name = ProfileName(profile) else { throw SettingsError.badName(profile) }
    let page = try await CompanyCheck(program: program, name: name).page()
    return (page.lines.map { CheckLine($0.0, $0.1.checkMark) }, page.status == .done)
  }

  func read(_ path: String) async throws -> [UInt8] { try InputFile(Self.expanded(path)).read { $0 } }

  func write(_ report: HandoverReport, to path: String) async throws -> String {
    try await create(path) { try $0.write(contentsOf: Data(ReportTable(report, program.words).csv.utf8)) }
  }

  func write(_ audit: AuditService, _ filter: AuditFilter, to path: String) async throws -> String {
    try await create(path) { file in
      try file.write(contentsOf: Data(AuditRow.csvHeading.utf8))
      var last: Int64?
      // A page at a time: an audit of a million rows is not held at once.
      while true {
        let page = try await audit.entries(filter, before: last, limit: 1000)
        guard let end = page.last else { return }
        try file.write(contentsOf: Data(AuditRow.csv(page.map(AuditRow.init)).utf8))
        last = end.seq
      }
    }
  }

  func write(_ bytes: [UInt8], to path: String) async throws -> String {
    try await create(path) { try $0.write(contentsOf: Data(bytes)) }
  }

  func write(_ bytes: [UInt8], for joinWay: JoinWayRecord, as format: QRFile.Format, in folder: String) async throws
    -> String
  {
    let full = Self.expanded(folder)
    if mkdir(full, 0o700) != 0, errno != EEXIST {
      throw SettingsError.file(path: full, operation: .write, code: errno)
    }
    do {
      _ = try QRFile.write(
        bytes, remark: joinWay.content.remark, id: (joinWay.configID?.rawValue ?? joinWay.id.rawValue), format: format,
        in: full)
    } catch {
      throw SettingsError.file(path: error.path, operation: .write, code: error.code)
    }
    return full
  }

  /// Makes a new file (0600), whole or not at all; returns its full path.
  private func create(_ path: String, _ body: (FileHandle) async throws -> Void) async throws -> String {
    let full = Self.expanded(path)
    let descriptor = Foundation.open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SettingsError.file(path: full, operation: .write, code: errno) }
    do {
      try await body(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    } catch {
      let reason = errno
      // Half of it would stand in the way of the next try.
      unlink(full)
      if error is StorageError || error is CancellationError { throw error }
      throw SettingsError.file(path: full, operation: .write, code: reason == 0 ? EIO : reason)
    }
    return full
  }

  /// As a shell would: `~` is the home folder, and the rest is relative to the working folder.
  private static func expanded(_ path: String) -> String {
    let full = (path as NSString).expandingTildeInPath
    return full.hasPrefix("/") ? full : "\(FileManager.default.currentDirectoryPath)/\(full)"
  }
}

/// The clock of whatever company is open.
private final class ClockBox: Sendable {
  private let current = Mutex<any CompanyClock>(SystemClock())
  var clock: any CompanyClock { current.withLock { $0 } }
  func set(_ clock: any CompanyClock) { current.withLock { $0 = clock } }
}

/// The folder of the demo, once there is one.
private final class TemporaryHome: Sendable {
  private let path = Mutex<String?>(nil)
  var home: String? { path.withLock { $0 } }
  func set(_ home: String) { path.withLock { $0 = home } }
}

extension Role {
  fileprivate var checkMark: CheckMark {
    switch self {
    case .done: .fine
    case .error: .failed
    default: .notChecked
    }
  }
}

extension SettingsError {
  /// The connection is known, its secret cannot be had.
  fileprivate var isAboutSecret: Bool {
    switch self {
    case .secret, .noSecret: true
    default: false
    }
  }
}

extension Program {
  /// The same program with other options.
  fileprivate func with(_ shared: SharedOptions) -> Program {
    Program(
      shared: shared, environment: environment, folders: folders, themes: themes, theme: theme, words: words,
      output: output)
  }
}
