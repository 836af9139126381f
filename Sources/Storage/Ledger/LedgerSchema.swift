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
  ])

  /// Opens the ledger at `path`, made or migrated where necessary. A damaged ledger is never touched.
  package static func open(path: String) throws -> SQLiteEngine {
    try SQLiteEngine(file: path, flavour: .ledger, schema: schema)
  }
}
