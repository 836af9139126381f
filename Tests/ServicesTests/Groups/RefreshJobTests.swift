import Model
import Queue
import Storage
import Synchronization
import Testing

@testable import Services
@testable import Simulator

@Suite("Refreshing as a job", .timeLimit(.minutes(5)))
struct RefreshJobTests {
  private func run(
    _ office: Office, _ job: Job, stopAfter limit: Int = .max
  ) async throws -> JobEnd {
    let asked = Mutex(0)
    let context = JobContext(
      clock: office.clock,
      isStopRequested: {
        asked.withLock { count in
          count += 1
          return count > limit
        }
      }, progress: { _, _ in })
    return await RefreshJob(
      client: office.client, replica: office.files.replica, clock: office.clock, numbers: PersonNumbers()
    ).run(job, context)
  }

  private func calls(_ office: Office, _ path: String) async throws -> Int {
    try await office.company { company, _ in company.traffic.answered[path]?.values.reduce(0, +) ?? 0 }
  }

  private static var big: CompanyConfiguration {
    var configuration = Office.configuration
    configuration.groups = 350
    configuration.resigned = [.init(groups: 30, customers: 7)]
    return configuration
  }

  @Test("a refresh that was interrupted goes on with what is missing and reads nothing twice")
  func resumes() async throws {
    try await Office.open(Self.big) { office in
      try await office.clock.advance(by: .minutes(1))
      var job = try await office.groups.requestRefresh(.all)
      job.startedAt = office.clock.now
      try await office.clock.advance(by: .minutes(1))
      // Asked once, after the first hundred: stop.
      guard case .released = try await run(office, job, stopAfter: 0) else {
        Issue.record("not stopped")
        return
      }
      let (size, listed) = (try await office.replica { try $0.size() }, try await calls(office, "user/get"))
      #expect((100..<350).contains(size.detailed) && size.groups == 350)

      let before = try await calls(office, "externalcontact/groupchat/get")
      guard case .finished(.done, reason: nil) = try await run(office, job) else {
        Issue.record("not done")
        return
      }
      #expect(try await office.replica { try $0.size() }.detailed == 350)
      let read = try await calls(office, "externalcontact/groupchat/get") - before
      // But for the calls that were in the air when it stopped.
      #expect(read <= 350 - size.detailed + DetailRefresh.width)
      #expect(try await calls(office, "user/get") == listed)
    }
  }

  @Test("a refresh asked for twice is one job")
  func once() async throws {
    try await Office.open { office in
      let first = try await office.groups.requestRefresh(.all)
      #expect(try await office.groups.requestRefresh(.all).id == first.id)
      #expect(try await office.groups.requestRefresh(.owner(try userID("zhangsan"))).id != first.id)
    }
  }

  @Test("a group's refresh reads its members, and a dismissed one is marked as gone")
  func oneGroup() async throws {
    try await Office.open { office in
      let chats = try await office.chats(of: "zhangsan")
      try await office.company { company, now in try company.dismiss(chats[1].rawValue, at: now) }
      try await office.clock.advance(by: .minutes(1))
      for chat in chats.prefix(2) {
        _ = try await run(office, try await office.groups.requestRefresh(.group(chat)))
      }
      let found = try #require(try await office.groups.group(chats[0]))
      let members = try await office.company { company, now in company.group(chats[0].rawValue, at: now)?.members }
      #expect(found.members.count == members && found.group.owner?.rawValue == "zhangsan")
      #expect(try await office.groups.groups(GroupQuery()).map(\.chatID) == [chats[0]])
    }
  }

  @Test("marked groups are read by one job, which goes on with what is missing")
  func marked() async throws {
    try await Office.open { office in
      let chats = Array(try await office.chats(of: "zhangsan").prefix(3))
      try await office.clock.advance(by: .minutes(1))
      let jobs = try await office.groups.requestRefresh(chats.map { .group($0) })
      let again = try await office.groups.requestRefresh([.groups(chats.reversed())])
      #expect(jobs.count == 1 && again.map(\.id) == jobs.map(\.id))
      let other = try await office.groups.requestRefresh([.group(chats[0]), .group(chats[1])])
      #expect(other[0].id != jobs[0].id)

      var job = try #require(jobs.first)
      job.startedAt = office.clock.now
      _ = try await run(office, job)
      #expect(try await office.replica { try $0.size() }.detailed == 3)
      _ = try await run(office, job)
      #expect(try await calls(office, "externalcontact/groupchat/get") == 3)
    }
  }

  @Test("what was marked becomes the fewest jobs that mean the same")
  func joined() throws {
    let (a, b) = (try chatID("a"), try chatID("b"))
    let lisi = RefreshScope.owner(try userID("lisi"))
    #expect(RefreshScope.joined([.group(b), .all]) == [.all])
    #expect(RefreshScope.joined([.group(b), lisi, .group(a), lisi]) == [lisi, .groups([a, b])])
    #expect(RefreshScope.joined([.groups([a]), .group(a)]) == [.group(a)])
    #expect(RefreshScope.joined([]).isEmpty)
  }

  @Test(
    "what a refresh is about survives as its job",
    arguments: [
      RefreshScope.all, .group(ChatID(unchecked: "a")),
      .owner(UserID(unchecked: "b")), .groups([ChatID(unchecked: "a"), ChatID(unchecked: "b")]),
    ])
  func stored(_ scope: RefreshScope) async throws {
    try await Office.open { office in
      let id = try await office.groups.requestRefresh(scope).id
      #expect(RefreshScope(try #require(try await office.queue.job(id))) == scope)
    }
  }

  @Test("a vendor that forbids the list ends the refresh with its code")
  func refused() async throws {
    try await Office.open { office in
      try await office.company { company, _ in company.rules.allowedPaths = ["gettoken"] }
      let end = try await run(office, try await office.groups.requestRefresh(.all))
      guard case .finished(.failed, let reason) = end else {
        Issue.record("\(end)")
        return
      }
      #expect(reason.flatMap(JobReason.init(stored:)) == .refused(code: 48002, ip: "127.0.0.1"))
    }
  }
}
