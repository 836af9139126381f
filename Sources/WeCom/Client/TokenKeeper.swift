import Model

/// An access token and until when it is good, in company time.
struct AccessToken: Sendable, Hashable {
  let secret: Secret
  let expires: Timestamp
}

/// Holds the one access token of a connection. Whoever needs a new one while one is being fetched waits for that one;
/// a final refusal is remembered, because every further wrong secret brings the caller's IP closer to an hour's block.
actor TokenKeeper {
  /// How long a refusal that an administrator can lift (an IP to be trusted, say) keeps later callers from asking.
  static let refusalLasts = TimeSpan.minutes(1)

  private let clock: any CompanyClock
  private let fetch: @Sendable () async throws -> AccessToken

  private var token: AccessToken?
  /// When a new token is sought before the old one ends; nil once the vendor has answered with the same one again.
  private var renewal: Timestamp?
  private var refusal: (error: CallError, until: Timestamp?)?
  private var fetching: Task<Void, Never>?
  /// Tells a fetch that everybody gave up on from the one that runs now.
  private var fetches = 0
  private var waiters: [Int: CheckedContinuation<AccessToken, any Error>] = [:]
  private var nextWaiter = 0

  init(clock: any CompanyClock, fetch: @escaping @Sendable () async throws -> AccessToken) {
    self.clock = clock
    self.fetch = fetch
  }

  /// The token to use now. Throws ``CallError`` and `CancellationError`.
  func current() async throws -> AccessToken {
    let now = clock.now
    guard let token, now < token.expires else { return try await fetched() }
    guard let renewal, renewal <= now else { return token }
    do { return try await fetched() } catch is CallError {
      // The old one is still good, and the next call will not be told to wait for a new one again.
      self.renewal = nil
      return token
    }
  }

  /// A token other than `dead`, which the vendor has just refused.
  func replacement(for dead: AccessToken) async throws -> AccessToken {
    if let token, token != dead { return try await current() }
    token = nil
    return try await fetched()
  }

  /// The token, if one is at hand; never fetches.
  func ready() -> AccessToken? {
    guard let token, clock.now < token.expires else { return nil }
    return token
  }

  /// How many callers wait for a fetch.
  var waiting: Int { waiters.count }

  private func fetched() async throws -> AccessToken {
    if let refusal {
      if refusal.until.map({ clock.now < $0 }) ?? true { throw refusal.error }
      self.refusal = nil
    }
    let id = nextWaiter
    nextWaiter += 1
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiters[id] = continuation
        if fetching == nil { startFetching() }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  private func startFetching() {
    // A task of its own: the first caller's cancellation must not fail the others.
    fetches += 1
    let number = fetches
    fetching = Task {
      do {
        let fresh = try await fetch()
        accept(fresh)
        finish(number, .success(fresh))
      } catch {
        if let error = error as? CallError { remember(error) }
        finish(number, .failure(error))
      }
    }
  }

  private func accept(_ fresh: AccessToken) {
    let isSame = token?.secret == fresh.secret
    let life = fresh.expires - clock.now
    token = fresh
    // Within its validity the vendor gives the same token again (91039): asking early is then of no use.
    renewal = isSame ? nil : fresh.expires - min(.minutes(5), TimeSpan(milliseconds: life.milliseconds / 10))
  }

  private func remember(_ error: CallError) {
    guard let code = error.code else { return }
    switch code {
    case .badSecret, .badCorpID, .badPermanentCode, .badSuiteTicket: refusal = (error, nil)
    case _ where code.disposition == .repeat: break
    default: refusal = (error, clock.now + Self.refusalLasts)
    }
  }

  private func finish(_ number: Int, _ result: Result<AccessToken, any Error>) {
    guard number == fetches else { return }
    fetching = nil
    let waiting = waiters
    waiters = [:]
    for continuation in waiting.values { continuation.resume(with: result) }
  }

  private func giveUp(_ id: Int) {
    waiters.removeValue(forKey: id)?.resume(throwing: CancellationError())
    guard waiters.isEmpty, let fetching else { return }
    fetching.cancel()
    self.fetching = nil
  }
}
