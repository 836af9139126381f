import Foundation
import Model
import Services
import Storage
import Synchronization
import Testing

@testable import Console

/// What opens and closes companies: nothing of one may be told, or acted on, under another one's name.
@Suite("The effect runner")
struct EffectRunnerTests {
  @Test("a company that is replaced is closed before the next one opens, and told about no more")
  func replaced() async throws {
    let world = FakeWorld()
    let runner = EffectRunner(host: world) { world.hear($0) }
    runner.start(.open(.profile("a")))
    await runner.settle()
    runner.start(.open(.profile("b")))
    await runner.settle()
    #expect(world.log == ["open a", "opened a", "closed", "close a", "open b", "opened b"])
    await runner.close()
    #expect(world.log.last == "close b")
  }

  @Test("of two that are opened at once one stays, and the other is closed")
  func atOnce() async throws {
    let world = FakeWorld()
    let runner = EffectRunner(host: world) { world.hear($0) }
    runner.start(.open(.profile("a")))
    runner.start(.open(.profile("b")))
    await runner.settle()
    let opened = world.log.filter { $0.hasPrefix("open ") }.count
    let closed = world.log.filter { $0.hasPrefix("close ") }.count
    #expect(opened == 2 && closed == 1)
    await runner.close()
    #expect(world.log.filter { $0.hasPrefix("close ") }.count == 2)
  }

  @Test("a company that cannot be opened leaves none open, and the profiles to choose from")
  func failing() async throws {
    let world = FakeWorld()
    let runner = EffectRunner(host: world) { world.hear($0) }
    runner.start(.open(.profile("a")))
    await runner.settle()
    runner.start(.open(.profile("broken")))
    await runner.settle()
    #expect(world.log.suffix(4) == ["closed", "close a", "open broken", "profiles"])
    #expect(world.failures == [.open(.profile("broken"))])
    await runner.close()
  }

  @Test("what is asked again in the turn of its answer is done again")
  func again() async throws {
    let world = FakeWorld()
    let again = Mutex<EffectRunner?>(nil)
    let answers = Mutex(0)
    let runner = EffectRunner(host: world) { news in
      guard case .answer(.checkProfile, _) = news else { return }
      let count = answers.withLock { count in
        count += 1
        return count
      }
      if count < 3 { again.withLock { $0 }?.start(.checkProfile("a")) }
    }
    again.withLock { $0 = runner }
    runner.start(.checkProfile("a"))
    while answers.withLock({ $0 }) < 3 { await runner.settle() }
    #expect(answers.withLock { $0 } == 3)
    again.withLock { $0 = nil }
  }

  @Test("a worker that goes on is followed by this console waiting for its turn")
  func handOver() async throws {
    let world = FakeWorld()
    let runner = EffectRunner(host: world) { world.hear($0) }
    runner.start(.open(.profile("a")))
    await runner.settle()
    runner.start(.startWorker)
    await runner.settle()
    await world.waits(for: 2, of: "work a")
    #expect(world.log.contains("start worker a"))
    await runner.close()
  }
}

/// Companies on real databases in a folder of their own, and a log of what became of them.
private final class FakeWorld: Surroundings {
  private struct State {
    var log: [String] = []
    var failures: [Request] = []
    var waiters: [(count: Int, of: String, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("groupdesk-\(UUID().uuidString)")

  init() { try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  var log: [String] { state.withLock { $0.log.filter { !$0.hasPrefix("work") } } }
  var failures: [Request] { state.withLock { $0.failures } }

  private func note(_ text: String) {
    let reached = state.withLock { state in
      state.log.append(text)
      let counts = Dictionary(grouping: state.log) { $0 }.mapValues(\.count)
      let reached = state.waiters.filter { counts[$0.of, default: 0] >= $0.count }
      state.waiters.removeAll { counts[$0.of, default: 0] >= $0.count }
      return reached
    }
    for waiter in reached { waiter.continuation.resume() }
  }

  /// Until something was noted that often.
  func waits(for count: Int, of text: String) async {
    await withCheckedContinuation { continuation in
      let isReached = state.withLock { state in
        if state.log.count(where: { $0 == text }) >= count { return true }
        state.waiters.append((count, text, continuation))
        return false
      }
      if isReached { continuation.resume() }
    }
  }

  func hear(_ news: News) {
    switch news {
    case .opened(let facts): note("opened \(facts.corp)")
    case .closed: note("closed")
    case .notConfigured: note("profiles")
    case .failed(let request, let error) where !(error is CancellationError):
      state.withLock { $0.failures.append(request) }
    default: break
    }
  }

  // MARK: - Surroundings

  struct Broken: Error {}

  func open(
    _ connection: Request.Connection, fetched: @escaping @Sendable ([ChatID]) -> Void,
    failed: @escaping @Sendable (any Error) -> Void
  ) async throws -> Company? {
    guard case .profile(let name) = connection else { return nil }
    note("open \(name)")
    if name == "broken" { throw Broken() }
    let path = folder.appendingPathComponent(UUID().uuidString).path
    let ledger = try await Store.open { try LedgerSchema.open(path: path + "-ledger") }
    let replica = try await Store.open { try ReplicaSchema.open(path: path + "-replica").engine }
    let files = CompanyFiles(ledger: ledger, replica: replica)
    let clock = SystemClock()
    let newID: @Sendable () -> String = { UUID().uuidString.lowercased() }
    return Company(
      facts: CompanyFacts(
        corp: name, profile: name, isDemo: false, authority: .mayChange,
        limits: Fullness.Limits(scan: 200, scanWarning: 190, group: 500, groupWarning: 490)),
      clock: clock, groups: GroupsService(company: files, clock: clock, actor: "a@b", newID: newID),
      feed: GroupsFeed(replica: replica), visible: nil,
      handover: HandoverService(
        company: files, client: nil, clock: clock, rules: HandoverRules(), authority: .mayChange, actor: "a@b",
        groupLimit: 500, newID: newID),
      queue: QueueService(ledger: ledger, clock: clock, authority: .mayChange, actor: "a@b"),
      audit: AuditService(
        ledger: ledger, head: AuditHead(ledger: path + "-ledger"), clock: clock, rules: HandoverRules(),
        authority: .mayChange, actor: "a@b"),
      joinWays: JoinWayService(
        company: files, client: nil, clock: clock, rules: HandoverRules(),
        limits: Fullness.Limits(scan: 200, scanWarning: 190, group: 500, groupWarning: 490), authority: .mayChange,
        profile: name, actor: "a@b", newID: newID,
        codes: JoinWayCodes(
          fetch: { _ in throw CodeTrouble.unreachable }, read: { _ in throw CodeTrouble.decoderMissing })),
      ticks: AsyncStream { $0.finish() },
      work: { [self] changed in
        note("work \(name)")
        changed(.here)
        try await Task.sleep(for: .seconds(3600))
      },
      startWorker: { [self] in note("start worker \(name)") },
      close: { [self] in
        note("close \(name)")
        await ledger.close()
        await replica.close()
      })
  }

  func profiles() async -> [String] { ["a", "b"] }
  func add(_ draft: ProfileDraft) async throws {}
  func check(profile: String) async throws -> (lines: [CheckLine], isReady: Bool) { ([], true) }
  func read(_ path: String) async throws -> [UInt8] { [] }
  func write(_ report: HandoverReport, to path: String) async throws -> String { path }
  func write(_ bytes: [UInt8], to path: String) async throws -> String { path }
  func write(_ bytes: [UInt8], for joinWay: JoinWayRecord, as format: QRFile.Format, in folder: String) async throws
    -> String
  {
    folder
  }
  func write(_ audit: AuditService, _ filter: AuditFilter, to path: String) async throws -> String { path }
}
