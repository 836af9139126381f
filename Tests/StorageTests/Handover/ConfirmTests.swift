import Model
import Testing

@testable import Storage

@Suite("Handover ledger: confirming", .timeLimit(.minutes(5)))
struct ConfirmTests {
  private let books: Books
  init() throws { books = try Books() }

  private func confirm(_ name: String = "h1", count: Int) throws -> HandoverLedger.Confirmation {
    try books.handovers.confirm(JobID(unchecked: name), count: count, actor: "lee@desk", now: books.now)
  }

  @Test("a confirmed plan's groups are ready and its job is queued")
  func confirms() throws {
    let plan = try books.plan(chats: chats(0..<3))
    #expect(try confirm(count: 3) == .confirmed(ready: 3))
    #expect(try books.states(plan) == [.ready, .ready, .ready])
    #expect(try books.jobs.job(plan.id)?.state == .queued)
    #expect(try books.handovers.handover(plan.id)?.confirmedAt == books.now)
  }

  @Test("a confirmation leaves exactly one audit row, of who confirmed how much")
  func audited() throws {
    try books.plan(chats: chats(0..<3))
    _ = try confirm(count: 3)
    let rows = try books.audit()
    #expect(rows.map(\.act) == ["confirm"])
    #expect(rows.first?.actor == "lee@desk" && rows.first?.subject == "h1" && rows.first?.detail == "count=3 ready=3")
  }

  @Test("another number than the plan's groups confirms nothing", arguments: [0, 2, 4, -3])
  func otherCount(typed: Int) throws {
    try books.plan(chats: chats(0..<3))
    let refused = try books.expectRefused("act=confirm reason=otherCount typed=\(typed) planned=3") {
      try confirm(count: typed)
    }
    #expect(refused == .otherCount(3))
  }

  @Test("a second confirmation changes nothing")
  func twice() throws {
    try books.plan(chats: chats(0..<3))
    _ = try confirm(count: 3)
    let refused = try books.expectRefused("act=confirm reason=alreadyConfirmed") { try confirm(count: 3) }
    #expect(refused == .alreadyConfirmed)
  }

  @Test("a plan nobody made cannot be confirmed")
  func unknown() throws {
    let before = try books.everything()
    #expect(try confirm("nothing", count: 1) == .unknownPlan)
    #expect(try books.everything() == before)
  }

  @Test("a group that another confirmed plan holds becomes a conflict; the rest is ready")
  func conflict() throws {
    try books.plan("first", chats: chats(0..<2))
    let second = try books.plan("second", chats: chats(1..<4))
    _ = try confirm("first", count: 2)
    #expect(try confirm("second", count: 3) == .confirmed(ready: 2))
    let items = try books.handovers.items(of: second.id)
    #expect(items.map(\.state) == [.conflict, .ready, .ready])
    #expect(items[0].detail == .inAnotherHandover)
  }

  @Test("a group that stands in an unconfirmed plan only is no conflict")
  func drafts() throws {
    try books.plan("first", chats: chats(0..<2))
    try books.plan("second", chats: chats(0..<2))
    #expect(try confirm("second", count: 2) == .confirmed(ready: 2))
  }

  @Test("a plan that was taken back cannot be confirmed any more")
  func cancelled() throws {
    let plan = try books.plan(chats: chats(0..<2))
    _ = try books.handovers.cancel(plan.id, actor: "lee@desk", now: books.now)
    let refused = try books.expectRefused("act=confirm reason=otherCount typed=2 planned=0") { try confirm(count: 2) }
    #expect(refused == .otherCount(0))
    let empty = try books.expectRefused("act=confirm reason=nothingToSend") { try confirm(count: 0) }
    #expect(empty == .nothingToSend)
  }

  @Test("a plan nobody confirmed is discarded without a trace, and nothing else with it")
  func discarded() throws {
    try books.plan("kept", chats: chats(0..<2))
    let before = try books.everything()
    let plan = try books.plan("first", chats: chats(0..<3))
    #expect(try books.handovers.discard(plan.id))
    #expect(try books.everything() == before)
    #expect(try !books.handovers.discard(plan.id))
  }

  @Test("a confirmed plan is not discarded")
  func notDiscarded() throws {
    let plan = try books.plan(chats: chats(0..<2))
    _ = try confirm(count: 2)
    let before = try books.everything()
    #expect(try !books.handovers.discard(plan.id))
    #expect(try books.everything() == before)
  }
}
