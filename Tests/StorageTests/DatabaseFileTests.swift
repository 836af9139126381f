import Foundation
import Model
import Testing

@testable import Storage

@Suite("Database files", .timeLimit(.minutes(5)))
struct DatabaseFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test("databases, their journals and new folders are for their owner alone")
  func permissions() throws {
    let file = folder.file("new/deeper/replica.sqlite")
    let replica = try ReplicaSchema.open(path: file)
    try replica.engine.transaction { try $0.execute("INSERT INTO counter (name, value) VALUES ('x', 1)") }
    for path in [file, file + "-wal", file + "-shm"] { #expect(try mode(path) == 0o600) }
    for path in ["new", "new/deeper"] { #expect(try mode(folder.file(path)) == 0o700) }
  }

  @Test("a file that others may read is tightened")
  func tightened() throws {
    let file = folder.file("ledger.sqlite")
    #expect(FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o644]))
    _ = try LedgerSchema.open(path: file)
    #expect(try mode(file) == 0o600)
  }

  @Test("a damaged ledger is refused and left as it is")
  func damagedLedger() throws {
    let file = folder.file("ledger.sqlite")
    let garbage = Data(repeating: 0x67, count: 8192)
    try garbage.write(to: URL(fileURLWithPath: file))
    #expect(throws: StorageError.damaged(file: file)) { try LedgerSchema.open(path: file) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == garbage)
  }

  @Test("a ledger whose pages are damaged is refused when they are read")
  func damagedPages() throws {
    let file = folder.file("ledger.sqlite")
    try LedgerSchema.open(path: file).close()
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0xFF, count: 65_536))
    try handle.close()
    #expect(throws: StorageError.damaged(file: file)) {
      _ = try JobLedger(engine: LedgerSchema.open(path: file)).jobs()
    }
  }

  private func makeNewer(_ file: String, _ open: () throws -> any SQLEngine) throws {
    let engine = try open()
    try engine.transaction { try $0.execute("INSERT INTO schema_version (version, name) VALUES (99, 'later')") }
    engine.close()
  }

  @Test("a ledger from a newer version is refused and left as it is")
  func newerLedger() throws {
    let file = folder.file("ledger.sqlite")
    try makeNewer(file) { try LedgerSchema.open(path: file) }
    let before = try Data(contentsOf: URL(fileURLWithPath: file))
    #expect(throws: StorageError.newerVersion(file: file, found: 99, known: LedgerSchema.schema.newest)) {
      try LedgerSchema.open(path: file)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
  }

  @Test("a damaged replica is moved aside and made anew")
  func damagedReplica() throws {
    let file = folder.file("replica.sqlite")
    try Data(repeating: 0x67, count: 8192).write(to: URL(fileURLWithPath: file))
    let (engine, opening) = try ReplicaSchema.open(path: file)
    #expect(opening == .madeAnew(kept: file + ".unusable-1"))
    #expect(try Replica(engine: engine).size().groups == 0)
    #expect(FileManager.default.fileExists(atPath: file + ".unusable-1"))
  }

  @Test("a replica from a newer version is moved aside and made anew")
  func newerReplica() throws {
    let file = folder.file("replica.sqlite")
    try makeNewer(file) { try ReplicaSchema.open(path: file).engine }
    #expect(try ReplicaSchema.open(path: file).opening == .madeAnew(kept: file + ".unusable-1"))
  }

  @Test("a replica that is well is opened as it was")
  func soundReplica() throws {
    let file = folder.file("replica.sqlite")
    try ReplicaSchema.open(path: file).engine.close()
    #expect(try ReplicaSchema.open(path: file).opening == .asItWas)
  }

  @Test("a reader sees what the writer has committed, also once the writer is gone")
  func reader() throws {
    let file = folder.file("replica.sqlite")
    #expect(throws: StorageError.notReady(file: file)) { try ReplicaSchema.openReader(path: file) }
    let writer = try ReplicaSchema.open(path: file).engine
    let beside = try ReplicaSchema.openReader(path: file)
    try Replica(engine: writer).setSwept(at: Timestamp(seconds: 7))
    #expect(try Replica(engine: beside).sweptAt() == Timestamp(seconds: 7))
    beside.close()
    writer.close()
    #expect(try Replica(engine: ReplicaSchema.openReader(path: file)).sweptAt() == Timestamp(seconds: 7))
  }

  @Test("a reader cannot write, and moves nothing aside")
  func readerIsHarmless() throws {
    let file = folder.file("replica.sqlite")
    let writer = try ReplicaSchema.open(path: file).engine
    let reader = try ReplicaSchema.openReader(path: file)
    #expect(throws: StorageError.self) { try Replica(engine: reader).setSwept(at: Timestamp(seconds: 7)) }
    withExtendedLifetime(writer) {}
    let broken = folder.file("broken.sqlite")
    try Data(repeating: 0x67, count: 8192).write(to: URL(fileURLWithPath: broken))
    #expect(throws: StorageError.damaged(file: broken)) { try ReplicaSchema.openReader(path: broken) }
    #expect(FileManager.default.fileExists(atPath: broken))
  }

  @Test("a path that cannot be a file is not permitted")
  func notPermitted() throws {
    #expect(FileManager.default.createFile(atPath: folder.file("plain"), contents: nil))
    for path in [folder.path, folder.file("plain/ledger.sqlite")] {
      #expect {
        try LedgerSchema.open(path: path)
      } throws: {
        if case StorageError.notPermitted = $0 { true } else { false }
      }
    }
  }

  @Test("on a full disk nothing of the transaction is kept, and the ledger works on afterwards")
  func fullDisk() async {
    // A limit on the size of files is what a disk without room looks like to this process; it holds for the whole
    // process, hence one of its own.
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let file = folder.file("ledger.sqlite")
      let jobs = JobLedger(engine: try LedgerSchema.open(path: file))
      func job(_ name: String) -> Job {
        Job(
          id: JobID(unchecked: name), lane: .mutation, kind: "k", subject: "s",
          payload: String(repeating: "x", count: 400_000), state: .queued, createdAt: Timestamp(seconds: 1),
          createdBy: "me")
      }
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let unlimited = limit
      limit.rlim_cur = 200_000
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #expect(throws: StorageError.diskFull(file: file)) {
        try jobs.engine.transaction { try JobLedger.insert(job("a"), in: $0) }
      }
      limit = unlimited
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #expect(try jobs.jobs().isEmpty)
      try jobs.engine.transaction { try JobLedger.insert(job("b"), in: $0) }
      #expect(try jobs.jobs().map(\.id.rawValue) == ["b"])
    }
  }
}
