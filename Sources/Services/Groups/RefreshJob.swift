import Model
import Queue
import Storage
import WeCom

/// What a refresh brings up to date.
package enum RefreshScope: Sendable, Hashable {
  case all
  case owner(UserID)
  case group(ChatID)
  /// Those a person marked, in the order of their ids.
  case groups([ChatID])

  /// As the job's subject: `all`, `owner:ID`, `group:ID`, `groups`.
  package var subject: String {
    switch self {
    case .all: "all"
    case .owner(let owner): "owner:\(owner)"
    case .group(let chat): "group:\(chat)"
    case .groups: "groups"
    }
  }

  /// What the subject has no room for, as the job's payload.
  package var payload: String {
    if case .groups(let chats) = self { chats.map(\.rawValue).joined(separator: " ") } else { "" }
  }

  /// What a job of this kind brings up to date; nil for one this program did not write.
  package init?(_ job: Job) {
    let subject = job.subject
    if subject == "all" {
      self = .all
    } else if subject == "groups" {
      self = .groups(job.payload.split(separator: " ").compactMap { ChatID(String($0)) })
    } else if subject.hasPrefix("owner:"), let owner = UserID(String(subject.dropFirst(6))) {
      self = .owner(owner)
    } else if subject.hasPrefix("group:"), let chat = ChatID(String(subject.dropFirst(6))) {
      self = .group(chat)
    } else {
      return nil
    }
  }
}

extension RefreshScope {
  /// The fewest scopes that mean the same as these.
  static func joined(_ scopes: [RefreshScope]) -> [RefreshScope] {
    guard !scopes.contains(.all) else { return [.all] }
    var owners: [UserID] = []
    var chats: Set<ChatID> = []
    for scope in scopes {
      switch scope {
      case .all: break
      case .owner(let owner): if !owners.contains(owner) { owners.append(owner) }
      case .group(let chat): chats.insert(chat)
      case .groups(let more): chats.formUnion(more)
      }
    }
    let groups: [RefreshScope] =
      switch chats.count {
      case 0: []
      case 1: chats.map { .group($0) }
      default: [.groups(chats.sorted())]
      }
    return owners.map { .owner($0) } + groups
  }
}

/// Runs a refresh as a job: begun in one process, it goes on in whichever works next, with what was stored left alone.
package struct RefreshJob: JobHandler {
  package static let kind = "refresh"
  package var needsRefresherRole: Bool { true }

  let client: WeComClient
  let replica: Store
  let clock: any CompanyClock
  let numbers: PersonNumbers

  /// Told what broke a run off, for whoever waits for it.
  let failed: @Sendable (any Error) -> Void

  package init(
    client: WeComClient, replica: Store, clock: any CompanyClock, numbers: PersonNumbers,
    failed: @escaping @Sendable (any Error) -> Void = { _ in }
  ) {
    self.client = client
    self.replica = replica
    self.clock = clock
    self.numbers = numbers
    self.failed = failed
  }

  package func run(_ job: Job, _ context: JobContext) async -> JobEnd {
    guard let scope = RefreshScope(job) else {
      return .finished(.failed, reason: JobReason.internalError("subject").stored)
    }
    let began = job.startedAt ?? clock.now
    do {
      let chats = try await sweep(scope, since: began, context)
      try await DetailRefresh(client: client, replica: replica, clock: clock, numbers: numbers).run(
        chats, priority: scope == .all ? .background : .foreground,
        progress: { await context.progress(done: $0, total: $1) }, shouldStop: { await context.isStopRequested })
      return await context.isStopRequested ? .released : .finished(.done, reason: nil)
    } catch {
      failed(error)
      switch ReadFailure(error) {
      case .blocked(let until): return .waiting(until: until, reason: JobReason.rateLimited.stored)
      case .refused(let code):
        var ip: String?
        if case CallError.vendor(let refusal) = error { ip = refusal.ip }
        return .finished(.failed, reason: JobReason.refused(code: code, ip: ip).stored)
      case .unreachable where error is CallError: return .interrupted(error, reason: JobReason.unreachable.stored)
      case .unreachable: return .interrupted(error, reason: nil)
      }
    }
  }

  /// The skeleton first; what is left to read of the details.
  private func sweep(
    _ scope: RefreshScope, since began: Timestamp, _ context: JobContext
  ) async throws -> [ChatID] {
    let sweep = CompanySweep(client: client, replica: replica, clock: clock)
    switch scope {
    case .all:
      let sweptAt = try await replica.perform { try Replica(engine: $0).sweptAt() }
      if sweptAt.map({ $0 < began }) ?? true {
        try await sweep.run { done, total in await context.progress(done: done, total: total) }
      }
      return try await replica.perform { try Replica(engine: $0).chatsNeedingDetail(before: began) }
    case .owner(let owner):
      try await sweep.run(owner: owner)
      return try await replica.perform { try Replica(engine: $0).chatsNeedingDetail(before: began, ownedBy: owner) }
    case .group(let chat): return [chat]
    case .groups(let chats):
      return try await replica.perform { try Replica(engine: $0).chatsNeedingDetail(before: began, among: chats) }
    }
  }
}
