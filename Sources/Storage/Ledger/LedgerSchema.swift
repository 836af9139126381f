import Model

/// The ledger's tables, version by version: one file per vendor host and corp id, whatever the profile.
package enum LedgerSchema {
  package static let schema = Schema([
    Migration(
      name: "jobs, handovers, notices",
      statements: JobSchema.statements + HandoverSchema.statements + NoticeOutbox.statements),
    Migration(
      name: "refreshes of several groups",
      statements: [
        "DROP INDEX job_open_refresh",
        """
        CREATE UNIQUE INDEX job_open_refresh ON job (kind, subject, payload)
        WHERE lane = 'refresh' AND state IN ('queued', 'running', 'waiting', 'paused')
        """,
      ]),
    Migration(name: "the audit's head", statements: AuditSchema.statements),
    Migration(name: "join ways", statements: JoinWaySchema.statements),
  ])

  /// Opens the ledger at `path`, made or migrated where necessary. A damaged ledger is never touched.
  ///
  /// - Parameter authority: of this process. Where it may change nothing the database refuses acts (``ReadOnlyLedger``), and
  ///   opening it waits for nobody who writes.
  package static func open(path: String, authority: Authority = .mayChange) throws -> LedgerEngine {
    let engine = try SQLiteEngine(file: path, flavour: .ledger, schema: schema)
    if authority == .readOnly { try ReadOnlyLedger.guardActs(engine) }
    return LedgerEngine(engine, head: AuditHead(ledger: path), authority: authority)
  }
}
