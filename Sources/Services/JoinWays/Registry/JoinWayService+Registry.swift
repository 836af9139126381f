import Model
import Storage
import WeCom

extension JoinWayService {
  /// Reads one configuration: what an edit begins with. One that the vendor does not know (any more) comes back as
  /// ``JoinWayRecord/Standing/gone``; an unconfirmed one, which cannot be read, as it was. One that another profile's
  /// application has throws ``JoinWayTrouble/otherProfile(_:)``.
  ///
  /// - Throws: ``JoinWayTrouble``, ``UnknownJoinWay``, `CancellationError`, `StorageError`.
  package func base(of id: JoinWayID) async throws -> JoinWayRecord { try await look(at: existing(id)).record }

  /// Calls about one configuration, newest first.
  package func calls(of id: JoinWayID) async throws -> [JoinWayCall] { try await registry { try $0.calls(of: id) } }

  /// Of the 500 000 that all applications of a corp share, as far as this registry knows.
  package func used() async throws -> Int { try await registry { try $0.used() } }

  /// A person knows: a change made elsewhere, or that one is gone. Throws ``Refusal`` in a process that may change nothing.
  package func acknowledge(_ id: JoinWayID) async throws {
    try authority.mayChange()
    let now = clock.now
    _ = try await registry { [actor] in try $0.acknowledge(id, actor: actor, now: now) }
  }

  /// Takes an unconfirmed or gone configuration off the lists; its row stays. False for anything else. Throws ``Refusal``
  /// in a process that may change nothing.
  package func forget(_ id: JoinWayID) async throws -> Bool {
    try authority.mayChange()
    let now = clock.now
    return try await registry { [actor] in try $0.forget(id, actor: actor, now: now) }
  }

  /// Calls in the air at once; the limiter decides how many of them are let through.
  private static let width = 16

  /// Reads configurations back: what changed elsewhere, what is gone, what became of open calls. One that cannot be read
  /// holds up no other, unless it is for a reason that holds for all: then the rest is not asked for.
  ///
  /// - Parameters:
  ///   - ids: nil: all that exist or are gone and on the lists. What has no config id cannot be read and is passed over.
  ///   - progress: read, of how many.
  /// - Throws: `CancellationError`, `StorageError`, ``NotConnected``.
  package func refresh(
    _ ids: [JoinWayID]? = nil, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> JoinWayLook {
    guard client != nil else { throw NotConnected() }
    let records = try await registry { registry in
      try ids?.compactMap { try registry.record($0) } ?? registry.records([.kept, .gone])
    }.filter { $0.configID != nil && $0.standing != .removed }
    // From now on each open call has one request time-out in which it may still arrive.
    for record in records {
      if let call = record.openCall { _ = await openCalls.beginning(of: call.id) }
    }
    var result = JoinWayLook()
    // Each write waits for the disk: thousands that bring nothing new are one.
    var seen: [JoinWayID: Timestamp] = [:]
    progress(0, records.count)
    try await each(records) { record, end in
      switch end {
      case .success(let looked):
        result.read += 1
        if let moment = looked.unwritten { seen[record.id] = moment }
        switch looked.learnt {
        case .same: break
        case .drifted: result.drifted.append(record.id)
        case .gone: result.gone.append(record.id)
        }
        if let call = looked.settled { result.settled.append(call) }
      case .failure(let trouble): result.failed[record.id] = trouble
      }
      progress(result.read + result.failed.count, records.count)
    } asking: { record in
      try await look(at: record, writingSeen: false)
    }
    try await registry { [seen] in try $0.seen(seen) }
    return result
  }

  /// Takes configurations into the registry by their ids, each of them once. Audited.
  ///
  /// - Parameter progress: read, of how many.
  /// - Throws: ``Refusal`` in a process that may change nothing; `CancellationError`, `StorageError`, ``NotConnected``.
  package func importWays(
    _ ids: [ConfigID], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> [ImportedJoinWay] {
    try authority.mayChange()
    guard client != nil else { throw NotConnected() }
    var seen: Set<ConfigID> = []
    let wanted = ids.filter { seen.insert($0).inserted }
    var ends: [ConfigID: ImportedJoinWay] = [:]
    progress(0, wanted.count)
    try await each(wanted) { config, end in
      switch end {
      case .success(let imported): ends[config] = imported
      case .failure(.call(let error)): ends[config] = .init(configID: config, end: .failed(error), id: nil)
      case .failure(.otherConfiguration), .failure(.otherProfile):
        let error = CallError.unreadable(.joinWay, .missing(member: "config_id"))
        ends[config] = .init(configID: config, end: .failed(error), id: nil)
      }
      progress(ends.count, wanted.count)
    } asking: { config in
      try await importWay(config)
    }
    return wanted.compactMap { ends[$0] }
  }

  private func importWay(_ config: ConfigID) async throws -> ImportedJoinWay {
    let begun = clock.now
    do {
      let remote = try await read(config)
      let (id, now) = (JoinWayID(unchecked: "w-" + newID()), clock.now)
      let (end, record) = try await registry { [actor, profile] registry in
        try registry.importRow(remote, by: profile, readSince: begun, newID: id, actor: actor, now: now)
      }
      let imported: ImportedJoinWay.End =
        switch end {
        case .imported: .imported
        case .known: .known
        case .confirmed: .confirmed
        }
      return ImportedJoinWay(configID: config, end: imported, id: record.id)
    } catch JoinWayTrouble.call(.vendor(let error)) where error.code == .unknownConfigID {
      let known = try await registry { try $0.record(configID: config) }
      if let known, known.profile == profile { _ = try await look(at: known) }
      return ImportedJoinWay(configID: config, end: .notFound(.vendor(error)), id: known?.id)
    }
  }

  /// Asks for each, some at a time, and hands each end over as it comes. After what holds for all the rest is not asked for,
  /// and ends likewise.
  func each<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ take: (Item, Result<Value, JoinWayTrouble>) -> Void,
    asking ask: @escaping @Sendable (Item) async throws -> Value
  ) async throws {
    try await withThrowingTaskGroup(of: (Item, Result<Value, JoinWayTrouble>).self) { group in
      var waiting = items[...]
      var asked = 0
      while true {
        while asked < Self.width, let item = waiting.popFirst() {
          asked += 1
          group.addTask {
            do {
              return (item, .success(try await ask(item)))
            } catch let trouble as JoinWayTrouble {
              return (item, .failure(trouble))
            }
          }
        }
        guard let (item, end) = try await group.next() else { return }
        asked -= 1
        take(item, end)
        if case .failure(let trouble) = end, trouble.holdsForAll {
          for item in waiting { take(item, end) }
          waiting = []
        }
      }
    }
  }
}

extension JoinWayTrouble {
  /// The next configuration would meet with the same: nobody answers, or the vendor turns this application down.
  package var holdsForAll: Bool {
    switch self {
    case .otherConfiguration, .otherProfile, .call(.unreadable), .call(.timedOut), .call(.cursorRepeated): false
    case .call(.unreachable), .call(.blocked): true
    case .call(.vendor(let error)): ErrorCode.holdsForAll.contains(error.code)
    }
  }
}

extension ErrorCode {
  /// Token, address, rate, permission.
  fileprivate static let holdsForAll: Set<ErrorCode> = [
    .badToken, .tokenExpired, .badSecret, .tokenMissing, .suiteTokenMissing, .untrustedIP, .overLimit, .notAuthorised,
    .mayNotCall, .authorisationGone, .authorisationInvalid,
  ]
}
