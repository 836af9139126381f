import Foundation
import Model
import Testing

@testable import Storage

@Suite("Store", .timeLimit(.minutes(5)))
struct StoreTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func open() async throws -> Store {
    let file = folder.file("ledger.sqlite")
    return try await Store.open(name: "test store") { try LedgerSchema.open(path: file) }
  }

  @Test("everything of one store runs on the one thread it was opened on")
  func oneThread() async throws {
    let opened = Threads()
    let file = folder.file("ledger.sqlite")
    let store = try await Store.open {
      opened.note()
      return try LedgerSchema.open(path: file)
    }
    await withTaskGroup { group in
      for _ in 0..<50 { group.addTask { try? await store.perform { _ in opened.note() } } }
    }
    #expect(opened.count == 1)
  }

  @Test("what opening throws reaches whoever opens")
  func openingFails() async {
    let folder = folder.path
    await #expect(throws: StorageError.self) { _ = try await Store.open { try LedgerSchema.open(path: folder) } }
  }

  @Test("what the body throws comes back, and the store works on")
  func bodyFails() async throws {
    struct Stop: Error {}
    let store = try await open()
    await #expect(throws: Stop.self) { try await store.write { _ in throw Stop() } }
    #expect(try await store.read { try $0.query("SELECT 1 AS one")[0].integer("one") } == 1)
  }

  @Test("a store that nobody holds any more closes its database")
  func closes() async throws {
    let file = folder.file("replica.sqlite")
    var store: Store? = try await Store.open { try ReplicaSchema.open(path: file).engine }
    try await store?.write { try $0.execute("INSERT INTO counter (name, value) VALUES ('x', 1)") }
    let engine = try await store?.perform { $0 }
    store = nil
    // The thread that closes it also runs whatever was enqueued before; SQLite removes the WAL at the last close.
    while FileManager.default.fileExists(atPath: file + "-wal") { await Task.yield() }
    #expect(throws: StorageError.closed(file: file)) { try engine?.read { _ in } }
  }
}

/// Unchecked, because every access is under the lock; `Mutex` cannot hold a `Thread`.
private final class Threads: @unchecked Sendable {
  private let lock = NSLock()
  private var seen: Set<ObjectIdentifier> = []
  private var kept: [Thread] = []
  func note() {
    lock.lock()
    seen.insert(ObjectIdentifier(Thread.current))
    kept.append(Thread.current)
    lock.unlock()
  }
  var count: Int {
    lock.lock()
    defer { lock.unlock() }
    return seen.count
  }
}
