@testable import Storage

/// Dies at the moment of the commit.
struct EngineWithoutCommit: SQLEngine {
  struct Died: Error {}
  let engine: any SQLEngine
  func transaction<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    try engine.transaction { connection in
      _ = try body(connection)
      throw Died()
    }
  }
  func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try engine.read(body) }
  func close() { engine.close() }
}
