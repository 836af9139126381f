/// The replica's tables. Memberships carry interned numbers instead of ids: about 38 bytes a row.
package enum ReplicaSchema {
  static let schema = Schema([
    Migration(
      name: "groups, people, memberships",
      statements: [
        """
        CREATE TABLE chat (
          num BIGINT PRIMARY KEY,
          chat_id TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          owner TEXT,
          status BIGINT,
          create_time BIGINT,
          notice TEXT NOT NULL,
          admins TEXT NOT NULL,
          member_count BIGINT,
          external_count BIGINT,
          member_version TEXT,
          status_at BIGINT,
          detail_at BIGINT,
          missing BIGINT NOT NULL,
          gone_at BIGINT,
          change BIGINT NOT NULL
        ) WITHOUT ROWID
        """,
        "CREATE INDEX chat_owner ON chat (owner)",
        "CREATE INDEX chat_change ON chat (change)",
        "CREATE TABLE person (num BIGINT PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE join_state (num BIGINT PRIMARY KEY, state TEXT NOT NULL UNIQUE) WITHOUT ROWID",
        """
        CREATE TABLE membership (
          chat BIGINT NOT NULL,
          person BIGINT NOT NULL,
          kind BIGINT NOT NULL,
          join_time BIGINT NOT NULL,
          join_scene BIGINT NOT NULL,
          invitor BIGINT,
          nickname TEXT,
          state BIGINT,
          PRIMARY KEY (chat, person)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE member (
          user_id TEXT PRIMARY KEY,
          name TEXT,
          departments TEXT NOT NULL,
          activation BIGINT,
          has_customer_contact BIGINT NOT NULL,
          resigned_at BIGINT,
          waiting_customers BIGINT NOT NULL,
          seen_at BIGINT,
          change BIGINT NOT NULL
        )
        """,
        "CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
      ]),
    Migration(
      name: "owners are counted from an index alone",
      statements: ["DROP INDEX chat_owner", "CREATE INDEX chat_owner ON chat (owner, status, gone_at)"]),
    Migration(
      name: "who came by a join way and is gone",
      statements: [
        """
        CREATE TABLE departure (
          state BIGINT NOT NULL,
          person BIGINT NOT NULL,
          chat BIGINT NOT NULL,
          join_time BIGINT NOT NULL,
          gone_at BIGINT NOT NULL,
          PRIMARY KEY (state, person, chat)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX membership_state ON membership (state, person, join_time) WHERE state IS NOT NULL",
        "CREATE INDEX chat_gone ON chat (gone_at) WHERE gone_at IS NOT NULL",
      ]),
  ])

  /// What became of a replica that could not be used.
  package enum Opening: Sendable, Hashable {
    case asItWas
    /// Damaged, or from a newer program: moved there, a new one made. A refresh brings back what the vendor knows;
    /// who had left by then is forgotten: nobody tells that again.
    case madeAnew(kept: String)
  }

  /// Opens the replica to write; one that is damaged or newer is moved aside.
  package static func open(path: String) throws -> (engine: SQLiteEngine, opening: Opening) {
    do {
      return (try SQLiteEngine(file: path, flavour: .replica, schema: schema), .asItWas)
    } catch let error as StorageError {
      switch error {
      case .damaged, .newerVersion: break
      default: throw error
      }
      let kept = try ReplicaFile.moveAside(path)
      return (try SQLiteEngine(file: path, flavour: .replica, schema: schema), .madeAnew(kept: kept))
    }
  }

  /// Opens the replica to read, beside the process that writes it. Throws ``StorageError/notReady(file:)`` when nobody
  /// has made it yet; never moves anything.
  package static func openReader(path: String) throws -> SQLiteEngine {
    try SQLiteEngine(file: path, flavour: .replicaReader, schema: schema)
  }

  /// Opens the replica beside the process that writes it, for one that will write it once it has the refresher's role:
  /// it is made and up to date already, or this throws as ``openReader(path:)`` does.
  package static func openBeside(path: String) throws -> SQLiteEngine {
    try openReader(path: path).close()
    return try SQLiteEngine(file: path, flavour: .replica, schema: schema)
  }
}
