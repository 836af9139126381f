import Storage
import Synchronization

/// A ledger whose next transaction may fail, and which counts what was committed.
final class FaultyEngine: SQLEngine {
  enum Fault: Sendable, CaseIterable {
    /// Everything was written and is undone.
    case beforeCommit
    /// Everything is committed, and the answer is lost.
    case afterCommit
  }

  private struct State {
    var fault: Fault?
    var commits = 0
  }

  private let engine: any SQLEngine
  private let state = Mutex(State())

  init(_ engine: any SQLEngine) { self.engine = engine }

  /// Commits so far.
  var commits: Int { state.withLock { $0.commits } }

  /// The next transaction, and no other, fails so.
  func fail(_ fault: Fault?) { state.withLock { $0.fault = fault } }

  @discardableResult
  func transaction<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    let fault = state.withLock { state in
      defer { state.fault = nil }
      return state.fault
    }
    let result = try engine.transaction { connection in
      let result = try body(connection)
      if fault == .beforeCommit { throw StorageError.diskFull(file: "ledger") }
      return result
    }
    state.withLock { $0.commits += 1 }
    if fault == .afterCommit { throw StorageError.inputOutput(file: "ledger", reason: 5) }
    return result
  }

  func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try engine.read(body) }

  func close() { engine.close() }
}
