import Foundation
import Model
import Storage
import Testing
import WeCom

@testable import Services

/// Who may do what is decided here, so here every call there is has to say on which side it stands.
@Suite("Authority", .timeLimit(.minutes(5)))
struct AuthorityTests {
  private typealias Call = @Sendable (Office, JobID) async throws -> Void

  /// What leads to a change at the vendor, or changes other people's work.
  private static let changes: [(name: String, call: Call)] = [
    ("start", { _ = try await $0.handover.start($1, confirming: 30) }),
    ("setStopped", { office, _ in try await office.queue.setStopped(true) }),
    ("setStopped", { office, _ in try await office.queue.setStopped(false) }),
    ("pause", { _ = try await $0.queue.pause($1) }),
    ("resume", { _ = try await $0.queue.resume($1) }),
    ("cancel", { _ = try await $0.queue.cancel($1) }),
    ("accept", { office, _ in _ = try await office.audit.accept(confirming: 1) }),
    ("add", { office, _ in _ = try await office.joinWays().add(office.content(state: "")) }),
    (
      "update",
      { office, _ in
        let known = try await office.known
        var wanted = known.content
        wanted.remark += "新"
        _ = try await office.joinWays().update(known.id, from: known.content, to: wanted)
      }
    ),
    (
      "perform",
      { office, _ in
        let known = try await office.known
        let item = JoinWayPlan.Item(record: known, base: known.content, wanted: known.content)
        let plan = JoinWayPlan(purpose: .rotate, items: [item], madeAt: office.clock.now, groups: [:])
        _ = try await office.joinWays().perform(plan)
      }
    ),
    ("importWays", { office, _ in _ = try await office.joinWays().importWays(office.configIDs()) }),
    ("acknowledge", { office, _ in try await office.joinWays().acknowledge(office.known.id) }),
    ("forget", { office, _ in _ = try await office.joinWays().forget(office.known.id) }),
    ("remove", { office, _ in _ = try await office.joinWays().remove(office.known.id) }),
  ]

  /// What looks, plans, or brings the copy on this machine up to date.
  private static let looks: [(name: String, call: Call)] = [
    ("jobs", { office, _ in _ = try await office.queue.jobs() }),
    ("job", { _ = try await $0.queue.job($1) }),
    ("job", { _ = try await $0.queue.job(withPrefix: $1.rawValue) }),
    ("isStopped", { office, _ in _ = try await office.queue.isStopped() }),
    ("plan", { office, _ in _ = try await office.handover.plan(request(of: "zhangsan", office)) }),
    (
      "retry",
      { office, job in
        await #expect(throws: PlanError.nothingFailed) { try await office.handover.retry(job, newOwners: nil) }
      }
    ),
    (
      "discard",
      { office, _ in
        let plan = try await office.handover.plan(request(of: "zhangsan", office))
        #expect(try await office.handover.discard(plan.id))
      }
    ),
    ("entries", { office, _ in _ = try await office.audit.entries(limit: 10) }),
    ("verify", { office, _ in _ = try await office.audit.verify() }),
    ("resignedOwners", { office, _ in _ = try await office.handover.resignedOwners() }),
    ("newOwners", { office, _ in _ = try await office.handover.newOwners() }),
    ("report", { _ = try await $0.handover.report($1) }),
    ("reports", { office, _ in _ = try await office.handover.reports() }),
    ("overview", { office, _ in _ = try await office.handover.overview() }),
    ("groups", { office, _ in _ = try await office.groups.groups(GroupQuery()) }),
    ("group", { office, _ in _ = try await office.groups.group(try await office.chats(of: "lisi")[0]) }),
    ("owners", { office, _ in _ = try await office.groups.owners() }),
    ("names", { office, _ in _ = try await office.groups.names(of: [userID("lisi")]) }),
    ("sweptAt", { office, _ in _ = try await office.groups.sweptAt() }),
    ("requestRefresh", { office, _ in _ = try await office.groups.requestRefresh(.all) }),
    ("requestRefresh", { office, _ in _ = try await office.groups.requestRefresh([.all]) }),
    ("rows", { office, _ in _ = try await office.joinWays().rows() }),
    ("row", { office, _ in _ = try await office.joinWays().row(office.known.id.rawValue) }),
    ("refresh", { office, _ in _ = try await office.joinWays().refresh() }),
    ("base", { office, _ in _ = try await office.joinWays().base(of: office.known.id) }),
    ("calls", { office, _ in _ = try await office.joinWays().calls(of: office.known.id) }),
    ("used", { office, _ in _ = try await office.joinWays().used() }),
    ("freshState", { office, _ in _ = try await office.joinWays().freshState() }),
    ("faults", { office, _ in _ = try await office.joinWays().faults(of: office.content(), overwriting: nil) }),
    ("checkFacts", { office, _ in _ = try await office.joinWays().checkFacts(about: []) }),
    ("nextNames", { office, _ in _ = try await office.joinWays().nextNames(of: office.content(), 2) }),
    ("knownNames", { office, _ in _ = try await office.joinWays().knownNames(of: office.content()) }),
    ("check", { office, _ in _ = try await office.joinWays().check() }),
    ("plan", { office, _ in _ = try await office.joinWays().plan(.rotate, for: [office.known.id]) }),
    ("using", { office, _ in _ = try await office.joinWays().using(Set(office.content().chats)) }),
    ("diagnosis", { office, _ in _ = try await office.joinWays().diagnosis(of: office.known.id) }),
    ("report", { office, _ in _ = try await office.joinWays().report(ofState: "shopA") }),
    ("arrivals", { office, _ in _ = try await office.joinWays().arrivals(ofState: "shopA") }),
    ("joinWay", { office, _ in _ = try await office.joinWays().joinWay(ofState: "shopA") }),
    ("joinWays", { office, _ in _ = try await office.joinWays().joinWays(ofStates: ["shopA"]) }),
    (
      "code",
      { office, _ in
        await #expect(throws: CodeTrouble.unreachable) { try await office.joinWays().code(of: office.known.id) }
      }
    ),
    ("find", { office, _ in _ = try? await office.joinWays().find(link: "https://work.weixin.qq.com/gm/1") }),
    ("find", { office, _ in _ = try? await office.joinWays().find(image: []) }),
  ]

  private static func request(of owner: String, _ office: Office) async throws -> PlanRequest {
    PlanRequest(
      kind: .resigned, oldOwner: try userID(owner), assignment: .owners([try await office.successors(1)[0]]))
  }

  @Test("every call of the services stands on one of the two sides")
  func complete() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Services")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var calls: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      var type = Substring()
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        if let name = line.firstMatch(of: /^(?:package struct|extension) (?<name>\w+)/)?.name { type = name }
        guard type.hasSuffix("Service"), let name = line.firstMatch(of: /^  package func (?<name>\w+)/)?.name else {
          continue
        }
        calls.insert(String(name))
      }
    }
    let sides = (Set(Self.changes.map(\.name)), Set(Self.looks.map(\.name)))
    #expect(calls == sides.0.union(sides.1))
    #expect(sides.0.isDisjoint(with: sides.1))
  }

  /// An office with one join way, whose one confirmed handover is paused and whose one plan is not confirmed, looked at by
  /// somebody who may change nothing.
  private func withLooker(
    _ body: (_ looker: Office, _ plan: JobID, _ paused: JobID) async throws -> Void
  ) async throws {
    try await Office.open { office in
      try await office.sweep.run { _, _ in }
      let paused = try await office.start(Self.request(of: "lisi", office))
      #expect(try await office.queue.pause(paused.id) == .done)
      let plan = try await office.handover.plan(Self.request(of: "zhangsan", office))
      #expect(plan.toSend.count == 30)
      _ = try await office.added(office.content())
      var looker = office
      looker.authority = .readOnly
      try await body(looker, plan.id, paused.id)
    }
  }

  @Test("read-only: every change is refused, whatever it is asked of, and nothing is written")
  func changesAreRefused() async throws {
    try await withLooker { looker, plan, paused in
      let before = try await looker.acts()
      for (name, call) in Self.changes {
        for job in [plan, paused, JobID(unchecked: "nowhere")] {
          await #expect(throws: Refusal.readOnly, "\(name)") { try await call(looker, job) }
        }
      }
      #expect(try await looker.acts() == before)
    }
  }

  @Test("whoever may change something is refused none of them, and each leaves its row in the audit")
  func changesAreAllowed() async throws {
    try await withLooker { looker, plan, paused in
      var desk = looker
      desk.authority = .mayChange
      for (_, call) in Self.changes { for job in [plan, paused] { try await call(desk, job) } }
      let acts = try await desk.files.ledger.read { connection in
        try connection.query("SELECT DISTINCT act FROM audit").map { try $0.text("act") }
      }
      let expected: Set = ["confirm", "stop", "go", "pause", "resume", "cancel", "import", "refused"]
      #expect(Set(acts).isSuperset(of: expected), "\(acts)")
    }
  }

  @Test("read-only: everything can be looked at, and other people's work stays as it is")
  func looksAreAllowed() async throws {
    try await withLooker { looker, _, paused in
      let before = try await looker.acts()
      for (_, call) in Self.looks { try await call(looker, paused) }
      #expect(try await looker.acts() == before)
    }
  }

  @Test("read-only: a worker commits no intent and sends nothing, not even of a handover that is running")
  func worker() async throws {
    try await Office.open { office in
      let plan = try await office.start(Self.request(of: "lisi", office))
      var looker = office
      looker.authority = .readOnly
      guard case .interrupted(let error, _) = try await looker.run(plan) else {
        Issue.record("the run was not refused")
        return
      }
      #expect(error as? Refusal == .readOnly)
      #expect(try await office.report(plan).items.allSatisfy { $0.state == .ready })
      #expect(try await office.accepted().isEmpty)
    }
  }

  @Test("on a guarded ledger nothing is sent even where a service forgets to ask")
  func guardedLedger() async throws {
    try await Office.open { office in
      let plan = try await office.start(Self.request(of: "lisi", office))
      let file = office.folder.file("ledger.sqlite")
      let ledger = try await Store.open { try LedgerSchema.open(path: file, authority: .readOnly) }
      var guarded = office
      guarded.files = CompanyFiles(ledger: ledger, replica: office.files.replica)
      await #expect(throws: StorageError.constraint(name: ReadOnlyLedger.refusal)) { try await guarded.run(plan) }
      await #expect(throws: StorageError.constraint(name: ReadOnlyLedger.refusal)) {
        try await guarded.queue.setStopped(true)
      }
      #expect(try await office.accepted().isEmpty)
    }
  }

  @Test("a handover of one group or many begins with its number only", arguments: [1, 30])
  func typedNumber(groups: Int) async throws {
    try await Office.open { office in
      let chats = try await office.chats(of: "zhangsan").prefix(groups)
      var request = try await Self.request(of: "zhangsan", office)
      request.selection = Set(chats)
      let plan = try await office.handover.plan(request)
      for wrong in [-1, 0, groups - 1, groups + 1, .max] where wrong != groups {
        #expect(try await office.handover.start(plan.id, confirming: wrong) == .otherCount(groups))
      }
      #expect(try await office.report(plan).items.filter { $0.state == .planned }.count == groups)
      #expect(try await office.handover.start(plan.id, confirming: groups) == .confirmed(ready: groups))
    }
  }
}

extension Office {
  /// The first join way of the registry.
  fileprivate var known: JoinWayRecord {
    get async throws { try #require(try await joinWays().registry { try $0.records().first }) }
  }

  /// Everything in the ledger but drafts and refreshes: what people decided and what became of it.
  fileprivate func acts() async throws -> [String] {
    try await files.ledger.perform { engine in
      let jobs = try JobLedger(engine: engine).jobs().filter { $0.lane == .mutation }
      let items = try jobs.flatMap { try HandoverLedger(engine: engine).items(of: $0.id) }
      let rows = try engine.read { connection in
        try ["audit", "switch", "transfer_batch", "handover_target", "notice", "join_way_call"].flatMap { table in
          try connection.query("SELECT * FROM \(table)").map { "\($0.values)" }
        }
      }
      return jobs.map { "\($0)" } + items.map { "\($0)" } + rows
    }
  }
}
