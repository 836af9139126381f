import Model

/// The ledger's database together with its audit's head: every transaction that adds audit rows moves the head with it,
/// and what must not be done without a whole audit is not done.
package struct LedgerEngine: SQLEngine {
  private let engine: any SQLEngine
  private let head: AuditHead

  /// - Parameter authority: of a process that may change nothing the head is not touched.
  package init(_ engine: any SQLEngine, head: AuditHead, authority: Authority = .mayChange) {
    self.engine = engine
    self.head = head
    // Where the head cannot be read everything can still be looked at; acts and verifications tell it.
    if authority == .mayChange { try? settle() }
  }

  /// Throws ``AuditMismatch`` as well, with nothing written, when `body` adds a row of an act that needs a whole audit and
  /// the ledger is not the one the head names. Rows of other acts are added all the same, also where the head can be
  /// neither read nor written: what was learnt is written down and what stops sending is done; the head then stays behind
  /// and goes on telling.
  @discardableResult
  package func transaction<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    var named: [AuditTip] = []
    var tip = AuditTip.none
    let result = try engine.transaction { connection in
      let before = try AuditLog.tip(in: connection)
      let result = try body(connection)
      tip = try AuditLog.tip(in: connection)
      if tip != before { named = try announce(tip, following: before, in: connection) }
      return result
    }
    if !named.isEmpty {
      // Where this fails the head goes on naming both tips, and the ledger's is one of them. Where another process was
      // faster, its tips stand.
      try? head.update(patience: .seconds(1)) { $0 == .tips(named) ? [tip] : nil }
    }
    return result
  }

  package func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try engine.read(body) }

  package func close() { engine.close() }

  /// Has the head name the tip to come beside the one there is.
  /// - Returns: the tips named; none where the head stays as it is.
  private func announce(
    _ tip: AuditTip, following before: AuditTip, in connection: any SQLConnection
  ) throws -> [AuditTip] {
    let acts = try connection.query("SELECT act FROM audit WHERE seq > $1", [.integer(before.count)])
      .compactMap { AuditLog.Act(rawValue: try $0.text("act")) }
    var named: [AuditTip] = []
    do {
      try head.update { state in
        let fault = try state.fault(of: before, in: connection)
        if fault == nil {
          named = [before, tip]
        } else if acts.contains(.accept) {
          // Not committed yet: what the head named stays the latest that is known.
          named = [tip] + (state.latest.map { [$0] } ?? [])
        } else if let fault, acts.contains(where: \.needsWholeAudit) {
          throw AuditMismatch(fault: fault)
        }
        return named.isEmpty ? nil : named
      }
    } catch let error as StorageError
      where head.isCause(of: error) && !acts.contains(where: { $0.needsWholeAudit || $0 == .accept })
    {
      return []
    }
    return named
  }

  /// A process that ended between its commit and its last word on the head left two tips: the ledger's is the later one,
  /// or the commit never was and another will take its place.
  private func settle() throws {
    guard case .tips(let tips) = try head.read(), tips.count > 1, let last = tips.last else { return }
    guard try engine.read(AuditLog.tip).matches(last) else { return }
    do {
      try head.update(patience: .zero) { $0 == .tips(tips) ? [last] : nil }
    } catch StorageError.busy {
      // Whoever is at it says what there is to say.
    }
  }
}
