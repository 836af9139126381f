/// What the ledger got when the audit's head came to be kept apart.
enum AuditSchema {
  static let statements = [
    // A ledger from before has rows and no head yet.
    "CREATE TABLE audit_start (seq BIGINT NOT NULL, hash TEXT NOT NULL, at BIGINT NOT NULL)",
    "INSERT INTO audit_start (seq, hash, at) SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1",
    "CREATE INDEX audit_subject ON audit (subject, seq)",
    "CREATE INDEX audit_actor ON audit (actor, seq)",
    "CREATE INDEX transfer_batch_job ON transfer_batch (job_id)",
  ]
}
