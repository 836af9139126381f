import CTerminal
import Glibc
import Synchronization

/// Brings news from tasks and threads to the loop.
package final class Mailbox<News: Sendable>: Sendable {
  /// Readable while there is news.
  let descriptor: Int32
  private let waiting = Mutex<[News]>([])

  /// - Throws: ``TerminalError/system(_:)`` when the process has no descriptor left.
  package init() throws(TerminalError) {
    descriptor = cterminal_waker()
    guard descriptor >= 0 else { throw .system(errno) }
  }

  deinit { close(descriptor) }

  /// From any thread; never waits.
  package func post(_ news: News) {
    waiting.withLock { waiting in
      // One wake-up is enough until somebody has looked.
      if waiting.isEmpty { cterminal_wake(descriptor) }
      waiting.append(news)
    }
  }

  /// Everything posted since the last time, in order.
  package func drain() -> [News] {
    waiting.withLock { waiting in
      cterminal_rest(descriptor)
      defer { waiting = [] }
      return waiting
    }
  }
}
