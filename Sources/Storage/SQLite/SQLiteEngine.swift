import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// A SQLite file, through GRDB; no type of either leaves.
package final class SQLiteEngine: SQLEngine {
  /// How a file is used.
  package enum Flavour: Sendable, Hashable {
    /// Written by any number of processes, never lost: rollback journal, `synchronous` EXTRA. (SQLite 3.40 has a race
    /// between two processes that write one WAL database.)
    case ledger
    /// A ledger that is thrown away with the process: as ``ledger``, but nothing reaches the disk for certain.
    case scratchLedger
    /// Written by the one process that holds the refresher role, disposable: WAL, `synchronous` NORMAL.
    case replica
    /// The replica as all others see it, while it is being written.
    case replicaReader
  }

  /// How long a call waits for another writer, real time: looking again after ever longer pauses, up to 100 ms. Others'
  /// transactions take milliseconds, so that whoever has waited this long waits for a process that was stopped.
  package static let patience = Duration.seconds(20)

  private let file: String
  private let queue: DatabaseQueue
  private let statements = StatementCache()
  private let isClosed = Mutex(false)
  /// Whether this connection wrote: only then is more than SQLite's own 2 MB of pages worth keeping.
  private let hasWritten = Mutex(false)
  private let flavour: Flavour

  /// Opens or makes the file (0600, in folders of 0700 where they had to be made) and brings it to the schema's newest
  /// version. Throws ``StorageError``; a file from a newer version, or one that is no database, is left as it is.
  /// - Parameter file: an absolute path.
  package init(file: String, flavour: Flavour, schema: Schema) throws {
    self.file = file
    self.flavour = flavour
    if flavour == .replicaReader {
      guard FileManager.default.fileExists(atPath: file) else { throw StorageError.notReady(file: file) }
    } else {
      try PrivateFile.prepare(file)
    }
    do {
      queue = try DatabaseQueue(path: file, configuration: Self.configuration(flavour))
    } catch let error as DatabaseError {
      throw StorageError(error, systemError: 0, file: file)
    }
    try access { database in
      do {
        try Self.assertPragmas(database, flavour, file: file)
      } catch let error as DatabaseError {
        throw StorageError(error, systemError: database.systemError, file: file)
      }
    }
    if flavour == .replicaReader {
      guard try read({ try schema.version(on: $0, file: file) }) == schema.newest else {
        throw StorageError.notReady(file: file)
      }
    } else {
      try schema.migrate(self, file: file)
    }
  }

  deinit { close() }

  @discardableResult
  package func transaction<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    try inTransaction(.immediate, mayWrite: true, body)
  }

  /// New people land anywhere in the index of their ids: with fewer pages kept, a first refresh reads most of it again
  /// with every batch.
  private func prepareToWrite(_ database: Database) throws {
    guard flavour == .replica, !hasWritten.withLock({ $0 }) else { return }
    try database.execute(sql: "PRAGMA cache_size = -65536")
    hasWritten.withLock { $0 = true }
  }

  package func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    try inTransaction(.deferred, mayWrite: false, body)
  }

  /// Sets up what only this connection has, such as temporary triggers: beside others who write, without waiting for them.
  /// Throws ``StorageError``.
  func configure(_ body: (any SQLConnection) throws -> Void) throws {
    try inTransaction(.deferred, mayWrite: true, body)
  }

  private func inTransaction<T>(
    _ kind: Database.TransactionKind, mayWrite: Bool, _ body: (any SQLConnection) throws -> T
  ) throws -> T {
    try access { database in
      var result: T?
      try translatingErrors(of: database) {
        if mayWrite { try prepareToWrite(database) }
        try database.inTransaction(kind) {
          result = try body(
            SQLiteConnection(database: database, statements: statements, file: file, mayWrite: mayWrite))
          return .commit
        }
      }
      return try unwrapped(result)
    }
  }

  package func close() {
    let wasClosed = isClosed.withLock { closed in
      defer { closed = true }
      return closed
    }
    guard !wasClosed else { return }
    queue.writeWithoutTransaction { _ in statements.removeAll() }
    // Fails only while statements are open, and there are none.
    try? queue.close()
  }

  private func access<T>(_ body: (Database) throws -> T) throws -> T {
    guard !isClosed.withLock({ $0 }) else { throw StorageError.closed(file: file) }
    return try queue.writeWithoutTransaction(body)
  }

  private func translatingErrors(of database: Database, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as DatabaseError {
      throw StorageError(error, systemError: database.systemError, file: file)
    }
  }

  private func unwrapped<T>(_ result: T?) throws -> T {
    guard let result else { throw StorageError.failed(file: file, code: SQLITE_ABORT, message: "no result") }
    return result
  }

  private static func configuration(_ flavour: Flavour) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.readonly = flavour == .replicaReader
    configuration.busyMode = .timeout(patience / .seconds(1))
    switch flavour {
    case .ledger:
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA journal_mode = DELETE")
        try database.execute(sql: "PRAGMA synchronous = EXTRA")
      }
    case .scratchLedger:
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA journal_mode = MEMORY")
        try database.execute(sql: "PRAGMA synchronous = OFF")
      }
    case .replica:
      configuration.journalMode = .wal
      configuration.prepareDatabase { database in
        // With SQLite's own merging of the journal every 4 MB, a first refresh writes most pages of the index of people
        // again with every batch.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
      }
    case .replicaReader:
      break
    }
    return configuration
  }

  /// GRDB and SQLite may silently keep another mode (a read-only folder, a WAL file left behind); then nothing starts.
  private static func assertPragmas(_ database: Database, _ flavour: Flavour, file: String) throws {
    let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
    let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
    let isRight =
      switch flavour {
      case .ledger: journal == "delete" && synchronous == 3
      case .scratchLedger: journal == "memory" && synchronous == 0
      case .replica: journal == "wal" && synchronous == 1
      case .replicaReader: journal == "wal"
      }
    guard isRight else {
      throw StorageError.failed(
        file: file, code: SQLITE_MISUSE,
        message: "journal_mode \(journal ?? "?"), synchronous \(synchronous.map(String.init) ?? "?")")
    }
  }
}
