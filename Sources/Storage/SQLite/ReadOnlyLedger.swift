/// What a process that may change nothing can still write to the ledger: refreshes, plans nobody has confirmed, and
/// what reading join ways showed.
/// Everything else is refused by the database itself, tables that are added one day included, so that an act whose
/// service forgot to ask for the authority comes to nothing.
package enum ReadOnlyLedger {
  /// The name of the ``StorageError/constraint(name:)`` that a refused write throws; nothing of its transaction is kept.
  package static let refusal = "readOnly"

  /// Has this connection refuse every other write from now on. Other connections are not concerned. Throws
  /// ``StorageError``.
  static func guardActs(_ engine: SQLiteEngine) throws {
    try engine.configure { connection in
      let tables = try connection.query("SELECT name FROM sqlite_master WHERE type = 'table'").map {
        try $0.text("name")
      }
      for table in tables {
        for verb in Verb.allCases {
          let condition = exceptions[table]?[verb].map { " WHEN NOT (\($0))" } ?? ""
          try connection.execute(
            """
            CREATE TEMP TRIGGER "readOnly \(table) \(verb.rawValue)" BEFORE \(verb.rawValue) ON main."\(table)"\(condition)
            BEGIN SELECT RAISE(ABORT, '\(refusal)'); END
            """)
        }
      }
    }
  }

  private enum Verb: String, CaseIterable { case insert = "INSERT", update = "UPDATE", delete = "DELETE" }

  private static let exceptions: [String: [Verb: String]] = [
    "job": [
      .insert: "NEW.lane = 'refresh' OR NEW.state = 'draft'",
      .update: "OLD.lane = 'refresh' AND NEW.lane = 'refresh'",
      .delete: "OLD.state = 'draft'",
    ],
    // Facts: what it says, when it was seen, that it is gone or there again, that it was changed elsewhere. Not whose it is,
    // nor what a person decided.
    "join_way": [
      .update: """
      OLD.standing IN ('kept', 'gone') AND NEW.standing IN ('kept', 'gone') AND NEW.id = OLD.id
      AND NEW.config_id IS OLD.config_id AND NEW.origin = OLD.origin AND NEW.created_at = OLD.created_at
      AND NEW.created_by = OLD.created_by
      AND (NEW.drift_at IS NOT NULL OR OLD.drift_at IS NULL OR NEW.content <> OLD.content)
      AND (NEW.forgotten_at IS OLD.forgotten_at
        OR NEW.forgotten_at IS NULL AND OLD.standing = 'gone' AND NEW.standing = 'kept')
      """
    ],
    "handover": [.insert: "NEW.confirmed_at IS NULL", .delete: "OLD.confirmed_at IS NULL"],
    "handover_item": [
      .insert: "NEW.state IN ('planned', 'excluded')", .delete: "OLD.state IN ('planned', 'excluded')",
    ],
  ]
}
