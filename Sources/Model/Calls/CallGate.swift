/// The name of one vendor API, its path below `/cgi-bin/`: what limits are counted by (90454: per corp and API).
package struct API: Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package init(path: String) { self.path = path }
  package var description: String { path }
}

/// Who waits for the answer.
package enum CallPriority: Sendable, Hashable {
  /// A person, or a handover: a fifth of every budget is kept for these.
  case foreground
  case background
}

/// How a call ended, as far as the limits are concerned.
package enum CallEnd: Sendable, Hashable {
  /// An answer that says nothing about limits, an error included.
  case answered
  /// 45033: too many at once.
  case tooManyAtOnce
  /// 45009: over the limit of the running window.
  case overLimit
  /// No answer that could be read.
  case failed
}

/// What every call passes before it is sent and after it has ended, so that no call escapes the vendor's limits.
/// The one implementation for production is the queue's limiter.
package protocol CallGate: Sendable {
  /// Returns when a call to `api` may be sent. Throws ``CallBlocked`` when that would take longer than a person waits
  /// (the vendor has closed the API for a window), and `CancellationError`.
  func enter(_ api: API, _ priority: CallPriority) async throws
  /// Must follow every successful ``enter(_:_:)`` exactly once.
  func leave(_ api: API, _ end: CallEnd) async
}

/// The vendor has closed an API for a while (45009), or the budget is used up for longer than a call may wait.
package struct CallBlocked: Error, Hashable, Sendable {
  package let api: API
  /// Company time from which calls are let through again.
  package let until: Timestamp
  package init(api: API, until: Timestamp) {
    self.api = api
    self.until = until
  }
}
