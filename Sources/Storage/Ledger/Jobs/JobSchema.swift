/// The tables of jobs in the ledger.
enum JobSchema {
  static let statements = [
    """
    CREATE TABLE job (
      id TEXT PRIMARY KEY,
      lane TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      payload TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      not_before BIGINT,
      priority BIGINT NOT NULL,
      done BIGINT NOT NULL,
      total BIGINT,
      lease_epoch BIGINT NOT NULL,
      attempts BIGINT NOT NULL,
      created_at BIGINT NOT NULL,
      created_by TEXT NOT NULL,
      started_at BIGINT,
      finished_at BIGINT,
      updated_at BIGINT NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX job_open_refresh ON job (kind, subject)
    WHERE lane = 'refresh' AND state IN ('queued', 'running', 'waiting', 'paused')
    """,
    // What is open is little, what is final grows for ever.
    """
    CREATE INDEX job_open ON job (lane, priority, created_at)
    WHERE state IN ('queued', 'running', 'waiting')
    """,
    "CREATE TABLE switch (name TEXT PRIMARY KEY, is_on BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL)",
  ]
}
