import Model
import Storage
import WeCom

// Health over all, and of one code.

extension JoinWayService {
  /// Everything that is wrong, worst first; out of ledger and replica.
  package func check() async throws -> [JoinWayCheckLine] {
    try await rows(.current).flatMap { row in row.findings.map { JoinWayCheckLine(record: row.record, finding: $0) } }
      .enumerated()
      .sorted { ($1.element.finding.severity, $0.offset) < ($0.element.finding.severity, $1.offset) }.map(\.element)
  }

  /// Reads one configuration and its groups now.
  ///
  /// - Throws: ``JoinWayTrouble``, `CallError` when groups cannot be read, `StorageError`, `CancellationError`.
  package func diagnosis(of id: JoinWayID) async throws -> JoinWayDiagnosis {
    guard let client else { throw NotConnected() }
    let record = try await base(of: id)
    let known = record.standing == .kept ? try await groups(Set(record.content.chats)) : [:]
    let fresh = try await FreshGroups(client: client).read(known)
    let states = try await registry { try $0.statesInUse() }
    // Joins are as they were counted; what the groups have room for is as it is now.
    guard let row = try await rows(of: [record], states, fresh: fresh).first else { throw UnknownJoinWay(id: id) }
    return JoinWayDiagnosis(row, limits)
  }
}

extension JoinWayDiagnosis {
  /// - Parameter row: with its groups as they were just read.
  init(_ row: JoinWayRow, _ limits: Fullness.Limits) {
    let isDead = row.findings.contains { $0.severity == .dead }
    let left = row.groups.filter { !$0.isGone }
    let rooms = left.compactMap { $0.room(limits) }
    let isAlive = row.record.standing == .kept
    let open: Int? = !isAlive ? 0 : rooms.count == left.count ? rooms.count { $0 > 0 } : nil
    // Without a config id nothing was read, and nothing follows.
    let isRead = row.record.configID != nil
    self.init(
      proven: row.findings, possible: isDead || !isRead ? [] : ClientCause.allCases, row: row,
      openGroups: isRead ? open : nil)
  }
}
