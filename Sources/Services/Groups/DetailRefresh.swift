import Model
import Storage
import WeCom

/// Reads the details of many groups and stores them by the hundreds, fetching while it stores.
package struct DetailRefresh: Sendable {
  let client: WeComClient
  let replica: Store
  let clock: any CompanyClock
  let numbers: PersonNumbers

  /// Calls in the air at once; the limiter decides how many of them are let through.
  static let width = 16
  /// Groups worth a transaction.
  static let batch = 100
  /// Groups kept while the last transaction is still at work; then fetching waits for it.
  static let mostKept = 500

  package init(client: WeComClient, replica: Store, clock: any CompanyClock, numbers: PersonNumbers) {
    self.client = client
    self.replica = replica
    self.clock = clock
    self.numbers = numbers
  }

  /// - Parameters:
  ///   - progress: groups stored, of how many.
  ///   - shouldStop: asked between two transactions; what is stored stays.
  /// - Throws: `CallError`, `StorageError`, `CancellationError`.
  package func run(
    _ chats: [ChatID], priority: CallPriority, progress: @escaping @Sendable (Int, Int) async -> Void,
    shouldStop: @escaping @Sendable () async -> Bool = { false }
  ) async throws {
    try await withThrowingTaskGroup(of: Step.self) { group in
      var waiting = chats[...]
      var ready: [GroupDetail] = []
      var (fetching, done) = (0, 0)
      var isStoring = false
      while true {
        while fetching < Self.width, ready.count < Self.mostKept, let chat = waiting.popFirst() {
          fetching += 1
          group.addTask { .fetched(try await self.detail(of: chat, priority)) }
        }
        let isLast = fetching == 0 && waiting.isEmpty
        if !isStoring, ready.count >= Self.batch || isLast && !ready.isEmpty {
          isStoring = true
          let details = ready
          ready = []
          group.addTask { [done] in
            try await self.store(details)
            return .stored(done: done)
          }
        }
        switch try await group.next() {
        case .fetched(let detail):
          fetching -= 1
          done += 1
          if let detail { ready.append(detail) }
        case .stored(let done):
          isStoring = false
          await progress(done, chats.count)
          if await shouldStop() { return group.cancelAll() }
        case nil:
          return await progress(done, chats.count)
        }
      }
    }
  }

  private enum Step: Sendable {
    case fetched(GroupDetail?)
    /// - Parameter done: groups fetched by the time the transaction began.
    case stored(done: Int)
  }

  func store(_ details: [GroupDetail]) async throws {
    let now = clock.now
    try await replica.perform { [numbers] engine in
      try Replica(engine: engine).apply(details, numbers: numbers, at: now)
    }
  }

  /// Nil for a group that is no more, and for one whose answer cannot be read: the others are not held up by it.
  func detail(of chat: ChatID, _ priority: CallPriority) async throws -> GroupDetail? {
    do {
      return try await client.group(chat, priority: priority)
    } catch CallError.vendor(let error) where [.unknownGroup, .groupDismissed].contains(error.code) {
      let now = clock.now
      let isDismissed = error.code == .groupDismissed
      try await replica.perform { try Replica(engine: $0).setGone(chat, isDismissed: isDismissed, at: now) }
      return nil
    } catch CallError.unreadable {
      return nil
    }
  }
}
