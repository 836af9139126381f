import Foundation

/// A thread of its own for calls that block, usable as an actor's executor: Swift's cooperative pool has as few threads
/// as the machine has processors, and one blocked in SQLite would be missing for everybody.
package final class DedicatedThread: SerialExecutor {
  private let work = Work()

  /// - Parameter name: at most 15 characters are seen in `top -H`.
  package init(name: String) {
    let thread = Thread { [work] in work.run() }
    thread.name = name
    thread.stackSize = 1 << 20
    thread.start()
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The thread keeps the executor alive until the job has run, the actor's own end included.
    work.add { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  /// The thread ends once everything enqueued so far, and `last`, has run.
  package func finish(_ last: @escaping @Sendable () -> Void = {}) { work.finish(last) }
}

/// What is to be run, handed from everywhere to the one thread.
///
/// Unchecked, because all its variables are read and written with `condition` locked only.
private final class Work: @unchecked Sendable {  // proven above
  private let condition = NSCondition()
  private var waiting: [@Sendable () -> Void] = []
  private var isFinishing = false

  func add(_ item: @escaping @Sendable () -> Void) {
    condition.lock()
    waiting.append(item)
    condition.signal()
    condition.unlock()
  }

  func finish(_ last: @escaping @Sendable () -> Void) {
    condition.lock()
    waiting.append(last)
    isFinishing = true
    condition.signal()
    condition.unlock()
  }

  func run() {
    while true {
      condition.lock()
      while waiting.isEmpty && !isFinishing { condition.wait() }
      let batch = waiting
      waiting = []
      condition.unlock()
      // Jobs enqueued while finishing still run: an actor's last job may enqueue its continuation.
      guard !batch.isEmpty else { return }
      for item in batch { item() }
    }
  }
}
