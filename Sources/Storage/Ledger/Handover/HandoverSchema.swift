/// The tables of handovers in the ledger. Rows hold codes and parameters, never sentences.
package enum HandoverSchema {
  /// The statements of the first version, in order.
  package static let statements: [String] = [
    """
    CREATE TABLE handover (
      job_id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      old_owner TEXT NOT NULL,
      cancelled BIGINT NOT NULL,
      planned BIGINT NOT NULL,
      created_at BIGINT NOT NULL,
      created_by TEXT NOT NULL,
      confirmed_at BIGINT,
      confirmed_by TEXT
    )
    """,
    """
    CREATE TABLE handover_item (
      job_id TEXT NOT NULL,
      chat_id TEXT NOT NULL,
      position BIGINT NOT NULL,
      name TEXT NOT NULL,
      members BIGINT,
      new_owner TEXT,
      state TEXT NOT NULL,
      code BIGINT,
      detail TEXT,
      attempts BIGINT NOT NULL,
      batch_id TEXT,
      accepted_at BIGINT,
      due_at BIGINT,
      checks BIGINT NOT NULL,
      negative_at BIGINT,
      updated_at BIGINT NOT NULL,
      PRIMARY KEY (job_id, chat_id)
    )
    """,
    """
    CREATE UNIQUE INDEX handover_item_open ON handover_item (chat_id)
    WHERE state IN ('ready', 'sending', 'unknown', 'accepted')
    """,
    "CREATE INDEX handover_item_batch ON handover_item (batch_id)",
    """
    CREATE TABLE handover_target (
      job_id TEXT NOT NULL,
      new_owner TEXT NOT NULL,
      code BIGINT NOT NULL,
      blocked_at BIGINT NOT NULL,
      PRIMARY KEY (job_id, new_owner)
    )
    """,
    """
    CREATE TABLE transfer_batch (
      id TEXT PRIMARY KEY,
      job_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      old_owner TEXT NOT NULL,
      new_owner TEXT NOT NULL,
      state TEXT NOT NULL,
      chat_ids TEXT NOT NULL,
      body_hash TEXT NOT NULL,
      quota_day BIGINT NOT NULL,
      lease_epoch BIGINT NOT NULL,
      committed_at BIGINT NOT NULL,
      deadline BIGINT NOT NULL,
      recorded_at BIGINT,
      outcome TEXT,
      audit_hash TEXT NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX transfer_batch_open ON transfer_batch (old_owner)
    WHERE state IN ('sending', 'unknown')
    """,
    """
    CREATE TABLE quota_day (
      owner TEXT NOT NULL,
      day BIGINT NOT NULL,
      used BIGINT NOT NULL,
      closed BIGINT NOT NULL,
      PRIMARY KEY (owner, day)
    )
    """,
    """
    CREATE TABLE quota_entry (
      batch_id TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      day BIGINT NOT NULL,
      count BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE audit (
      seq BIGINT PRIMARY KEY,
      at BIGINT NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL
    )
    """,
  ]
}
