import Model
import Queue
import Storage
import WeCom

/// Reads the details of the groups a person is looking at, before all others and only as long as they look: what has
/// scrolled away is dropped. While another process writes the replica it does nothing, for that one refreshes.
package actor VisibleFetch {
  /// Groups at most that are read for one view.
  static let most = 50
  /// Calls in the air at once.
  static let width = 4
  /// Company time: how long nothing is tried after a failure, and how long a group that was read is not read again.
  static let pause = TimeSpan.seconds(60)

  private let reader: DetailRefresh
  private let refresher: SharedRole
  private let stored: @Sendable ([ChatID]) -> Void
  private let failed: @Sendable (any Error) -> Void

  private var waiting: [ChatID] = []
  private var reading: [ChatID: Task<Void, Never>] = [:]
  /// Held while anything is read, for it is stored then.
  private var role: RoleLock?
  private var readAt: [ChatID: Timestamp] = [:]
  private var failedAt: Timestamp?

  /// - Parameters:
  ///   - refresher: the role, as the whole process uses it.
  ///   - stored: told of groups whose details were stored, or that turned out to be gone.
  ///   - failed: told what a read or a write broke off with; nothing more is read for a minute of company time.
  package init(
    client: WeComClient, replica: Store, refresher: SharedRole, clock: any CompanyClock, numbers: PersonNumbers,
    stored: @escaping @Sendable ([ChatID]) -> Void, failed: @escaping @Sendable (any Error) -> Void
  ) {
    reader = DetailRefresh(client: client, replica: replica, clock: clock, numbers: numbers)
    self.refresher = refresher
    self.stored = stored
    self.failed = failed
  }

  /// Says which groups are in view whose details are missing or too old, most wanted first; these are read, and what was
  /// asked for before and is not among them no longer is. Returns at once.
  package func show(_ chats: [ChatID]) {
    let now = reader.clock.now
    readAt = readAt.filter { now < $0.value + Self.pause }
    if let failedAt, now < failedAt + Self.pause { return }
    failedAt = nil
    let wanted = chats.prefix(Self.most)
    for (chat, task) in reading where !wanted.contains(chat) { task.cancel() }
    // One that scrolled away and came back is read again, once the read that was cancelled has ended.
    waiting = wanted.filter { readAt[$0] == nil && reading[$0]?.isCancelled != false }
    start()
  }

  /// Waits until nothing is being read or about to be.
  package func settle() async {
    while let task = reading.values.first { await task.value }
  }

  private func start() {
    guard !waiting.isEmpty else {
      if reading.isEmpty { role = nil }
      return
    }
    do {
      if role == nil { role = try refresher.tryAcquire() }
    } catch {
      return stop(error)
    }
    guard role != nil else { return waiting = [] }
    while reading.count < Self.width, let next = waiting.firstIndex(where: { reading[$0] == nil }) {
      let chat = waiting.remove(at: next)
      reading[chat] = Task { await self.read(chat) }
    }
  }

  private func read(_ chat: ChatID) async {
    do {
      if let detail = try await reader.detail(of: chat, .foreground) { try await reader.store([detail]) }
      readAt[chat] = reader.clock.now
      stored([chat])
    } catch {
      // A read that was cancelled says nothing about the vendor.
      if !Task.isCancelled { stop(error) }
    }
    reading[chat] = nil
    start()
  }

  private func stop(_ error: any Error) {
    waiting = []
    for task in reading.values { task.cancel() }
    role = reading.isEmpty ? nil : role
    failedAt = reader.clock.now
    failed(error)
  }
}
