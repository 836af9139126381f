import Foundation
import Model
import Storage
import Testing

@testable import Queue

@Suite("Ledger watch", .timeLimit(.minutes(5)))
struct LedgerWatchTests {
  private let folder: TemporaryFolder
  private var file: String { folder.file("ledger.sqlite") }
  init() throws { folder = try TemporaryFolder() }

  @Test("another process's commit is noticed, and is there to be read")
  func otherProcess() async throws {
    let jobs = JobLedger(engine: try LedgerSchema.open(path: file))
    let watch = try LedgerWatch(file: file)
    let other = try PythonProcess(
      """
      import sqlite3, sys
      ledger = sqlite3.connect(sys.argv[1])
      ledger.execute("INSERT INTO switch (name, is_on, at, actor) VALUES ('stop', 1, 0, 'python')")
      ledger.commit()
      """, file)
    var ticks = watch.ticks.makeAsyncIterator()
    await ticks.next()
    #expect(try jobs.isStopped())
    withExtendedLifetime(other) {}
  }

  @Test("commits to other files of the folder, and reads, are not noticed")
  func others() async throws {
    let jobs = JobLedger(engine: try LedgerSchema.open(path: file))
    let other = JobLedger(engine: try LedgerSchema.open(path: folder.file("other.sqlite")))
    let watch = try LedgerWatch(file: file)
    try other.setStopped(true, actor: "me", at: Timestamp(seconds: 1))
    _ = try jobs.jobs()
    // The events of one folder come in order: had any of the above been taken for a commit, the stream would have an
    // element before this one's, and after closing two would be counted.
    try jobs.setStopped(true, actor: "me", at: Timestamp(seconds: 1))
    var ticks = watch.ticks.makeAsyncIterator()
    await ticks.next()
    watch.close()
    var later = 0
    while await ticks.next() != nil { later += 1 }
    #expect(later == 0)
  }

  @Test("closing the watch ends its stream")
  func close() async throws {
    let watch = try LedgerWatch(file: file)
    watch.close()
    watch.close()
    for await _ in watch.ticks { Issue.record("a tick after the end") }
  }

  @Test("a folder that is not there is an error")
  func missingFolder() {
    #expect(throws: StorageError.self) { try LedgerWatch(file: folder.file("none/ledger.sqlite")) }
  }
}
