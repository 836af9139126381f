import Model
import Queue
import Services
import Storage
import Synchronization

/// Does what panes ask for, in tasks of its own, and posts what comes of it. Work is counted, so that tests can wait
/// until nothing is in flight.
package final class EffectRunner: Sendable {
  private let host: any Surroundings
  private let post: @Sendable (News) -> Void
  private let state = Mutex(State())

  private struct State {
    var running: [Request: Task<Void, Never>] = [:]
    var company: OpenCompany?
    /// Counts the companies asked for: what belongs to an earlier one is not told any more.
    var generation = 0
    var settled: [CheckedContinuation<Void, Never>] = []
    var isClosed = false
  }

  /// - Parameter post: called from any thread.
  package init(host: any Surroundings, post: @escaping @Sendable (News) -> Void) {
    self.host = host
    self.post = post
  }

  /// Starts a request; one that is running already goes on.
  package func start(_ request: Request) {
    state.withLock { state in
      guard !state.isClosed, state.running[request] == nil else { return }
      let generation = state.generation
      state.running[request] = Task { await self.run(request, generation) }
    }
  }

  package func cancel(_ request: Request) { state.withLock { $0.running[request] }?.cancel() }

  /// Returns when nothing that was started is still running.
  package func settle() async {
    await withCheckedContinuation { continuation in
      let isSettled = state.withLock { state in
        guard !state.running.isEmpty else { return true }
        state.settled.append(continuation)
        return false
      }
      if isSettled { continuation.resume() }
    }
  }

  /// Ends everything and closes the company.
  package func close() async {
    let (tasks, company) = state.withLock { state in
      state.isClosed = true
      defer { state.company = nil }
      return (Array(state.running.values), state.company)
    }
    for task in tasks { task.cancel() }
    await company?.close()
    for task in tasks { await task.value }
  }

  private func run(_ request: Request, _ generation: Int) async {
    let news: News
    do {
      news = .answer(request, try await answer(request))
    } catch {
      news = .failed(request, error)
      // Whether the lists' own look fails too decides what still works; nobody's commit would cause one.
      if error is StorageError { readAgain() }
    }
    let isCurrent = state.withLock { state in
      // Before it is told: whoever hears of the end may ask again at once.
      state.running[request] = nil
      return state.generation == generation || !request.belongsToCompany
    }
    post(isCurrent ? news : .failed(request, CancellationError()))
    let settled = state.withLock { state in
      guard state.running.isEmpty else { return [CheckedContinuation<Void, Never>]() }
      defer { state.settled = [] }
      return state.settled
    }
    for continuation in settled { continuation.resume() }
  }

  private var company: Company {
    get throws {
      guard let company = state.withLock({ $0.company }) else { throw NotConnected() }
      return company.company
    }
  }

  private func answer(_ request: Request) async throws -> Answer {
    switch request {
    case .open(let connection): return try await open(connection)
    case .addProfile(let draft):
      try await host.add(draft)
      // It is there from now on, whatever its check says.
      post(.notConfigured(profiles: await host.profiles()))
      let check = try await host.check(profile: draft.name)
      return .check(check.lines, isReady: check.isReady)
    case .checkProfile(let name):
      let check = try await host.check(profile: name)
      return .check(check.lines, isReady: check.isReady)
    case .readMapping(let path): return .mapping(try MappingFile(await host.read(path)).newOwners)
    case .reload:
      await state.withLock { $0.company }?.read()
      return .done
    case .startWorker:
      guard let open = state.withLock({ $0.company }) else { throw NotConnected() }
      try await open.handOver()
      return .done
    default: return try await company.answer(request, host: host, post: post)
    }
  }

  // MARK: - Opening

  private func open(_ connection: Request.Connection) async throws -> Answer {
    let (generation, before, others) = state.withLock { state in
      state.generation += 1
      defer { state.company = nil }
      let others = state.running.filter { ($0.key.belongsToCompany || $0.key.isOpening) && $0.key != .open(connection) }
      return (state.generation, state.company, others.values)
    }
    for task in others { task.cancel() }
    if let before {
      // Nothing of it may be shown, or acted on, under another one's name.
      post(.closed)
      await before.close()
    }
    let tell: @Sendable (News) -> Void = { news in
      if self.state.withLock({ $0.generation == generation }) { self.post(news) }
    }
    let opened: Company?
    do {
      opened = try await host.open(
        connection, fetched: { self.fetched($0, tell) }, failed: { error in tell(.fault(error)) })
    } catch {
      // Another one may be chosen.
      post(.notConfigured(profiles: await host.profiles()))
      throw error
    }
    guard let opened else {
      post(.notConfigured(profiles: await host.profiles()))
      return .done
    }
    let company = OpenCompany(opened, post: tell)
    let isWanted = state.withLock { state in
      guard !state.isClosed, state.generation == generation else { return false }
      state.company = company
      return true
    }
    guard isWanted else {
      await company.close()
      throw CancellationError()
    }
    tell(.opened(opened.facts))
    for trouble in opened.troubles { tell(.fault(trouble)) }
    await company.begin()
    return .done
  }

  /// Details were stored behind the ledger's back: nothing else says that there is something new to read.
  private func fetched(_ chats: [ChatID], _ tell: @escaping @Sendable (News) -> Void) {
    tell(.fetched(chats))
    tell(.fault(.vendor, nil))
    tell(.fault(.storing, nil))
    readAgain()
  }

  /// Looks at replica and ledger although nobody committed anything.
  private func readAgain() { Task { await state.withLock { $0.company }?.read() } }
}

extension Request {
  /// Whether it means nothing without the company it was asked of.
  fileprivate var belongsToCompany: Bool {
    switch self {
    case .open, .addProfile, .checkProfile, .readMapping: false
    default: true
    }
  }

  fileprivate var isOpening: Bool { if case .open = self { true } else { false } }
}

extension News {
  /// Something went wrong that nobody asked for; a cancellation is nothing wrong.
  fileprivate static func fault(_ error: any Error) -> News {
    switch error {
    case is CancellationError: .fault(.vendor, nil)
    case is StorageError: .fault(.storing, error)
    default: .fault(.vendor, error)
    }
  }
}
