import Foundation
import Synchronization

/// What scripts can rely on (docs/guide.md, "Exit codes").
enum ExitStatus: Int32, Sendable {
  case done = 0
  /// The report says which part.
  case inPart = 1
  /// Usage or bad input.
  case usage = 2
  /// Credentials, permission, IP.
  case refusedByVendor = 3
  /// Unreachable, or busy for longer than the program waits.
  case vendorUnavailable = 4
  /// Read-only, not confirmed, quota.
  case refusedHere = 5
  case interrupted = 130
}

/// Hands the end of the work to the main thread.
final class StatusBox: Sendable {
  private let value = Mutex(ExitStatus.interrupted)
  var status: ExitStatus { value.withLock { $0 } }
  func set(_ status: ExitStatus) { value.withLock { $0 = status } }
}

/// ctrl-c and SIGTERM: the first asks the work to end at a safe point, the second ends the process.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  init(_ cancel: @escaping @Sendable () -> Void) {
    let count = SignalCount()
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if count.increment() > 1 { _exit(ExitStatus.interrupted.rawValue) }
        cancel()
      }
      source.resume()
      return source
    }
  }

  func end() { for source in sources { source.cancel() } }
}

private final class SignalCount: Sendable {
  private let count = Mutex(0)
  func increment() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
