import Logging
import Model
import Queue
import Storage
import Synchronization
import Testing
import WeCom

@testable import Services
@testable import Simulator

@Suite("Fetching what is in view", .timeLimit(.minutes(5)))
struct VisibleFetchTests {
  /// A fetch, and what it told.
  private final class View: Sendable {
    let fetch: VisibleFetch
    private let told: Told

    private final class Told: Sendable {
      let stored = Mutex<[ChatID]>([])
      let failures = Mutex(0)
    }

    init(_ office: Office, _ client: WeComClient) {
      let told = Told()
      self.told = told
      fetch = VisibleFetch(
        client: client, replica: office.files.replica,
        refresher: SharedRole(.refresher, beside: office.folder.file("replica.sqlite")), clock: office.clock,
        numbers: PersonNumbers(), stored: { chats in told.stored.withLock { $0 += chats } },
        failed: { _ in told.failures.withLock { $0 += 1 } })
    }

    var stored: [ChatID] { told.stored.withLock { $0 } }
    var failures: Int { told.failures.withLock { $0 } }

    func show(_ chats: some Sequence<ChatID>) async {
      await fetch.show(Array(chats))
      await fetch.settle()
    }
  }

  private func open(
    gate: any CallGate = Turnstile(isOpen: true), _ body: (Office, View, [ChatID]) async throws -> Void
  ) async throws {
    try await Office.open { office in
      let rows = try await office.client.allGroups(priority: .background).collect().rows
      let now = office.clock.now
      try await office.replica { try $0.apply(rows, at: now) }
      let client = try office.client(gate: gate)
      do {
        try await body(office, View(office, client), rows.map(\.chatID))
        await client.shutdown()
      } catch {
        await client.shutdown()
        throw error
      }
    }
  }

  private func detailed(_ office: Office) async throws -> Set<ChatID> {
    try await office.replica { Set(try $0.groups(GroupQuery()).filter { $0.detailAt != nil }.map(\.chatID)) }
  }

  private func reads(_ office: Office) async throws -> Int {
    try await office.company { company, _ in
      company.traffic.answered["externalcontact/groupchat/get"]?.values.reduce(0, +) ?? 0
    }
  }

  private func refresherIsFree(_ office: Office) throws -> Bool {
    try RoleLock.tryAcquire(.refresher, beside: office.folder.file("replica.sqlite")) != nil
  }

  @Test("the details of what is in view are stored and told of, and the role is given up afterwards")
  func stores() async throws {
    try await open { office, view, chats in
      await view.show(chats.prefix(6))
      #expect(Set(view.stored) == Set(chats.prefix(6)) && view.stored.count == 6)
      let (stored, isFree) = (try await detailed(office), try refresherIsFree(office))
      #expect(stored == Set(chats.prefix(6)) && isFree)
    }
  }

  @Test("what has scrolled away is not read any more")
  func drops() async throws {
    let gate = Turnstile(isOpen: false)
    try await open(gate: gate) { office, view, chats in
      await view.fetch.show(Array(chats.prefix(20)))
      await gate.waitForArrivals(VisibleFetch.width)
      await view.fetch.show([chats[30]])
      gate.open()
      await view.fetch.settle()
      #expect(view.stored == [chats[30]] && view.failures == 0)
      let stored = try await detailed(office)
      #expect(stored == [chats[30]])
    }
  }

  @Test("what scrolled away and came back is read")
  func comesBack() async throws {
    let gate = Turnstile(isOpen: false)
    try await open(gate: gate) { office, view, chats in
      await view.fetch.show([chats[0]])
      await gate.waitForArrivals(1)
      await view.fetch.show([])
      await view.fetch.show([chats[0]])
      gate.open()
      await view.fetch.settle()
      #expect(view.stored == [chats[0]])
    }
  }

  @Test("no more than fifty are read for one view, the first ones first")
  func bounded() async throws {
    try await open { _, view, chats in
      await view.show(chats.prefix(80))
      #expect(Set(view.stored) == Set(chats.prefix(VisibleFetch.most)))
    }
  }

  @Test("a group that was just read is not read again within a minute")
  func notTwice() async throws {
    try await open { office, view, chats in
      await view.show(chats.prefix(3))
      await view.show(chats.prefix(3))
      #expect(try await reads(office) == 3)
      try await office.clock.advance(by: .seconds(61))
      await view.show(chats.prefix(1))
      #expect(try await reads(office) == 4)
    }
  }

  @Test("while another process writes the replica nothing is read")
  func anotherRefresher() async throws {
    try await open { office, view, chats in
      let other = try #require(
        try RoleLock.tryAcquire(.refresher, beside: office.folder.file("replica.sqlite")))
      await view.show(chats.prefix(3))
      #expect(try await reads(office) == 0 && view.stored.isEmpty && view.failures == 0)
      other.release()
      await view.show(chats.prefix(3))
      #expect(view.stored.count == 3)
    }
  }

  @Test("a vendor that has closed the call is left alone for a minute, and that is told once")
  func blocked() async throws {
    try await open { office, view, chats in
      var fault = Fault(.error, path: "externalcontact/groupchat/get")
      fault.code = 45009
      fault.count = nil
      try await office.company { [fault] company, _ in company.add([fault]) }
      await view.show(chats.prefix(10))
      #expect(view.failures == 1 && view.stored.isEmpty)
      #expect(try refresherIsFree(office))
      try await office.company { company, _ in company.clearFaults() }
      await view.show(chats.prefix(10))
      #expect(view.stored.isEmpty)
      try await office.clock.advance(by: .seconds(61))
      await view.show(chats.prefix(10))
      #expect(view.stored.count == 10 && view.failures == 1)
    }
  }

  @Test("a group dismissed meanwhile is told of and leaves the lists")
  func dismissed() async throws {
    try await open { office, view, chats in
      try await office.company { company, now in try company.dismiss(chats[0].rawValue, at: now) }
      try await office.clock.advance(by: .minutes(1))
      let feed = GroupsFeed(replica: office.files.replica)
      let before = try await feed.refresh()
      await view.show(chats.prefix(1))
      let after = try await feed.refresh()
      #expect(view.stored == [chats[0]])
      #expect(before.row(of: chats[0]) != nil && after.row(of: chats[0]) == nil)
    }
  }
}

/// Lets reads of groups through once it is open, and tells when one arrives.
private final class Turnstile: CallGate {
  private struct State {
    var isOpen: Bool
    var waiting: [AsyncStream<Void>.Continuation] = []
  }

  private let state: Mutex<State>
  private let arrivals: AsyncStream<Void>
  private let arrival: AsyncStream<Void>.Continuation

  init(isOpen: Bool) {
    state = Mutex(State(isOpen: isOpen))
    (arrivals, arrival) = AsyncStream.makeStream()
  }

  func enter(_ api: API, _ priority: CallPriority) async throws {
    guard api == .group else { return }
    #expect(priority == .foreground)
    let (opening, opened) = AsyncStream<Void>.makeStream()
    let isOpen = state.withLock { state in
      if !state.isOpen { state.waiting.append(opened) }
      return state.isOpen
    }
    arrival.yield()
    if !isOpen { for await _ in opening {} }
    try Task.checkCancellation()
  }

  func leave(_ api: API, _ end: CallEnd) async {}

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for opened in waiting { opened.finish() }
  }

  func waitForArrivals(_ count: Int) async {
    var iterator = arrivals.makeAsyncIterator()
    for _ in 0..<count { await iterator.next() }
  }
}
