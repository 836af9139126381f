/// The tables of join ways in the ledger. Rows hold codes and parameters, never sentences.
enum JoinWaySchema {
  static let statements = [
    """
    CREATE TABLE join_way (
      id TEXT PRIMARY KEY,
      config_id TEXT,
      standing TEXT NOT NULL,
      origin TEXT NOT NULL,
      profile TEXT NOT NULL,
      state TEXT NOT NULL,
      content TEXT NOT NULL,
      qr_code TEXT NOT NULL,
      link TEXT,
      seen_at BIGINT,
      created_at BIGINT NOT NULL,
      created_by TEXT NOT NULL,
      changed_at BIGINT NOT NULL,
      drift_before TEXT,
      drift_at BIGINT,
      forgotten_at BIGINT
    )
    """,
    "CREATE UNIQUE INDEX join_way_config ON join_way (config_id) WHERE config_id IS NOT NULL",
    "CREATE INDEX join_way_state ON join_way (state)",
    """
    CREATE TABLE join_way_call (
      id TEXT PRIMARY KEY,
      join_way_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      config_id TEXT,
      state TEXT NOT NULL,
      content TEXT,
      content_before TEXT,
      body_hash TEXT NOT NULL,
      committed_at BIGINT NOT NULL,
      deadline BIGINT NOT NULL,
      actor TEXT NOT NULL,
      audit_hash TEXT NOT NULL,
      outcome TEXT,
      recorded_at BIGINT
    )
    """,
    "CREATE UNIQUE INDEX join_way_call_open ON join_way_call (join_way_id) WHERE state IN ('sending', 'unknown')",
    "CREATE INDEX join_way_call_way ON join_way_call (join_way_id, committed_at)",
  ]
}
