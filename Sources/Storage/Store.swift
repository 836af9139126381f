/// One database and the one thread it is used on. Everything asynchronous reaches a database through this.
package actor Store {
  private let thread: DedicatedThread
  private let engine: any SQLEngine

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Opens a database on a thread of its own.
  /// - Parameters:
  ///   - name: the thread's name.
  ///   - make: opens the engine; runs on that thread, and what it throws is thrown here.
  package static func open(
    name: String = "storage", _ make: @escaping @Sendable () throws -> any SQLEngine
  ) async throws -> Store {
    let opener = Opener(DedicatedThread(name: name))
    do {
      return Store(thread: opener.thread, engine: try await opener.run(make))
    } catch {
      opener.thread.finish()
      throw error
    }
  }

  private init(thread: DedicatedThread, engine: any SQLEngine) {
    self.thread = thread
    self.engine = engine
  }

  deinit {
    thread.finish { [engine] in engine.close() }
  }

  /// Runs `body` on the store's thread, after everything that came before, and hands its result or error back.
  package func perform<T: Sendable>(_ body: @Sendable (any SQLEngine) throws -> T) async throws -> T {
    try body(engine)
  }

  /// Runs `body` in a writing transaction of its own; see ``SQLEngine/transaction(_:)``.
  @discardableResult
  package func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
    try engine.transaction(body)
  }

  /// Runs `body` on one consistent view; see ``SQLEngine/read(_:)``.
  package func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
    try engine.read(body)
  }

  /// Closes the database now rather than with the last reference.
  package func close() async { engine.close() }
}

/// Borrows the thread before there is a store.
private actor Opener {
  let thread: DedicatedThread
  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
  init(_ thread: DedicatedThread) { self.thread = thread }
  func run(_ make: @Sendable () throws -> any SQLEngine) throws -> any SQLEngine { try make() }
}
