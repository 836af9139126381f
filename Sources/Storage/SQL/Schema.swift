/// One step in a database's history. Never changed once released: the next change is another migration.
package struct Migration: Sendable {
  /// What the step brought, to be read in the database itself.
  package let name: String
  package let statements: [String]
  package init(name: String, statements: [String]) {
    self.name = name
    self.statements = statements
  }
}

/// Everything a database has been through, oldest first. Its version is the number of migrations applied.
package struct Schema: Sendable {
  package let migrations: [Migration]
  package init(_ migrations: [Migration]) { self.migrations = migrations }

  /// The version this program knows.
  package var newest: Int64 { Int64(migrations.count) }

  /// The version found; 0 for an empty database.
  func version(on connection: any SQLConnection, file: String) throws -> Int64 {
    guard try SchemaTable.exists(connection) else { return 0 }
    return try connection.query("SELECT COALESCE(MAX(version), 0) AS version FROM schema_version")[0].integer("version")
  }

  /// Applies what is missing in one transaction. Throws ``StorageError/newerVersion(file:found:known:)`` without having
  /// written anything.
  func migrate(_ engine: some SQLEngine, file: String) throws {
    // Looked at first without a writing transaction: opening an up-to-date database must not wait for a writer.
    guard try engine.read({ try checkedVersion(on: $0, file: file) }) < newest else { return }
    try engine.transaction { connection in
      let found = try checkedVersion(on: connection, file: file)
      try connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)")
      for (index, migration) in migrations.enumerated().dropFirst(Int(found)) {
        for statement in migration.statements { try connection.execute(statement) }
        try connection.execute(
          "INSERT INTO schema_version (version, name) VALUES ($1, $2)", [SQLValue(index + 1), SQLValue(migration.name)])
      }
    }
  }

  private func checkedVersion(on connection: any SQLConnection, file: String) throws -> Int64 {
    let found = try version(on: connection, file: file)
    guard found <= newest else { throw StorageError.newerVersion(file: file, found: found, known: newest) }
    return found
  }
}

/// The one question about a catalogue, which every engine answers in its own tables.
private enum SchemaTable {
  static func exists(_ connection: any SQLConnection) throws -> Bool {
    try !connection.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'").isEmpty
  }
}
