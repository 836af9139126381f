import Model
import Services
import Storage

/// A company that is open: reads replica and ledger whenever somebody committed something, and works while nobody else
/// does.
actor OpenCompany {
  nonisolated let company: Company
  private let post: @Sendable (News) -> Void
  private var following: Task<Void, Never>?
  private var working: Task<Void, Never>?
  private var reading: Task<Void, Never>?
  /// Somebody asked for a look while one was being taken.
  private var isStale = false
  private var isClosed = false
  /// What was read last, shown on where a look at one of the two databases fails.
  private var lastWork: Work?
  private var lastData: Data?
  private var joinWays = JoinWaysSnapshot.empty
  /// When the newest refresh that succeeded ended: the vendor could be reached.
  private var lastRefresh: Timestamp?

  init(_ company: Company, post: @escaping @Sendable (News) -> Void) {
    self.company = company
    self.post = post
  }

  /// How long jobs that have ended stay in the list.
  private static let memory = TimeSpan.days(7)

  /// Takes the first look, and asks for everything if nothing was ever fetched; then follows and works.
  func begin() async {
    await read()
    guard !isClosed else { return }
    following = Task { [company] in
      for await _ in company.ticks { await self.noteCommit() }
    }
    beginWork()
    do {
      if try await company.groups.sweptAt() == nil { _ = try await company.groups.requestRefresh(.all) }
    } catch {
      post(.fault(.ledger, error))
    }
  }

  private func noteCommit() async {
    // One that an error ended tries again when there is something new.
    if working == nil { beginWork() }
    await read()
  }

  /// Looks at replica and ledger; a look that is asked for during another one is taken after it, once.
  func read() async {
    guard !isClosed else { return }
    isStale = true
    if let reading { return await reading.value }
    let task = Task {
      while isStale && !isClosed {
        isStale = false
        await look()
      }
      reading = nil
    }
    reading = task
    await task.value
  }

  // MARK: - Looking

  private typealias Work = (jobs: [Job], isStopped: Bool, reports: [HandoverReport])
  private typealias Data = (
    groups: GroupsSnapshot, owners: [OwnerRecord], resignedOwners: [ResignedOwner], sweptAt: Timestamp?
  )

  private func look() async {
    // Two databases, two threads; one of them may fail without the other.
    async let ledger = attempt(.ledger) { try await self.work() }
    async let replica = attempt(.replica) { try await self.data() }
    async let both = attempt(.ledger) { try await self.company.joinWays.rows() }
    let (work, data, rows) = await (ledger, replica, both)
    lastWork = work ?? lastWork
    lastData = data ?? lastData
    if let rows, rows != joinWays.rows { joinWays = JoinWaysSnapshot(version: joinWays.version + 1, rows) }
    guard !isClosed, lastWork != nil || lastData != nil else { return }
    post(
      .read(
        Reading(
          groups: lastData?.groups ?? .empty, owners: lastData?.owners ?? [],
          resignedOwners: lastData?.resignedOwners ?? [], sweptAt: lastData?.sweptAt, jobs: lastWork?.jobs ?? [],
          isStopped: lastWork?.isStopped ?? false, reports: lastWork?.reports ?? [], joinWays: joinWays)))
    // After what was read: the first news is drawn at once, the next a second later.
    if work != nil, rows != nil { post(.fault(.ledger, nil)) }
    if data != nil { post(.fault(.replica, nil)) }
    let refreshed = lastWork?.jobs.lazy.filter { $0.kind == RefreshJob.kind && $0.state == .done }
      .compactMap(\.finishedAt).max()
    if let refreshed, refreshed > lastRefresh ?? refreshed {
      post(.fault(.vendor, nil))
      post(.fault(.storing, nil))
    }
    lastRefresh = refreshed ?? lastRefresh
  }

  /// Nil when it failed, which is told.
  private nonisolated func attempt<Value>(
    _ source: Fault.Source, _ body: () async throws -> Value
  ) async -> Value? {
    do {
      return try await body()
    } catch is CancellationError {
      return nil
    } catch {
      post(.fault(source, error))
      return nil
    }
  }

  private nonisolated func work() async throws -> Work {
    let jobs = try await company.queue.jobs(finalFor: Self.memory)
    let isStopped = try await company.queue.isStopped()
    var reports: [HandoverReport] = []
    for job in jobs where job.kind == HandoverJob.kind && !job.state.isFinal {
      if let report = try await company.handover.report(job.id) { reports.append(report) }
    }
    return (jobs, isStopped, reports)
  }

  private nonisolated func data() async throws -> Data {
    let groups = try await company.feed.refresh()
    let owners = try await company.feed.owners()
    return (
      groups, owners, company.handover.resignedOwners(among: owners), try await company.groups.sweptAt()
    )
  }

  // MARK: - Working

  private func beginWork() {
    guard !isClosed else { return }
    working = Task { [company, post] in
      do {
        try await company.work { state in
          post(.worker(state))
          post(.fault(.worker, nil))
        }
      } catch is CancellationError {
        return
      } catch {
        post(.worker(.nobody))
        post(.fault(.worker, error))
        self.workEnded()
      }
    }
  }

  private func workEnded() { working = nil }

  /// Lets another process work from here on, and takes over again when that one ends.
  func handOver() async throws {
    working?.cancel()
    await working?.value
    defer { beginWork() }
    try await company.startWorker()
  }

  func close() async {
    isClosed = true
    following?.cancel()
    reading?.cancel()
    working?.cancel()
    await company.visible?.show([])
    await company.visible?.settle()
    await working?.value
    await reading?.value
    await following?.value
    await company.close()
  }
}
