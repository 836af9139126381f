import Foundation
import Testing

@testable import Queue

@Suite("Roles", .timeLimit(.minutes(5)))
struct RoleLockTests {
  private let folder: TemporaryFolder
  private var file: String { folder.file("ledger.sqlite") }
  init() throws { folder = try TemporaryFolder() }

  private let holder = """
    import fcntl, sys
    file = open(sys.argv[1], "w")
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
    """

  @Test("a role has one holder, and is free once that gives it up")
  func oneHolder() throws {
    let first = try #require(try RoleLock.tryAcquire(.worker, beside: file))
    #expect(try RoleLock.tryAcquire(.worker, beside: file) == nil)
    #expect(try RoleLock.tryAcquire(.refresher, beside: file) != nil)
    first.release()
    #expect(try RoleLock.tryAcquire(.worker, beside: file) != nil)
  }

  @Test("a role ends with the value that holds it")
  func endsWithValue() throws {
    do { _ = try #require(try RoleLock.tryAcquire(.worker, beside: file)) }
    #expect(try RoleLock.tryAcquire(.worker, beside: file) != nil)
  }

  @Test("a role whose holder is killed goes to who waits for it")
  func takeOver() async throws {
    let other = try PythonProcess(holder, file + ".worker.lock")
    await other.waitForLine()
    #expect(try RoleLock.tryAcquire(.worker, beside: file) == nil)
    async let lock = RoleLock.acquire(.worker, beside: file)
    other.kill()
    #expect(try await lock.role == .worker)
  }

  @Test("waiting for a role can be given up, and then does not take it")
  func givenUp() async throws {
    var first = try RoleLock.tryAcquire(.worker, beside: file)
    let waiting = Task { [file] in try await RoleLock.acquire(.worker, beside: file) }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { _ = try await waiting.value }
    first = nil
    _ = first
    let next = try await RoleLock.acquire(.worker, beside: file)
    #expect(next.role == .worker)
  }

  @Test("a child process does not inherit the role")
  func notInherited() async throws {
    var lock = try RoleLock.tryAcquire(.worker, beside: file)
    let child = try PythonProcess("import sys; print('up', flush=True); sys.stdin.read()")
    await child.waitForLine()
    lock = nil
    _ = lock
    #expect(try RoleLock.tryAcquire(.worker, beside: file) != nil)
    withExtendedLifetime(child) {}
  }

  @Test("the parts of a process that share a role hold it together, and nobody else does until the last drops it")
  func shared() async throws {
    let role = SharedRole(.refresher, beside: file)
    var first = try role.tryAcquire()
    var second: RoleLock? = try await role.acquire()
    #expect(first != nil && first === second)
    first = nil
    #expect(try RoleLock.tryAcquire(.refresher, beside: file) == nil)
    #expect(second?.role == .refresher)
    second = nil
    #expect(try RoleLock.tryAcquire(.refresher, beside: file) != nil)
  }

  @Test("a role another process has is not shared, and shared once that has given it up")
  func sharedLater() async throws {
    let role = SharedRole(.refresher, beside: file)
    let other = try #require(try RoleLock.tryAcquire(.refresher, beside: file))
    #expect(try role.tryAcquire() == nil)
    async let waiting = role.acquire()
    other.release()
    let lock = try await waiting
    #expect(try role.tryAcquire() === lock)
  }
}
